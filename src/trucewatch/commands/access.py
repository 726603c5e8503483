"""`access`: the board and its gaps, of reports given or of the desk, in 80 columns or as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from trucewatch.commands.access_lines import board_lines, gap_lines
from trucewatch.commands.console import write
from trucewatch.commands.material import Given, look
from trucewatch.desk.view import View
from trucewatch.errors import UsageError
from trucewatch.ledger.codec import to_plain

FORMAT = "trucewatch-access/1"


def board(
    paths: list[str], by: str, as_of: str | None, after: int, as_json: bool, published_on: str | None, desk: Path
) -> None:
    """Print the board, whole or by ``place`` or ``convoy``."""
    from trucewatch.access.board import build_board

    if by not in ("", "place", "convoy"):
        raise UsageError(f"--by {by}: the board is by place or by convoy; leave it out for both")
    view, given = view_of(paths, as_of, published_on, desk)
    made = build_board(view.situation, view.as_of, after_days=after)
    if as_json:
        value = {"format": FORMAT, **to_plain(made), "notes": list(view.notes)}
        for name, other in (("convoys", "place"), ("places", "convoy")):
            if by == other:
                del value[name]
        write(json.dumps(value, ensure_ascii=False, indent=1), None)
    else:
        write("\n".join(board_lines(made, view.notes, by)), None)
    if given:
        given.end()


def gaps(paths: list[str], as_of: str | None, after: int, as_json: bool, published_on: str | None, desk: Path) -> None:
    """Print the gaps."""
    from trucewatch.access.board import build_board

    view, given = view_of(paths, as_of, published_on, desk)
    made = build_board(view.situation, view.as_of, after_days=after)
    if as_json:
        value = {"format": FORMAT, "as_of": made.as_of.isoformat(), "gaps": to_plain(made.gaps)}
        write(json.dumps(value | {"notes": list(view.notes)}, ensure_ascii=False, indent=1), None)
    else:
        write("\n".join(gap_lines(made, view.notes)), None)
    if given:
        given.end()


def view_of(paths: list[str], as_of: str | None, published_on: str | None, desk: Path) -> tuple[View, Given | None]:
    """The view of reports given, with what must be ended after, or of the desk."""
    given = Given(paths, published_on) if paths else None
    return (given.look(as_of) if given else look(desk, as_of)), given
