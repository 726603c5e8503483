"""The clock of everything that serves; nothing below it has one."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The instant, UTC."""
    return datetime.now(UTC)
