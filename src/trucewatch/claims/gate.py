"""The relevance gate: what cannot matter is not parsed.

A text is read when it holds words that are seldom used outside the subject, and often enough for its length; one that
holds none must be short or full of words that may belong to it (``attack`` is also a move in football).  Of other texts
only the paragraphs that are plainly in the subject are read.  The words are ``knowledge/core/gate.yaml``; the limits
part annotated reports in the subject from general news without losing one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from trucewatch.model.document import Segment
from trucewatch.packs.gazetteer import load_gazetteer
from trucewatch.packs.lexicon import load_gate

_SURE_RATE = 3.0
"""Sure words that a text must hold per thousand words."""
_NOTE = 400
"""Characters below which a text is a note, in which two doubtful words are enough."""
_LINE = 160
"""Characters below which it is a single line, in which one is enough beside a place of a theatre."""
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+)?")
_CIVIL = 2
"""Different words of courts and town police from which a text without a sure word is a crime report."""
_DENSE = 100.0
_VARIED = 6
"""Doubtful words per thousand, and how many different ones, that a longer text without a sure word must hold."""
_LONG = 40
"""Documents with more paragraphs than this are read only around the paragraphs that touch the subject."""


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_gate()
    return _any_of(words.strong), _any_of(words.weak)


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """Whatever begins with one of the words.  By first letters, so that most places of a text are left at once."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    groups = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_letter.items())
    return re.compile(rf"\b(?:{'|'.join(groups)})", re.IGNORECASE)


@functools.lru_cache(maxsize=8)
def _sure_words(text: str) -> tuple[str, ...]:
    """The words of a text that are seldom used outside the subject, in order, in small letters."""
    return tuple(m.group().lower() for m in _patterns()[0].finditer(text))


def is_dense(text: str) -> bool:
    """Whether a text as a whole is in the subject."""
    thousands = max(1, text.count(" ") + text.count("\n")) / 1000
    sure = len(_sure_words(text))
    if sure:
        return sure / thousands >= _SURE_RATE
    doubtful = [m.group().lower() for m in _patterns()[1].finditer(text)]
    different = len(set(doubtful))
    if len(text) < _NOTE:
        return different >= 2 or (different == 1 and len(text) < _LINE and _names_theatre(text))
    return different >= _VARIED and len(doubtful) / thousands >= _DENSE


def _names_theatre(text: str) -> bool:
    """Whether a line names a town or region of a theatre's country."""
    gazetteer = load_gazetteer()
    countries = {c for theatre in gazetteer.theatres.values() for c in theatre}
    names = {n for m in _NAME.finditer(text) for n in (m.group(), *m.group().split())}
    return any(p.country in countries and p.level != "country" for n in names for p in gazetteer.named(n))


def is_relevant(text: str) -> bool:
    """Whether a text may hold a fact in the subject: it is dense, or one of its paragraphs is plainly in it."""
    return not is_crime(text) and (is_dense(text) or any(is_plain(line) for line in text.split("\n") if line))


def is_crime(text: str) -> bool:
    """Whether a text is a report of crime in town: words of courts and police, and none that crime reports lack."""
    words = load_gate()
    if any(not _starts(word, words.doubtful) for word in _sure_words(text)):
        return False
    return len({m.group().lower() for m in _civil().finditer(text)}) >= _CIVIL


def _starts(word: str, beginnings: Sequence[str]) -> bool:
    return any(word.startswith(b) for b in beginnings)


@functools.cache
def _civil() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, load_gate().civil))})", re.IGNORECASE)


def is_plain(paragraph: str) -> bool:
    """Whether a paragraph holds a sure word beside two that may belong to the subject, or two sure ones."""
    strong, weak = _patterns()
    sure = {m.group().lower() for m in strong.finditer(paragraph)}
    return len(sure) >= 2 or (bool(sure) and len({m.group().lower() for m in weak.finditer(paragraph)}) >= 2)


def is_sure(text: str) -> bool:
    """Whether a text holds a word that is seldom used outside the subject."""
    return bool(_sure_words(text))


def is_about(text: str) -> bool:
    """Whether a text holds two different words that are seldom used outside the subject; in a note one is enough."""
    sure = set(_sure_words(text))
    return len(sure) >= 2 or (bool(sure) and len(text) < _NOTE)


def touches(text: str) -> bool:
    """Whether a paragraph holds any word of the subject, sure or not."""
    strong, weak = _patterns()
    return strong.search(text) is not None or weak.search(text) is not None


def worth_reading(pieces: Sequence[tuple[int, str, Segment]]) -> Iterator[tuple[int, str, Segment]]:
    """The paragraphs to parse.

    All of an ordinary report in the subject; of a long one those that touch the subject; of a text that is mostly about
    something else those that are plainly in it; each with its neighbours, which hold the speakers' names.
    """
    dense = is_dense("\n".join(text for _, text, _ in pieces))
    if dense and len(pieces) <= _LONG:
        yield from pieces
        return
    wanted = touches if dense else is_plain
    hits = [wanted(text) for _, text, _ in pieces]
    for i, piece in enumerate(pieces):
        if any(hits[max(0, i - 1) : i + 2]):
            yield piece
