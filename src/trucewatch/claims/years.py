"""The years of days and months that a text names without one, when nothing dates the text.

First the years that its own full dates name.  Else the days on which it can have been written
(:mod:`trucewatch.reading.eras`): a report tells of days shortly before it, so each possible day of writing is weighed
by how long after the days told it lies, and by the weekdays named beside them.  A year is taken where nearly all of
that weight speaks for it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.claims import calendar
from trucewatch.claims.timemeaning import Setting, Years
from trucewatch.claims.when import longest
from trucewatch.packs.times import load_times
from trucewatch.reading.eras import find_era

_DATED = frozenset(
    {
        "iso",
        "numeric",
        "day month",
        "month day",
        "days of month",
        "month days",
        "month year",
        "part of month",
    }
)
_MEAN_LAG = 60.0
"""Days: how long after a day that it tells of a report is written, on the average of an exponential law."""
_SURE = 0.9
"""The share of the weight that settles a year."""
_LONGEST_ERA = 3700
"""Days beyond which the days of writing are too many to tell a year."""
_MANY = 20
_AHEAD = timedelta(days=14)
"""How far ahead a report announces days without their year."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A day and month without a year, and the weekday beside it (Monday 0; None: none)."""

    month: int
    day: int
    weekday: int | None


def find_years(text: str) -> Years:
    """The years that a text's full dates name, or that its era leaves, for texts without a date of publication."""
    days: dict[tuple[int, int], set[int]] = {}
    months: dict[int, set[int]] = {}
    told: list[_Told] = []
    for match, rule in longest(text):
        reading = rule.resolve(match, Setting(None, None, Years(), False))
        if reading is not None and reading.interval is None and reading.yearless and len(told) < _MANY:
            lead = match.groupdict().get("lead")
            told.append(_Told(*reading.yearless, load_times().weekdays[lead.lower()] if lead else None))
        if reading is None or reading.interval is None or rule.name not in _DATED:
            continue
        first, last = reading.interval
        months.setdefault(first.month, set()).add(first.year)
        if first == last:
            days.setdefault((first.month, first.day), set()).add(first.year)
    named = set().union(*months.values())
    if not named and told:
        return _by_era(text, told)
    return Years(
        {key: min(years) for key, years in days.items() if len(years) == 1},
        {key: min(years) for key, years in months.items() if len(years) == 1},
        min(named) if len(named) == 1 else None,
        _weekdays((t, years) for t in told if (years := days.get((t.month, t.day)))),
    )


def _by_era(text: str, told: Sequence[_Told]) -> Years:
    era = find_era(text)
    if era.since is None or era.until is None or (era.until - era.since).days > _LONGEST_ERA:
        return Years()
    weights: Counter[tuple[int, int, int]] = Counter()
    total = 0.0
    for after in range((era.until - era.since).days + 1):
        written = era.since + timedelta(days=after)
        readings = [_before(written, t) for t in told]
        if any(
            d is None or (t.weekday is not None and d.weekday() != t.weekday)
            for d, t in zip(readings, told, strict=True)
        ):
            continue
        known = [d for d in readings if d is not None]
        weight = math.exp(-sum(abs((written - d).days) for d in known) / _MEAN_LAG)
        total += weight
        weights.update(dict.fromkeys({(d.year, d.month, d.day) for d in known}, weight))
    sure = [key for key, weight in weights.items() if total and weight >= _SURE * total]
    by_day = {(month, day): year for year, month, day in sure}
    by_month: dict[int, set[int]] = {}
    for year, month, _ in sure:
        by_month.setdefault(month, set()).add(year)
    weekdays = _weekdays((t, {by_day[t.month, t.day]}) for t in told if (t.month, t.day) in by_day)
    return Years(by_day, {m: min(y) for m, y in by_month.items() if len(y) == 1}, None, weekdays)


def _before(written: date, told: _Told) -> date | None:
    """The latest such day that a report written then can tell of: before it, or just ahead."""
    reach = written + _AHEAD
    years = (reach.year, reach.year - 1, reach.year - 2, reach.year - 3, reach.year - 4)
    return next((d for y in years if (d := calendar.day(y, told.month, told.day)) and d <= reach), None)


def _weekdays(days: Iterable[tuple[_Told, Iterable[int]]]) -> dict[int, date]:
    """The one day of each weekday that stands beside a day whose year is known."""
    found: dict[int, set[date]] = {}
    for told, years in days:
        for year in years:
            day = calendar.day(year, told.month, told.day)
            if day is not None and day.weekday() == told.weekday:
                found.setdefault(day.weekday(), set()).add(day)
    return {weekday: min(days) for weekday, days in found.items() if len(days) == 1}
