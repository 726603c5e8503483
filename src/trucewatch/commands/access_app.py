"""The options of `access`: the board of convoys and places, its gaps and rates, the tables that it takes and gives."""

from __future__ import annotations

from typing import Annotated

import typer
from typer.core import TyperGroup

from trucewatch.commands.options import HERE, AgreementOption, AsJson, AsOf, DeskOption, Out

Reports = Annotated[list[str] | None, typer.Argument(metavar="[PATH…]", help="Reports; none: the desk's.")]
PublishedOn = Annotated[
    str | None, typer.Option("--published-on", metavar="DATE", help="The day on which the reports were published.")
]
After = Annotated[int, typer.Option("--after", metavar="DAYS", min=1, help="A place not reached for so long is a gap.")]


class BoardFirst(TyperGroup):
    """Without the name of a sub-command the board is meant: ``access``, ``access REPORT.txt``, ``access --json``."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Put ``board`` before arguments that begin with no sub-command."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["board", *args]
        return super().parse_args(ctx, args)


access_app = typer.Typer(cls=BoardFirst, help="Aid by its stage, places by their people: the board, gaps, rates.")


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.add_typer(access_app, name="access")


@access_app.command("board")
def board(
    paths: Reports = None,
    by: Annotated[str, typer.Option("--by", metavar="WHAT", help="place or convoy; both if not given.")] = "",
    as_of: AsOf = None,
    after: After = 30,
    json: AsJson = False,
    published_on: PublishedOn = None,
    desk: DeskOption = HERE,
) -> None:
    """The board: each place with its people and its aid, each convoy at its stage.  Meant when nothing is named."""
    from trucewatch.commands import access

    access.board(paths or [], by, as_of, after, json, published_on, desk)


@access_app.command("gaps")
def gaps(
    paths: Reports = None,
    as_of: AsOf = None,
    after: After = 30,
    json: AsJson = False,
    published_on: PublishedOn = None,
    desk: DeskOption = HERE,
) -> None:
    """What is missing: approved and not delivered, delivered on one account only, nobody reached, supplies run out."""
    from trucewatch.commands import access

    access.gaps(paths or [], as_of, after, json, published_on, desk)


@access_app.command("rates")
def rates(
    paths: Reports = None,
    term: Annotated[str, typer.Option("--term", metavar="PROVISION", help="A term with a rate or a quota.")] = "",
    agreement: AgreementOption = None,
    as_of: AsOf = None,
    json: AsJson = False,
    published_on: PublishedOn = None,
    desk: DeskOption = HERE,
) -> None:
    """Counts per day against an agreement's rate: each counter at its stage, and why two of them differ."""
    from trucewatch.commands import access_rates

    access_rates.rates(paths or [], term, agreement, as_of, json, published_on, desk)


Hxl = Annotated[bool, typer.Option("--hxl", help="A row of HXL hashtags under the header.")]


@access_app.command("export")
def export(
    paths: Reports = None,
    name: Annotated[str, typer.Option("--as", metavar="FORMAT", help="xlsx, csv or geojson.")] = "xlsx",
    of: Annotated[str, typer.Option("--of", metavar="TABLE", help="Of a csv: convoys or people.")] = "convoys",
    hxl: Hxl = False,
    out: Out = None,
    as_of: AsOf = None,
    published_on: PublishedOn = None,
    desk: DeskOption = HERE,
) -> None:
    """Write the board: an annex with all its sheets, one table as CSV, or its places for a map."""
    from trucewatch.commands import access_files

    access_files.export(paths or [], name, of, hxl, out, as_of, published_on, desk)


@access_app.command("template")
def template(
    of: Annotated[str, typer.Option("--of", metavar="TABLE", help="convoys or people.")] = "convoys",
    name: Annotated[str, typer.Option("--as", metavar="FORMAT", help="csv or xlsx.")] = "csv",
    hxl: Hxl = False,
    out: Out = None,
) -> None:
    """Write an empty table of convoys or people, with an example, to fill in and import."""
    from trucewatch.commands import access_files

    access_files.template(of, name, hxl, out)


@access_app.command("form")
def form(out: Out = None) -> None:
    """Write the form for field monitors (XLSForm), for KoBoToolbox or ODK; import its submissions with --as kobo."""
    from trucewatch.commands import access_files

    access_files.form(out)
