"""A movement as its claims gather, before it is summed up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from trucewatch.access.cells import convoy_of, stage_cell
from trucewatch.access.counting import is_total
from trucewatch.access.journey import Journey, is_passage, stands_at, starts_at
from trucewatch.access.since import own_when
from trucewatch.access.stages import is_everywhere, is_of_region, load_stages
from trucewatch.incidents.speakers import Register
from trucewatch.incidents.words import content_words
from trucewatch.model.claim import Claim, PlaceMention
from trucewatch.model.document import Document
from trucewatch.model.when import When

Interval = tuple[date, date]
"""The first and the last day of what is claimed."""
PlaceKey = tuple[str | None, str | None, float | None, float | None, int | None, str]

# What has left a place is at none of these stages there; where it waits it has not arrived.
_LEAVES = frozenset({"planned", "approved", "loaded", "crossed", "moving", "evacuated", "attacked", "delivered"})
_STANDS = frozenset({"loaded", "waiting"})
_BEFORE = 16
_FLOWS = frozenset({"approved", "moving", "crossed", "offloaded", "delivered", "distributed"})
# Aid at these stages may be told of with no place of its own, and still be bound for one.
_UNDER_WAY = frozenset(
    {"planned", "requested", "approved", "loaded", "waiting", "crossed", "moving", "blocked", "refused", "removed"}
)


@dataclass(frozen=True)
class Told:
    """One claim with its stage, its journey and, in a table, its convoy.

    ``when`` is when what is claimed happened, ``said_on`` the day of its report.
    """

    claim: Claim
    kind: str
    stage: str
    journey: Journey
    named: tuple[PlaceMention, ...]
    """The places that it names or refers back to."""
    passed: tuple[PlaceMention, ...] = ()
    """Of its own places those that it comes from, or where it waits."""
    convoy: str = ""
    when: When | None = None
    said_on: date | None = None

    @property
    def is_inferred(self) -> bool:
        """Whether only its sentence says where it is bound for."""
        return not self.own and self.journey.bound is not None and self.stage in _UNDER_WAY

    @cached_property
    def own(self) -> tuple[PlaceMention, ...]:
        """The places that it names, but for those that it comes from or waits at."""
        named = (p for p in self.named if p.place_id or not is_everywhere(p.span.quote))
        return tuple(p for p in named if p not in self.passed)

    @cached_property
    def places(self) -> tuple[PlaceMention, ...]:
        """Where it is bound for: the places that it names, or else what its sentence says."""
        if self.is_inferred and self.journey.bound:
            return (self.journey.bound,)
        return self.own

    @cached_property
    def where(self) -> tuple[PlaceMention, ...]:
        """What it can be told from others by: where it is bound for, or else where people are taken from."""
        return self.places or (self.passed if self.kind != "aid" else ())

    @cached_property
    def carriers(self) -> frozenset[str]:
        """:func:`carrier_words` of its claim."""
        return frozenset(carrier_words(self.claim))

    @property
    def days(self) -> Interval | None:
        """The days that the claim itself gives."""
        when = self.when
        return (when.start_on, when.end_on or when.start_on) if when and when.start_on else None

    @property
    def interval(self) -> Interval | None:
        """Its days, or else the day of its report."""
        return self.days or ((self.said_on, self.said_on) if self.said_on else None)


@dataclass(slots=True)
class Draft:
    """A movement as its claims gather; ``convoy`` is its name in a table, empty while no row tells of it."""

    kind: str
    told: list[Told] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    where: dict[PlaceKey, PlaceMention] = field(default_factory=dict)
    carriers: set[str] = field(default_factory=set)
    convoy: str = ""
    by_stage: dict[str, list[Told]] = field(default_factory=dict)
    by_text: dict[str, list[Told]] = field(default_factory=dict)
    intervals: set[Interval] = field(default_factory=set)
    first: date = date.max
    last: date = date.min

    def add(self, told: Told) -> None:
        """Take in a claim at its stage."""
        self.told.append(told)
        self.places.extend(told.places)
        for place in told.where:
            self.where.setdefault(place_key(place), place)
        self.carriers |= told.carriers
        self.convoy = self.convoy or told.convoy
        self.by_stage.setdefault(told.stage, []).append(told)
        self.by_text.setdefault(told.claim.document_id, []).append(told)
        if told.interval:
            self.intervals.add(told.interval)
            self.first, self.last = min(self.first, told.interval[0]), max(self.last, told.interval[1])

    def is_farther_than(self, days: int, own: Interval | None) -> bool:
        """Whether more than so many days lie between an interval and every one told; an unknown day is near all."""
        if own is None or not self.intervals:
            return False
        if (own[0] - self.last).days > days or (self.first - own[1]).days > days:
            return True
        return all(max((own[0] - end).days, (start - own[1]).days) > days for start, end in self.intervals)


def place_key(place: PlaceMention) -> PlaceKey:
    """All of a mention that places are compared by."""
    return (place.place_id, place.name, place.lat, place.lon, place.geo_precision, place.span.quote)


def tell(
    claim: Claim, kind: str, stage: str, journey: Journey, named: tuple[PlaceMention, ...], register: Register
) -> Told:
    """A claim made ready to be gathered; what is counted over a period is no convoy, but a total."""
    document = register.documents[claim.document_id]
    stage = stage_cell(document) or stage
    if kind == "aid" and stage in _FLOWS and _is_total(claim, stage, document):
        kind = "total"
    left = tuple(p for p in claim.places if stage in _LEAVES and starts_at(p, document.text))
    if kind == "evacuation":
        left = tuple(p for p in claim.places if starts_at(p, document.text, people=True))
    if kind == "aid" and stage in _UNDER_WAY:
        left += tuple(p for p in claim.places if is_passage(p) and p not in left)
    if stage in _STANDS:
        left += tuple(p for p in claim.places if stands_at(p, document.text) and p not in left)
    own = own_when(claim, document)
    return Told(claim, kind, stage, journey, named, left, convoy_of(document), own, document.published.on)


def _is_total(claim: Claim, stage: str, document: Document) -> bool:
    """Counted over days, or "a total of 630 trucks" into a territory on one."""
    if not claim.quantities or own_when(claim, document) is None:
        return False
    trucks = claim.quantity("trucks")
    if stage == "crossed" and trucks and is_of_region(claim):
        before = document.text[max(0, trucks.span.start - _BEFORE) : trucks.span.end]
        if load_stages().totals.search(before):
            return True
    return is_total(claim)


def carrier_words(claim: Claim) -> set[str]:
    """Ids and words of who moves the aid; for an attack, of what was attacked; for a release, of who lets go."""
    role = "target" if claim.kind == "incident" else "perpetrator" if claim.type == "release" else "carrier"
    actors = claim.actors_as(role)
    return {a.actor_id for a in actors if a.actor_id} | {w for a in actors for w in content_words(a.span.quote)}


def day_of(claim: Claim, register: Register) -> date | None:
    """The first day of what is claimed; the day of publication when the claim gives none."""
    document = register.documents[claim.document_id]
    when = own_when(claim, document)
    return when.start_on if when and when.start_on else document.published.on
