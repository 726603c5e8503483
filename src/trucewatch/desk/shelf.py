"""Derived values on disk, by the key of what they were derived from; a file that cannot be used is made again.

They lie in the desk's folder beside the ledger, readable by its owner only, and hold nothing that the ledger lacks.
Those made before the last change of who may see what are thrown away.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import hashlib
import json
import os
import tempfile
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import trucewatch
from trucewatch.desk.picture import Derived
from trucewatch.ledger.codec import decode, encode
from trucewatch.packs.ownplaces import own_files

FILES = 60
BYTES = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder; at most :data:`FILES` files and :data:`BYTES` bytes are kept, the oldest go first."""

    folder: Path

    def get(self, key: str) -> Derived | None:
        """What was put there under a key; None when there is nothing, or nothing that can be read."""
        try:
            with (self.folder / key).open(encoding="utf8") as lines:
                return _read(lines)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, StopIteration):
            return None

    def put(self, key: str, derived: Derived) -> None:
        """Keep something, whole or not at all; a full or read-only disk costs only time."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, exist_ok=True)
            handle, partial = tempfile.mkstemp(dir=self.folder, prefix=".part-")
            try:
                with os.fdopen(handle, "w", encoding="utf8") as out:
                    out.writelines(_lines(derived))
                Path(partial).replace(self.folder / key)
            except OSError:
                Path(partial).unlink(missing_ok=True)
                raise
            self._prune(key.partition("-")[0])

    def _prune(self, rules: str) -> None:
        held = sorted(((p.stat().st_mtime, p.stat().st_size, p) for p in self.folder.iterdir()), reverse=True)
        total = 0
        for number, (_, size, path) in enumerate(held):
            total += size
            if number >= FILES or total > BYTES or not path.name.startswith((f"{rules}-", ".part-")):
                path.unlink(missing_ok=True)


def empty_shelf(folder: Path) -> None:
    """Throw everything away that lies in a shelf's folder, half-written files too."""
    if folder.is_dir():
        for path in folder.iterdir():
            path.unlink(missing_ok=True)


def _lines(derived: Derived) -> Iterator[str]:
    """A line a value, after a line with how many there are of each kind: no step of it takes long."""
    kinds = [field.name for field in dataclasses.fields(derived)]
    yield encode([len(getattr(derived, kind)) for kind in kinds]) + "\n"
    for kind in kinds:
        for value in getattr(derived, kind):
            yield encode(value) + "\n"


def _read(lines: Iterator[str]) -> Derived:
    counts = json.loads(next(lines))
    hints = typing.get_type_hints(Derived)
    kept = {
        kind: tuple(decode(typing.get_args(hints[kind])[0], line) for line in islice(lines, count))
        for kind, count in zip(hints, counts, strict=True)
    }
    if [len(found) for found in kept.values()] != counts:
        raise ValueError("the file ends too early")
    return Derived(**kept)


def key_of(rules: int, *parts: object) -> str:
    """The file name for what is derived of ``parts`` by this code; ``rules`` numbers who may see what."""
    packed = repr((code_version(), *parts))
    return f"{rules}-{hashlib.sha256(packed.encode()).hexdigest()}"


@functools.cache
def code_version() -> str:
    """SHA-256 over the package's code and knowledge, and the user's own places: what derived values depend on."""
    root = Path(trucewatch.__file__).parent
    seal = hashlib.sha256()
    files = [p for p in root.rglob("*") if p.suffix in (".py", ".yaml", ".json", ".csv", ".toml", ".md")]
    for path in (*sorted(files), *(own for own, _ in own_files())):
        seal.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return seal.hexdigest()
