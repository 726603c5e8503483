"""What each time expression means: from a match of :mod:`trucewatch.claims.timewords` to an interval of days.

Every reader takes the match and a :class:`Setting` and returns a :class:`Reading`, or None when the words are no time
after all ("may" the verb, 31 June).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from trucewatch.claims import calendar
from trucewatch.claims.calendar import Interval
from trucewatch.packs.times import load_times

_LAST_WORD = re.compile(r"\b([A-Za-z]+)\s{1,3}$")


@dataclass(frozen=True, slots=True)
class Years:
    """The years that a text's own full dates name: what a day and month is read by when nothing dates the text.

    ``by_day``: year by (month, day), ``by_month``: year by month, where the text gives just one; ``single``: the only
    year of all its full dates.  ``by_weekday``: the day that a weekday (Monday 0) names alone, where it stands beside
    just one day of the text.
    """

    by_day: Mapping[tuple[int, int], int] = field(default_factory=dict)
    by_month: Mapping[int, int] = field(default_factory=dict)
    single: int | None = None
    by_weekday: Mapping[int, date] = field(default_factory=dict)

    def of(self, month: int, day: int = 0) -> int | None:
        """The year of that day or month, as far as the text tells."""
        return self.by_day.get((month, day)) or self.by_month.get(month) or self.single


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against: publication day, the day last named, the text's own years, the tense."""

    published_on: date | None
    previous: Interval | None
    years: Years
    future: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """An interval (None: unresolved) and its precision; ``yearless`` is the month and day that still need a year."""

    interval: Interval | None
    precision: str
    yearless: tuple[int, int] | None = None


Resolver = Callable[[re.Match[str], Setting], Reading | None]


def _day(found: date | None, precision: str = "day") -> Reading:
    return Reading((found, found) if found else None, precision)


def _month_number(match: re.Match[str]) -> int | None:
    """The month, or None when the word is not written as a month ("may", "march")."""
    text = match["month"]
    return load_times().months[text.lower().rstrip(".")] if text[0].isupper() else None


def _word_before(match: re.Match[str]) -> str:
    """The word before the match, in lower case, when it directs a month ("in", "last"); else empty."""
    found = _LAST_WORD.search(match.string, max(0, match.start() - 14), match.start())
    word = found[1].lower() if found else ""
    return word if word in load_times().month_cues else ""


def _year_number(match: re.Match[str], setting: Setting, month: int, day: int = 0) -> int | None:
    if match["year"]:
        return int(match["year"])
    return setting.years.of(month, day) if setting.published_on is None else None


