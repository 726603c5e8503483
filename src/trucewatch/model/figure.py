"""Figures: counts not tied to one happening: besieged people, tolls, tallies, volumes of aid."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.model.claim import PlaceMention, Quantity
from trucewatch.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count as one claim gives it.

    ``parts`` are the ids of claims that break it down; ``parts_sum`` is their sum when every part has an exact number,
    and ``mismatch`` says in a sentence when the stated total and the parts disagree.
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
