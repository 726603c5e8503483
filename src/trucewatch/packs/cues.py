"""The cues of attribution: ``knowledge/core/cues.yaml``, validated and indexed by lemma."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field

from trucewatch.packs.load import Entry, read_yaml, validate

FILE = Path(__file__).parent.parent / "knowledge" / "core" / "cues.yaml"

Class = Literal[
    "speech", "finding", "claim", "denial", "accusation", "demand", "intent", "judgement", "attitude", "belief",
    "question", "topic", "directive", "evidence", "hedge",
]  # fmt: skip
Pattern = Literal[
    "clause",
    "quote",
    "infinitive",
    "gerund",
    "object",
    "event",
    "object_infinitive",
    "object_at",
    "object_of",
    "object_as",
    "passive",
    "raising",
    "made_clear",
]
Stance = Literal["asserted", "alleged", "denied", "intended", "demanded"]


class Cue(Entry):
    """What every kind of cue says: its class, what it does to its content (None: nothing), and on whose authority.

    ``weak``: it names a topic or a leaning more often than words, so it counts for claims but is not listed.
    """

    class_: Class = Field(alias="class")
    stance: Stance | None = None
    weak: bool = False
    source: str


class VerbCue(Cue):
    """Verbs, the patterns that they take, and where their content may stand.

    ``addressee``: the object is a hearer; ``only_as``: ``object_as`` needs the word "as".
    """

    lemmas: tuple[str, ...]
    takes: tuple[Pattern, ...]
    prepositions: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    addressee: bool = False
    only_as: bool = False


class NounCue(Cue):
    """Nouns with a clause, an infinitive or a prepositional phrase for content."""

    lemmas: tuple[str, ...]
    takes: tuple[Literal["clause", "infinitive"], ...]
    prepositions: tuple[str, ...] = ()


Lemmas = TypeVar("Lemmas", VerbCue, NounCue)


class WordCue(Cue):
    """Single words that hedge what they modify."""

    words: tuple[str, ...]


class PhraseCue(Cue):
    """A run of words that is followed by its source."""

    words: tuple[str, ...] = Field(min_length=2)


class CueFile(Entry):
    """The file as it stands."""

    verbs: tuple[VerbCue, ...]
    nouns: tuple[NounCue, ...]
    lemma_repairs: dict[str, str]
    light_verbs: tuple[str, ...]
    trailing: tuple[str, ...]
    citing: tuple[str, ...]
    nobody: tuple[str, ...]
    voices: tuple[str, ...]
    withholding: tuple[str, ...]
    transparent: tuple[str, ...]
    adverbs: tuple[WordCue, ...]
    adjectives: tuple[WordCue, ...]
    phrases: tuple[PhraseCue, ...]
    not_sources: tuple[str, ...]
    statement_heads: tuple[str, ...]
    statement_links: tuple[str, ...]
    outlets: tuple[str, ...]
    unnamed: tuple[str, ...]
    masculine: tuple[str, ...]
    feminine: tuple[str, ...]
    masculine_names: tuple[str, ...]
    feminine_names: tuple[str, ...]
    person_nouns: tuple[str, ...]
    body_nouns: tuple[str, ...]


class CueBook:
    """The cues, indexed for reading: by lemma, in the order of the file."""

    __slots__ = (
        "adjectives",
        "adverbs",
        "feminine",
        "file",
        "given_feminine",
        "given_masculine",
        "masculine",
        "nouns",
        "outlets",
        "phrases",
        "unnamed",
        "verbs",
    )

    def __init__(self, file: CueFile) -> None:
        self.file = file
        self.verbs: dict[str, tuple[VerbCue, ...]] = _index(file.verbs)
        self.nouns: dict[str, tuple[NounCue, ...]] = _index(file.nouns)
        self.adverbs = {word: cue for cue in file.adverbs for word in cue.words}
        self.adjectives = {word: cue for cue in file.adjectives for word in cue.words}
        self.phrases: dict[str, tuple[PhraseCue, ...]] = {}
        for phrase in file.phrases:
            self.phrases[phrase.words[0]] = (*self.phrases.get(phrase.words[0], ()), phrase)
        self.outlets = frozenset(file.outlets)
        self.unnamed = frozenset(file.unnamed)
        self.masculine, self.feminine = frozenset(file.masculine), frozenset(file.feminine)
        self.given_masculine, self.given_feminine = frozenset(file.masculine_names), frozenset(file.feminine_names)


def _index(cues: tuple[Lemmas, ...]) -> dict[str, tuple[Lemmas, ...]]:
    found: dict[str, list[Lemmas]] = {}
    for cue in cues:
        for lemma in cue.lemmas:
            found.setdefault(lemma, []).append(cue)
    return {lemma: tuple(group) for lemma, group in found.items()}


@functools.cache
def load_cues() -> CueBook:
    """The cues; raises :class:`trucewatch.errors.PackError` with every fault and its line."""
    return CueBook(validate(CueFile, read_yaml(FILE, "core/cues.yaml")))
