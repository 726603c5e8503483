"""Claims → movements: one convoy, evacuation or return to one place, with the stages that are claimed of it.

Approval is not dispatch, crossing is not delivery: a number stays with the stage at which it was claimed, and no two
are added.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from trucewatch.access.draft import Draft, Told, carrier_words, day_of, tell
from trucewatch.access.journey import Journeys
from trucewatch.access.since import own_when
from trucewatch.access.stages import NEVER, stage_of
from trucewatch.access.summary import sum_up
from trucewatch.access.whereabouts import find_whereabouts
from trucewatch.incidents.geography import Nearness, compare_places
from trucewatch.incidents.sentences import Sentences
from trucewatch.incidents.speakers import Register
from trucewatch.model.claim import Claim, PlaceMention
from trucewatch.model.document import Document, Origin
from trucewatch.model.movement import Movement
from trucewatch.packs.gazetteer import Gazetteer, load_gazetteer

# Claims about one destination further apart than this speak of different convoys.
MAX_GAP_DAYS = 10
# "The trucks were turned back": so many sentences after those they were told of in.
REFERS_WITHIN = 2
# Two places farther apart are two destinations, however roughly they are known.
SAME_TOWN_KM = 5.0
_REACHED = frozenset({"crossed", "offloaded", "delivered", "distributed", "evacuated", "returned", "released"})
_DEFINITE = re.compile(
    r"(?:the|that|this|those|these|its|their|it|they)\b(?!\s+(?:first|last|only|U\.?N))", re.IGNORECASE
)
_HAPPENED = frozenset({"asserted", "alleged", "denied"})


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
    book = _book([c for c, _, _ in staged], gazetteer)
    journeys = Journeys(register.documents, book)
    places = find_whereabouts(claims, register)
    told = [
        tell(claim, kind, stage, journeys.find(claim), places.get(claim.claim_id, ()), register)
        for claim, kind, stage in staged
    ]
    within = _containers(told, book)
    texts = {t.claim.document_id: Sentences.of(register.documents[t.claim.document_id].text) for t in told}
    drafts: list[Draft] = []
    by_convoy: dict[tuple[str, str], Draft] = {}
    # A table's convoys first, then claims that name a place: they are what the others can be about.
    for one in sorted(told, key=lambda t: (not t.convoy, not t.own, not t.where, register.order(t.claim))):
        text = texts[one.claim.document_id]
        if one.convoy:
            # A table says itself which rows are one convoy.
            if (one.kind, one.convoy) not in by_convoy:
                by_convoy[one.kind, one.convoy] = Draft(one.kind)
                drafts.append(by_convoy[one.kind, one.convoy])
            by_convoy[one.kind, one.convoy].add(one)
            continue
        fits = [(_fit(draft, one, within, register, text), -i) for i, draft in enumerate(drafts)]
        best = max(fits, default=(0.0, 0))
        if best[0] <= 0:
            drafts.append(Draft(one.kind))
            best = (1.0, 1 - len(drafts))
        drafts[-best[1]].add(one)
    general = [t.claim for d in drafts for t in d.told if t.stage == NEVER and not d.where]
    built = [sum_up(draft, general, register, texts) for draft in drafts]
    return tuple(sorted(built, key=_urgency))


def _fit(draft: Draft, told: Told, within: Mapping[str, tuple[str, ...]], register: Register, text: Sentences) -> float:
    """How well a claim belongs to a draft; 0 or less: it does not."""
    claim, stage = told.claim, told.stage
    if draft.kind != told.kind or told.kind == "total":
        return 0.0  # each total is its counter's own
    if _too_far_in_time(draft, claim, register):
        return 0.0
    shared = bool(draft.carriers & carrier_words(claim))
    rivals = bool(draft.carriers and carrier_words(claim)) and not shared
    if stage == "attacked" or all(t.stage == "attacked" for t in draft.told):
        # A convoy that is attacked is on its way: it belongs to another movement only when it is plainly the same.
        is_same = shared and told.places and _nearness(draft, told.places, within).kind in {"same", "near"}
        return 1.0 if is_same else 0.0
    if not told.where:
        return _fit_in_text(draft, claim, stage, shared, rivals, text)
    if _is_another(draft, told, register):
        return 0.0
    nearness = _nearness(draft, told.where, within)
    if draft.kind != "route" and nearness.kind == "near" and (nearness.km or 0.0) > SAME_TOWN_KM:
        return 0.0  # the next town is another destination
    if nearness.kind in {"same", "near"}:
        return 2.0 + shared - 0.5 * rivals
    # "eastern Aleppo" and "Aleppo": one inside the other, carried by the same.
    return 1.0 if nearness.kind == "within" and not rivals and not told.is_inferred else 0.0


def _fit_in_text(draft: Draft, claim: Claim, stage: str, shared: bool, rivals: bool, text: Sentences) -> float:
    """For a claim without a place: the movement of its sentence, or the one that it refers back to; else none."""
    if claim.segment == "headline" and not rivals and stage != NEVER:
        # A headline without a place is about what its report tells of.
        return 0.4 if any(t.claim.document_id == claim.document_id for t in draft.told) else 0.0
    if rivals or stage == NEVER or not draft.where:
        # A denial without a place is about no convoy in particular; it is shown with each (see disputes).
        same_text = any(t.claim.document_id == claim.document_id and t.stage == stage for t in draft.told)
        return 0.5 if same_text and not draft.where and not rivals else 0.0
    first, last = text.index(claim.span.start), text.index(max(claim.span.start, claim.span.end - 1))
    sentences = [text.index(t.claim.span.start) for t in draft.told if t.claim.document_id == claim.document_id]
    if any(first <= t <= last for t in sentences):
        return 1.5 + 0.5 * shared
    gap = min((first - t for t in sentences if t < first), default=99)
    if gap <= REFERS_WITHIN and _refers_back(claim):
        # Of several the one told last.
        return 0.5 + 0.5 * shared + 0.1 * (REFERS_WITHIN - gap)
    return 0.0


def _is_another(draft: Draft, told: Told, register: Register) -> bool:
    """Whether a claim tells of another convoy that reached the same stage: days apart, or the next day with others.

    Two reports of one arrival may differ by a day; not by several, nor by a day and in their numbers.
    """
    own = _own_days(told.claim, register)
    if own is None or told.stage not in _REACHED:
        return False
    for other in (t for t in draft.told if t.stage == told.stage):
        days = _own_days(other.claim, register)
        if days is None:
            continue
        apart = max((own[0] - days[1]).days, (days[0] - own[1]).days)
        if apart > 1 or (apart == 1 and _differ(told.claim, other.claim)):
            return True
    return False


def _own_days(claim: Claim, register: Register) -> tuple[date, date] | None:
    when = own_when(claim, register.documents[claim.document_id])
    return (when.start_on, when.end_on or when.start_on) if when and when.start_on else None


def _differ(a: Claim, b: Claim) -> bool:
    pairs = ((a.quantity(what), b.quantity(what)) for what in ("trucks", "people", "evacuated", "tonnes"))
    return any(p and q and (p.low, p.high) != (q.low, q.high) for p, q in pairs)


def _refers_back(claim: Claim) -> bool:
    """Whether a claim speaks of aid already told of: "the trucks", "its convoy", "they"."""
    return any(_DEFINITE.match(words) for words in (claim.span.quote, *(a.span.quote for a in claim.actors)))


def _too_far_in_time(draft: Draft, claim: Claim, register: Register) -> bool:
    own = _interval(claim, register)
    others = [i for t in draft.told for i in [_interval(t.claim, register)] if i]
    if own is None or not others:
        return False
    return min(max((own[0] - end).days, (start - own[1]).days) for start, end in others) > MAX_GAP_DAYS


def _interval(claim: Claim, register: Register) -> tuple[date, date] | None:
    first = day_of(claim, register)
    when = own_when(claim, register.documents[claim.document_id])
    last = when.end_on if when and when.start_on else None
    return (first, last or first) if first else None


def _nearness(draft: Draft, places: Sequence[PlaceMention], within: Mapping[str, tuple[str, ...]]) -> Nearness:
    return compare_places(draft.where, places, within)


def _book(claims: Sequence[Claim], gazetteer: Gazetteer | None) -> Gazetteer | None:
    """The gazetteer given, or the shipped one when a claim carries a place id."""
    if gazetteer is not None or not any(p.place_id for c in claims for p in c.places):
        return gazetteer
    return load_gazetteer()


def _containers(told: Sequence[Told], book: Gazetteer | None) -> dict[str, tuple[str, ...]]:
    ids = sorted({p.place_id for t in told for p in t.places if p.place_id})
    found = {i: book.get(i) for i in ids} if book is not None else {}
    return {i: place.within for i, place in found.items() if place}


def _urgency(movement: Movement) -> tuple[bool, str, str, str]:
    name = movement.destination.span.quote if movement.destination else "~"
    return (not movement.contradictions, movement.kind, name, movement.movement_id)
