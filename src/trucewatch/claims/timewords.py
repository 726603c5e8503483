"""The grammar of time expressions: patterns built from ``knowledge/core/times.yaml``, and what each one means.

A rule is a pattern and a function from its match and a :class:`Setting` to a :class:`Reading`.  Patterns hold no
nested repetition, so a scan is linear in the text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from trucewatch.claims import calendar
from trucewatch.claims.calendar import Interval
from trucewatch.packs.times import load_times

S = r"\s{1,3}"
_LAST_WORD = re.compile(r"\b([A-Za-z]+)\s{1,3}$")


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against: publication day, the day last named, a year to fall back on, the tense."""

    published_on: date | None
    previous: Interval | None
    year: int | None
    future: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """An interval (None: unresolved) and its precision; ``yearless`` is the month and day that still need a year."""

    interval: Interval | None
    precision: str
    yearless: tuple[int, int] | None = None


Resolver = Callable[[re.Match[str], Setting], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its meaning; the resolver returns None when the words are no time after all."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolver


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", S) for w in ordered)


@functools.cache
def rules() -> tuple[Rule, ...]:
    """Every rule of the grammar."""
    words = load_times()
    names, short = _any(m for m in words.months if len(m) > 4), _any(m for m in words.months if len(m) <= 4)
    month = rf"(?P<month>(?:{names})\b|(?:{short})\b\.?)"
    weekday = rf"(?P<weekday>{_any(words.weekdays)})(?!\w)"
    lead = rf"(?:(?P<lead>{_any(words.weekdays)}),?{S}(?:the{S})?)?"
    number = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    second = r"(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?"
    year = r"(?P<year>(?:19|20)\d\d)(?![\d,]*\d)"
    to = r"\s?(?:-|–|—|\bto\b|\band\b|\buntil\b|\bthrough\b)\s?"
    count = rf"(?P<count>{_any(words.counts)}|\d{{1,3}})"
    unit = rf"(?P<unit>{_any(words.units)})\b"
    part = rf"(?P<part>early|mid|late|(?:the{S})?(?:beginning|start|middle|end){S}of)"
    whole = r"(?P<unit>week|month|year)\b"
    no_month = rf"(?!\d|,\d|{S}(?:{_any(words.months)})\b)"
    no_noun = rf"(?!{S}(?:the|a|an)\b)"
    numbered = rf"\b(?:the{S})?(?:{_any(words.numbered_days)})"
    arrangement = rf"(?:[\w-]+{S}){{0,2}}(?:{_any(words.numbered_of)})\b"
    table: list[tuple[str, str, Resolver]] = [
        ("iso", r"(?<![\d-])(?P<year>\d{4})-(?P<m>\d\d)-(?P<day>\d\d)(?![\d-])", _numeric),
        ("numeric", rf"(?<![\d./])(?P<day>\d{{1,2}})(?P<s>[/.])(?P<m>\d{{1,2}})(?P=s){year}", _numeric),
        ("days of month", rf"(?<![\d.,:])\b{number}{to}{second}{S}(?:of{S})?{month}(?:,?{S}{year})?", _days),
        ("month days", rf"\b{month}{S}{number}{to}{second}{no_month}(?:,?{S}{year})?", _days),
        ("day month", rf"(?<![\d.,:])\b{lead}{number}{S}(?:of{S})?{month}(?:,?{S}{year})?", _day_month),
        ("month day", rf"\b{lead}{month}{S}{number}(?!\d|,\d|:\d|\.\d|%)(?:,?{S}{year})?", _day_month),
        ("part of month", rf"\b{part}[\s-]{month}(?:,?{S}{year})?", _part_of_month),
        ("month year", rf"\b{month},?{S}(?:of{S})?{year}", _month),
        ("last month name", rf"\b(?P<which>last|next|this){S}{month}", _month),
        ("month", rf"\b{month}(?!\w|-\w)", _month),
        ("years", rf"\b(?:in|from|between|during|of){S}{year}{to}(?P<year2>(?:19|20)\d\d)\b", _years),
        ("year", rf"\b(?:in|since|during|by|of|throughout|until|from|before|after|early|late|mid){S}{year}", _year),
        ("year of", rf"\b(?:a|an|the|last|its|their|his|her){S}{year}(?={S}[a-z])", _year),
        ("season", rf"\b(?P<which>the{S}|in{S})?(?P<season>{_any(words.seasons)})(?:{S}of)?{S}{year}", _season),
        ("season name", rf"\b(?P<which>last|this|next){S}(?P<season>{_any(words.seasons)})\b", _season),
        ("weekday", rf"\b(?:(?P<which>last|next|this{S}past|this{S}coming|this|coming|past){S})?{weekday}", _weekday),
        ("day word", rf"\b(?P<word>{_any(words.day_words)})\b", _day_word),
        ("ago", rf"\b(?:(?:about|just|nearly|almost|around|some|over|more{S}than){S})?{count}{S}{unit}{S}ago\b", _ago),
        ("vaguely ago", rf"\b(?:several|(?:a{S})?few|many|some){S}{unit}{S}(?:ago|earlier|later)\b", _vaguely),
        ("earlier", rf"\b{count}{S}(?:more{S})?{unit}{S}(?P<side>earlier|later|before|after)\b{no_noun}", _from_previous),
        ("stretch", rf"\b(?:the{S})(?P<which>last|past|previous|next|coming){S}(?:{count}{S})?{unit}", _stretch),
        ("bare stretch", rf"\b(?P<which>last|past|next|coming){S}{count}{S}{unit}", _stretch),
        ("span", rf"\b(?P<which>last|this|next|past|coming|the{S}(?:previous|following|same)){S}{whole}", _span),
        ("within span", rf"\b(?P<side>earlier|later|late|early){S}(?:(?P<which>last|this|next)|(?:in{S})?the){S}{whole}", _within_span),
        ("end of span", rf"\bthe{S}end{S}of{S}(?P<which>the|this|next){S}{whole}", _end_of_span),
        ("weekend", rf"\b(?:over|at|during|(?P<which>this|last|next)){S}(?:the{S})?(?:past{S})?weekend\b", _weekend),
        ("day reference", rf"\b(?P<word>{_any(words.day_references)})\b", _day_reference),
        ("numbered day", rf"{numbered}{S}(?:full{S})?day{S}of{S}(?:the|a|this|its){S}{arrangement}", _unresolved),
    ]  # fmt: skip
    return tuple(Rule(name, re.compile(pattern, re.IGNORECASE), resolve) for name, pattern, resolve in table)


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


def _year_number(match: re.Match[str], setting: Setting) -> int | None:
    return int(match["year"]) if match["year"] else setting.year if setting.published_on is None else None


def _numeric(match: re.Match[str], setting: Setting) -> Reading | None:
    year, month, number = int(match["year"]), int(match["m"]), int(match["day"])
    found = calendar.day(year, month, number)
    if found is None and "s" in match.groupdict():
        found = calendar.day(year, number, month)
    return _day(found) if found else None


def _day_month(match: re.Match[str], setting: Setting) -> Reading | None:
    month, number = _month_number(match), int(match["day"])
    if month is None or calendar.day(2000, month, number) is None:
        return None
    year = _year_number(match, setting)
    if year is not None:
        return _day(calendar.day(year, month, number))
    if setting.published_on is None:
        return Reading(None, "day", (month, number))
    weekday = load_times().weekdays[match["lead"].lower()] if match["lead"] else None
    found = calendar.year_for_day(setting.published_on, month, number, future=setting.future, weekday=weekday)
    return Reading((found, found) if found else None, "day", (month, number))


def _days(match: re.Match[str], setting: Setting) -> Reading | None:
    month, first, last = _month_number(match), int(match["day"]), int(match["day2"])
    if month is None or first >= last or calendar.day(2000, month, last) is None or first < 1:
        return None
    year, published = _year_number(match, setting), setting.published_on
    if year is None and published is not None:
        dated = calendar.year_for_day(published, month, first, future=setting.future)
        year = dated.year if dated else None
    if year is None:
        return Reading(None, "range")
    start, end = calendar.day(year, month, first), calendar.day(year, month, last)
    return Reading((start, end) if start and end else None, "range")


def _month(match: re.Match[str], setting: Setting) -> Reading | None:
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
        return Reading(calendar.month_of(setting.year, month) if setting.year else None, "month")
    year = calendar.year_for_month(published, month, future=setting.future or "next" in (which, cue))
    if "last" in (which, cue) and month == published.month:
        year -= 1
    if "next" in (which, cue) and month == published.month:
        year += 1
    return Reading(calendar.month_of(year, month), "month")


def _part_of_month(match: re.Match[str], setting: Setting) -> Reading | None:
    month = _month_number(match)
    if month is None:
        return None
    year = _year_number(match, setting)
    if year is None and setting.published_on is not None:
        year = calendar.year_for_month(setting.published_on, month, future=setting.future)
    if year is None:
        return Reading(None, "range")
    words = match["part"].lower()
    part = "early" if re.search("early|beginning|start", words) else "mid" if "mid" in words else "late"
    return Reading(calendar.part_of_month(year, month, part), "range")


def _year(match: re.Match[str], setting: Setting) -> Reading | None:
    return Reading(calendar.year_of(int(match["year"])), "year")


def _years(match: re.Match[str], setting: Setting) -> Reading | None:
    first, last = int(match["year"]), int(match["year2"])
    return Reading((date(first, 1, 1), date(last, 12, 31)), "range") if first < last else None


def _season(match: re.Match[str], setting: Setting) -> Reading | None:
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


def _weekday(match: re.Match[str], setting: Setting) -> Reading | None:
    text = match["weekday"]
    if not text[0].isupper():
        return None
    weekday, which = load_times().weekdays[text.lower()], (match["which"] or "").lower()
    published = setting.published_on
    if published is None:
        previous = setting.previous
        known = previous and previous[0] == previous[1] and previous[0].weekday() == weekday
        return _day(previous[0] if previous and known else None)
    if which in {"next", "coming"} or "coming" in which:
        return _day(calendar.next_weekday(published, weekday, strictly=True))
    if which in {"last", "past"} or "past" in which:
        return _day(calendar.last_weekday(published, weekday, strictly=True))
    if setting.future or which == "this":
        return _day(calendar.next_weekday(published, weekday))
    return _day(calendar.last_weekday(published, weekday))


def _day_word(match: re.Match[str], setting: Setting) -> Reading | None:
    first, last, precision = load_times().day_words[re.sub(r"\s+", " ", match["word"].lower())]
    if setting.published_on is None:
        return Reading(None, precision)
    start, end = calendar.shift(setting.published_on, first), calendar.shift(setting.published_on, last)
    return Reading((start, end) if start and end else None, precision)


def _count(match: re.Match[str]) -> int:
    text = (match["count"] or "one").lower()
    return int(text) if text.isdecimal() else load_times().counts[re.sub(r"\s+", " ", text)]


def _unit(match: re.Match[str]) -> str:
    return load_times().units[match["unit"].lower()]


_PRECISION = {
    "hour": "part_of_day", "day": "day", "week": "week", "fortnight": "week", "month": "month", "year": "year",
}  # fmt: skip


def _ago(match: re.Match[str], setting: Setting) -> Reading | None:
    unit = _unit(match)
    if setting.published_on is None:
        return Reading(None, _PRECISION[unit])
    return Reading(calendar.before(setting.published_on, _count(match), unit), _PRECISION[unit])


def _vaguely(match: re.Match[str], setting: Setting) -> Reading | None:
    return Reading(None, _PRECISION[_unit(match)])


def _from_previous(match: re.Match[str], setting: Setting) -> Reading | None:
    unit, back = _unit(match), match["side"].lower() in {"earlier", "before"}
    if setting.previous is None or setting.previous[0] != setting.previous[1]:
        return Reading(None, _PRECISION[unit])
    return Reading(calendar.before(setting.previous[0], _count(match) * (1 if back else -1), unit), _PRECISION[unit])


def _stretch(match: re.Match[str], setting: Setting) -> Reading | None:
    if match["count"] is None and match["which"].lower() == "next":
        return _span(match, setting)
    if setting.published_on is None:
        return Reading(None, "range")
    sign = -1 if match["which"].lower() in {"next", "coming"} else 1
    return Reading(calendar.stretch(setting.published_on, sign * _count(match), _unit(match)), "range")


def _span(match: re.Match[str], setting: Setting) -> Reading | None:
    unit, which = _unit(match), re.sub(r"\s+", " ", match["which"].lower())
    against = setting.published_on
    if which.startswith("the ") and which != "the last":
        against = setting.previous[0] if setting.previous else None
    if against is None or unit in {"day", "hour"}:
        return Reading(None, _PRECISION[unit])
    steps = {"last": 1, "the previous": 1, "past": 1, "this": 0, "the same": 0}.get(which, -1)
    whole = calendar.before(against, steps, unit)
    if whole and unit == "week":
        whole = calendar.week_of(whole[0])
    if which == "this" and whole and not setting.future:
        return Reading((whole[0], against), _PRECISION[unit])
    return Reading(whole, _PRECISION[unit])


def _within_span(match: re.Match[str], setting: Setting) -> Reading | None:
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


def _end_of_span(match: re.Match[str], setting: Setting) -> Reading | None:
    if setting.published_on is None:
        return Reading(None, "day")
    whole = calendar.before(setting.published_on, -1 if match["which"].lower() == "next" else 0, _unit(match))
    if whole and _unit(match) == "week":
        whole = calendar.week_of(whole[0])
    return _day(whole[1] if whole else None)


def _weekend(match: re.Match[str], setting: Setting) -> Reading | None:
    published, which = setting.published_on, (match["which"] or "").lower()
    if published is None:
        return Reading(None, "range")
    if which == "next" or setting.future:
        start: date | None = calendar.next_weekday(published, 5)
    else:
        start = calendar.last_weekday(published, 5, strictly=which == "last")
    end = calendar.shift(start, 1) if start else None
    return Reading((start, end) if start and end else None, "range")


def _day_reference(match: re.Match[str], setting: Setting) -> Reading | None:
    if setting.previous is None or setting.previous[0] != setting.previous[1]:
        return Reading(None, "day")
    offset = load_times().day_references[re.sub(r"\s+", " ", match["word"].lower())]
    return _day(calendar.shift(setting.previous[0], offset))


def _unresolved(match: re.Match[str], setting: Setting) -> Reading | None:
    return Reading(None, "day")
