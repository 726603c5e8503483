"""Lines of a text with their offsets and the plain features that segmenting goes by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

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


def join_wrapped(lines: list[Line]) -> list[Line]:
    """The lines, or, in a text whose sentences run over line ends (set at 60 to 100 columns), its paragraphs.

    A joined line's ``text`` has one space for each line end; ``start`` and ``end`` hold the whole paragraph.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    run_on = [1 for a, b in pairs if len(a.text) >= 40 and not a.ends_sentence and b.text[:1].islower()]
    if len(run_on) < 3 or len(run_on) < 0.3 * len(pairs):
        return lines
    width = sorted(len(line.text) for line in lines)[int(0.9 * (len(lines) - 1))]
    if width > 120:
        return lines
    joined: list[Line] = []
    previous: Line | None = None
    for line in lines:
        if previous is None or line.gap or line.is_bullet or len(previous.text) < 0.6 * width:
            joined.append(line)
        else:
            last = joined[-1]
            joined[-1] = Line(last.start, line.end, f"{last.text} {line.text}", last.words + line.words, last.gap)
        previous = line
    return joined
