"""Movements: aid and people on their way, each stage a claim."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.model.claim import PlaceMention, Quantity
from trucewatch.model.when import When

STAGES: tuple[str, ...] = (
    "requested", "approved", "loaded", "waiting", "crossed", "moving", "offloaded", "delivered", "distributed",
    "blocked", "looted", "attacked", "never arrived", "evacuated", "returned", "released", "opened", "closed",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What one claim says of a movement: stage, when, how much; quantities keep their unit at this stage."""

    stage: str
    claim_id: str
    claimants: tuple[str, ...]
    origin_id: str
    stance: str
    when: When | None
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A convoy, evacuation or return to one destination, with the stages that are claimed of it, in time order.

    ``kind``: aid, evacuation, returns, release, route.  ``contradictions`` are sentences ("delivered, says …; never
    reached, says …").
    """

    movement_id: str
    kind: str
    title: str
    destination: PlaceMention | None
    carriers: tuple[str, ...]
    stages: tuple[Stage, ...]
    contradictions: tuple[str, ...] = ()
