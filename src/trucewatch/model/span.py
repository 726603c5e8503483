"""Spans: exact words at exact places in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

BLOCK = "█"
"""Stands for each character of words that were redacted, so that offsets stay."""
REDACTED = "[redacted]"
"""What is shown for redacted words wherever no offsets count, and for a text or a title that is redacted whole."""
_BLOCKS = re.compile(rf"{BLOCK}+(?:\s+{BLOCK}+)*")


def readable(words: str) -> str:
    """Words for showing: "[redacted]" where blocks stand for them."""
    return _BLOCKS.sub(REDACTED, words) if BLOCK in words else words


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words in a text.

    ``start`` and ``end`` are Unicode code points, end exclusive; ``quote`` is what stands there, to the letter.
    """

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of ``text`` from ``start`` to ``end``; raises ``ValueError`` when it is empty or outside."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span {start}..{end} in a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def is_in(self, text: str) -> bool:
        """Whether ``quote`` equals the text at these offsets, character for character."""
        return self.start < self.end and text[self.start : self.end] == self.quote

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end
