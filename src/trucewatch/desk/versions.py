"""Which versions are at work: stored with every run, and shown."""

from __future__ import annotations

import hashlib
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
