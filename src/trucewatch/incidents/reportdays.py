"""Of which days a whole report tells: the days that its first paragraphs name, weekdays counted back from its own."""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.incidents.wording import OPENING, Report
from trucewatch.packs.reportwords import load_report_words
from trucewatch.reading.dates import make_date

# Below this the dates are those of the background, and of other articles that the page links to.
SEARCHED, DATELINE = 900, 700
AHEAD = timedelta(days=3)
FAR = 7
"""Reports whose days are further apart tell two happenings, unless one of the days is of the background."""
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:[,،]?\s*((?:19|20)\d\d))?"
_DAY = re.compile(
    rf"\b({_MONTH})\.?\s?(\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d){_YEAR}"
    rf"|\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[\s,]+({_MONTH})\b\.?{_YEAR}"
    r"|\b(20\d\d)-(\d\d)-(\d\d)\b|\b(\d{1,2})([/.])(\d{1,2})\11(20\d\d)\b",
    re.IGNORECASE,
)
_MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}
_WEEKDAY = re.compile(
    r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b(?! (?:to|through))"
    r"|\b(today|tonight|this (?:morning|afternoon|evening))\b|\b(yesterday|last night)\b",
    re.IGNORECASE,
)
_WEEKDAYS = {"mon": 0, "tues": 1, "wednes": 2, "thurs": 3, "fri": 4, "satur": 5, "sun": 6}
MonthDay = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Days:
    """``anchor``: the report's own day.  ``days`` are known with their year, ``named`` those of them whose date the
    opening writes out, ``partial`` days of some year, ``weekdays`` from Monday 0; each in the order of the text."""

    anchor: date | None
    days: tuple[date, ...]
    named: tuple[date, ...]
    partial: tuple[MonthDay, ...]
    weekdays: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Mention:
    at: int
    dated: tuple[int | None, int, int] | None
    weekday: int | None
    ago: int | None


def find_days(report: Report, title: str) -> Days:
    """The days of a report; without a day of publication its first full date is taken for that."""
    text = f"{title}\n{report.text[:SEARCHED]}"
    mentions = [(m, _is_stamp(text, m.at)) for m in sorted(_mentions(text), key=lambda m: m.at)]
    anchor = report.published_on
    if anchor is None:
        full = [m for m, _ in mentions if m.dated and m.dated[0] and m.at < len(title) + DATELINE]
        year, month, day = full[0].dated if full and full[0].dated else (None, 0, 0)
        anchor = make_date(year, month, day) if year else None
    days: list[date] = []
    named: list[date] = []
    partial: list[MonthDay] = []
    for mention in (m for m, stamp in mentions if not stamp):
        on = _resolve(mention, anchor)
        if on:
            days.append(on)
            if mention.dated and mention.at < len(title) + OPENING:
                named.append(on)
        elif mention.dated and mention.dated[0] is None:
            partial.append(mention.dated[1:])
    days = list(dict.fromkeys(days))[:4]
    told = [m.weekday for m, stamp in mentions if m.weekday is not None and not stamp]
    return Days(
        anchor,
        tuple(days),
        tuple(named[:3]),
        tuple(dict.fromkeys([*partial, *((d.month, d.day) for d in days)]))[:5],
        tuple(d.weekday() for d in days[:2]) or tuple(told[:2]),
    )


def _mentions(text: str) -> Iterator[_Mention]:
    for m in _DAY.finditer(text):
        dated = _read(m)
        if dated and 1 <= dated[1] <= 12 and 1 <= dated[2] <= 31:
            yield _Mention(m.start(), dated, None, None)
    for m in _WEEKDAY.finditer(text):
        if m[1]:
            yield _Mention(m.start(), None, _WEEKDAYS[m[1].lower()], None)
        else:
            yield _Mention(m.start(), None, None, 0 if m[2] else 1)


def _read(m: re.Match[str]) -> tuple[int | None, int, int] | None:
    if m[1]:
        return int(m[3]) if m[3] else None, _MONTHS[m[1][:3].lower()], int(m[2])
    if m[4]:
        return int(m[6]) if m[6] else None, _MONTHS[m[5][:3].lower()], int(m[4])
    if m[7]:
        return int(m[7]), int(m[8]), int(m[9])
    first, second, year = int(m[10]), int(m[12]), int(m[13])
    if m[11] == "." or first > 12 or first == second:
        return year, second, first
    # 03/04/2016: nobody can tell day from month.
    return (year, first, second) if second > 12 else None


def _resolve(mention: _Mention, anchor: date | None) -> date | None:
    if mention.dated:
        year, month, day = mention.dated
        if year is not None:
            return make_date(year, month, day)
        if anchor is None:
            return None
        years = (make_date(anchor.year - back, month, day) for back in (0, 1))
        return next((on for on in years if on and on <= anchor + AHEAD), None)
    if anchor is None:
        return None
    if mention.weekday is not None:
        return anchor - timedelta(days=(anchor.weekday() - mention.weekday) % 7)
    return anchor - timedelta(days=mention.ago or 0)


def _is_stamp(text: str, at: int) -> bool:
    return bool(_stamp().search(text[max(0, at - 40) : at]))


@functools.cache
def _stamp() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in load_report_words().stamps)
    return re.compile(rf"(?:{words})[^.\n]{{0,25}}$", re.IGNORECASE)


def days_apart(a: Days, b: Days) -> int:
    """The least days between a day of one and a day of the other; both must have some."""
    return min(abs((x - y).days) for x in a.days for y in b.days)
