"""`perspective list | check | schema`."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from trucewatch.commands.console import note, write


def list_all(agreement: str | None, as_json: bool) -> None:
    """The perspectives that come with Trucewatch, and with an agreement."""
    from trucewatch.compliance.perspectives import list_perspectives
    from trucewatch.ledger.codec import to_plain
    from trucewatch.packs.agreement import load_agreement
    from trucewatch.packs.perspectives import load_perspectives

    known = list_perspectives(load_agreement(agreement)) if agreement else load_perspectives()
    if as_json:
        write(json.dumps([to_plain(p) for p in known], ensure_ascii=False, indent=1), None)
        return
    lines = [f"{p.perspective_id:20} {p.name}" for p in known]
    if not agreement:
        lines.append(f"{'own:PARTY':20} a party's or guarantor's own word (add --agreement ID to see them)")
    lines.append(f"{'FILE.yaml':20} your own: see docs/how-to/take-somebodys-word.md")
    write("\n".join(lines), None)


def check(files: list[Path]) -> None:
    """Check users' own perspectives: every fault of every file, with line, reason and remedy."""
    from trucewatch.errors import PackError
    from trucewatch.packs.perspectivefile import read_perspective

    faults = 0
    for file in files:
        try:
            found = read_perspective(file)
        except PackError as error:
            faults += len(error.faults)
            note(str(error))
        else:
            write(f"{file}: “{found.name}”, no fault", None)
    if faults:
        note(f"{faults} fault{'s' if faults > 1 else ''}")
        raise typer.Exit(2)


def schema(out: Path | None) -> None:
    """The JSON Schema, for editors."""
    from trucewatch.packs.perspectivefile import perspective_schema

    write(json.dumps(perspective_schema(), ensure_ascii=False, indent=1), out)
