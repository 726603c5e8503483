"""Lists of phrases to look for in many texts, few of which hold any."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_RUN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Phrases:
    """A pattern of phrases, and of each the first and the longest of its runs of letters.

    Only a text with one of ``longest`` is tried, and only at one of ``openings``; None: every text, and everywhere.
    """

    pattern: re.Pattern[str]
    openings: frozenset[str] | None
    longest: frozenset[str]

    @classmethod
    def of(cls, pattern: re.Pattern[str], words: list[str]) -> Phrases:
        """``pattern`` finds ``words``, whole, with or without a plural ending, ignoring case."""
        first = [run.group() for word in words for run in [_RUN.match(word.casefold())] if run]
        longest = [max(_RUN.findall(word.casefold()), key=len, default="") for word in words]
        return cls(pattern, _or_plural(first) if len(first) == len(words) else None, _or_plural(longest))

    def search(self, text: str) -> re.Match[str] | None:
        """The first phrase in ``text``."""
        return next(self.finditer(text), None)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The phrase that ``text`` is."""
        return self.pattern.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every phrase in ``text``, from left to right, none within another."""
        # Beyond ASCII letters fold in more ways than one.
        if self.openings is None or not text.isascii():
            return self.pattern.finditer(text)
        runs = _runs(text)
        return iter(()) if self.longest.isdisjoint(runs) else self._try(text, self.openings.intersection(runs))

    def _try(self, text: str, openings: Iterable[str]) -> Iterator[re.Match[str]]:
        lower, end = text.lower(), 0
        for start in sorted({at for opening in openings for at in _all_at(lower, opening)}):
            if start >= end and (found := self.pattern.match(text, start)):
                end = found.end()
                yield found


def _all_at(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _or_plural(runs: list[str]) -> frozenset[str]:
    # A run of a phrase stands alone in a text, but for the plural ending of the last.
    return frozenset((*runs, *(f"{run}s" for run in runs)))


@functools.lru_cache(maxsize=256)
def _runs(text: str) -> tuple[str, ...]:
    return tuple(_RUN.findall(text.lower()))
