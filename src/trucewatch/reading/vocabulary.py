"""The words that reading goes by: page furniture, captions, bylines, publishers, English function words.

They are data (``knowledge/core/furniture.yaml``, ``publishers.yaml``, ``languages.yaml``), read once a process.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Literal

from trucewatch.packs.load import Entry, read_yaml, validate

CORE = Path(__file__).resolve().parents[1] / "knowledge" / "core"
Takes = Literal["nothing", "next", "links", "paragraph", "rest"]


class Label(Entry):
    """Lines that are labels; ``takes`` says what of the lines after a label goes with it."""

    reason: str
    takes: Takes
    lines: list[str]


class Opening(Entry):
    """Beginnings of lines of at most ``max_words`` words."""

    reason: str
    max_words: int
    words: list[str]


class Words(Entry):
    """Words and the reason that is given for a line made of them."""

    reason: str
    words: list[str]
    max_words: int = 10


class CaptionWords(Entry):
    """How captions begin and end, and which are of old pictures."""

    openings: list[str]
    credit_words: list[str]
    weak_credit_words: list[str]
    old: list[str]


class BylineWords(Entry):
    """How bylines begin; the roles and the absence of speech that make a note on an author."""

    openings: list[str]
    roles: list[str]
    speech: list[str]


class FurnitureWords(Entry):
    """The whole of ``furniture.yaml``."""

    source: str
    labels: list[Label]
    about: Words
    openings: list[Opening]
    handles: Words
    captions: CaptionWords
    bylines: BylineWords
    compounds: list[str]


class Publisher(Entry):
    """Somebody who publishes.  ``short`` names count only where a publisher's name is expected."""

    name: str
    kind: Literal["media", "agency", "monitor", "ministry", "un", "ngo", "government", "military"]
    aliases: list[str]
    short: list[str]
    domains: list[str]


class PublisherBook(Entry):
    """The whole of ``publishers.yaml``; ``houses`` and ``statements`` know a publisher by the form of a line."""

    source: str
    houses: list[str]
    statements: list[str]
    publishers: list[Publisher]


class LanguageWords(Entry):
    """The whole of ``languages.yaml``."""

    source: str
    english: list[str]
    names: dict[str, str]


@functools.cache
def furniture_words() -> FurnitureWords:
    """The furniture vocabulary; raises ``PackError`` when its file is faulty."""
    return validate(FurnitureWords, read_yaml(CORE / "furniture.yaml", "knowledge/core/furniture.yaml"))


@functools.cache
def publisher_book() -> PublisherBook:
    """The publishers; raises ``PackError`` when their file is faulty."""
    return validate(PublisherBook, read_yaml(CORE / "publishers.yaml", "knowledge/core/publishers.yaml"))


@functools.cache
def language_words() -> LanguageWords:
    """English function words and language names; raises ``PackError`` when the file is faulty."""
    return validate(LanguageWords, read_yaml(CORE / "languages.yaml", "knowledge/core/languages.yaml"))


@functools.cache
def label_index() -> dict[str, Label]:
    """The label of each label line, by its folded words."""
    return {fold(line): label for label in furniture_words().labels for line in label.lines}


@functools.cache
def publisher_index() -> dict[str, Publisher]:
    """Publishers by folded name, alias and short name."""
    book = publisher_book().publishers
    return {fold(n): p for p in book for n in (p.name, *p.aliases, *p.short)}


def find_publisher(name: str) -> Publisher | None:
    """The publisher of that name, where a publisher's name is expected; None when it is not known."""
    folded = fold(name)
    return publisher_index().get(folded) or publisher_index().get(folded.removeprefix("the "))


def fold(text: str) -> str:
    """Lower case, one space between words, straight quotes, no punctuation at the ends: for comparing lines."""
    lowered = re.sub(r"\s+", " ", text.casefold().replace("’", "'")).strip()
    return lowered.strip(" .:;,|>»«›‹→•·!") or lowered
