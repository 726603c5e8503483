"""Decisions: what a person did, appended and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

KINDS: tuple[str, ...] = (
    "accept", "reject", "correct", "link", "separate", "same_origin", "grade", "finding", "redact", "restrict",
    "withdraw", "restore", "reset",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One entry: who decided what about which subjects, why, and when (UTC).  ``payload`` is JSON."""

    kind: str
    subjects: tuple[str, ...]
    payload: Mapping[str, object]
    reason: str
    by: str
    at: datetime
