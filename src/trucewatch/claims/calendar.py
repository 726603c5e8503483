"""Arithmetic of days for :mod:`trucewatch.claims.when`: pure functions from dates to closed intervals of days.

An interval is a pair (first day, last day), both included, or None where no such day exists (31 June).  Weeks run
Monday to Sunday (ISO 8601).
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta

Interval = tuple[date, date]

# A day and month without a year may lie this far ahead when the sentence speaks of the future.
AHEAD = timedelta(days=62)


def day(year: int, month: int, number: int) -> date | None:
    """That date, or None when the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def shift(start: date, days: int) -> date | None:
    """``start`` moved by ``days``; None beyond the calendar's years."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def shift_months(start: date, months: int) -> date | None:
    """The same day of the month ``months`` later, or that month's last day; None beyond the calendar's years."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if not MINYEAR <= year < MAXYEAR:
        return None
    return date(year, month + 1, min(start.day, month_of(year, month + 1)[1].day))


def month_of(year: int, month: int) -> Interval:
    """The first and the last day of a month."""
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1) if (year, month) < (MAXYEAR, 12) else date.max
    return first, following - timedelta(days=1) if following != date.max else date.max


def year_of(year: int) -> Interval:
    """The first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def week_of(within: date) -> Interval:
    """Monday and Sunday of the week of ``within``."""
    monday = within - timedelta(days=within.weekday())
    return monday, monday + timedelta(days=6)


def part_of_month(year: int, month: int, part: str) -> Interval:
    """The part of a month that "early", "mid" or "late" names: to the 15th, the 11th to the 20th, from the 16th."""
    first, last = month_of(year, month)
    if part == "early":
        return first, first.replace(day=15)
    if part == "mid":
        return first.replace(day=11), first.replace(day=20)
    return first.replace(day=16), last


def share_of_month(year: int, month: int, nth: str, share: str) -> Interval | None:
    """A week of a month counted from its first day ("last": back from its last), or a half of it; else None."""
    first, last = month_of(year, month)
    if share == "half":
        halves = {"first": (first, first.replace(day=15)), "second": (first.replace(day=16), last)}
        return halves.get(nth, halves["second"] if nth in ("last", "final", "latter") else None)
    if nth in ("last", "final"):
        return last - timedelta(days=6), last
    number = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(nth)
    if number is None:
        return None
    start = first + timedelta(days=7 * number)
    return start, start + timedelta(days=6)


def season_of(year: int, first_month: int, months: int) -> Interval | None:
    """A season that begins in ``year``; None beyond the calendar's years."""
    start = date(year, first_month, 1)
    after = shift_months(start, months)
    return (start, after - timedelta(days=1)) if after else None


def last_weekday(reference: date, weekday: int, *, strictly: bool = False) -> date:
    """The most recent such weekday (Monday 0): ``reference`` itself counts unless ``strictly``."""
    back = (reference.weekday() - weekday) % 7
    return reference - timedelta(days=back or (7 if strictly else 0))


def next_weekday(reference: date, weekday: int, *, strictly: bool = False) -> date:
    """The coming such weekday (Monday 0): ``reference`` itself counts unless ``strictly``."""
    ahead = (weekday - reference.weekday()) % 7
    return reference + timedelta(days=ahead or (7 if strictly else 0))


def year_for_day(reference: date, month: int, number: int, *, future: bool, weekday: int | None = None) -> date | None:
    """A day and month given a year: the nearest past one, or one at most :data:`AHEAD` ahead if ``future``.

    A ``weekday`` (Monday 0) that stands beside the day settles the year by itself.
    """
    found = [d for delta in (1, 0, -1, -2, -3, -4) if (d := day(reference.year + delta, month, number))]
    for near in found:
        if near.weekday() == weekday and abs(near.year - reference.year) <= 1:
            return near
    return next((d for d in found if d <= reference or (future and d - reference <= AHEAD)), None)


def year_for_month(reference: date, month: int, *, future: bool) -> int:
    """The year of a month named alone: the most recent one, this month included; the coming one if ``future``."""
    if future:
        return reference.year + (month < reference.month)
    return reference.year - (month > reference.month)


def before(reference: date, count: int, unit: str) -> Interval | None:
    """What "``count`` ``unit``s ago" names: that day, week, month or year."""
    if unit == "hour":
        found = shift(reference, -(count // 24))
        return (found, found) if found else None
    if unit == "day":
        found = shift(reference, -count)
        return (found, found) if found else None
    if unit in {"week", "fortnight"}:
        found = shift(reference, -7 * count * (2 if unit == "fortnight" else 1))
        if found is None:
            return None
        return (found, found) if unit == "week" and count == 1 else week_of(found)
    found = shift_months(reference, -count * (12 if unit == "year" else 1))
    if found is None:
        return None
    return year_of(found.year) if unit == "year" else month_of(found.year, found.month)


def stretch(reference: date, count: int, unit: str) -> Interval | None:
    """The stretch of ``count`` units that ends at ``reference`` (negative ``count``: that begins there).

    Hours are rounded up to days, since a report's hour is seldom known.
    """
    if unit == "hour":
        other = shift(reference, -(-(-count // 24) if count > 0 else count // 24))
    elif unit in {"day", "week", "fortnight"}:
        other = shift(reference, -count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    else:
        other = shift_months(reference, -count * (12 if unit == "year" else 1))
    if other is None:
        return None
    return (other, reference) if other <= reference else (reference, other)
