"""Days in a zone against instants: which days a term covers, wholly or in part.

Reports give days, agreements give instants.  A day in zone Z runs from its midnight in Z to the next one, whatever
its length: 23 or 25 hours when the clocks change, and at any offset (+05:45 too).  All comparisons are made in UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Place_ = Literal["inside", "before", "after", "partly"]
ONE_DAY = timedelta(days=1)


def day_bounds(on: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first instant of ``on`` in ``zone`` and the first one after it, in UTC.

    Where the clocks skip midnight itself, the day begins at the hour that followed.
    """
    return _midnight(on, zone), _midnight(on + ONE_DAY, zone)


def _midnight(on: date, zone: ZoneInfo) -> datetime:
    # fold=0: where midnight comes twice, the first is the day's beginning; where it is skipped, zoneinfo takes the
    # offset from before the gap, which is the very instant of the jump.
    return datetime.combine(on, time(), zone).astimezone(UTC)


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """The day in ``zone`` that ``instant`` (aware) falls on."""
    return instant.astimezone(zone).date()


def starts_day(instant: datetime, zone: ZoneInfo) -> bool:
    """Whether ``instant`` is the first of its day, so that the whole day lies after it."""
    return instant.astimezone(UTC) == day_bounds(local_day(instant, zone), zone)[0]


def place_in_term(
    start_on: date, end_on: date, starts_at: datetime | None, ends_at: datetime | None, zone: ZoneInfo
) -> Place_:
    """Where the days ``start_on``..``end_on`` (both included) lie against ``starts_at``..``ends_at`` (None: open).

    ``partly``: the days reach over an end of the term, so something that happened on them may lie on either side.
    """
    first, last = day_bounds(start_on, zone)[0], day_bounds(end_on, zone)[1]
    if starts_at is not None and last <= starts_at:
        return "before"
    if ends_at is not None and first >= ends_at:
        return "after"
    if (starts_at is not None and first < starts_at) or (ends_at is not None and last > ends_at):
        return "partly"
    return "inside"


def day_range(start_on: date, end_on: date) -> tuple[date, ...]:
    """Every day from ``start_on`` to ``end_on``, both included; () when the end is before the start."""
    return tuple(start_on + timedelta(days=n) for n in range((end_on - start_on).days + 1))
