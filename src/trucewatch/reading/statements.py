"""Is one report another rendering of the same statement: in other words, or in another language?

Words say nothing then.  What a translation leaves alone does: who speaks, the numbers, and the names by their
consonants.  Both reports must tell one institution's statement and no other's, share nearly all numbers of the shorter
one, at least :data:`LEAST_NUMBERS`, in most sentences of both, and a name; and come out within :data:`DAYS` days.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from anyascii import anyascii

from trucewatch.packs.load import Entry, read_yaml, validate
from trucewatch.reading.prints import Print, plain_number
from trucewatch.reading.vocabulary import CORE

LEAST_NUMBERS = 4
SHARED = 0.7
"""The share of the numbers of the report with fewer that the other must have."""
SENTENCES = 0.6
"""The share of each report's sentences with numbers that must have a shared one: a report of more is no rendering."""
DAYS = 3
MOST_NUMBERS = 12
"""So many numbers of a report, the largest, are its keys."""
_WORD = re.compile(r"\w+(?:['’.,]\w+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")


class _Words(Entry):
    """The file of words as it stands."""

    source: str
    speakers: dict[str, list[str]]
    statement: list[str]


@dataclass(frozen=True, slots=True)
class Statement:
    """One institution's statement as a report tells it: who speaks, the numbers, names by their consonants."""

    speaker: str
    numbers: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]


def find_statement(made: Print) -> Statement | None:
    """The statement that a report tells; None when it tells none, or more than one speaker's."""
    text = made.text.lower()
    speakers = _speakers()
    first = speakers.search(text)
    if first is None or not _cue().search(text):
        return None
    name = first.lastgroup or ""
    if any(m.lastgroup != name for m in speakers.finditer(text)):
        return None
    tokens = _WORD.findall(made.text)
    numbers = frozenset(n for n in map(plain_number, tokens) if n and not _YEAR.fullmatch(n))
    if len(numbers) < LEAST_NUMBERS:
        return None
    lower = {t for t in tokens if t[:1].islower()}
    named = (t for t in tokens if t[:1].isupper() and t.casefold() not in lower)
    return Statement(
        name,
        numbers,
        frozenset(s for t in named for s in [_consonants(t)] if len(s) > 1) - _consonants_of_speakers(),
        frozenset(s for t in tokens for s in [_consonants(t)] if len(s) > 1),
    )


def keys_of(statement: Statement) -> Iterator[tuple[str, str, str]]:
    """What two renderings share at least one of: the speaker and two numbers."""
    largest = sorted(statement.numbers, key=lambda n: (-len(n), n))[:MOST_NUMBERS]
    return ((statement.speaker, a, b) for a, b in combinations(sorted(largest), 2))


def judge_statement(one: Print, other: Print, left: Statement, right: Statement) -> str:
    """Why the two render one statement; empty when they do not."""
    if left.speaker != right.speaker:
        return ""
    days = [p.document.published.on for p in (one, other)]
    if days[0] and days[1] and abs((days[0] - days[1]).days) > DAYS:
        return ""
    shared = left.numbers & right.numbers
    fewer, more = sorted((len(left.numbers), len(right.numbers)))
    if len(shared) < LEAST_NUMBERS or len(shared) < SHARED * fewer:
        return ""
    if min(_carried(one, shared), _carried(other, shared)) < SENTENCES:
        return ""
    if not (left.names & right.words or right.names & left.words):
        return ""
    speaker = left.speaker.replace("_", " ")
    return (
        f"Both render one statement ({speaker}): {len(shared)} numbers of {fewer} and {more} are the same, and names."
    )


def _carried(made: Print, numbers: frozenset[str]) -> float:
    told = [s.numbers for s in made.sentences if s.numbers]
    return sum(bool(found & numbers) for found in told) / max(1, len(told))


def _consonants(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouwyh'’`\W\d_]", "", anyascii(word).lower()))


@functools.cache
def _words() -> _Words:
    return validate(_Words, read_yaml(CORE / "statements.yaml", "knowledge/core/statements.yaml"))


@functools.cache
def _speakers() -> re.Pattern[str]:
    return re.compile(
        "|".join(rf"(?P<{name}>(?<!\\w)(?:{'|'.join(ways)}))" for name, ways in _words().speakers.items())
    )


@functools.cache
def _cue() -> re.Pattern[str]:
    return re.compile("|".join(_words().statement))


@functools.cache
def _consonants_of_speakers() -> frozenset[str]:
    ways = (way for found in _words().speakers.values() for way in found)
    return frozenset(_consonants(w) for way in ways for w in re.findall(r"\w+", way))
