"""When a row's event was, from its date cells and the code of their precision."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from trucewatch.errors import BadRowError
from trucewatch.model.record import Cell
from trucewatch.model.when import When, widen
from trucewatch.packs.dialects import Columns, DateColumns
from trucewatch.reading.dates import find_dates

_PART = re.compile(r"((?:19|20)\d\d)(?:-(\d{1,2}))?")
_EPOCH = re.compile(r"\d{9,10}")
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
_SERIALS_FROM = date(1899, 12, 30)
"""Day 0 of a spreadsheet's dates: a cell that lost its format shows the days since then."""
_NUMBER = re.compile(r"\d{1,4}(?:\.0)?")
Find = Callable[[Columns], Cell | None]
Interval = tuple[date, date, str]


def read_when(columns: DateColumns, find: Find) -> tuple[When | None, tuple[str, ...]]:
    """The time of a row and the headers that gave it; raises :class:`BadRowError` when it cannot be read.

    A code of "week" or "month" without an end column widens a day to its week from Monday to Sunday, or its month.
    """
    start = find(columns.start)
    if start is None and find(columns.year) is None and columns.may_lack:
        return None, ()
    if start is not None:
        first, last, precision = _interval(start)
        used = [start]
    else:
        first, last, precision, used = _from_parts(columns, find)
    end = find(columns.end)
    if end is not None:
        last = _interval(end)[1]
        used.append(end)
        if last < first:
            raise BadRowError(f"{end.header} {end.text!r} lies before {used[0].header} {used[0].text!r}; exchange them")
        precision = precision if last == first else "range"
    code = find(columns.precision)
    if code is not None and columns.codes:
        given = columns.codes.get(code.text.casefold())
        if given is None:
            known = ", ".join(columns.codes)
            raise BadRowError(f"{code.header} {code.text!r} is none of {known}; correct it")
        used.append(code)
        if end is None and precision == "day":
            first, last = widen(first, given)
        if (first, last) != (first, first) or given == "day":
            precision = given
    return When(start_on=first, end_on=last, precision=precision, span=used[0].span), tuple(c.header for c in used)


def read_days(text: str) -> Interval | None:
    """A cell's days: a full date ("2016-09-19", "19 September 2016"), a month "2016-09" or a year "2016".

    A number of five digits is a spreadsheet's date without its format: 42632 is 19 September 2016.
    """
    found = next(find_dates(text), None)
    if found is not None:
        return (found.on, found.on, "day") if found.start == 0 else None
    if _SERIAL.fullmatch(text):
        day = _SERIALS_FROM + timedelta(days=int(float(text)))
        return day, day, "day"
    part = _PART.fullmatch(text)
    if part is None:
        return None
    year, month = int(part.group(1)), int(part.group(2) or 0)
    if not part.group(2):
        return (*widen(date(year, 1, 1), "year"), "year")
    return (*widen(date(year, month, 1), "month"), "month") if 1 <= month <= 12 else None


def read_published(cell: Cell) -> date:
    """The day on which a row was published: a date, or seconds since 1970.  Raises :class:`BadRowError`."""
    if _EPOCH.fullmatch(cell.text):
        return datetime.fromtimestamp(int(cell.text), UTC).date()
    return _interval(cell)[1]


def _interval(cell: Cell) -> Interval:
    days = read_days(cell.text)
    if days is None:
        raise BadRowError(
            f"{cell.header} {cell.text[:40]!r} is no date, or day and month cannot be told; write YYYY-MM-DD"
        )
    return days


def _from_parts(columns: DateColumns, find: Find) -> tuple[date, date, str, list[Cell]]:
    cells = [find(columns.year), find(columns.month), find(columns.day)]
    filled = [c for c in cells if c is not None]
    if cells[0] is None:
        names = ", ".join([*columns.start, *columns.year])
        raise BadRowError(f"it has no date; fill in {names}")
    # A day without its month says nothing.
    kept = filled if cells[1] is not None else filled[:1]
    numbers = []
    for cell in kept:
        if not _NUMBER.fullmatch(cell.text):
            raise BadRowError(f"{cell.header} {cell.text[:40]!r} is no number; write digits")
        numbers.append(int(float(cell.text)))
    try:
        day = date(numbers[0], *[*numbers[1:], 1, 1][:2])
    except ValueError as error:
        shown = ", ".join(f"{c.header} {c.text}" for c in kept)
        raise BadRowError(f"{shown} is no date ({error}); correct it") from error
    precision = ("year", "month", "day")[len(kept) - 1]
    return (*widen(day, precision), precision, kept)
