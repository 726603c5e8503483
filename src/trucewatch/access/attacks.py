"""Attacks on aid told in several reports: one row where the incidents say that it was one attack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trucewatch.model.incident import Incident
from trucewatch.model.movement import Movement


def merge_attacks(movements: Sequence[Movement], incidents: Sequence[Incident]) -> tuple[Movement, ...]:
    """The movements, those of which nothing but one attack is told made one; order is kept.

    "Near Aleppo" and "at Urem al-Kubra" are one convoy when linking found one incident.  The one with the most exact
    place stands for all.
    """
    incident_of = {c: i.incident_id for i in incidents for c in i.claim_ids}
    groups: dict[str, list[Movement]] = {}
    for movement in movements:
        if key := _attack(movement, incident_of):
            groups.setdefault(key, []).append(movement)
    merged: dict[str, Movement] = {}
    for group in groups.values():
        best = min(group, key=_exactness)
        for movement in group:
            merged[movement.movement_id] = _join(best, group)
    found: dict[str, Movement] = {}
    for movement in movements:
        one = merged.get(movement.movement_id, movement)
        found.setdefault(one.movement_id, one)
    return tuple(found.values())


def _exactness(movement: Movement) -> tuple[int, str]:
    place = movement.destination
    return (place.geo_precision or 9) if place else 10, movement.movement_id


def _attack(movement: Movement, incident_of: dict[str, str]) -> str:
    if any(s.stage != "attacked" for s in movement.stages):
        return ""
    return next((incident_of[s.claim_id] for s in movement.stages if s.claim_id in incident_of), "")


def _join(best: Movement, group: Sequence[Movement]) -> Movement:
    return replace(
        best,
        stages=tuple(s for m in group for s in m.stages),
        carriers=tuple(dict.fromkeys(c for m in group for c in m.carriers)),
        contradictions=tuple(dict.fromkeys(c for m in group for c in m.contradictions)),
        constraints=tuple(dict.fromkeys(c for m in group for c in m.constraints)),
        cargo=tuple({s.quote: s for m in group for s in m.cargo}.values()),
    )
