"""Words for groups of claim types: "any attack" in an agreement stands for a list of types."""

from __future__ import annotations

import functools
from importlib import resources
from pathlib import Path

from trucewatch.model.vocabulary import TYPES
from trucewatch.packs.load import Entry, read_yaml, validate

EVERY_TYPE: frozenset[str] = frozenset(t for types in TYPES.values() for t in types)


class GroupEntry(Entry):
    """A group's name, what it means, and its claim types."""

    name: str
    means: str
    acts: list[str]


class GroupsFile(Entry):
    """``act-groups.yaml``."""

    source: str
    groups: list[GroupEntry]


@functools.cache
def load_act_groups() -> dict[str, tuple[str, ...]]:
    """Claim types by the name of their group, from ``knowledge/core/act-groups.yaml``."""
    path = Path(str(resources.files("trucewatch") / "knowledge" / "core" / "act-groups.yaml"))
    file = validate(GroupsFile, read_yaml(path, "act-groups.yaml"))
    return {g.name: tuple(g.acts) for g in file.groups}


def expand_acts(words: list[str]) -> tuple[str, ...]:
    """The claim types that ``words`` (types and group names) stand for, each once, in order."""
    groups = load_act_groups()
    return tuple(dict.fromkeys(t for w in words for t in groups.get(w, (w,))))
