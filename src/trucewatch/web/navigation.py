"""The way through the desk: what the navigation shows to whom."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.desk.roles import What
from trucewatch.service.context import Context


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the navigation; ``key`` names its words, ``here`` whether it is being looked at."""

    key: str
    path: str
    here: bool


_PLACES: tuple[tuple[str, str, What], ...] = (
    ("nav.queue", "/queue", "review"),
    ("nav.incidents", "/incidents", "read"),
    ("nav.map", "/map", "read"),
    ("nav.timeline", "/timeline", "read"),
    ("nav.compliance", "/compliance", "read"),
    ("nav.access", "/access", "read"),
    ("nav.publish", "/publish", "read"),
    ("nav.search", "/search", "read"),
    ("nav.reports", "/reports", "add"),
    ("nav.admin", "/admin", "manage"),
)


def entries(context: Context, path: str) -> tuple[Entry, ...]:
    """The places that the user may go to."""
    return tuple(
        Entry(key, to, path == to or path.startswith(f"{to}/")) for key, to, what in _PLACES if context.may(what)
    )
