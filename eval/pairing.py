"""Which claim stands for which annotated fact, as ``tools/score_claims.py`` pairs them."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

Span = tuple[int, int]
Side = tuple[str, Span, dict[str, list[Any]]]
"""Kind, characters and slots of a fact or a claim."""


def load_scorer(data: Path) -> ModuleType:
    """The scorer of the evaluation data, a script outside this project."""
    path = data / "tools" / "score_claims.py"
    spec = importlib.util.spec_from_file_location("score_claims", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} can't be read as a Python module")
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault("score_claims", module)
    spec.loader.exec_module(module)
    return module


def match(facts: Sequence[Side], claims: Sequence[Side], scorer: ModuleType) -> dict[int, int]:
    """The index of the claim for each fact that has one: of one kind, half overlapping, best first, one to one."""
    pairs = []
    for i, (kind, where, wanted) in enumerate(facts):
        for j, (told, span, found) in enumerate(claims):
            shared = scorer.overlap(where, span)
            if shared >= 0.5 and told == kind:
                agreed = sum(scorer.correct(s, wanted[s], found[s]) for s in scorer.SLOTS)
                pairs.append((agreed + shared, i, j))
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(pairs, reverse=True):
        if i not in matched and j not in taken:
            matched[i] = j
            taken.add(j)
    return matched
