"""The closed lists: kinds and types of claims, stances, roles, quantity names.

They are part of the public contract of ``trucewatch extract``; packs may only refer to them.
"""

from __future__ import annotations

TYPES: dict[str, tuple[str, ...]] = {
    "incident": (
        "air_strike", "drone_strike", "shelling", "armed_clash", "gunfire", "explosion", "chemical_attack",
        "attack_on_aid", "attack_on_medical", "killing", "detention", "displacement", "siege", "territory_change",
        "force_movement", "overflight", "violation", "looting", "other_incident",
    ),
    "access": (
        "aid_delivered", "aid_moving", "aid_waiting", "aid_blocked", "aid_looted", "aid_approved", "evacuation",
        "route_opened", "route_closed", "returns", "release",
    ),
    "term": (
        "cease_hostilities", "aid_access", "withdrawal", "exchange", "monitoring", "no_fly", "next_phase", "exclusion",
        "duration", "other_term",
    ),
    "position": (
        "upholds", "rejects", "extends", "accuses", "demands", "doubts", "denies_responsibility",
        "accepts_responsibility", "explains", "condemns", "other_position",
    ),
    "figure": (
        "besieged", "displaced", "in_need", "death_toll", "violation_tally", "aid_volume", "detained_total",
        "other_figure",
    ),
}  # fmt: skip
"""Types by kind."""

KINDS: tuple[str, ...] = tuple(TYPES)
STANCES: tuple[str, ...] = ("asserted", "alleged", "denied", "intended", "demanded", "conditional")
ROLES: tuple[str, ...] = ("perpetrator", "target", "carrier", "holder", "addressee")
QUANTITIES: tuple[str, ...] = (
    "killed", "injured", "missing", "detained", "displaced", "evacuated", "people", "trucks", "convoys", "strikes",
    "shells", "violations", "incidents", "places", "days", "tonnes", "weapons", "fighters", "other",
)  # fmt: skip


def is_type(kind: str, type_: str) -> bool:
    """Whether ``type_`` is one of the types of ``kind``."""
    return type_ in TYPES.get(kind, ())