def read_numeric(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "2016-09-19", "19/09/2016": day before month unless only the other order is a date."""
    year, month, number = int(match["year"]), int(match["m"]), int(match["day"])
    found = calendar.day(year, month, number)
    if found is None and "s" in match.groupdict():
        found = calendar.day(year, number, month)
    return _day(found) if found else None


def read_day_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "19 September", "Monday, September 19, 2016"."""
    month, number = _month_number(match), int(match["day"])
    if month is None or calendar.day(2000, month, number) is None:
        return None
    year = _year_number(match, setting, month, number)
    if year is not None:
        return _day(calendar.day(year, month, number))
    if setting.published_on is None:
        return Reading(None, "day", (month, number))
    weekday = load_times().weekdays[match["lead"].lower()] if match["lead"] else None
    found = calendar.year_for_day(setting.published_on, month, number, future=setting.future, weekday=weekday)
    return Reading((found, found) if found else None, "day", (month, number))


def read_days(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "3-7 March", "March 3 and 4"."""
    month, first, last = _month_number(match), int(match["day"]), int(match["day2"])
    if month is None or first >= last or calendar.day(2000, month, last) is None or first < 1:
        return None
    year, published = _year_number(match, setting, month, first), setting.published_on
    if year is None and published is not None:
        dated = calendar.year_for_day(published, month, first, future=setting.future)
        year = dated.year if dated else None
    if year is None:
        return Reading(None, "range")
    start, end = calendar.day(year, month, first), calendar.day(year, month, last)
    return Reading((start, end) if start and end else None, "range")


def read_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "July", "last July", "July 2016"."""
    groups, words = match.groupdict(), load_times()
    month, which = _month_number(match), (groups.get("which") or "").lower()
    cue = _word_before(match)
    stated = groups.get("year")
    word = match["month"].lower().rstrip(".")
    if month is None or (not stated and not which and not cue and word in words.ambiguous_months):
        return None
    if stated:
        return Reading(calendar.month_of(int(stated), month), "month")
    published = setting.published_on
    if published is None:
        known = setting.years.of(month)
        return Reading(calendar.month_of(known, month) if known else None, "month")
    year = calendar.year_for_month(published, month, future=setting.future or "next" in (which, cue))
    if "last" in (which, cue) and month == published.month:
        year -= 1
    if "next" in (which, cue) and month == published.month:
        year += 1
    return Reading(calendar.month_of(year, month), "month")


def _likely_year(match: re.Match[str], setting: Setting, month: int) -> int | None:
    """The year that the words name, else the one that the day of publication makes likely."""
    year = _year_number(match, setting, month)
    if year is None and setting.published_on is not None:
        year = calendar.year_for_month(setting.published_on, month, future=setting.future)
    return year


def read_part_of_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "early July", "the end of October"."""
    month = _month_number(match)
    if month is None:
        return None
    year = _likely_year(match, setting, month)
    if year is None:
        return Reading(None, "range")
    return Reading(calendar.part_of_month(year, month, _part(match)), "range")


def read_share_of_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the first week of July", "the second half of May": days 1 to 7, from the 16th."""
    month = _month_number(match)
    if month is None:
        return None
    year = _likely_year(match, setting, month)
    if year is None:
        return Reading(None, "range")
    return Reading(calendar.share_of_month(year, month, match["nth"].lower(), match["share"].lower()), "range")


def _part(match: re.Match[str]) -> str:
    words = match["part"].lower()
    return "early" if re.search("early|beginning|start", words) else "mid" if "mid" in words else "late"


def read_part_of_year(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "early 2015", "the end of 2018": a third of the year."""
    first_month = {"early": 1, "mid": 5, "late": 9}[_part(match)]
    return Reading(calendar.season_of(int(match["year"]), first_month, 4), "range")


def read_quarter(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the first quarter of 2024", "Q3 2023": three months."""
    stated = match.groupdict().get("year")
    if stated is None and setting.published_on is None:
        return Reading(None, "range")
    year = int(stated) if stated else setting.published_on.year if setting.published_on else 0
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}.get(match["nth"].lower()) or int(match["nth"])
    return Reading(calendar.season_of(year, 3 * nth - 2, 3), "range")


def read_start_of_year(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the start of the year": its first day."""
    return _day(date(setting.published_on.year, 1, 1) if setting.published_on else None)


def read_year(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "in 2015"."""
    return Reading(calendar.year_of(int(match["year"])), "year")


def read_years(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "between 2011 and 2015"."""
    first, last = int(match["year"]), int(match["year2"])
    return Reading((date(first, 1, 1), date(last, 12, 31)), "range") if first < last else None


def read_season(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "summer of 2015", "last winter"."""
    first_month, months = load_times().seasons[match["season"].lower()]
    groups = match.groupdict()
    if groups.get("year"):
        return Reading(calendar.season_of(int(groups["year"]), first_month, months), "range")
    published = setting.published_on
    if published is None:
        return Reading(None, "range")
    year = calendar.year_for_month(published, first_month, future=match["which"].lower() == "next")
    if match["which"].lower() == "last" and published.month in {first_month + i for i in range(months)}:
        year -= 1
    return Reading(calendar.season_of(year, first_month, months), "range")


def read_weekday(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "Monday": the most recent one, the coming one under a future verb; undated without a publication date."""
    text = match["weekday"]
    if not text[0].isupper():
        return None
    weekday, which = load_times().weekdays[text.lower()], (match["which"] or "").lower()
    published = setting.published_on
    if published is None:
        previous = setting.previous
        known = previous and previous[0] == previous[1] and previous[0].weekday() == weekday
        return _day(previous[0] if previous and known else None if which else setting.years.by_weekday.get(weekday))
    if which in {"next", "coming"} or "coming" in which:
        return _day(calendar.next_weekday(published, weekday, strictly=True))
    if which in {"last", "past"} or "past" in which:
        return _day(calendar.last_weekday(published, weekday, strictly=True))
    if setting.future or which == "this":
        return _day(calendar.next_weekday(published, weekday))
    return _day(calendar.last_weekday(published, weekday))


def read_day_word(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "yesterday", "overnight"."""
    first, last, precision = load_times().day_words[re.sub(r"\s+", " ", match["word"].lower())]
    if setting.published_on is None:
        return Reading(None, precision)
    start, end = calendar.shift(setting.published_on, first), calendar.shift(setting.published_on, last)
    return Reading((start, end) if start and end else None, precision)


def read_now(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "has now bombed": the day of publication."""
    return _day(setting.published_on)


def _count(match: re.Match[str]) -> int:
    text = (match["count"] or "one").lower()
    return int(text) if text.isdecimal() else load_times().counts[re.sub(r"\s+", " ", text)]


def _unit(match: re.Match[str]) -> str:
    return load_times().units[match["unit"].lower()]


_PRECISION = {
    "hour": "part_of_day", "day": "day", "week": "week", "fortnight": "week", "month": "month", "year": "year",
}  # fmt: skip


def read_ago(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "two months ago"."""
    unit = _unit(match)
    if setting.published_on is None:
        return Reading(None, _PRECISION[unit])
    return Reading(calendar.before(setting.published_on, _count(match), unit), _PRECISION[unit])


def read_vaguely(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "a few days ago": no day can be told."""
    return Reading(None, _PRECISION[_unit(match)])


def read_from_previous(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "two days later", counted from the day last named."""
    unit, back = _unit(match), match["side"].lower() in {"earlier", "before"}
    if setting.previous is None or setting.previous[0] != setting.previous[1]:
        return Reading(None, _PRECISION[unit])
    return Reading(calendar.before(setting.previous[0], _count(match) * (1 if back else -1), unit), _PRECISION[unit])


def read_stretch(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the past 24 hours", "the next two months"."""
    if match["count"] is None and match["which"].lower() == "next":
        return read_span(match, setting)
    if setting.published_on is None:
        return Reading(None, "range")
    sign = -1 if match["which"].lower() in {"next", "coming"} else 1
    return Reading(calendar.stretch(setting.published_on, sign * _count(match), _unit(match)), "range")


def read_span(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "last week", "this month", "the following year"."""
    unit, which = _unit(match), re.sub(r"\s+", " ", match["which"].lower())
    against = setting.published_on
    if which.startswith("the ") and which != "the last":
        against = setting.previous[0] if setting.previous else None
    if against is None or unit in {"day", "hour"}:
        return Reading(None, _PRECISION[unit])
    steps = {"last": 1, "the previous": 1, "the preceding": 1, "past": 1, "this": 0, "the same": 0}.get(which, -1)
    whole = calendar.before(against, steps, unit)
    if whole and unit == "week":
        whole = calendar.week_of(whole[0])
    if which == "this" and whole and not setting.future:
        return Reading((whole[0], against), _PRECISION[unit])
    return Reading(whole, _PRECISION[unit])


def read_within_span(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "earlier this week", "later in the month"."""
    unit, published, which = _unit(match), setting.published_on, (match["which"] or "this").lower()
    if published is None:
        return Reading(None, "range")
    whole = calendar.before(published, {"last": 1, "this": 0, "next": -1}[which], unit)
    if whole and _unit(match) == "week":
        whole = calendar.week_of(whole[0])
    if whole is None or which != "this":
        return Reading(whole, _PRECISION[unit])
    if match["side"].lower() in {"later", "late"}:
        return Reading((published, whole[1]), "range")
    yesterday = calendar.shift(published, -1)
    return Reading((whole[0], yesterday if yesterday and yesterday >= whole[0] else published), "range")


def read_end_of_span(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the end of the month"."""
    if setting.published_on is None:
        return Reading(None, "day")
    whole = calendar.before(setting.published_on, -1 if match["which"].lower() == "next" else 0, _unit(match))
    if whole and _unit(match) == "week":
        whole = calendar.week_of(whole[0])
    return _day(whole[1] if whole else None)


def read_weekend(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "over the weekend"."""
    published, which = setting.published_on, (match["which"] or "").lower()
    if published is None:
        return Reading(None, "range")
    if which == "next" or setting.future:
        start: date | None = calendar.next_weekday(published, 5)
    else:
        start = calendar.last_weekday(published, 5, strictly=which == "last")
    end = calendar.shift(start, 1) if start else None
    return Reading((start, end) if start and end else None, "range")


def read_day_reference(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the following day", counted from the day last named."""
    if setting.previous is None or setting.previous[0] != setting.previous[1]:
        return Reading(None, "day")
    offset = load_times().day_references[re.sub(r"\s+", " ", match["word"].lower())]
    return _day(calendar.shift(setting.previous[0], offset))


def read_unresolved(match: re.Match[str], setting: Setting) -> Reading | None:
    """ "the first day of the truce": the words alone do not say which day."""
    return Reading(None, "day")
