"""Figures: counts not tied to one happening: besieged people, tolls, tallies, volumes of aid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trucewatch.model.claim import PlaceMention, Quantity
from trucewatch.model.span import Span
from trucewatch.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count as one claim gives it.

    ``parts`` are the ids of claims that break it down; ``parts_sum`` is their sum when every part has an exact number,
    and ``mismatch`` says in a sentence when the stated total and the parts disagree.  ``definition`` is who is counted
    (an id of ``core/access-words.yaml``: besieged is not hard to reach, nor trapped), ``method`` the words that say how
    it was counted, ``best`` a table's best number between its lowest and highest, ``said_on`` the report's day.
    """

    figure_id: str
    type: str
    quantity: Quantity
    claimants: tuple[str, ...]
    origin_id: str
    claim_id: str
    place: PlaceMention | None
    when: When | None
    stance: str
    parts: tuple[str, ...] = ()
    parts_sum: float | None = None
    mismatch: str = ""
    found: tuple[str, ...] = ()
    comparison: str = ""
    definition: str = ""
    method: Span | None = None
    best: float | None = None
    said_on: date | None = None
