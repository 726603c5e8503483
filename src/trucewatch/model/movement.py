"""Movements: aid and people on their way, each stage a claim."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.model.claim import PlaceMention, Quantity
from trucewatch.model.span import Span
from trucewatch.model.when import When

STAGES: tuple[str, ...] = (
    "planned", "requested", "approved", "loaded", "waiting", "crossed", "moving", "offloaded", "delivered",
    "distributed", "blocked", "refused", "removed", "looted", "attacked", "never arrived", "evacuated", "returned",
    "released", "opened", "closed",
)  # fmt: skip
"""In the order in which they follow one another; from ``blocked`` to ``never arrived`` what goes wrong on the way."""

ARRIVED: frozenset[str] = frozenset({"offloaded", "delivered", "distributed"})
"""Stages at which aid is said to have got to a place; not yet to anybody in it, but for the last."""

HELD_UP: frozenset[str] = frozenset({"waiting", "blocked", "refused", "removed", "looted", "closed", "never arrived"})
"""Stages that somebody or something is the reason of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number at its stage, and how many convoys it is for.

    ``convoys`` above 1: for so many together ("food for 185,000 for both"), never for the one convoy that it stands
    with.  ``convoys`` 0: the text speaks of several convoys and does not say whether the number is for one or for all.
    ``words`` say so; None when only one convoy is spoken of.
    """

    quantity: Quantity
    convoys: int = 1
    words: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """Why aid is held up, as a claim's words signal it: ``category`` is an id of ``core/constraints.yaml``."""

    category: str
    words: Span
    claim_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What one claim says of a movement: stage, when, how much; quantities keep their unit at this stage.

    ``amounts`` are the same numbers with the convoys that they are for.  ``since``: the state has lasted since then.
    """

    stage: str
    claim_id: str
    claimants: tuple[str, ...]
    origin_id: str
    stance: str
    when: When | None
    quantities: tuple[Quantity, ...]
    amounts: tuple[Amount, ...] = ()
    since: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A convoy, evacuation or return to one destination, with the stages that are claimed of it, in time order.

    ``kind``: aid, evacuation, returns, release, route.  ``contradictions`` are sentences ("delivered, says …; never
    reached, says …"), ``excesses`` sentences on more at a later stage than at an earlier one.  ``cargo`` are words of
    the load.  ``held_by`` is who is said to hold it up.  ``convoy`` is the convoy's name in its table, empty elsewhere.
    """

    movement_id: str
    kind: str
    title: str
    destination: PlaceMention | None
    carriers: tuple[str, ...]
    stages: tuple[Stage, ...]
    contradictions: tuple[str, ...] = ()
    origin: PlaceMention | None = None
    route: tuple[PlaceMention, ...] = ()
    cargo: tuple[Span, ...] = ()
    held_by: tuple[str, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    excesses: tuple[str, ...] = ()
    convoy: str = ""
