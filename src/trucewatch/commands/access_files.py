"""`access export`, `access template`, `access form`: tables of access out, and those to fill in."""

from __future__ import annotations

import sys
from pathlib import Path

from trucewatch.commands.access import view_of
from trucewatch.commands.console import note, write_bytes
from trucewatch.errors import UsageError


def export(
    paths: list[str],
    name: str,
    of: str,
    hxl: bool,
    out: Path | None,
    as_of: str | None,
    published_on: str | None,
    desk: Path,
) -> None:
    """Write the board of reports given or of the desk."""
    from trucewatch.access.board import build_board
    from trucewatch.publishing.accesstables import export_access

    _check_terminal(name, out, "access.xlsx")
    view, given = view_of(paths, as_of, published_on, desk)
    for line in view.notes:
        note(line)
    write_bytes(export_access(build_board(view.situation, view.as_of), name, of=of, hxl=hxl), out)
    if given:
        given.end()


def template(of: str, name: str, hxl: bool, out: Path | None) -> None:
    """Write a table to fill in."""
    from trucewatch.publishing.accesstables import make_template

    _check_terminal(name, out, f"{of}.xlsx")
    write_bytes(make_template(of, name, hxl=hxl), out)
    note("The row under the header is an example: write over it, or it will be imported like any other.")


def form(out: Path | None) -> None:
    """Write the form for field monitors."""
    from trucewatch.publishing.xlsform import make_form

    _check_terminal("xlsx", out, "access-monitor.xlsx")
    write_bytes(make_form(), out)


def _check_terminal(name: str, out: Path | None, example: str) -> None:
    if name == "xlsx" and out is None and sys.stdout.isatty():
        raise UsageError(f"a spreadsheet is no text for a terminal; add --out {example}")
