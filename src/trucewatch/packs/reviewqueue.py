"""How much hangs on a claim: the weights by which the review queue is ordered."""

from __future__ import annotations

import functools
from importlib import resources
from pathlib import Path

from pydantic import Field

from trucewatch.errors import PackError
from trucewatch.model.vocabulary import KINDS, TYPES
from trucewatch.packs.load import Entry, read_yaml, validate

FILE = "review-queue.yaml"


class ReviewQueueFile(Entry):
    """``review-queue.yaml``: weights by kind and type, and the factor of a repeated claim."""

    source: str = Field(min_length=1)
    kinds: dict[str, int]
    types: dict[str, int]
    repeated: float = Field(ge=0, le=1)

    def weight(self, kind: str, type_: str) -> int:
        """The consequence of a claim of that type."""
        return self.types.get(type_, self.kinds[kind])


@functools.cache
def load_review_queue() -> ReviewQueueFile:
    """The bundled weights; raises :class:`~trucewatch.errors.PackError` with every fault."""
    path = Path(str(resources.files("trucewatch") / "knowledge" / "core" / FILE))
    read = validate(ReviewQueueFile, read_yaml(path, FILE))
    known = {t for types in TYPES.values() for t in types}
    faults = [f"{FILE}: kinds: {k} has no weight; give it one" for k in KINDS if k not in read.kinds]
    faults += [f"{FILE}: kinds: {k!r} is no kind of claim; remove it" for k in read.kinds if k not in KINDS]
    faults += [f"{FILE}: types: {t!r} is no type of claim; remove it" for t in read.types if t not in known]
    if faults:
        raise PackError(tuple(faults))
    return read
