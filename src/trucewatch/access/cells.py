"""Cells of a row: such a document says on lines ``header: value`` what a report says in sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping

from trucewatch.model.document import Document
from trucewatch.model.movement import STAGES
from trucewatch.model.span import Span
from trucewatch.packs.dialects import column_names

_LINE = re.compile(r"(?m)^(?P<header>[^:\n]{1,120}): (?P<value>[^\n]+)$")


def find_cells(document: Document) -> Mapping[str, Span]:
    """The filled cells of a row by every name that its column goes by; nothing for a document that is no row."""
    if not document.record:
        return {}
    found: dict[str, Span] = {}
    shorter: dict[str, Span] = {}
    for line in _LINE.finditer(document.text):
        value = Span(line.start("value"), line.end("value"), line.group("value"))
        for at, name in enumerate(column_names(line.group("header"))):
            (shorter if at else found).setdefault(name, value)
    return {**shorter, **found}


def convoy_of(document: Document) -> str:
    """The convoy's name in its table, with the table's kind and owner: two tables may both have a convoy 1."""
    cell = find_cells(document).get("convoy")
    if cell is None:
        return ""
    return f"{document.publisher}/{cell.quote}"


def stage_cell(document: Document) -> str:
    """The stage that a row names in its own column; empty when it has none, or one of another name."""
    cells = find_cells(document)
    cell = cells.get("stage") or cells.get("incident type")
    if cell is None:
        return ""
    name = " ".join(cell.quote.casefold().replace("_", " ").split()).removeprefix("convoy ")
    return name if name in STAGES else ""
