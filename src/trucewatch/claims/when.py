"""Times in a parsed paragraph: words → intervals of days, each as wide as its words say.

The grammar's rules (:mod:`trucewatch.claims.timewords`) are scanned over the text and the longest match wins; then
neighbours are joined ("from 3 March to 7 March") and prefixes read ("since", "until", "by").
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from trucewatch.claims import calendar
from trucewatch.claims.calendar import Interval
from trucewatch.claims.parsing import Paragraph
from trucewatch.claims.tense import direction
from trucewatch.claims.timemeaning import Reading, Setting, Years
from trucewatch.claims.timewords import Rule, S, rules
from trucewatch.model.when import When
from trucewatch.packs.times import load_times

_JOIN = re.compile(r",?\s{0,3}(?P<word>-|–|—|to|until|till|through|and|or)\s{0,3}(?:on\s)?", re.IGNORECASE)
_PREFIX = re.compile(
    rf"\b(?P<word>since|until|till|through|by|up{S}to|between|from|on|in|at|over|during|for|within|throughout|of)"
    rf"{S}(?:(?:about|around|early|late|least)(?:{S}(?:on|in))?{S})?$",
    re.IGNORECASE,
)
_ENDING = frozenset({"until", "till", "through", "by", "up to"})
_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class _Found:
    """A reading at its place in the paragraph; ``prefix`` is the preposition before it."""

    start: int
    end: int
    reading: Reading
    prefix: str = ""


def find_times(
    paragraph: Paragraph, published_on: date | None, *, previous: When | None = None, years: Years | None = None
) -> tuple[When, ...]:
    """Every expression of time in text order, resolved against ``published_on``.

    ``previous`` is the last resolved time before this paragraph, for "the following day"; ``years`` (from
    :func:`trucewatch.claims.years.find_years`) gives a day and month its year when ``published_on`` is unknown.
    What the words cannot be resolved to is None.  Spans include the preposition ("on Monday").  Durations ("seven
    days") are no times.
    """
    text = paragraph.text
    last = (previous.start_on, previous.end_on) if previous and previous.start_on and previous.end_on else None
    founds: list[_Found] = []
    for match, rule in longest(text):
        start, prefix = _prefix(text, match)
        points = direction(_token(paragraph.doc, match))
        ahead = prefix != "since" and points == "ahead"
        future = ahead or (points == "present" and prefix in _ENDING)
        reading = rule.resolve(match, Setting(published_on, last, years or Years(), future))
        if reading is None:
            continue
        end, precision = _part_of_day(text, match, start, reading.precision)
        founds.append(_Found(start, end, replace(reading, precision=precision), prefix))
        last = reading.interval or last
    joined = _join(text, founds)
    whens = [_when(paragraph, found, published_on) for found in joined]
    return tuple(whens)


def time_stretches(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every expression of time in a text, whose numbers count nothing."""
    return tuple((match.start(), match.end()) for match, _ in longest(text))


_LASTS = re.compile(r"\b(?:will|would|should|could|may|might|must|can|did|not)\s(?:\w+\s)?last\s$", re.IGNORECASE)
"""The verb before a length: "will last seven days" is no time in the past."""


@functools.lru_cache(maxsize=16)
def longest(text: str) -> tuple[tuple[re.Match[str], Rule], ...]:
    """The expressions of time of a text in order, each with its rule, none overlapping another."""
    # Remembered, as quantities ask for the same paragraph's times once more.
    matches = [(match, rule) for rule in rules() for match in rule.pattern.finditer(text) if _plausible(match, rule)]
    matches.sort(key=lambda pair: (pair[0].start(), -pair[0].end()))
    chosen: list[tuple[re.Match[str], Rule]] = []
    for match, rule in matches:
        if not chosen or match.start() >= chosen[-1][0].end():
            chosen.append((match, rule))
    return tuple(chosen)


def _plausible(match: re.Match[str], rule: Rule) -> bool:
    """Whether the rule reads the match as a time at all, so that "may" does not hide a neighbour."""
    if _LASTS.search(match.string, max(0, match.start() - _LOOK_BACK), match.start() + 5):
        return False
    return rule.resolve(match, Setting(None, None, Years(), False)) is not None


def _token(doc: Any, match: re.Match[str]) -> Any:
    return doc.char_span(match.start(), match.end(), alignment_mode="expand").root


def _prefix(text: str, match: re.Match[str]) -> tuple[int, str]:
    """Where the expression starts with its preposition ("on the morning of ..."), and that preposition."""
    start = match.start()
    for pattern in (_part_of(), _PREFIX):
        found = pattern.search(text, max(0, start - _LOOK_BACK), start)
        if found is None:
            continue
        word = re.sub(r"\s+", " ", found["word"].lower())
        if word == "of":
            return start, word
        start = found.start()
        if pattern is _PREFIX:
            return start, word
    # A rule's own first word may be the preposition ("since 2015").
    return start, re.split(r"\s", match.group().lower(), maxsplit=1)[0]


@functools.cache
def _parts() -> str:
    return "|".join(re.escape(part) for part in load_times().parts_of_day)


@functools.cache
def _part_of() -> re.Pattern[str]:
    start = rf"(?:\b(?:early|late){S}(?:on{S}|in{S})?)?\bthe{S}(?:early{S}|late{S})?"
    return re.compile(rf"{start}(?P<word>{_parts()}|hour)s?{S}of{S}(?:the{S})?$", re.IGNORECASE)


@functools.cache
def _part_after() -> re.Pattern[str]:
    return re.compile(rf"(?:{S}(?:early|late))?{S}(?:{_parts()})\b", re.IGNORECASE)


def _part_of_day(text: str, match: re.Match[str], start: int, precision: str) -> tuple[int, str]:
    """Where the expression ends with its part of the day ("Monday night"), and the precision that it then has."""
    if precision != "day":
        return match.end(), precision
    after = _part_after().match(text, match.end())
    before = _part_of().search(text, start, match.start())
    return after.end() if after else match.end(), "part_of_day" if after or before else "day"


def _join(text: str, founds: list[_Found]) -> list[_Found]:
    joined: list[_Found] = []
    for found in founds:
        if joined:
            merged = _merge(text, joined[-1], found)
            if merged:
                joined[-1] = merged
                continue
        joined.append(found)
    return joined


def _merge(text: str, first: _Found, second: _Found) -> _Found | None:
    between = _JOIN.fullmatch(text, first.end, second.start)
    word = between["word"].lower() if between else second.prefix
    gap = text[first.end : second.start].strip()
    if between is None and (gap or second.prefix not in {"to", "until", "till", "through"}):
        return None
    one, two = _same_year(first.reading, second.reading)
    if one is None or two is None or one > two:
        return None
    apart, kinds = (two[0] - one[1]).days, (first.reading.precision, second.reading.precision)
    if word in ("and", "or") and first.prefix != "between" and (apart != 1 or "range" in kinds):
        return None
    start, end = min(one[0], two[0]), max(one[1], two[1])
    return _Found(first.start, second.end, Reading((start, end), "range"), "from")


def _same_year(first: Reading, second: Reading) -> tuple[Interval | None, Interval | None]:
    """Both intervals, a day and month without a year taking the other's ("from 30 March to 2 April 2016")."""
    one, two = first.interval, second.interval
    if first.yearless and two and not second.yearless:
        month, number = first.yearless
        day = calendar.day(two[1].year, month, number)
        if day and day > two[1]:
            day = calendar.day(two[1].year - 1, month, number)
        one = (day, day) if day else None
    return one, two


def _when(paragraph: Paragraph, found: _Found, published_on: date | None) -> When:
    start, end = found.reading.interval or (None, None)
    precision = found.reading.precision
    first: date | None = start
    last: date | None = end
    if start and end and found.prefix == "since" and (published_on is None or published_on >= start):
        first, last, precision = start, published_on, "range"
    elif start and end and found.prefix in _ENDING:
        ahead = published_on is not None and published_on <= end
        first, last, precision = (published_on if ahead else None), end, "range"
    return When(start_on=first, end_on=last, precision=precision, span=paragraph.chars(found.start, found.end))
