"""Time as reports give it: an interval with the precision that its words carry."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.model.span import Span

PRECISIONS: tuple[str, ...] = ("instant", "part_of_day", "day", "week", "month", "year", "range")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""Days that somebody may give lie between these: no report is older, and they are far from where calendars end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """An interval of days, both ends included, and how exactly it is known.

    ``precision`` is one of :data:`PRECISIONS`.  ``span`` is the words that say so; None when it was carried over from
    the sentence before (``inherited`` is then true).  ``start_on``/``end_on`` None: the words cannot be resolved.
    """

    start_on: date | None
    end_on: date | None
    precision: str
    span: Span | None = None
    inherited: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the words could be resolved to days."""
        return self.start_on is not None

    def overlaps(self, start_on: date, end_on: date) -> bool:
        """Whether the interval shares a day with ``start_on``..``end_on``; False when it is not known."""
        if self.start_on is None:
            return False
        return self.start_on <= end_on and start_on <= (self.end_on or self.start_on)


def widen(day: date, precision: str) -> tuple[date, date]:
    """The week from Monday, the month or the year that holds a day; the day itself for any other precision."""
    if precision == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if precision == "month":
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    if precision == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day
