"""Which versions are at work: shown by `--version --verbose` and stored with every run."""

from __future__ import annotations

import hashlib
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

import trucewatch
from trucewatch.packs.ownplaces import own_files


def run_versions() -> dict[str, str]:
    """Versions that decide what claims come out: code, parser, model, knowledge."""
    from trucewatch.claims.parsing import choose_model

    model = choose_model()
    return {
        "trucewatch": trucewatch.__version__,
        "spacy": version("spacy"),
        "model": f"{model.name} {model.version}",
        "knowledge": knowledge_version(),
    }


def knowledge_version() -> str:
    """The first 12 hex digits of the SHA-256 over all knowledge files, in order of their paths, then the user's own."""
    root = Path(trucewatch.__file__).parent / "knowledge"
    seal = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file()):
        seal.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for path, _ in own_files():
        seal.update(b"own/" + path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return seal.hexdigest()[:12]


def verbose() -> str:
    """All versions, a line each, with what this machine's SQLite is trusted with."""
    from trucewatch.ledger.engine import journal_mode

    journal = {"wal": "write-ahead log", "delete": "rollback journal: this version's write-ahead log has a known fault"}
    lines = {
        **run_versions(),
        "python": platform.python_version(),
        "sqlite": f"{sqlite3.sqlite_version} ({journal[journal_mode()]})",
    }
    return "\n".join(f"{name:11} {value}" for name, value in lines.items())
