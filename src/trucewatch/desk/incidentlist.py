"""The list of incidents: filtered, in the order in which they need somebody, a page at a time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from trucewatch.desk.paging import Page, page_of
from trucewatch.desk.picture import Picture
from trucewatch.model.incident import Incident

PAGE = 40
"""Incidents on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked for; empty: everything.  ``since`` and ``until`` are days of the happening, both included."""

    type: str = ""
    grade: str = ""
    since: date | None = None
    until: date | None = None
    contradicted: bool = False
    signed: bool = False


def choose(picture: Picture, filters: Filters, claims: Collection[str] | None, page: int) -> Page[Incident]:
    """The incidents that fit, those in contradiction first, then the latest; ``page`` from 1.

    ``claims`` are the ids that a search found (None: nothing was searched): an incident with one of them fits.
    """
    if filters == Filters() and claims is None:
        return page_of(picture.listed, page, PAGE)
    found = None if claims is None else frozenset(claims)
    chosen = [i for i in picture.listed if _fits(i, filters) and (found is None or not found.isdisjoint(i.claim_ids))]
    return page_of(chosen, page, PAGE)


def near(picture: Picture, incident: Incident, most: int = 40) -> tuple[Incident, ...]:
    """Other incidents, those of the nearest days first: what it may have to be linked with."""
    own = incident.when.start_on.toordinal() if incident.when and incident.when.start_on else None

    def distance(other: Incident) -> tuple[int, str]:
        two = other.when.start_on if other.when else None
        return (abs(own - two.toordinal()) if own and two else 10_000, other.incident_id)

    others = (i for i in picture.situation.incidents if i.incident_id != incident.incident_id)
    return tuple(nsmallest(most, others, key=distance))


def _fits(incident: Incident, filters: Filters) -> bool:
    if filters.type and filters.type not in incident.types:
        return False
    if filters.grade and filters.grade != incident.grade:
        return False
    if filters.contradicted and not incident.contradictions:
        return False
    if filters.signed and not (incident.assessed or incident.judged):
        return False
    if filters.since is None and filters.until is None:
        return True
    return incident.when is not None and incident.when.overlaps(filters.since or date.min, filters.until or date.max)
