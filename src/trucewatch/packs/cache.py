"""Bundled knowledge that was parsed before: JSON in the user's cache folder, so that a start takes no second of YAML.

A cached file holds what its YAML says and a key, the SHA-256 of the YAML and of the code that reads it: a change of
either makes it worthless, not wrong.  It is validated like the YAML itself, and where it cannot be read or written
(no home, read-only, damaged) all works as without it.  Files of the user's own are never put there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

BUNDLED = Path(__file__).parent.parent / "knowledge"


def folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path | None:
    """Where the platform wants caches of this user; None when there is no such place."""
    if environment.get("XDG_CACHE_HOME"):
        return Path(environment["XDG_CACHE_HOME"]) / "trucewatch"
    if platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return Path(local) / "trucewatch" / "cache" if local else None
    home = environment.get("HOME")
    if not home:
        return None
    return Path(home) / ("Library/Caches" if platform == "darwin" else ".cache") / "trucewatch"


def place_of(path: Path) -> Path | None:
    """The cached file of a bundled knowledge file; None for every other file."""
    try:
        name = path.relative_to(BUNDLED).as_posix()
    except ValueError:
        return None
    where = folder()
    return where / f"{name.replace('/', '--')}.json" if where else None


def key_of(raw: bytes, reader: bytes) -> str:
    """The key of a file's bytes and of the source of the code that reads them."""
    return hashlib.sha256(hashlib.sha256(reader).digest() + raw).hexdigest()


def recall(place: Path, key: str) -> Any:
    """The data remembered under ``key``; None where there is none or it is damaged."""
    try:
        kept = json.loads(place.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return kept.get("data") if isinstance(kept, dict) and kept.get("key") == key else None


def remember(place: Path, key: str, data: Any) -> None:
    """Keep ``data`` under ``key``, whole or not at all; a folder that cannot be written is no fault."""
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"key": key, "data": data}, file, ensure_ascii=False)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink()
            raise
