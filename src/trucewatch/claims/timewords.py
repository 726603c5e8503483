"""The grammar of time expressions: patterns built from ``knowledge/core/times.yaml``, and what each one means.

A rule is a pattern and a reader of its match (:mod:`trucewatch.claims.timemeaning`).  Patterns hold no
nested repetition, so a scan is linear in the text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.claims.timemeaning import (
    Resolver,
    read_ago,
    read_day_month,
    read_day_reference,
    read_day_word,
    read_days,
    read_end_of_span,
    read_from_previous,
    read_month,
    read_now,
    read_numeric,
    read_part_of_month,
    read_part_of_year,
    read_quarter,
    read_season,
    read_share_of_month,
    read_span,
    read_start_of_year,
    read_stretch,
    read_unresolved,
    read_vaguely,
    read_weekday,
    read_weekend,
    read_within_span,
    read_year,
    read_years,
)
from trucewatch.packs.times import load_times

S = r"\s{1,3}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its meaning; the resolver returns None when the words are no time after all."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolver


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in ordered)


@functools.cache
def rules() -> tuple[Rule, ...]:
    """Every rule of the grammar.  A space in a pattern stands for one to three white-space characters."""
    words = load_times()
    full = {max((w for w, n in words.months.items() if n == number), key=len) for number in range(1, 13)}
    names, short = _any(full), _any(set(words.months) - full)
    month = rf"(?P<month>(?:{names})\b|(?:{short})\b\.?)"
    weekday = rf"(?P<weekday>{_any(words.weekdays)})(?!\w)"
    lead = rf"(?:(?P<lead>{_any(words.weekdays)}),? (?:the )?)?"
    number = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    second = r"(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?"
    year = r"(?P<year>(?:19|20)\d\d)(?![\d,]*\d)"
    to = r"\s?(?:-|–|—|\bto\b|\band\b|\bor\b|\buntil\b|\bthrough\b)\s?"
    count = rf"(?P<count>{_any(words.counts)}|\d{{1,3}})"
    unit = rf"(?P<unit>{_any(words.units)})\b"
    part = r"(?P<part>early|mid|late|(?:the )?(?:beginning|start|middle|end) of)"
    nth = r"(?P<nth>first|second|third|fourth|last|final|latter) (?P<share>week|half)"
    quarter = r"\b(?:the )?(?P<nth>first|second|third|fourth|last) quarter"
    which = "last|past|previous|preceding|next|coming"
    told = "the (?:previous|preceding|following|same)"
    parts = _any(words.parts_of_day)
    whole = r"(?P<unit>week|month|year)\b"
    no_month = rf"(?!\d|,\d| (?:{_any(words.months)})\b)"
    alone = r"(?:(?<!after)(?<!before)(?! (?:the|a|an)\b)|(?= ?[,.;:)]|$| (?:in|on|at|near)\b))"
    side = r"\b(?P<side>earlier|later|late|early)"
    numbered = rf"\b(?:the )?(?:{_any(words.numbered_days)})"
    arrangement = rf"(?:[\w-]+ ){{0,2}}(?:{_any(words.numbered_of)})\b"
    table: list[tuple[str, str, Resolver]] = [
        ("iso", r"(?<![\d-])(?P<year>\d{4})-(?P<m>\d\d)-(?P<day>\d\d)(?![\d-])", read_numeric),
        ("numeric", rf"(?<![\d./])(?P<day>\d{{1,2}})(?P<s>[/.])(?P<m>\d{{1,2}})(?P=s){year}", read_numeric),
        ("days of month", rf"(?<![\d.,:])\b{number}{to}{second} (?:of )?{month}(?:,? {year})?", read_days),
        ("month days", rf"\b{month} {number}{to}{second}{no_month}(?:,? {year})?", read_days),
        ("day month", rf"(?<![\d.,:])\b{lead}{number} (?:of )?{month}(?:,? {year})?", read_day_month),
        ("month day", rf"\b{lead}{month} {number}(?!\d|,\d|:\d|\.\d|%)(?:,? {year})?", read_day_month),
        ("part of month", rf"\b{part}[\s-]{month}(?! \d{{1,2}}(?!\d))(?:,? {year})?", read_part_of_month),
        ("share of month", rf"\b(?:the )?{nth} of {month}(?:,? {year})?", read_share_of_month),
        ("month year", rf"\b{month},? (?:of )?{year}", read_month),
        ("last month name", rf"\b(?P<which>last|next|this) {month}", read_month),
        ("month", rf"\b{month}(?!\w|-\w)", read_month),
        ("years", rf"\b(?:in|from|between|during|of) {year}{to}(?P<year2>(?:19|20)\d\d)\b", read_years),
        ("part of year", rf"\b{part} {year}", read_part_of_year),
        ("year", rf"\b(?:in|since|during|by|of|throughout|until|from|before|after|early|late|mid) {year}", read_year),
        ("year of", rf"\b(?:a|an|the|last|its|their|his|her) {year}(?= [a-z])", read_year),
        ("quarter", rf"{quarter} of (?:{year}|(?:the|this) year\b)", read_quarter),
        ("quarter number", rf"\bQ(?P<nth>[1-4]),? {year}", read_quarter),
        ("start of year", r"\b(?:the )?(?:start|beginning) of (?:the|this) year\b", read_start_of_year),
        ("since the hour", rf"(?<=\bsince\s)(?:{parts})\b(?! (?:on|of)\b| (?:{_any(words.weekdays)}))", read_now),
        ("season", rf"\b(?P<which>the |in )?(?P<season>{_any(words.seasons)})(?: of)? {year}", read_season),
        ("season name", rf"\b(?P<which>last|this|next) (?P<season>{_any(words.seasons)})\b", read_season),
        ("weekday", rf"\b(?:(?P<which>last|next|this past|this coming|this|coming|past) )?{weekday}", read_weekday),
        ("day word", rf"\b(?P<word>{_any(words.day_words)})\b", read_day_word),
        ("now", r"(?:(?<=\bhas\s)|(?<=\bhave\s))now\b", read_now),
        ("ago", rf"\b(?:(?:about|just|nearly|almost|around|some|over|more than) )?{count} {unit} ago\b", read_ago),
        ("vaguely ago", rf"\b(?:several|(?:a )?few|many|some) {unit} (?:ago|earlier|later)\b", read_vaguely),
        ("earlier", rf"\b{count} (?:more )?{unit} (?P<side>earlier|later|before|after)\b{alone}", read_from_previous),
        ("stretch", rf"\b(?:the )(?P<which>{which}) (?:{count} )?{unit}", read_stretch),
        ("bare stretch", rf"\b(?P<which>last|past|next|coming) {count} {unit}", read_stretch),
        ("span", rf"\b(?P<which>last|this|next|past|coming|{told}) {whole}", read_span),
        ("within span", rf"{side} (?:(?P<which>last|this|next)|(?:in )?the) {whole}", read_within_span),
        ("end of span", rf"\bthe end of (?P<which>the|this|next) {whole}", read_end_of_span),
        ("weekend", r"\b(?:over|at|during|(?P<which>this|last|next)) (?:the )?(?:past )?weekend\b", read_weekend),
        ("day reference", rf"\b(?P<word>{_any(words.day_references)})\b", read_day_reference),
        ("numbered day", rf"{numbered} (?:full )?day of (?:the|a|this|its) {arrangement}", read_unresolved),
    ]  # fmt: skip
    return tuple(
        Rule(name, re.compile(pattern.replace(" ", S), re.IGNORECASE), resolve) for name, pattern, resolve in table
    )
