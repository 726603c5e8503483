"""Claims → movements: one convoy, evacuation or return to one place, with the stages that are claimed of it.

Approval is not dispatch, crossing is not delivery: a number stays with the stage at which it was claimed, and no two
are added.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from trucewatch.access.draft import Draft, Told, tell
from trucewatch.access.drafts import Drafts
from trucewatch.access.journey import Journeys
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
    drafts = Drafts(within)
    by_convoy: dict[tuple[str, str], int] = {}
    # A table's convoys first, then claims that name a place: they are what the others can be about.
    for one in sorted(told, key=lambda t: (not t.convoy, not t.own, not t.where, register.order(t.claim))):
        text = texts[one.claim.document_id]
        if one.convoy:
            # A table says itself which rows are one convoy.
            if (one.kind, one.convoy) not in by_convoy:
                by_convoy[one.kind, one.convoy] = drafts.begin(one.kind)
            drafts.add(by_convoy[one.kind, one.convoy], one)
            continue
        fits = ((_fit(drafts.all[n], one, within, text), -n) for n in drafts.possible(one))
        best = max(fits, default=(0.0, 0))
        drafts.add(-best[1] if best[0] > 0 else drafts.begin(one.kind), one)
    general = [t.claim for d in drafts.all for t in d.told if t.stage == NEVER and not d.where]
    built = [sum_up(draft, general, register, texts) for draft in drafts.all]
    return tuple(sorted(built, key=_urgency))


def _fit(draft: Draft, told: Told, within: Mapping[str, tuple[str, ...]], text: Sentences) -> float:
    """How well a claim belongs to a draft; 0 or less: it does not."""
    if draft.kind != told.kind or told.kind == "total":
        return 0.0  # each total is its counter's own
    if draft.is_farther_than(MAX_GAP_DAYS, told.interval):
        return 0.0
    shared = bool(draft.carriers & told.carriers)
    rivals = bool(draft.carriers and told.carriers) and not shared
    if told.stage == "attacked" or draft.by_stage.keys() == {"attacked"}:
        # A convoy that is attacked is on its way: it belongs to another movement only when it is plainly the same.
        is_same = shared and told.places and _nearness(draft, told.places, within).kind in {"same", "near"}
        return 1.0 if is_same else 0.0
    if not told.where:
        return _fit_in_text(draft, told, shared, rivals, text)
    if _is_another(draft, told):
        return 0.0
    nearness = _nearness(draft, told.where, within)
    if draft.kind != "route" and nearness.kind == "near" and (nearness.km or 0.0) > SAME_TOWN_KM:
        return 0.0  # the next town is another destination
    if nearness.kind in {"same", "near"}:
        return 2.0 + shared - 0.5 * rivals
    # "eastern Aleppo" and "Aleppo": one inside the other, carried by the same.
    return 1.0 if nearness.kind == "within" and not rivals and not told.is_inferred else 0.0


def _fit_in_text(draft: Draft, told: Told, shared: bool, rivals: bool, text: Sentences) -> float:
    """For a claim without a place: the movement of its sentence, or the one that it refers back to; else none."""
    claim, stage = told.claim, told.stage
    here = draft.by_text.get(claim.document_id, [])
    if claim.segment == "headline" and not rivals and stage != NEVER:
        # A headline without a place is about what its report tells of.
        return 0.4 if here else 0.0
    if rivals or stage == NEVER or not draft.where:
        # A denial without a place is about no convoy in particular; it is shown with each (see disputes).
        same_text = any(t.stage == stage for t in here)
        return 0.5 if same_text and not draft.where and not rivals else 0.0
    first, last = text.index(claim.span.start), text.index(max(claim.span.start, claim.span.end - 1))
    sentences = [text.index(t.claim.span.start) for t in here]
    if any(first <= t <= last for t in sentences):
        return 1.5 + 0.5 * shared
    gap = min((first - t for t in sentences if t < first), default=99)
    if gap <= REFERS_WITHIN and _refers_back(claim):
        # Of several the one told last.
        return 0.5 + 0.5 * shared + 0.1 * (REFERS_WITHIN - gap)
    return 0.0


def _is_another(draft: Draft, told: Told) -> bool:
    """Whether a claim tells of another convoy that reached the same stage: days apart, or the next day with others.

    Two reports of one arrival may differ by a day; not by several, nor by a day and in their numbers.
    """
    own = told.days
    if own is None or told.stage not in _REACHED:
        return False
    for other in draft.by_stage.get(told.stage, ()):
        days = other.days
        if days is None:
            continue
        apart = max((own[0] - days[1]).days, (days[0] - own[1]).days)
        if apart > 1 or (apart == 1 and _differ(told.claim, other.claim)):
            return True
    return False


def _differ(a: Claim, b: Claim) -> bool:
    pairs = ((a.quantity(what), b.quantity(what)) for what in ("trucks", "people", "evacuated", "tonnes"))
    return any(p and q and (p.low, p.high) != (q.low, q.high) for p, q in pairs)


def _refers_back(claim: Claim) -> bool:
    """Whether a claim speaks of aid already told of: "the trucks", "its convoy", "they"."""
    return any(_DEFINITE.match(words) for words in (claim.span.quote, *(a.span.quote for a in claim.actors)))


def _nearness(draft: Draft, places: Sequence[PlaceMention], within: Mapping[str, tuple[str, ...]]) -> Nearness:
    return compare_places(tuple(draft.where.values()), places, within)


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
