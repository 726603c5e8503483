"""Quotations: where they open and close in a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"“|”|\"|``|''|(?<![\w.,!?])[‘'](?=\w)|[’'](?!\w)")
_OPENING = frozenset({"“", "``", "‘"})
_CLOSING = frozenset({"”", "’"})


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation in a paragraph, marks included; ``closed`` is False when it runs on past the paragraph's end."""

    start: int
    end: int
    words: int
    closed: bool

    def holds(self, position: int) -> bool:
        """Whether the character at ``position`` is in it."""
        return self.start <= position < self.end


class Quotes:
    """The quotations of a paragraph in order; they do not overlap."""

    __slots__ = ("_starts", "all")

    def __init__(self, quotes: list[Quote]) -> None:
        self.all = tuple(quotes)
        self._starts = [q.start for q in quotes]

    def at(self, position: int) -> Quote | None:
        """The quotation that holds the character at ``position``."""
        i = bisect_right(self._starts, position) - 1
        return self.all[i] if i >= 0 and self.all[i].holds(position) else None

    def touching(self, start: int, end: int) -> Iterator[tuple[int, Quote]]:
        """Number and quotation of those that share a character with ``start``..``end``."""
        i = max(bisect_right(self._starts, start) - 1, 0)
        while i < len(self.all) and self.all[i].start < end:
            if self.all[i].end > start:
                yield i, self.all[i]
            i += 1


def find_quotes(text: str) -> Quotes:
    """The outermost quotations of a paragraph.  One pass over its marks."""
    quotes: list[Quote] = []
    opened: int | None = None
    mark = ""
    for found in _MARK.finditer(text):
        sign, at = found.group(), found.start()
        if opened is None:
            if sign in _CLOSING or (sign in ("'", "''") and not text[found.end() : found.end() + 1].strip()):
                continue
            opened, mark = at, sign
        elif _closes(mark, sign):
            quotes.append(_quote(text, opened, found.end(), True))
            opened = None
    if opened is not None and mark not in ("'", "‘"):
        quotes.append(_quote(text, opened, len(text.rstrip()), False))
    return Quotes(quotes)


def _closes(mark: str, sign: str) -> bool:
    if mark == "“":
        return sign == "”"
    if mark in ("‘", "'"):
        return sign in ("’", "'")
    if mark in ("``", "''"):
        return sign in ("''", '"')
    return sign == mark


def _quote(text: str, start: int, end: int, closed: bool) -> Quote:
    return Quote(start, end, text.count(" ", start, end) + 1, closed)
