"""The bundled perspectives: whose word can be taken, and the words that give an unnamed source its role."""

from __future__ import annotations

import functools
from importlib import resources
from pathlib import Path
from typing import Literal

from pydantic import Field

from trucewatch.model.assessment import Perspective
from trucewatch.packs.load import Entry, read_yaml, validate


class PerspectiveEntry(Entry):
    """One perspective, as ``model.assessment.Perspective`` has it."""

    id: str
    name: str
    kind: Literal["any", "origins", "actors", "role", "reviewed"]
    actors: list[str] = Field(default_factory=list)
    role: str = ""
    min_origins: int = 1


class RoleWords(Entry):
    """Words that give a source a role when no actor of that name is known."""

    role: str
    words: list[str]


class PerspectivesFile(Entry):
    """``perspectives.yaml``."""

    source: str
    perspectives: list[PerspectiveEntry]
    role_words: list[RoleWords]


@functools.cache
def _load() -> PerspectivesFile:
    path = Path(str(resources.files("trucewatch") / "knowledge" / "core" / "perspectives.yaml"))
    return validate(PerspectivesFile, read_yaml(path, "perspectives.yaml"))


def load_perspectives() -> tuple[Perspective, ...]:
    """The bundled perspectives, in the file's order."""
    return tuple(
        Perspective(
            perspective_id=p.id,
            name=p.name,
            kind=p.kind,
            actors=tuple(p.actors),
            role=p.role,
            min_origins=p.min_origins,
        )
        for p in _load().perspectives
    )


def role_words() -> dict[str, frozenset[str]]:
    """Lower-case words by the role that they give."""
    return {r.role: frozenset(r.words) for r in _load().role_words}
