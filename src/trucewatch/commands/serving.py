"""`serve`: the desk in a browser; `user …`: who may sign in to it."""

from __future__ import annotations

import json
import socket
from contextlib import suppress
from pathlib import Path

from trucewatch.commands.console import note, now, write
from trucewatch.commands.lookup import operator
from trucewatch.errors import UsageError
from trucewatch.ledger.desk import open_desk


def serve(folder: Path, host: str, port: int, names: list[str], https: bool) -> None:
    """Serve a desk until stopped; the first start makes an administrator and prints the password."""
    import uvicorn

    from trucewatch.desk.people import first_admin
    from trucewatch.server import build_app
    from trucewatch.service.settings import LOOPBACK, Settings

    if not 0 <= port <= 65535:
        raise UsageError(f"--port {port}: no port; give a number up to 65535")
    desk = open_desk(folder)
    listening = _listen(host, port)
    if password := first_admin(desk, now()):
        note(f"The desk has its first user.\n  name      admin\n  password  {password}")
        note("It is shown this once and has to be changed at first use.")
    own = {host if ":" not in host else f"[{host}]"} - {"0.0.0.0", "[::]"}  # noqa: S104  # addresses of no machine
    app = build_app(folder, Settings(folder=folder, hosts=tuple(dict.fromkeys((*LOOPBACK, *own, *names))), https=https))
    shown = f"[{host}]" if ":" in host else host
    note(f"The desk is at http://{shown}:{listening.getsockname()[1]}/ — stop it with Ctrl-C.")
    config = uvicorn.Config(app, log_level="warning", server_header=False, date_header=False)
    with listening, suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """The socket to serve on, taken before anything is said: the server itself would only log that it cannot be."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise UsageError(
            f"{host}:{port} cannot be listened on: {error.strerror}; give --host an address of this machine, "
            "or choose another --port"
        ) from error


def add_user(folder: Path, name: str, role: str) -> None:
    """Make a user; prints a password that has to be changed at first use."""
    from trucewatch.desk.people import create

    password = create(open_desk(folder), name, role, operator(), now())
    write(password, None)
    note(f"{name} may sign in as {role} with this password, which is shown once and has to be changed at first use.")


def reset_user(folder: Path, name: str) -> None:
    """Give a user a new password, which is printed."""
    from trucewatch.desk.people import reset_password

    write(reset_password(open_desk(folder), name, operator(), now()), None)
    note(f"{name} has to change this password at first use; all of their sessions are ended.")


def disable_user(folder: Path, name: str, enable: bool) -> None:
    """Let a user sign in no more, or again."""
    from trucewatch.desk.people import disable

    disable(open_desk(folder), name, not enable, operator(), now())
    note(f"{name} may {'sign in again' if enable else 'sign in no more; all of their sessions are ended'}.")


def list_users(folder: Path, as_json: bool) -> None:
    """Who may sign in."""
    from trucewatch.ledger.people import read_people

    rows = read_people(open_desk(folder).engine)
    if as_json:
        kept = [{"name": r.name, "role": r.role, "disabled": r.disabled, "created_at": r.created_at} for r in rows]
        write(json.dumps(kept, ensure_ascii=False, indent=1), None)
        return
    lines = [f"{r.name:20} {r.role:9} {'disabled' if r.disabled else ''}".rstrip() for r in rows]
    write("\n".join(lines or ["nobody yet: trucewatch serve makes the first administrator"]), None)
