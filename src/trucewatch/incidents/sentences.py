"""Where sentences begin and end, by punctuation alone: good enough to tell what stands in one sentence or list."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from trucewatch.model.span import Span

_END = re.compile(r"[.!?…][\"'”’)\]]{0,2}[ \t]+(?=[\"'“‘(\[]?[A-Z0-9])|\n+")
# "U.S. Secretary", "Gen. X", "St. Y": a dot that ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Sen|Rep|Gov|St|Jr|Sr|No|vs|Mt|Capt|Cpl))\.$"
)


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentence starts of one text; ``text`` is the whole document text."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Sentences:
        """Split ``text``; linear in its length."""
        starts = [0]
        for match in _END.finditer(text):
            before = text[max(0, match.start() - 6) : match.start() + 1]
            if text[match.start()] == "." and _ABBREVIATION.search(before):
                continue
            if match.end() < len(text):
                starts.append(match.end())
        return cls(text, tuple(starts))

    def index(self, offset: int) -> int:
        """The number of the sentence that holds ``offset``."""
        return max(0, bisect.bisect_right(self.starts, offset) - 1)

    def bounds(self, number: int) -> tuple[int, int]:
        """Start and end (exclusive) of sentence ``number``."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.starts[number], end

    def around(self, span: Span) -> str:
        """The words of the sentence, or sentences, that hold ``span``."""
        start, _ = self.bounds(self.index(span.start))
        _, end = self.bounds(self.index(max(span.start, span.end - 1)))
        return self.text[start:end]
