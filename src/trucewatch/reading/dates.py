"""Full dates in running text: a day, a month and a year, nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<{0}>(?:19|20)\d\d)(?!\d)"
_DATE = re.compile(
    r"(?<![\w/.-])(?:"
    r"(?P<d1>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+" + _MONTH.format("m1") + r",?[\s-]+" + _YEAR.format("y1") + "|"
    "" + _MONTH.format("m2") + r"\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+" + _YEAR.format("y2") + "|"
    "" + _YEAR.format("y3") + r"(?P<sep>[-/.])(?P<m3>\d{1,2})(?P=sep)(?P<d3>\d{1,2})(?!\d)|"
    r"(?P<d4>\d{1,2})(?P<sep4>[./])(?P<m4>\d{1,2})(?P=sep4)" + _YEAR.format("y4") + ")",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?<!\d)(20\d\d|19\d\d)[/_-]?(\d\d|[a-z]{3})[/_-]?(\d\d)(?!\d)", re.IGNORECASE)
WEEKDAYS: tuple[str, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(r"\b(" + "|".join(WEEKDAYS) + r")\b")


@dataclass(frozen=True, slots=True)
class FullDate:
    """A day and where its words stand in the text that was searched."""

    on: date
    start: int
    end: int


def find_dates(text: str) -> Iterator[FullDate]:
    """Every full date of ``text`` in order; 03/04/2016 is left out, for nobody can tell day from month."""
    for found in _DATE.finditer(text):
        on = _day_of(found.groupdict())
        if on:
            yield FullDate(on, found.start(), found.end())


def _day_of(parts: dict[str, str | None]) -> date | None:
    for n in ("1", "2", "3", "4"):
        year, month, day = parts[f"y{n}"], parts[f"m{n}"], parts[f"d{n}"]
        if year is None or month is None or day is None:
            continue
        number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
        if n == "4" and int(day) <= 12 and day != month:
            # Day first where the month can only be second; otherwise unknown.
            return None
        if n == "4" and number > 12:
            number, day = int(day), month
        return make_date(int(year), number, int(day))
    return None


def find_address_date(address: str) -> FullDate | None:
    """The day in a URL's or file's name (/2016/09/19/, 2016-09-19, 20160919, /2016/sep/19/), if it holds one."""
    for found in _ADDRESS.finditer(address):
        year, month, day = found.groups()
        if month.isdigit():
            number = int(month)
        elif month.lower() in _MONTHS:
            number = _MONTHS.index(month.lower()) + 1
        else:
            continue
        on = make_date(int(year), number, int(day))
        if on:
            return FullDate(on, found.start(), found.end())
    return None


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_weekday(text: str) -> tuple[str, int] | None:
    """The first weekday named in ``text`` with its number (Monday 0)."""
    found = _WEEKDAY.search(text)
    return (found.group(1), WEEKDAYS.index(found.group(1))) if found else None


def show_date(on: date) -> str:
    """A date as a reader writes it: Monday 19 September 2016."""
    return f"{WEEKDAYS[on.weekday()]} {on.day} {on:%B} {on.year}"
