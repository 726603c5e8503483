"""A movement as its claims gather, before it is summed up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from trucewatch.access.cells import convoy_of, stage_cell
from trucewatch.access.counting import is_total
from trucewatch.access.journey import Journey, is_passage, stands_at, starts_at
from trucewatch.access.since import own_when
from trucewatch.access.stages import is_everywhere, is_of_region, load_stages
from trucewatch.incidents.speakers import Register
from trucewatch.incidents.words import content_words
from trucewatch.model.claim import Claim, PlaceMention
from trucewatch.model.document import Document

# What has left a place is at none of these stages there; where it waits it has not arrived.
_LEAVES = frozenset({"planned", "approved", "loaded", "crossed", "moving", "evacuated", "attacked", "delivered"})
_STANDS = frozenset({"loaded", "waiting"})
_BEFORE = 16
_FLOWS = frozenset({"approved", "moving", "crossed", "offloaded", "delivered", "distributed"})
# Aid at these stages may be told of with no place of its own, and still be bound for one.
_UNDER_WAY = frozenset(
    {"planned", "requested", "approved", "loaded", "waiting", "crossed", "moving", "blocked", "refused", "removed"}
)


@dataclass(frozen=True, slots=True)
class Told:
    """One claim with its stage, its journey and, in a table, its convoy."""

    claim: Claim
    kind: str
    stage: str
    journey: Journey
    named: tuple[PlaceMention, ...]
    """The places that it names or refers back to."""
    passed: tuple[PlaceMention, ...] = ()
    """Of its own places those that it comes from, or where it waits."""
    convoy: str = ""

    @property
    def is_inferred(self) -> bool:
        """Whether only its sentence says where it is bound for."""
        return not self.own and self.journey.bound is not None and self.stage in _UNDER_WAY

    @property
    def own(self) -> tuple[PlaceMention, ...]:
        """The places that it names, but for those that it comes from or waits at."""
        named = (p for p in self.named if p.place_id or not is_everywhere(p.span.quote))
        return tuple(p for p in named if p not in self.passed)

    @property
    def places(self) -> tuple[PlaceMention, ...]:
        """Where it is bound for: the places that it names, or else what its sentence says."""
        if self.is_inferred and self.journey.bound:
            return (self.journey.bound,)
        return self.own

    @property
    def where(self) -> tuple[PlaceMention, ...]:
        """What it can be told from others by: where it is bound for, or else where people are taken from."""
        return self.places or (self.passed if self.kind != "aid" else ())


@dataclass(slots=True)
class Draft:
    """A movement as its claims gather; ``convoy`` is its name in a table, empty while no row tells of it."""

    kind: str
    told: list[Told] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    where: list[PlaceMention] = field(default_factory=list)
    carriers: set[str] = field(default_factory=set)
    convoy: str = ""

    def add(self, told: Told) -> None:
        """Take in a claim at its stage."""
        self.told.append(told)
        self.places.extend(told.places)
        self.where.extend(told.where)
        self.carriers |= carrier_words(told.claim)
        self.convoy = self.convoy or told.convoy


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
    return Told(claim, kind, stage, journey, named, left, convoy_of(document))


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
