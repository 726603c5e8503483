"""Furniture by its words: labels with what they take along, openings, handles, rules and notes on authors."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from trucewatch.reading.lines import Line
from trucewatch.reading.vocabulary import find_publisher, fold, furniture_words, label_index

Mark = tuple[str, str]
"""A segment kind and the reason for it."""

_HANDLE = re.compile(r"@[A-Za-z0-9_]{2,30}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,}")
_RULE = re.compile(r"^[\W_]{2,}$")
_COUNT = re.compile(r"^\d[\d,.kKmM]*\s+(?:shares?|comments?|views?|likes?|retweets?|replies|min(?:ute)?s? read)$", re.I)
_NAME = r"[A-Z][\w’'.-]+(?:\s+(?:al-|el-|bin |de |van |von )?[A-Z][\w’'.-]*){1,4}"
_NOTE = re.compile(rf"{_NAME}(?:,[^,]{{2,60}},)? (?:is|was|has been|covers|writes|reports)\b")
_REST = 0.35
"""The share of a text that "everything after the label" may at most take: a label early in a text is a mistake."""


def find_labels(lines: Sequence[Line], marks: list[Mark | None]) -> None:
    """Mark labels, and the lines that go with them, in ``marks`` (one a line; marked lines are left alone)."""
    index = label_index()
    _find_about(lines, marks)
    for i, line in enumerate(lines):
        if marks[i] is not None or line.words > 12:
            continue
        label = index.get(fold(line.text))
        if label is None or (len(lines) == 1):
            continue
        marks[i] = ("furniture", label.reason)
        _take(label.takes, label.reason, i + 1, lines, marks)


def _take(takes: str, reason: str, first: int, lines: Sequence[Line], marks: list[Mark | None]) -> None:
    if takes in {"next", "paragraph"} and first < len(lines):
        if marks[first] is None and fold(lines[first].text) not in label_index():
            marks[first] = ("furniture", reason)
    elif takes == "links":
        for i in range(first, len(lines)):
            if reads_like_report(lines[i]):
                return
            # A label of its own speaks for itself and for what follows it.
            if fold(lines[i].text) in label_index():
                return
            if marks[i] is None:
                marks[i] = ("furniture", reason)
    elif takes == "rest" and first > (1 - _REST) * len(lines):
        for i in range(first, len(lines)):
            if marks[i] is None:
                marks[i] = ("furniture", reason)


def reads_like_report(line: Line) -> bool:
    """Whether a line among links is report text again: a whole sentence, a list item or a lead-in."""
    if line.text.endswith(":") and line.words >= 4:
        return True
    if line.is_bullet and line.words >= 3:
        return True
    # Titles of other pages ask questions; a report's own sentence ends with a full stop.
    if line.text.rstrip("\"'”’)»").endswith("?") and not re.search(r"[.!?]\s+\w", line.text):
        return False
    return line.ends_sentence and line.words >= 9


def _find_about(lines: Sequence[Line], marks: list[Mark | None]) -> None:
    about = furniture_words().about
    for i, line in enumerate(lines[:-1]):
        if marks[i] is not None or line.words > about.max_words or line.ends_sentence:
            continue
        first, _, rest = fold(line.text).partition(" ")
        # Only in the last part of a text, and only when the next paragraph speaks of the same name.
        if first in about.words and rest and i >= len(lines) / 3 and rest in fold(lines[i + 1].text):
            if find_publisher(rest) is None and not fold(lines[i + 1].text).removeprefix("the ").startswith(rest):
                continue
            marks[i] = marks[i + 1] = ("furniture", about.reason)


def find_opening(line: Line) -> str:
    """The reason when the line begins as furniture does; empty otherwise."""
    folded = re.sub(r"\s+", " ", line.text.casefold().replace("’", "'")).lstrip(" •*-–—>»→·|[(")
    for pattern, max_words, reason in _openings():
        if line.words <= max_words and pattern.match(folded):
            return reason
    return ""


@functools.cache
def _openings() -> tuple[tuple[re.Pattern[str], int, str], ...]:
    return tuple(
        (re.compile("|".join(_as_pattern(w) for w in o.words)), o.max_words, o.reason)
        for o in furniture_words().openings
    )


def _as_pattern(words: str) -> str:
    # "follow * on": a star stands for one to four words.
    return re.escape(words).replace(r"\*", r"\S+(?:\s\S+){0,3}") + r"(?![^\W\d_])"


def is_handles(text: str) -> bool:
    """Whether a line is only addresses and social handles ("Twitter: @name", "www.example.org")."""
    found = len(text) <= 300 and (_HANDLE.search(text) or _ADDRESS.search(text))
    if not found:
        return False
    rest = _HANDLE.sub(" ", _ADDRESS.sub(" ", text))
    known = furniture_words().handles.words
    return all(w in known for w in re.findall(r"\w+", rest.casefold()))


def is_rule(text: str) -> bool:
    """Whether a line is only marks (a rule, stars) or a counter of the page ("12 shares")."""
    return bool(_RULE.match(text) or _COUNT.match(text))


def is_author_note(line: Line, authors: Sequence[str] = ()) -> bool:
    """Whether a line tells about an author ("A B is a staff writer at C. Twitter: @ab") and reports nothing."""
    words = furniture_words().bylines
    if line.words > 60:
        return False
    named = any(a and line.text.startswith(a) for a in authors)
    if not named and not _NOTE.match(line.text):
        return False
    lowered = set(re.findall(r"[a-z]+", line.text.casefold()))
    if lowered & set(words.speech):
        return False
    roles = "|".join(re.escape(r) for r in words.roles)
    role = re.search(rf"\b(?:{roles})s?\b", line.text, re.IGNORECASE)
    joined = re.search(r"\b(?:at|for|with|in|covering|based|of)\b|@", line.text)
    return bool((role and joined) or (_HANDLE.search(line.text) and named))
