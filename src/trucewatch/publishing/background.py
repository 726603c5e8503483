"""Which incidents get a card: those that are told well enough to be one, and not as the background of the truce.

What gets none is not lost: it is listed among what we do not know, with its words, and stays in every other section.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from trucewatch.compliance.days import local_day
from trucewatch.model.agreement import Agreement
from trucewatch.model.claim import Claim
from trucewatch.model.incident import Incident
from trucewatch.publishing.book import Book

# Beyond this precision code a place is a region or a country: "increased violence in the country" happened nowhere.
_LOCAL = 2


@dataclass(frozen=True, slots=True)
class SortedIncidents:
    """``cards`` get one; ``before`` are dated before the agreement's start; ``thin`` say too little to be one."""

    cards: tuple[Incident, ...]
    before: tuple[Incident, ...]
    thin: tuple[Incident, ...]


def sort_incidents(book: Book, as_of: date) -> SortedIncidents:
    """The incidents of a situation by what becomes of them, each in exactly one of the three, in their order.

    Without an agreement, or as of a day before it starts, nothing is background.
    """
    start = _start(book.agreement)
    cards: list[Incident] = []
    before: list[Incident] = []
    thin: list[Incident] = []
    for incident in book.situation.incidents:
        claims = [book.claims[c] for c in incident.claim_ids if c in book.claims]
        if is_thin(incident, claims):
            thin.append(incident)
        elif start is not None and as_of >= start and ends_before(incident, start):
            before.append(incident)
        else:
            cards.append(incident)
    return SortedIncidents(tuple(cards), tuple(before), tuple(thin))


def ends_before(incident: Incident, start: date) -> bool:
    """Whether every day that an incident may have happened on lies before ``start``; False when none is known."""
    when = incident.when
    return when is not None and when.start_on is not None and (when.end_on or when.start_on) < start


def is_thin(incident: Incident, claims: list[Claim]) -> bool:
    """Whether neither a place, nor a day, nor an actor, nor a number tells an incident from any other.

    Of what is only called violence or an incident, the actor must be one that is known and the place no whole country.
    """
    vague = set(incident.types) <= {"other_incident"}
    if incident.contradictions or (incident.when is not None and incident.when.start_on is not None):
        return False
    if any(c.quantities for c in claims):
        return False
    actors = [a for c in claims for a in c.actors if a.role in {"perpetrator", "target"}]
    if any(a.actor_id or not vague for a in actors):
        return False
    return not any(not vague or (p.geo_precision or _LOCAL + 1) <= _LOCAL for p in incident.places)


def _start(agreement: Agreement | None) -> date | None:
    if agreement is None or agreement.effective_at is None:
        return None
    return local_day(agreement.effective_at, ZoneInfo(agreement.timezone))
