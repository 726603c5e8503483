"""Three-valued logic after Kleene: true, false, and unknown, which is neither.

``not known`` never becomes ``known to be false``: a conjunction is false as soon as one part is false, true only when
every part is true, and unknown otherwise.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable


class Truth(enum.IntEnum):
    """Ordered so that "and" is the minimum and "or" the maximum."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2


def not_(value: Truth) -> Truth:
    """The opposite; unknown stays unknown."""
    return Truth(2 - value)


def and_(values: Iterable[Truth]) -> Truth:
    """True when all are true (also of none), false when one is false, else unknown."""
    return min(values, default=Truth.TRUE)


def or_(values: Iterable[Truth]) -> Truth:
    """True when one is true, false when all are false (also of none), else unknown."""
    return max(values, default=Truth.FALSE)
