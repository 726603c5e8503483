"""The brief as JSON for other programs: the same content, claims with their offsets, no drawing."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

from trucewatch.publishing.brief import Brief
from trucewatch.publishing.words import Run, plain

FORMAT = "trucewatch-brief/1"
_DRAWING = {
    "land",
    "disputed",
    "regions",
    "rivers",
    "lakes",
    "outline",
    "names",
    "label_x",
    "label_y",
    "label_at",
    "x",
    "y",
}
"""What only a drawing needs; coordinates in degrees stay."""


def render(brief: Brief) -> str:
    """One JSON object; keys in a fixed order, dates ISO 8601, claim numbers resolved by ``claims``."""
    notes = [(s, n) for s in brief.sources for p in s.paragraphs for n in p.notes]
    value = {
        "format": FORMAT,
        **{
            f.name: _plain(getattr(brief, f.name))
            for f in dataclasses.fields(brief)
            if f.name not in ("sources", "claims")
        },
        "sources": [_source(s) for s in brief.sources],
        "claims": [{**_plain(n), "document_sha256": s.sha256, "text_sha256": s.text_sha256} for s, n in notes],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _source(source: Any) -> dict[str, Any]:
    return {f.name: _plain(getattr(source, f.name)) for f in dataclasses.fields(source) if f.name != "paragraphs"}


def _plain(value: Any) -> Any:
    if isinstance(value, Run):
        return _line((value,))
    if isinstance(value, tuple):
        if value and all(isinstance(v, Run) for v in value):
            return _line(value)
        return [_plain(v) for v in value]
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value) if f.name not in _DRAWING}
    return value


def _line(line: tuple[Run, ...]) -> dict[str, Any]:
    return {"text": plain(line), "claims": list(dict.fromkeys(n for run in line for n in run.claims))}
