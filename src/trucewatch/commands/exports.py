"""`export`: the incidents of a desk, or of reports given, as one file."""

from __future__ import annotations

import sys
from pathlib import Path

from trucewatch.commands.console import note, write_bytes
from trucewatch.commands.material import Given, look
from trucewatch.errors import UsageError


def export(paths: list[str], name: str, out: Path | None, as_of: str | None, desk: Path) -> None:
    """Write the incidents in the format ``name`` to ``out``, or to standard output when that is no terminal."""
    from trucewatch.publishing import exports

    if name not in exports.export_names():
        exports.export(look(desk, as_of).situation, name)
    if name in ("xlsx", "parquet") and out is None and sys.stdout.isatty():
        raise UsageError(f"--as {name}: this is no text for a terminal; add --out incidents.{name}")
    given = Given(paths) if paths else None
    view = given.look(as_of) if given else look(desk, as_of)
    for line in view.notes:
        note(line)
    write_bytes(exports.export(view.situation, name), out)
    if given:
        given.end()
