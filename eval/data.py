"""Where the evaluation data lies, and how its texts become documents.  None of it is part of this project."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from trucewatch.model.document import Document
from trucewatch.reading import read_document

ROOT = Path(__file__).resolve().parent.parent


def data_root() -> Path | None:
    """``TRUCEWATCH_EVAL_DATA``, by default ``../shared`` beside the checkout; None when nothing is there."""
    root = Path(os.environ.get("TRUCEWATCH_EVAL_DATA") or ROOT.parent / "shared")
    return root.resolve() if (root / "tools").is_dir() else None


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with its annotated facts: ``path`` of the text, the document as read."""

    path: Path
    document: Document


def annotated(folder: Path) -> Iterator[Annotated]:
    """The annotated texts of a gold folder, in order of their names, dated as their annotation says."""
    for gold in sorted(folder.glob("*.json")):
        if gold.name.endswith(".meta.json"):
            continue
        published = json.loads(gold.read_text(encoding="utf8"))["doc"].get("published_on")
        path = gold.with_suffix(".txt")
        day = date.fromisoformat(published) if published else None
        yield Annotated(path, read_document(path.read_bytes(), str(path), published_on=day))
