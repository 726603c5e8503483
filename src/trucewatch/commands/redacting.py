"""`redact`: words of a report, or all of it, taken out of the desk for ever."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from trucewatch.commands.console import note, now, write
from trucewatch.commands.lookup import find_document, operator
from trucewatch.errors import UsageError
from trucewatch.ledger.desk import Desk, open_desk
from trucewatch.ledger.erasing import Wanted
from trucewatch.ledger.releases import Listed


def redact(
    given: str | None,
    words: Sequence[str],
    spans: Sequence[str],
    whole: bool,
    reason: str,
    by: str,
    check: bool,
    finish: bool,
    as_json: bool,
    folder: Path,
) -> None:
    """Redact, or say what a redaction would do, or finish one that was stopped."""
    desk = open_desk(folder)
    if finish:
        _finish(desk, given)
        return
    if not given:
        raise UsageError("name the report to redact: its path as in trucewatch claims, or its SHA-256")
    document_id = find_document(given, desk)
    wanted = Wanted(words=tuple(words), spans=tuple(map(_parse_span, spans)), whole=whole)
    if check:
        _check(desk, document_id, wanted, as_json)
        return
    from trucewatch.desk.erasure import redact as redact_one

    done = redact_one(desk, document_id, wanted, reason, by.strip() or operator(), now())
    if as_json:
        told = {
            "document": document_id, "entry": done.seq, "places": done.places, "entries": done.entries,
            **_plain(done.released, done.elsewhere), "left": list(done.left), "clean": done.clean,
        }  # fmt: skip
        write(json.dumps(told, ensure_ascii=False, indent=1), None)
    else:
        note(f"Redacted in {_count(done.places, 'place')}; {_count(done.entries, 'entry', 'entries')} of the ledger.")
        _say(done.released, done.elsewhere, "still says")
        for name in done.left:
            note(f"The words still stand in {name} of this desk.")
        note("Backups and copies of this desk from before still hold the words: they are yours to erase.")
    if not done.clean:
        note(
            "The database could not drop its old pages yet; stop the desk's server and run: trucewatch redact --finish"
        )


def _finish(desk: Desk, given: str | None) -> None:
    from trucewatch.desk.erasure import finish
    from trucewatch.errors import LedgerError

    if given:
        raise UsageError("--finish goes alone: it ends every redaction that was stopped")
    if not finish(desk):
        raise LedgerError("the database is in use; stop the desk's server, then run this again")
    note("Nothing is left of what was redacted but hashes.")


def _check(desk: Desk, document_id: str, wanted: Wanted, as_json: bool) -> None:
    from trucewatch.desk.erasure import look_ahead

    seen = look_ahead(desk, document_id, wanted)
    if as_json:
        told = {"document": document_id, "words": list(seen.words), "places": seen.places}
        write(json.dumps({**told, **_plain(seen.released, seen.elsewhere)}, ensure_ascii=False, indent=1), None)
        return
    what = "the whole report" if wanted.whole else f"{_count(seen.places, 'place')} of its text"
    note(f"Nothing was changed.  This would go: {what} of {seen.document.file_name}.")
    _say(seen.released, seen.elsewhere, "would still say")


def _say(released: Sequence[Listed], elsewhere: Sequence[tuple[str, str]], how: str) -> None:
    for listed in released:
        r = listed.release
        note(f"A released brief carries the words and stays as it is: {r.sha256[:12]}, as of {r.as_of}, by {r.by}.")
    for document_id, name in elsewhere:
        note(f"Another report {how} the words: {name} ({document_id.removeprefix('sha256:')[:12]}).")


def _plain(released: Sequence[Listed], elsewhere: Sequence[tuple[str, str]]) -> dict[str, object]:
    return {
        "released": [{"sha256": x.release.sha256, "as_of": x.release.as_of.isoformat()} for x in released],
        "elsewhere": [{"document": document_id, "name": name} for document_id, name in elsewhere],
    }


def _parse_span(given: str) -> tuple[int, int]:
    start, _, end = given.partition(":")
    if not (start.isdecimal() and end.isdecimal() and len(given) < 24):
        raise UsageError(f"--span {given!r}: write START:END, in characters of: trucewatch text PATH; such as 57:63")
    return int(start), int(end)


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
