"""The words and the table of types that linking, positions and titles stand on: knowledge, not code."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import field_validator

from trucewatch.incidents.phrases import Phrases
from trucewatch.model.vocabulary import TYPES
from trucewatch.packs.load import Entry, read_yaml, validate

CORE = Path(__file__).parent.parent / "knowledge" / "core"


class Pair(Entry):
    """Two incident types that can be one happening, and why."""

    types: list[str]
    because: str

    @field_validator("types")
    @classmethod
    def _known(cls, value: list[str]) -> list[str]:
        unknown = [t for t in value if t not in TYPES["incident"]]
        if unknown or len(value) != 2:
            raise ValueError(f"needs two incident types; not known: {', '.join(unknown) or 'none'}")
        return value


class TypeTable(Entry):
    """Schema of ``incident-types.yaml``."""

    source: str
    labels: dict[str, str]
    compatible: list[Pair]
    joint_perpetrators: list[str]
    lasting: list[str]

    @field_validator("labels")
    @classmethod
    def _complete(cls, value: dict[str, str]) -> dict[str, str]:
        if set(value) != set(TYPES["incident"]):
            raise ValueError("needs a label for each incident type and no other")
        return value


class WordLists(Entry):
    """Schema of ``incident-words.yaml``."""

    source: str
    happenings: list[str]
    others: list[str]
    consequences: list[str]
    parts: list[str]
    same_thing: list[list[str]]
    intent: dict[str, list[str]]
    means: list[str]
    bounds: list[str]
    place_words: list[str]
    common: list[str]
    generic_actors: list[str]
    no_actors: list[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The validated tables, prepared for look-up.  Patterns match whole words, ignoring case, longest first."""

    labels: dict[str, str]
    compatible: dict[frozenset[str], str]
    joint: frozenset[str]
    lasting: frozenset[str]
    same_thing: dict[str, str]
    place_words: frozenset[str]
    common: frozenset[str]
    generic_actors: frozenset[str]
    no_actors: frozenset[str]
    happenings: Phrases
    others: re.Pattern[str]
    consequences: re.Pattern[str]
    parts: re.Pattern[str]
    intent: dict[str, Phrases]
    means: Phrases
    bounds: re.Pattern[str]

    def are_compatible(self, a: str, b: str) -> bool:
        """Whether two types can be tellings of one happening."""
        return a == b or frozenset((a, b)) in self.compatible


def word_pattern(words: list[str], *, plural: bool = True, before: bool = False) -> re.Pattern[str]:
    """A pattern of whole words, longest first; ``before``: only at the end of the searched text."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    body = "|".join(r"\s+".join(re.escape(part) for part in w.split()) for w in ordered)
    ending = "s?" if plural else ""
    at_end = r"\s*$" if before else ""
    return re.compile(rf"(?<!\w)(?:{body}){ending}(?!\w){at_end}", re.IGNORECASE)


@functools.cache
def load_vocabulary() -> Vocabulary:
    """The shipped tables; raises ``PackError`` with every fault when a file has been spoilt."""
    table = validate(TypeTable, read_yaml(CORE / "incident-types.yaml", "core/incident-types.yaml"))
    words = validate(WordLists, read_yaml(CORE / "incident-words.yaml", "core/incident-words.yaml"))
    return Vocabulary(
        labels=table.labels,
        compatible={frozenset(p.types): p.because for p in table.compatible},
        joint=frozenset(table.joint_perpetrators),
        lasting=frozenset(table.lasting),
        same_thing={word: group[0] for group in words.same_thing for word in group},
        place_words=frozenset(words.place_words),
        common=frozenset(words.common),
        generic_actors=frozenset(words.generic_actors),
        no_actors=frozenset(words.no_actors),
        happenings=Phrases.of(word_pattern(words.happenings), words.happenings),
        others=word_pattern(words.others, plural=False),
        consequences=word_pattern(words.consequences, plural=False),
        parts=word_pattern(words.parts, plural=False),
        intent={name: Phrases.of(word_pattern(values), values) for name, values in words.intent.items()},
        means=Phrases.of(word_pattern(words.means, plural=False), words.means),
        bounds=word_pattern(words.bounds, plural=False, before=True),
    )
