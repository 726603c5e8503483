"""Lines of a text with their offsets and the plain features that segmenting goes by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Form feeds and the Unicode separators end a line as well: saved pages and PDFs hold them.
_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BLANK = re.compile("(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])")
_END = re.compile(r"(?:[.!?。؟:]|\.{3}\s*[”\"])[\"'”’»)\]]*(?:\[\d+\])*$")
_TRAILING = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])$")
_BULLET = re.compile(r"^(?:[•●▪■◦‣·*–—\-+>→✓]\s*\S|\.\s+\S|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s)")
_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line: ``start``..``end`` hold ``text``, white space at its ends left out.

    ``gap``: a blank line (or the text's beginning) stands before it.
    """

    start: int
    end: int
    text: str
    words: int
    gap: bool

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence or a lead-in does; an ellipsis is a cut headline, no end."""
        return bool(_END.search(self.text[-24:])) and not self.is_cut

    @property
    def is_cut(self) -> bool:
        """Whether it ends in an ellipsis."""
        return bool(_TRAILING.search(self.text[-8:]))

    @property
    def is_bullet(self) -> bool:
        """Whether it is an item of a list."""
        return bool(_BULLET.match(self.text))


def split_lines(text: str) -> Iterator[Line]:
    """The non-blank lines of ``text`` in order."""
    last_end = 0
    first = True
    for found in _LINE.finditer(text):
        raw = found.group()
        stripped = raw.strip()
        # A zero-width or control character alone is no line that anybody sees.
        if not stripped or not any(c.isprintable() and not c.isspace() for c in stripped):
            continue
        start = found.start() + len(raw) - len(raw.lstrip())
        gap = first or len(_BLANK.findall(text, last_end, start)) > 1
        yield Line(start, start + len(stripped), stripped, count_words(stripped), gap)
        last_end, first = start + len(stripped), False


def count_words(text: str) -> int:
    """How many words a text has; hyphenated and apostrophed words count once."""
    return sum(1 for _ in _WORD.finditer(text))
