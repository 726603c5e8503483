"""The relevance gate: what cannot matter is not parsed.

Each word of the subject counts two, each word that only may belong to it (``attack`` is also a move in football) counts
one, each once a text; a longer text must gather more.  The words are ``knowledge/core/gate.yaml``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from trucewatch.model.document import Segment
from trucewatch.packs.lexicon import load_gate

_ENOUGH = 2
_PER_MORE = 2_500
"""Characters of text for which one more point is asked, up to :data:`_MOST`."""
_MOST = 5
_LONG = 40
"""Documents with more paragraphs than this are read only around the paragraphs that touch the subject."""


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_gate()
    strong = "|".join(sorted(map(re.escape, words.strong), key=len, reverse=True))
    weak = "|".join(sorted(map(re.escape, words.weak), key=len, reverse=True))
    return re.compile(rf"\b(?:{strong})", re.IGNORECASE), re.compile(rf"\b(?:{weak})", re.IGNORECASE)


def is_relevant(text: str) -> bool:
    """Whether a text may hold a fact in the subject."""
    strong, weak = _patterns()
    enough = min(_MOST, _ENOUGH + len(text) // _PER_MORE)
    seen: set[str] = set()
    for match in strong.finditer(text):
        seen.add(match.group().lower())
        if 2 * len(seen) >= enough:
            return True
    points = 2 * len(seen)
    for match in weak.finditer(text):
        word = match.group().lower()
        if word not in seen:
            seen.add(word)
            points += 1
            if points >= enough:
                return True
    return False


def is_sure(text: str) -> bool:
    """Whether a text holds a word that is seldom used outside the subject."""
    return _patterns()[0].search(text) is not None


def touches(text: str) -> bool:
    """Whether a paragraph holds any word of the subject, sure or not."""
    strong, weak = _patterns()
    return strong.search(text) is not None or weak.search(text) is not None


def worth_reading(pieces: Sequence[tuple[int, str, Segment]]) -> Iterator[tuple[int, str, Segment]]:
    """The paragraphs to parse: all of an ordinary report; of a long one those that touch the subject and their
    neighbours, which hold the speakers' names."""
    if len(pieces) <= _LONG:
        yield from pieces
        return
    hits = [touches(text) for _, text, _ in pieces]
    for i, piece in enumerate(pieces):
        if any(hits[max(0, i - 1) : i + 2]):
            yield piece
