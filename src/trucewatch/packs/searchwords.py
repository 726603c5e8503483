"""Words as search compares them: plain ASCII in lower case, whatever script and accents they were written in.

"As-Suwaydāʾ" becomes ``as suwayda``.  An Arabic word gives a second one without its article and what is written
together with it (``والسويداء`` also ``سويداء``), because nobody types those.
"""

from __future__ import annotations

import functools
import re

from anyascii import anyascii

from trucewatch.packs.gazetteer import load_gazetteer
from trucewatch.packs.names import fold

_JOINED = re.compile(r"^(?:[وفبك]?ال|لل)(?=\w{3,})")
_PLAIN = re.compile(r"[^a-z0-9]+")
LONGEST_QUERY = 12
"""Words of a query that are looked at."""


def search_words(text: str) -> str:
    """All that a search may find a text by, words between single spaces."""
    folded = fold(text)
    if folded.isascii():
        return folded
    return " ".join(plain for word in folded.split() for plain in _plain(word))


def query_words(text: str) -> tuple[str, ...]:
    """The words that a query asks for, each once: every one must begin a word of what is found."""
    found = (_plain(word)[-1:] for word in fold(text[:400]).split())
    return tuple(dict.fromkeys(w for words in found for w in words))[:LONGEST_QUERY]


@functools.lru_cache(maxsize=4096)
def place_words(place_id: str) -> str:
    """The words of every name that a place of the gazetteer bears, in any spelling and script."""
    place = load_gazetteer().get(place_id)
    return search_words(" ".join((place.name, *place.names))) if place is not None else ""


@functools.lru_cache(maxsize=65536)
def _plain(word: str) -> tuple[str, ...]:
    """A folded word in ASCII; before its own last form, the one with its article, where it has one."""
    if word.isascii():
        return (word,)
    bare = _JOINED.sub("", word)
    forms = dict.fromkeys(_PLAIN.sub("", anyascii(w).lower()) for w in (word, bare))
    return tuple(f for f in forms if f)
