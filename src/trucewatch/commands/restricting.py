"""`restrict`: a report, or all that a publisher brings, out of every public output; or back into it."""

from __future__ import annotations

import json
from pathlib import Path

from trucewatch.commands.console import note, now, write
from trucewatch.commands.lookup import find_document, operator
from trucewatch.errors import UnknownNameError
from trucewatch.ledger.desk import Desk, open_desk


def restrict(given: str, restricted: bool, reason: str, by: str, as_json: bool, folder: Path) -> None:
    """Restrict or open what is named, a publisher before a report."""
    from trucewatch.desk.sources import restrict as decide

    desk = open_desk(folder)
    subject, named = _find(given, desk)
    seq = decide(desk, subject, restricted, reason, by.strip() or operator(), now())
    if as_json:
        told = {"entry": seq, "subject": subject, "restricted": restricted}
        write(json.dumps(told, ensure_ascii=False, indent=1), None)
        return
    note(f"{named}: {'in no public output any more' if restricted else 'public'}; entry {seq} of the ledger.")


def _find(given: str, desk: Desk) -> tuple[str, str]:
    """The subject of the decision, and how it is told."""
    from trucewatch.desk.sources import list_sources
    from trucewatch.ledger.standing import PUBLISHER

    wanted = " ".join(given.casefold().split())
    names = [s for s in list_sources(desk) if s.name and " ".join(s.name.casefold().split()) == wanted]
    if names:
        reports = sum(s.reports for s in names)
        return (
            f"{PUBLISHER}{names[0].name}",
            f"all of {names[0].name}, {reports} report{'' if reports == 1 else 's'} so far",
        )
    try:
        return find_document(given, desk), given
    except UnknownNameError as error:
        known = ", ".join(s.name for s in list_sources(desk)[:8] if s.name) or "none has a name"
        raise UnknownNameError(f"{given!r} is neither a source of this desk ({known}) nor one report of it") from error
