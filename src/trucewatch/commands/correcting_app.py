"""The options of `incidents`, `incidents show`, `link`, `separate`, `same-origin`, `other-origin` and `undo`."""

from __future__ import annotations

from typing import Annotated

import typer

from trucewatch.commands.deciding_app import decide_withdraw
from trucewatch.commands.options import HERE, AsJson, AsOf, By, DeskOption, Reason
from trucewatch.errors import UsageError

incidents_app = typer.Typer(
    invoke_without_command=True, help="List the incidents with their rival accounts, or show one."
)


@incidents_app.callback()
def incidents(context: typer.Context, as_of: AsOf = None, json: AsJson = False, desk: DeskOption = HERE) -> None:
    """List the incidents with their rival accounts, or show one."""
    if context.invoked_subcommand:
        if as_of or json or desk != HERE:
            raise UsageError(f"incidents {context.invoked_subcommand}: its options come after it, not before")
        return
    from trucewatch.commands import views

    views.incidents(desk, as_of, json)


@incidents_app.command("show")
def incidents_show(
    incident: Annotated[str, typer.Argument(metavar="ID", help="An incident's id, or how it begins.")],
    as_of: AsOf = None,
    json: AsJson = False,
    desk: DeskOption = HERE,
) -> None:
    """Show one incident: its accounts side by side, and why they are one."""
    from trucewatch.commands import incidents as shown

    shown.show(incident, as_of, json, desk)


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.add_typer(incidents_app, name="incidents")
    for command in (link, separate):
        app.command()(command)
    app.command("same-origin")(same_origin)
    app.command("other-origin")(other_origin)
    # To undo a correction is to withdraw a decision, under the name that one looks for.
    app.command("undo")(decide_withdraw)


Incident = Annotated[str, typer.Argument(metavar="INCIDENT", help="An incident's id, or how it begins.")]
Report = Annotated[str, typer.Argument(metavar="DOCUMENT", help="A report's path, or how its SHA-256 begins.")]


def link(one: Incident, other: Incident, reason: Reason, by: By, desk: DeskOption = HERE) -> None:
    """Make two incidents one: both tell of the same happening."""
    from trucewatch.commands import correcting

    correcting.link(one, other, reason, by, desk)


def separate(
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM…", help="Ids of claims, or their beginnings.")],
    reason: Reason,
    by: By,
    desk: DeskOption = HERE,
) -> None:
    """Take claims out of their incident: they tell of another happening."""
    from trucewatch.commands import correcting

    correcting.separate(claims, reason, by, desk)


def same_origin(one: Report, other: Report, reason: Reason, by: By, desk: DeskOption = HERE) -> None:
    """Count two reports as one source: one repeats the other, or both repeat a third."""
    from trucewatch.commands import correcting

    correcting.same_origin(one, other, reason, by, desk)


def other_origin(one: Report, other: Report, reason: Reason, by: By, desk: DeskOption = HERE) -> None:
    """Count two reports as two sources, though their words are alike: each has its own."""
    from trucewatch.commands import correcting

    correcting.other_origin(one, other, reason, by, desk)
