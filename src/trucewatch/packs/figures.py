"""The words of counted states: ``knowledge/core/figures.yaml``, validated and indexed by verb."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from trucewatch.packs.lexicon import CORE
from trucewatch.packs.load import Entry, read_yaml, validate


class StateGroup(Entry):
    """Verbs of one state; ``counted`` says which argument carries the number, ``whom`` of which classes it is."""

    type: str
    counted: Literal["subject", "object", "share"]
    whom: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    verbs: tuple[str, ...]


class FiguresFile(Entry):
    """``figures.yaml``."""

    source: str
    states: tuple[StateGroup, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """``states``: by a verb's lemma, the further words that an entry needs and its group, the narrower first."""

    states: Mapping[str, tuple[tuple[tuple[str, ...], StateGroup], ...]]


@functools.cache
def load_figures() -> Figures:
    """The bundled words; raises ``PackError`` with every fault."""
    read = validate(FiguresFile, read_yaml(CORE / "figures.yaml", "figures.yaml"))
    states: dict[str, list[tuple[tuple[str, ...], StateGroup]]] = {}
    for group in read.states:
        for entry in group.verbs:
            verb, *needs = entry.split()
            states.setdefault(verb, []).append((tuple(needs), group))
    return Figures({v: tuple(sorted(groups, key=lambda g: -len(g[0]))) for v, groups in states.items()})
