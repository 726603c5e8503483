"""What of a document is compared when origins are sought: its sentences, with the facts in each."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from trucewatch.model.document import Document
from trucewatch.reading.segment import FOREIGN
from trucewatch.reading.vocabulary import language_words

NUMBER, NAME = "#", "@"
BLANKS = frozenset((NUMBER, NAME))
LEAST = 6
"""A sentence of fewer words is read together with the next: "Killed: 3. Injured: 9." says little by parts."""
RUN = 5
"""Words in a run."""
WINDOW = 4
"""Of so many runs in a row the one of the lowest hash is a fingerprint, so that a shared passage shares one."""

_WORD = re.compile(r"\w+(?:['’.,]\w+)*")
_END = re.compile(r"(?<=[.!?…])[”’\"')\]]*\s+|\n+")
_ENDED = re.compile(r"[.!?…:][”’\"')\]]*\s*$")
_HEAD_WORDS = 10
"""A line of fewer words, ending like no sentence, above the first or below the last one, is a masthead or a credit."""
_STEM, _LEAST_STEMS = 4, 3
_SPELT = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
)
# "One" is left out: it is a pronoun as often as a number.
_NUMBERS = {word: str(number) for number, word in enumerate(_SPELT.split(), 2)} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
    "hundred": "100", "hundreds": "hundreds", "dozen": "12", "dozens": "dozens", "thousand": "1000",
    "thousands": "thousands",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """``words`` in small letters; ``frame`` the same with numbers and names blanked; its ``numbers`` and ``names``.

    ``key`` is a hash of the words.
    """

    key: int
    words: tuple[str, ...]
    frame: tuple[str, ...]
    numbers: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Print:
    """A document as it is compared; ``runs`` are its fingerprints.

    ``is_report``: not when the page has none of its headline's words, so that the report itself is missing.
    """

    document: Document
    text: str
    is_report: bool
    sentences: tuple[Sentence, ...]
    runs: frozenset[int]

    @property
    def size(self) -> int:
        """How many words it has."""
        return sum(len(s.words) for s in self.sentences)


def make_print(document: Document) -> Print:
    """The print of a document."""
    text = report_text(document)
    sentences = split_sentences(text)
    runs = frozenset(fingerprints([w for s in sentences for w in s.words]))
    return Print(document, text, is_about_its_headline(document, text), sentences, runs)


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, short ones together with what follows."""
    lower = {t for t in _WORD.findall(text) if t[:1].islower()}
    return tuple(_sentence(words, lower) for words in _sentences(text))


def without(made: Print, keys: Collection[int]) -> Print:
    """A print less the sentences of these keys."""
    return replace(made, sentences=tuple(s for s in made.sentences if s.key not in keys)) if keys else made


def is_about_its_headline(document: Document, text: str) -> bool:
    """Whether the text has a word of its headline: a page where the report is missing has the site's words only."""
    told = " ".join(document.text[s.start : s.end] for s in document.segments_of("headline")[:1])
    stems = _stems(told)
    return len(stems) < _LEAST_STEMS or bool(stems & _stems(text))


def _stems(text: str) -> set[str]:
    words = {w.casefold() for w in _WORD.findall(text) if len(w) >= _STEM}
    return {w[:_STEM] for w in words.difference(language_words().english)}


def report_text(document: Document) -> str:
    """The words of the report itself: no headline, masthead or date, and all of a text in which nothing else is."""
    report = (s for s in document.segments if s.kind == "body" or s.reason == FOREIGN)
    lines = "\n".join(document.text[s.start : s.end] for s in report).split("\n")
    # A masthead and a date above the first sentence are the outlet's, whatever they were taken for, and so is what
    # stands below the last.
    told = [i for i, line in enumerate(lines) if _ENDED.search(line) or len(line.split()) >= _HEAD_WORDS]
    text = "\n".join(lines[told[0] : told[-1] + 1] if told else lines)
    return text if text.strip() else document.text


def fingerprints(words: Sequence[str]) -> Iterator[int]:
    """Hashes that stand for the runs of ``words`` (winnowing: Schleimer, Wilkerson and Aiken 2003)."""
    hashes = [zlib.crc32(" ".join(words[i : i + RUN]).encode()) for i in range(max(1, len(words) - RUN + 1))]
    for i in range(max(1, len(hashes) - WINDOW + 1)):
        yield min(hashes[i : i + WINDOW])


def plain_number(word: str) -> str:
    """A number word in digits, without marks between thousands; empty for any other word."""
    if word[:1].isdigit():
        return word.replace(",", "")
    return _NUMBERS.get(word.casefold(), "")


def _sentences(text: str) -> Iterator[list[str]]:
    held: list[str] = []
    for piece in _END.split(text):
        held += _WORD.findall(piece)
        if len(held) >= LEAST:
            yield held
            held = []
    if held:
        yield held


def _sentence(words: Sequence[str], lower: set[str]) -> Sentence:
    numbers = [plain_number(w) for w in words]
    second = bool(words[1:]) and words[1][:1].isupper()
    # A capital at a sentence's beginning is no name: such words also stand in small letters somewhere.
    named = [
        w[:1].isupper() and len(w) > 2 and w.casefold() not in lower and (i > 0 or len(words) == 1 or second)
        for i, w in enumerate(words)
    ]
    small = [w.casefold() for w in words]
    return Sentence(
        key=zlib.crc32(" ".join(small).encode()),
        words=tuple(small),
        frame=tuple(
            NUMBER if n else NAME if is_name else w for w, n, is_name in zip(small, numbers, named, strict=True)
        ),
        numbers=frozenset(n for n in numbers if n),
        names=frozenset(w for w, is_name in zip(small, named, strict=True) if is_name),
    )
