"""The words around place names (``knowledge/core/place-words.yaml``), ready for look-up."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from pydantic import Field

from trucewatch.packs.actorfiles import KNOWLEDGE
from trucewatch.packs.load import Entry, read_yaml, validate

MAX_WORDS = 3


class PlaceWordFile(Entry):
    """Schema of ``place-words.yaml``."""

    source: str = Field(min_length=1)
    containers: dict[str, tuple[str, ...]]
    own_name: tuple[str, ...]
    parts: tuple[str, ...]
    near: tuple[str, ...]
    inside: tuple[str, ...]
    directions: tuple[str, ...]
    states: tuple[str, ...]
    never_alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Container nouns with their level, and the other lists as sets of lower-case words or short phrases."""

    level_of: dict[str, str]
    own_name: frozenset[str]
    parts: frozenset[str]
    near: frozenset[str]
    inside: frozenset[str]
    directions: frozenset[str]
    states: frozenset[str]
    never_alone: frozenset[str]


@functools.cache
def load_place_words() -> PlaceWords:
    """The bundled lists; raises ``PackError`` with every fault."""
    entry = validate(PlaceWordFile, read_yaml(KNOWLEDGE / "core" / "place-words.yaml", "core/place-words.yaml"))
    return PlaceWords(
        level_of={word.casefold(): level for level, words in entry.containers.items() for word in words},
        own_name=_lower(entry.own_name),
        parts=_lower(entry.parts),
        near=_lower(entry.near),
        inside=_lower(entry.inside),
        directions=_lower(entry.directions),
        states=_lower(entry.states),
        never_alone=_lower(entry.never_alone),
    )


def _lower(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)
