"""Claims → movements: one convoy, evacuation or return to one place, with the stages that are claimed of it.

Approval is not dispatch, crossing is not delivery: a number stays with the stage at which it was claimed, and no two
are added.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from trucewatch.access.disputes import find_disputes
from trucewatch.access.since import own_when
from trucewatch.access.stages import NEVER, is_everywhere, load_stages, stage_of
from trucewatch.incidents.accounts import stable_id
from trucewatch.incidents.geography import Nearness, compare_places
from trucewatch.incidents.sentences import Sentences
from trucewatch.incidents.speakers import Register
from trucewatch.incidents.words import content_words, phrase_key
from trucewatch.model.claim import Claim, PlaceMention
from trucewatch.model.document import Document, Origin
from trucewatch.model.movement import STAGES, Movement, Stage
from trucewatch.packs.gazetteer import Gazetteer, load_gazetteer

# Claims about one destination further apart than this speak of different convoys.
MAX_GAP_DAYS = 10
# "The trucks were turned back": so many sentences after those they were told of in.
REFERS_WITHIN = 2
_DEFINITE = re.compile(
    r"(?:the|that|this|those|these|its|their|it|they)\b(?!\s+(?:first|last|only|U\.?N))", re.IGNORECASE
)
_HAPPENED = frozenset({"asserted", "alleged", "denied"})


@dataclass(slots=True)
class Draft:
    """A movement as its claims gather."""

    kind: str
    claims: list[tuple[Claim, str]] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    carriers: set[str] = field(default_factory=set)

    def add(self, claim: Claim, stage: str) -> None:
        """Take in a claim at its stage."""
        self.claims.append((claim, stage))
        self.places.extend(p for p in claim.places if not is_everywhere(p.span.quote) or p.place_id)
        self.carriers |= carrier_words(claim)


def build_movements(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    origins: Sequence[Origin],
    *,
    gazetteer: Gazetteer | None = None,
) -> tuple[Movement, ...]:
    """Every movement in ``claims``: those with contradictions first, then by kind, destination and day.

    ``gazetteer`` says which place contains which; left out, the shipped one is used when a claim carries a place id.
    """
    register = Register.of(tuple(documents), tuple(origins))
    staged = [
        (claim, *found)
        for claim in sorted((c for c in claims if c.document_id in register.documents), key=register.order)
        for found in [stage_of(claim)]
        if found and (claim.kind == "access" or claim.stance in _HAPPENED)
    ]
    within = _containers([c for c, _, _ in staged], gazetteer)
    texts = {c.document_id: Sentences.of(register.documents[c.document_id].text) for c, _, _ in staged}
    drafts: list[Draft] = []
    # Claims that name a place first: they are what the others can be about.
    for claim, kind, stage in sorted(staged, key=lambda s: (not _named_places(s[0]), register.order(s[0]))):
        fits = [
            (_fit(draft, claim, kind, stage, within, register, texts[claim.document_id]), -i)
            for i, draft in enumerate(drafts)
        ]
        best = max(fits, default=(0.0, 0))
        if best[0] <= 0:
            drafts.append(Draft(kind))
            best = (1.0, 1 - len(drafts))
        drafts[-best[1]].add(claim, stage)
    general = [c for d in drafts for c, s in d.claims if s == NEVER and not d.places]
    built = [_movement(draft, general, register) for draft in drafts]
    return tuple(sorted(built, key=_urgency))


def carrier_words(claim: Claim) -> set[str]:
    """Ids and words of who moves the aid; for an attack, of what was attacked."""
    role = "target" if claim.kind == "incident" else "carrier"
    actors = claim.actors_as(role)
    return {a.actor_id for a in actors if a.actor_id} | {w for a in actors for w in content_words(a.span.quote)}


def day_of(claim: Claim, register: Register) -> date | None:
    """The first day of what is claimed; the day of publication when the claim gives none."""
    document = register.documents[claim.document_id]
    when = own_when(claim, document)
    return when.start_on if when and when.start_on else document.published.on


def _fit(
    draft: Draft,
    claim: Claim,
    kind: str,
    stage: str,
    within: Mapping[str, tuple[str, ...]],
    register: Register,
    text: Sentences,
) -> float:
    """How well a claim belongs to a draft; 0 or less: it does not."""
    if draft.kind != kind or _too_far_in_time(draft, claim, register):
        return 0.0
    places = _named_places(claim)
    shared = bool(draft.carriers & carrier_words(claim))
    rivals = bool(draft.carriers and carrier_words(claim)) and not shared
    if stage == "attacked" or all(s == "attacked" for _, s in draft.claims):
        # A convoy that is attacked is on its way: it belongs to another movement only when it is plainly the same.
        return 1.0 if shared and places and _nearness(draft, places, within).kind in {"same", "near"} else 0.0
    if not places:
        return _fit_in_text(draft, claim, stage, shared, rivals, text)
    nearness = _nearness(draft, places, within)
    if nearness.kind in {"same", "near"}:
        return 2.0 + shared - 0.5 * rivals
    # "eastern Aleppo" and "Aleppo": one inside the other, carried by the same.
    return 1.0 if nearness.kind == "within" and not rivals else 0.0


def _fit_in_text(draft: Draft, claim: Claim, stage: str, shared: bool, rivals: bool, text: Sentences) -> float:
    """For a claim without a place: the movement of its sentence, or the one that it refers back to; else none."""
    if rivals or stage == NEVER or not draft.places:
        # A denial without a place is about no convoy in particular; it is shown with each (see disputes).
        same_text = any(c.document_id == claim.document_id and s == stage for c, s in draft.claims)
        return 0.5 if same_text and not draft.places and not rivals else 0.0
    first, last = text.index(claim.span.start), text.index(max(claim.span.start, claim.span.end - 1))
    told = [text.index(c.span.start) for c, _ in draft.claims if c.document_id == claim.document_id]
    if any(first <= t <= last for t in told):
        return 1.5 + 0.5 * shared
    gap = min((first - t for t in told if t < first), default=99)
    if gap <= REFERS_WITHIN and _refers_back(claim):
        # Of several the one told last.
        return 0.5 + 0.5 * shared + 0.1 * (REFERS_WITHIN - gap)
    return 0.0


def _refers_back(claim: Claim) -> bool:
    """Whether a claim speaks of aid already told of: "the trucks", "its convoy", "they"."""
    return any(_DEFINITE.match(words) for words in (claim.span.quote, *(a.span.quote for a in claim.actors)))


def _too_far_in_time(draft: Draft, claim: Claim, register: Register) -> bool:
    own = _interval(claim, register)
    others = [i for c, _ in draft.claims for i in [_interval(c, register)] if i]
    if own is None or not others:
        return False
    return min(max((own[0] - end).days, (start - own[1]).days) for start, end in others) > MAX_GAP_DAYS


def _interval(claim: Claim, register: Register) -> tuple[date, date] | None:
    first = day_of(claim, register)
    when = own_when(claim, register.documents[claim.document_id])
    last = when.end_on if when and when.start_on else None
    return (first, last or first) if first else None


def _nearness(draft: Draft, places: Sequence[PlaceMention], within: Mapping[str, tuple[str, ...]]) -> Nearness:
    return compare_places(draft.places, places, within)


def _named_places(claim: Claim) -> tuple[PlaceMention, ...]:
    return tuple(p for p in claim.places if p.place_id or not is_everywhere(p.span.quote))


def _movement(draft: Draft, general: Sequence[Claim], register: Register) -> Movement:
    told = sorted(draft.claims, key=lambda item: _stage_order(item, register))
    first = min((c for c, _ in told), key=register.order)
    destination = min(draft.places, key=lambda p: p.geo_precision or 9) if draft.places else None
    stages = tuple(_stage(claim, stage, register) for claim, stage in told)
    return Movement(
        movement_id=stable_id("movement", draft.kind, first.claim_id),
        kind=draft.kind,
        title=_title(draft.kind, destination, stages),
        destination=destination,
        carriers=_carriers([c for c, s in told if s != "attacked"]),
        stages=stages,
        contradictions=find_disputes(told, destination, general, register),
    )


def _stage(claim: Claim, stage: str, register: Register) -> Stage:
    return Stage(
        stage=stage,
        claim_id=claim.claim_id,
        claimants=(register.name(claim),),
        origin_id=register.origin(claim),
        stance=claim.stance,
        when=own_when(claim, register.documents[claim.document_id]),
        quantities=claim.quantities,
    )


def _stage_order(item: tuple[Claim, str], register: Register) -> tuple[int, int, tuple[int, str, int, str]]:
    day = day_of(item[0], register)
    return (day.toordinal() if day else 9_999_999, STAGES.index(item[1]), register.order(item[0]))


def _title(kind: str, destination: PlaceMention | None, stages: Sequence[Stage]) -> str:
    label = load_stages().labels[kind]
    if destination is None:
        return f"{label}, place not given"
    where = " ".join(destination.span.quote.split())
    if all(s.stage == "attacked" for s in stages):
        return f"Aid convoy reported attacked, {where}"
    if all(s.stage == "waiting" for s in stages):
        # Where aid waits is mostly not where it is bound for.
        return f"{label} said to be waiting, {where}"
    link = {"evacuation": "from or to", "route": "to", "release": "at"}.get(kind, "for")
    return f"{label} {link} {where}"


def _carriers(claims: Sequence[Claim]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for actor in (a for c in claims for a in c.actors_as("carrier")):
        found.setdefault(actor.actor_id or phrase_key(actor.span.quote), " ".join(actor.span.quote.split()))
    return tuple(found.values())


def _containers(claims: Sequence[Claim], gazetteer: Gazetteer | None) -> dict[str, tuple[str, ...]]:
    ids = sorted({p.place_id for c in claims for p in c.places if p.place_id})
    book = gazetteer if gazetteer is not None or not ids else load_gazetteer()
    found = {i: book.get(i) for i in ids} if book is not None else {}
    return {i: place.within for i, place in found.items() if place}


def _urgency(movement: Movement) -> tuple[bool, str, str, str]:
    name = movement.destination.span.quote if movement.destination else "~"
    return (not movement.contradictions, movement.kind, name, movement.movement_id)
