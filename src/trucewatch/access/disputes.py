"""What the claims about one movement disagree on, each left with who says it."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.access.since import since_words
from trucewatch.access.stages import NEVER
from trucewatch.incidents.speakers import Register
from trucewatch.incidents.telling import number_words
from trucewatch.model.claim import Claim, PlaceMention, Quantity
from trucewatch.model.movement import ARRIVED

# A general denial speaks of the days before it was said.
PERIOD_DAYS = 14
_COUNTED = ("trucks", "convoys", "people", "tonnes", "evacuated")
_SAID = frozenset({"asserted", "alleged"})


def find_disputes(
    told: Sequence[tuple[Claim, str]], destination: PlaceMention | None, general: Sequence[Claim], register: Register
) -> tuple[str, ...]:
    """Sentences such as "delivered to X, says A; “never reached X”, says B".

    ``told`` are the movement's claims with their stages; ``general`` are denials that name no place, which stand
    against every delivery of their period.
    """
    arrived = [(c, s) for c, s in told if s in ARRIVED and c.stance in _SAID]
    never = [c for c, s in told if s == NEVER]
    # Against a delivery to no place in particular a denial without a place says nothing.
    against = never + [c for c in general if c not in never] if destination else never
    sentences = []
    for denial in against if arrived else ():
        speaker = register.key(denial)
        for claim, stage in arrived:
            if _same_period(claim, denial, register) and register.key(claim) != speaker:
                sentences.append(
                    f"{_arrival(stage, destination)}, says {register.name(claim)}; "
                    f"“{_words(denial)}”, says {register.name(denial)}"
                )
                break
    sentences += _blocked(told, arrived, destination, register)
    for stage in dict.fromkeys(s for _, s in told):
        at_stage = [c for c, s in told if s == stage and c.stance in _SAID]
        for what in _COUNTED:
            sentences += _rival_numbers(at_stage, stage, what, register)
    return tuple(dict.fromkeys(sentences))


def _blocked(
    told: Sequence[tuple[Claim, str]],
    arrived: Sequence[tuple[Claim, str]],
    destination: PlaceMention | None,
    register: Register,
) -> list[str]:
    """Blocked on one account while delivered, that same day, on another."""
    found = []
    for block in (c for c, s in told if s in {"blocked", "refused"} and c.stance in _SAID):
        for claim, stage in arrived:
            if _same_days(claim, block) and register.key(claim) != register.key(block):
                found.append(
                    f"{_arrival(stage, destination)}, says {register.name(claim)}; "
                    f"“{_words(block)}”, says {register.name(block)}"
                )
                break
    return found


def _rival_numbers(claims: Sequence[Claim], stage: str, what: str, register: Register) -> list[str]:
    given: dict[tuple[float | None, float | None], tuple[Quantity, Claim]] = {}
    for claim in claims:
        quantity = claim.quantity(what)
        if quantity:
            given.setdefault((quantity.low, quantity.high), (quantity, claim))
    speakers = {register.key(c) for _, c in given.values()}
    pairs = list(given.values())
    rival = any(_excludes(a, b) and _same_days(c, d) for i, (a, c) in enumerate(pairs) for b, d in pairs[i + 1 :])
    if not rival or len(speakers) < 2:
        return []
    sides = (
        f"{number_words(q, register.documents[c.document_id].text)} ({register.name(c)})" for q, c in given.values()
    )
    return [f"{what} {stage}: " + " / ".join(sides)]


def _excludes(a: Quantity, b: Quantity) -> bool:
    above = a.low is not None and b.high is not None and a.low > b.high
    below = b.low is not None and a.high is not None and b.low > a.high
    return above or below


def _same_days(a: Claim, b: Claim) -> bool:
    if a.when and b.when and a.when.start_on and b.when.start_on:
        return a.when.overlaps(b.when.start_on, b.when.end_on or b.when.start_on)
    return False


def _same_period(claim: Claim, denial: Claim, register: Register) -> bool:
    said = register.documents[denial.document_id].published.on
    if denial.when and denial.when.end_on:
        said = denial.when.end_on
    arrived = claim.when.start_on if claim.when else None
    done = arrived or register.documents[claim.document_id].published.on
    soon = said is not None and done is not None and 0 <= (said - done).days <= PERIOD_DAYS
    if claim.document_id != denial.document_id and not soon:
        return False
    since = since_words(denial, register.documents[denial.document_id])
    # "None since July" says nothing against what came in July.
    return not (since and since.end_on and arrived and arrived <= since.end_on)


def _arrival(stage: str, destination: PlaceMention | None) -> str:
    place = " ".join(destination.span.quote.split()) if destination else ""
    link = "in" if stage == "distributed" else "at" if stage == "offloaded" else "to"
    return f"{stage} {link} {place}" if place else stage


def _words(claim: Claim) -> str:
    words = " ".join(claim.span.quote.split()).strip(" “”\"'.,;")
    return words if len(words) <= 140 else words[:138].rsplit(" ", 1)[0] + " …"
