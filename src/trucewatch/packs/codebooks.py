"""Codebooks: named rules that turn vague words into ranges of people, ``knowledge/core/codebooks.yaml``, validated."""

from __future__ import annotations

import functools
from pathlib import Path

from trucewatch.packs.load import Entry, read_yaml, validate

FILE = Path(__file__).parent.parent / "knowledge" / "core" / "codebooks.yaml"


class Codebook(Entry):
    """One organisation's conversions.

    ``unnumbered``: low and high of a plural without a number.  ``words``: those of vague numerals.  ``more_than_adds``
    is what the words of ``more_than`` add to the number after them.
    """

    source: str
    unnumbered: tuple[int, int]
    words: dict[str, tuple[int, int]]
    more_than: tuple[str, ...]
    more_than_adds: int


class Codebooks(Entry):
    """The codebooks by name."""

    airwars: Codebook


@functools.cache
def load_codebooks() -> Codebooks:
    """The validated codebooks; raises :class:`trucewatch.errors.PackError` with every fault and its line."""
    return validate(Codebooks, read_yaml(FILE, "core/codebooks.yaml"))
