"""The options of `serve` and `user`: the desk in a browser and who may sign in to it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trucewatch.commands.options import HERE, AsJson, DeskOption

user_app = typer.Typer(no_args_is_help=True, help="Who may sign in to the desk in a browser.")


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(serve)
    app.add_typer(user_app, name="user")


Name = Annotated[str, typer.Argument(metavar="NAME", help="What their decisions are signed with.")]


def serve(
    folder: Annotated[Path, typer.Argument(metavar="[DESK]", help="The desk's folder; this one if not given.")] = HERE,
    port: Annotated[int, typer.Option("--port", help="Where to listen.")] = 8321,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="An address of this machine.")] = "127.0.0.1",
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="HOST", help="A name by which browsers may ask; repeat it.")
    ] = None,
    https: Annotated[bool, typer.Option("--https", help="Cookies over encrypted connections only.")] = False,
) -> None:
    """Open the desk in a browser; only this machine can reach it unless --host says otherwise."""
    from trucewatch.commands import serving

    serving.serve(folder, host, port, name or [], https)


@user_app.command("add")
def user_add(
    name: Name,
    role: Annotated[str, typer.Option("--role", help="viewer, monitor, analyst, verifier or admin.")],
    desk: DeskOption = HERE,
) -> None:
    """Make a user; prints a password that has to be changed at first use."""
    from trucewatch.commands import serving

    serving.add_user(desk, name, role)


@user_app.command("list")
def user_list(json: AsJson = False, desk: DeskOption = HERE) -> None:
    """List who may sign in."""
    from trucewatch.commands import serving

    serving.list_users(desk, json)


@user_app.command("reset")
def user_reset(name: Name, desk: DeskOption = HERE) -> None:
    """Give a user a new password, which is printed, and end their sessions."""
    from trucewatch.commands import serving

    serving.reset_user(desk, name)


@user_app.command("disable")
def user_disable(
    name: Name,
    enable: Annotated[bool, typer.Option("--enable", help="Let them again.")] = False,
    desk: DeskOption = HERE,
) -> None:
    """Let a user sign in no more, and end their sessions."""
    from trucewatch.commands import serving

    serving.disable_user(desk, name, enable)
