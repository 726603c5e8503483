"""Places → rows of the board: who is there by whose count, when aid last came, what happened at which stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from trucewatch.access.lexicon import load_words
from trucewatch.access.numbers import place_name
from trucewatch.access.placegroups import PlaceGroups
from trucewatch.access.reached import Reach, find_reached
from trucewatch.access.rows import ConvoyRow, Telling
from trucewatch.incidents.telling import number_words
from trucewatch.model.claim import PlaceMention
from trucewatch.model.document import Document
from trucewatch.model.figure import Figure
from trucewatch.model.situation import Situation
from trucewatch.model.when import When

REGION = 3
"""``geo_precision`` of a place that is a region."""
BOARD_STAGES: tuple[str, ...] = (
    "planned", "requested", "approved", "loaded", "waiting", "moving", "crossed", "offloaded", "delivered",
    "distributed", "blocked", "refused", "removed", "looted", "attacked", "never arrived", "evacuated", "returned",
    "released", "opened", "closed",
)  # fmt: skip
"""Stages in the order in which a place's row shows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many people are there, by one source: low, best and high as far as it gives them.

    "Up to 275,000" has no low and no best.  ``definition`` says who is counted, ``method`` how, ``on`` for which day,
    or else ``said_on`` when the report came out.
    """

    definition: str
    low: float | None
    best: float | None
    high: float | None
    approx: bool
    words: str
    method: str
    who: str
    on: When | None
    said_on: date | None
    stance: str
    claim_id: str
    record: str = ""
    """The row of a table that it is, if it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """When aid last came.  ``days_least`` to ``days_most`` have gone by since: a month leaves a range.

    ``when`` None: nobody says that aid came, or on no known day.  ``tellings`` are what came, ``before`` the delivery
    before it ("the first since July").
    """

    when: When | None
    tellings: tuple[Telling, ...]
    claim_ids: tuple[str, ...]
    who: tuple[str, ...]
    before: When | None
    days_least: int | None
    days_most: int | None
    denied_by: tuple[str, ...]
    denial_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place on the board.

    ``rivals`` are sentences on counts of one definition that exclude each other.  ``stages``: each stage with what is
    told of it here; numbers stand beside each other and are never added.
    """

    name: str
    place: PlaceMention
    people: tuple[Count, ...]
    rivals: tuple[str, ...]
    reached: Reached | None
    stages: tuple[tuple[str, tuple[Telling, ...]], ...]
    convoys: tuple[str, ...]

    def at(self, stage: str) -> tuple[Telling, ...]:
        """What is told of one stage here."""
        return next((told for name, told in self.stages if name == stage), ())


@dataclass(slots=True)
class _Gathered:
    """What is told of one place."""

    figures: list[Figure] = field(default_factory=list)
    reach: list[Reach] = field(default_factory=list)
    rows: list[ConvoyRow] = field(default_factory=list)


def build_places(situation: Situation, convoys: Sequence[ConvoyRow], as_of: date) -> tuple[PlaceRow, ...]:
    """A row for each place with people cut off or in need, or to which a movement is bound; by its name."""
    groups: PlaceGroups[_Gathered] = PlaceGroups(_Gathered)
    for figure in situation.figures:
        if figure.type in load_words().of_type and figure.place and not (figure.said_on and figure.said_on > as_of):
            groups.at(figure.place).figures.append(figure)
    for row in convoys:
        if row.destination:
            groups.at(row.destination).rows.append(row)
    known = {d.document_id for d in situation.documents if d.published.on is None or d.published.on <= as_of}
    documents = tuple(d for d in situation.documents if d.document_id in known)
    told = tuple(c for c in situation.claims if c.document_id in known)
    for reach in find_reached(documents, told, situation.origins):
        groups.at(reach.place).reach.append(reach)
    by_id = {d.document_id: d for d in documents}
    of = {c.claim_id: by_id[c.document_id] for c in told}
    rows = [_row(place, told_there, of, as_of) for place, told_there in groups]
    return tuple(sorted(_tell_apart(rows), key=lambda r: (r.name.casefold(), r.place.span.quote, r.convoys)))


def _tell_apart(rows: Sequence[PlaceRow]) -> Iterator[PlaceRow]:
    """A region that bears the name of a town on the board says that it is the region."""
    often = Counter(row.name.casefold() for row in rows)
    for row in rows:
        region = row.place.geo_precision == REGION and often[row.name.casefold()] > 1
        yield replace(row, name=f"{row.name} (the region)") if region else row


def _row(place: PlaceMention, group: _Gathered, reports: dict[str, Document], as_of: date) -> PlaceRow:
    people = tuple(_count(f, reports[f.claim_id]) for f in group.figures if f.claim_id in reports)
    tellings = [t for row in group.rows for t in row.tellings]
    stages = tuple((s, found) for s in BOARD_STAGES if (found := tuple(t for t in tellings if t.stage == s)))
    return PlaceRow(
        name=place_name(place),
        place=place,
        people=tuple(sorted(people, key=lambda c: (c.said_on or date.min, c.definition, c.claim_id), reverse=True)),
        rivals=_rivals(people),
        reached=_reached(group.reach, tellings, as_of),
        stages=stages,
        convoys=tuple(r.movement_id for r in group.rows),
    )


def _count(figure: Figure, document: Document) -> Count:
    q = figure.quantity
    best = figure.best if figure.best is not None else q.low if q.low == q.high else None
    return Count(
        definition=figure.definition or load_words().of_type[figure.type],
        low=None if q.approx else q.low,
        best=best,
        high=None if q.approx else q.high,
        approx=q.approx,
        words=number_words(q, document.text),
        method=figure.method.quote if figure.method else "",
        who=", ".join(figure.claimants),
        on=figure.when,
        said_on=figure.said_on,
        stance=figure.stance,
        claim_id=figure.claim_id,
        record=document.record,
    )


def _rivals(people: Sequence[Count]) -> tuple[str, ...]:
    """Counts of one definition, by different sources, that exclude each other."""
    found = []
    for i, a in enumerate(people):
        for b in people[i + 1 :]:
            if a.definition == b.definition and a.who != b.who and _excludes(a, b):
                found.append(f"{a.definition}: {a.words} ({a.who}) / {b.words} ({b.who})")
    return tuple(dict.fromkeys(found))


def _excludes(a: Count, b: Count) -> bool:
    def most(c: Count) -> float | None:
        return c.high if c.high is not None else c.best if c.approx else None

    def least(c: Count) -> float | None:
        return c.low if c.low is not None else c.best if c.approx else None

    first, second = (least(a), most(a)), (least(b), most(b))
    above = first[0] is not None and second[1] is not None and first[0] > second[1]
    below = first[1] is not None and second[0] is not None and first[1] < second[0]
    return above or below


def _reached(found: Sequence[Reach], tellings: Sequence[Telling], as_of: date) -> Reached | None:
    if not found:
        return None
    dated = [r for r in found if r.reached_on]
    last = max(dated, key=lambda r: r.reached_on or date.min) if dated else found[0]
    ids = last.claim_ids
    told = tuple(t for t in tellings if t.claim_id in ids)
    befores = [r.before for r in found if r.before and r.before.start_on]
    before = max(befores, key=lambda w: w.start_on or date.min, default=None)
    own = [t.when for t in told if t.when and t.when.start_on and t.when.end_on]
    when = min(own, key=lambda w: ((w.end_on or date.max) - (w.start_on or date.min), w.start_on), default=None)
    if when is None and last.reached_on:
        # The day of the report: it came on that day or before.
        when = When(start_on=None, end_on=last.reached_on, precision="day")
    counted = when or before
    return Reached(
        when=when,
        tellings=told,
        claim_ids=ids,
        who=last.claimants,
        before=before,
        days_least=_days(counted.end_on, as_of) if counted else None,
        days_most=_days(counted.start_on, as_of) if counted else None,
        denied_by=tuple(dict.fromkeys(n for r in found for n in r.denied_by)),
        denial_ids=tuple(dict.fromkeys(i for r in found for i in r.denial_ids)),
    )


def _days(on: date | None, as_of: date) -> int | None:
    return max(0, (as_of - on).days) if on else None
