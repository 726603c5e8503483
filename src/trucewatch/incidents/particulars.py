"""Small facts that two tellings of one happening share: hours, ages, tolls, and the places that words point to."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucewatch.incidents.wording import skeleton
from trucewatch.packs.reportwords import load_report_words

MOST_PLACES = 8
_HOUR = re.compile(r"\b(\d{1,2})(?::(\d\d))?\s?([ap])\.?\s?m\b", re.IGNORECASE)
# The clock of a page or post, no hour of a happening.
_CLOCK = re.compile(r"\d{1,2}:\d\d\s?[ap]m?\s?·|(?:19|20)\d\d,? (?:at )?\d{1,2}:\d\d\s?[ap]\.?m", re.IGNORECASE)
_AGE = re.compile(
    r"\b(\d{1,2})[- ]?(?:years?|months?)[- ]olds?\b|\baged? (\d{1,2})\b|\(?\b(\d{1,2}) years?\b(?= old|\))"
    r"|(?<=[a-z]), (\d{1,2}),",
    re.IGNORECASE,
)
_PART = r"[A-Z][\w’']+"
Hour = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the title and lead of a report give; ``places`` as skeletons of their names, ``tolls`` by what befell."""

    hours: frozenset[Hour]
    ages: frozenset[int]
    tolls: Mapping[str, frozenset[int]]
    places: tuple[str, ...]

    @property
    def place_names(self) -> frozenset[str]:
        """The names in ``places``, each by itself."""
        return frozenset(name for place in self.places for name in place.split())


def find_particulars(lead: str) -> Particulars:
    """The particulars of a title with its lead."""
    ages = (int(next(filter(None, m.groups()))) for m in _AGE.finditer(lead))
    return Particulars(
        frozenset(_hours(lead)),
        frozenset(age for age in ages if age > 0),
        {what: frozenset(_tolls(lead, pattern)) for what, pattern in _patterns().tolls.items()},
        tuple(_places(lead)),
    )


def _hours(lead: str) -> Sequence[Hour]:
    told = _CLOCK.sub("", _patterns().stamp.sub("", lead))
    return [(int(m[1]) % 12, int(m[2] or 0), m[3].lower()) for m in _HOUR.finditer(told)]


def _tolls(lead: str, pattern: re.Pattern[str]) -> Sequence[int]:
    numbers = load_report_words().numbers
    told = (next(filter(None, m.groups())).lower() for m in pattern.finditer(lead))
    return [numbers[word] if word in numbers else int(word) for word in told]


def _places(lead: str) -> Sequence[str]:
    patterns = _patterns()
    found: dict[str, None] = {}
    for match in patterns.place.finditer(lead):
        if patterns.wide.match(lead, match.end()):
            continue
        parts = re.split(r"[ -]", match[1] or match[2])
        names = [skeleton(p) for p in parts if len(p) > 1 and p.lower() not in patterns.no_places]
        if names:
            found[" ".join(names)] = None
    return list(found)[:MOST_PLACES]


@dataclass(frozen=True, slots=True)
class _Patterns:
    tolls: Mapping[str, re.Pattern[str]]
    stamp: re.Pattern[str]
    place: re.Pattern[str]
    wide: re.Pattern[str]
    no_places: frozenset[str]


@functools.cache
def _patterns() -> _Patterns:
    words = load_report_words()
    number = rf"(\d{{1,3}}|{'|'.join(words.numbers)})"
    article = f"(?:(?:{'|'.join(words.articles)})[ -])?"
    name = f"{article}{_PART}(?:[ -]{article}{_PART})*"
    kinds = f"(?:(?:{'|'.join(words.kinds_of_places)})(?: of)? )?"
    before = rf"\b(?:{'|'.join(words.before_places)})\s+(?:the\s+)?{kinds}#?"
    return _Patterns(
        tolls={what: _toll(number, "|".join(said)) for what, said in words.tolls.items()},
        stamp=re.compile(rf"(?:{'|'.join(words.stamps)})[^.\n]{{0,60}}", re.IGNORECASE),
        place=re.compile(rf"{before}({name})|({name})\s+(?:{'|'.join(words.after_places)})"),
        wide=re.compile(rf"\s*(?:{'|'.join(words.wide)})"),
        no_places=frozenset(words.no_places) | frozenset(words.articles),
    )


def _toll(number: str, said: str) -> re.Pattern[str]:
    # Up to the words that it counts no other number stands; "a" is hardly one.
    several = "|".join(word for word, value in load_report_words().numbers.items() if value > 1)
    words = rf"(?: (?!(?:{several}|\d+)\b)[\w-]+)"
    return re.compile(
        rf"\b(?:{said})\b{words}{{0,2}}? {number}\b|\b{number}{words}{{0,4}}? (?:{said})\b", re.IGNORECASE
    )
