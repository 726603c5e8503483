"""The options of `group`: which rows of tables tell of one happening, without a desk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trucewatch.commands.options import AsJson


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("group")(group)


def group(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Tables: .csv, .xlsx or .parquet.")],
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="The rows with their incidents: .parquet, .csv or .xlsx.")
    ],
    names: Annotated[
        list[str] | None,
        typer.Option(
            "--as",
            metavar="NAME",
            help="acled, ucdp-ged, awsd, airwars, or csv for --map; one a file, or one for all; none: by header.",
        ),
    ] = None,
    mappings: Annotated[
        list[Path] | None,
        typer.Option("--map", "--mapping", metavar="FILE", help="A mapping of your own; one for each csv, or for all."),
    ] = None,
    incidents: Annotated[
        Path | None,
        typer.Option("--incidents", metavar="FILE", help="The table of incidents; in .xlsx a second sheet."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Say which rows of one or several tables tell of one happening; needs no desk.

    Two rows of an event data set (acled, ucdp-ged, awsd, airwars) are never joined: it has one row for every event.
    Give two of them to join their rows across.  A bad row is named with its number and reason, and the rest is kept
    (exit status 1).
    """
    from trucewatch.commands import grouping

    grouping.group(files, names or [], mappings or [], out, incidents, json)
