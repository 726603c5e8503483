"""The options of `agreement`, `places` and `perspective`: what is known beforehand, bundled or one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trucewatch.commands.options import AgreementOption, AsJson, Out

agreement_app = typer.Typer(no_args_is_help=True, help="Agreements: list, show, check and test them.")
places_app = typer.Typer(no_args_is_help=True, help="Places: bring your own gazetteer, and look names up.")
perspective_app = typer.Typer(no_args_is_help=True, help="Perspectives: list them, check your own.")


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.add_typer(agreement_app, name="agreement")
    app.add_typer(places_app, name="places")
    app.add_typer(perspective_app, name="perspective")


@agreement_app.command("list")
def agreement_list(json: AsJson = False) -> None:
    """The agreements that come with Trucewatch."""
    from trucewatch.commands import agreements

    agreements.list_all(json)


Name = Annotated[str, typer.Argument(metavar="ID", help="An agreement's id or file.")]
Names = Annotated[list[str], typer.Argument(metavar="ID…", help="Ids or files.")]


@agreement_app.command("show")
def agreement_show(
    name: Name,
    json: AsJson = False,
    mermaid: Annotated[bool, typer.Option("--mermaid", help="Only the phases, as a Mermaid diagram.")] = False,
) -> None:
    """Show an agreement in plain words, with a diagram of its phases."""
    from trucewatch.commands import agreements

    agreements.show(name, json, mermaid)


@agreement_app.command("schema")
def agreement_schema(
    of: Annotated[str, typer.Option("--of", metavar="FILE", help="agreement or cases.")] = "agreement",
    out: Out = None,
) -> None:
    """Write the JSON Schema of agreement.yaml or cases.yaml, for editors."""
    from trucewatch.commands import agreements

    agreements.schema(of, out)


@agreement_app.command("check")
def agreement_check(names: Names) -> None:
    """Check agreement files; every fault at once."""
    from trucewatch.commands import agreements

    agreements.check(names)


@agreement_app.command("test")
def agreement_test(
    names: Annotated[list[str] | None, typer.Argument(metavar="[ID…]", help="None: all.")] = None,
) -> None:
    """Run the cases that come with agreements."""
    from trucewatch.commands import agreements

    agreements.test(names or [])


@places_app.command("import")
def places_import(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A .csv (UTF-8) or .xlsx.")],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What to call the list; the file's name.")] = "",
) -> None:
    """Check a table of places and keep its good rows; every bad row is named.

    Columns: name, lat, lon, and if you have them pcode, country, level, population, names; or those of administrative
    boundaries with P-codes (adm2_name, adm2_pcode, center_lat, center_lon; ADM2_EN, ADM2_PCODE).  The list goes to
    the folder TRUCEWATCH_PLACES, or ~/.local/share/trucewatch/places; importing a name again replaces the list.
    """
    from trucewatch.commands import places

    places.import_table(path, name)


@places_app.command("list")
def places_list(json: AsJson = False) -> None:
    """The lists that you have imported."""
    from trucewatch.commands import places

    places.list_all(json)


@places_app.command("show")
def places_show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name in any spelling known, or an id.")],
    json: AsJson = False,
) -> None:
    """Show the places of a name, bundled and your own."""
    from trucewatch.commands import places

    places.show(name, json)


@perspective_app.command("list")
def perspective_list(agreement: AgreementOption = None, json: AsJson = False) -> None:
    """Whose word can be taken; with an agreement, its parties' and guarantors' own too."""
    from trucewatch.commands import perspectives

    perspectives.list_all(agreement, json)


@perspective_app.command("check")
def perspective_check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Perspectives of your own.")],
) -> None:
    """Check files with perspectives of your own; every fault at once."""
    from trucewatch.commands import perspectives

    perspectives.check(files)


@perspective_app.command("schema")
def perspective_schema(out: Out = None) -> None:
    """Write the JSON Schema of a perspective's file, for editors."""
    from trucewatch.commands import perspectives

    perspectives.schema(out)
