"""Who may do what on a desk (docs/decisions/0009): a role grows by what it adds to the one before it."""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal["viewer", "monitor", "analyst", "verifier", "admin"]
What = Literal["read", "add", "review", "see_restricted", "finding", "release", "redact", "manage"]

ROLES: tuple[Role, ...] = get_args(Role)
WHATS: tuple[What, ...] = get_args(What)

_ADDS: dict[Role, frozenset[What]] = {
    "viewer": frozenset({"read"}),
    "monitor": frozenset({"add"}),
    "analyst": frozenset({"review", "see_restricted"}),
    "verifier": frozenset({"finding", "release", "redact"}),
    "admin": frozenset({"manage"}),
}


def may(role: Role, what: What) -> bool:
    """Whether a role may do something."""
    return what in allowed(role)


def allowed(role: Role) -> frozenset[What]:
    """Everything that a role may do."""
    return frozenset().union(*(_ADDS[r] for r in ROLES[: ROLES.index(role) + 1]))
