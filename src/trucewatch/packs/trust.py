"""The signs of a sound claim: ``knowledge/core/trust.yaml``, validated."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from trucewatch.packs.load import Entry, read_yaml, validate

FILE = Path(__file__).parent.parent / "knowledge" / "core" / "trust.yaml"


class Sign(Entry):
    """A thing that can be seen at a claim, and by how much it raises or lowers the log-odds of the claim."""

    sign: str
    weight: float


class TrustFile(Entry):
    """``trust.yaml``."""

    source: str
    trained_on: str
    start: float
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Trust:
    """``start`` is the log-odds of a claim with none of the signs; ``weights`` is what each sign adds."""

    start: float
    weights: Mapping[str, float]


@functools.cache
def load_trust() -> Trust:
    """The bundled weights; raises ``PackError`` with every fault."""
    read = validate(TrustFile, read_yaml(FILE, "trust.yaml"))
    return Trust(read.start, {s.sign: s.weight for s in read.signs})
