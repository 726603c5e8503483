"""The desk's commands: `init`, `add`, `status`, `claims`, `incidents`, `assess`, `access`, `brief`."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from trucewatch.commands.console import end_of, note, now, parse_day, write
from trucewatch.commands.sources import Sources
from trucewatch.errors import UsageError
from trucewatch.ledger.desk import Desk, create_desk, open_desk
from trucewatch.model.document import Document
from trucewatch.model.situation import Situation


@dataclass(frozen=True, slots=True)
class View:
    """A desk as of a day: what it holds, and what a reader must be told about that day."""

    desk: Desk
    as_of: date
    situation: Situation
    notes: tuple[str, ...]


def init(folder: Path, agreement: str) -> None:
    """Make a desk."""
    if agreement:
        from trucewatch.packs.agreement import load_agreement

        load_agreement(agreement)
    create_desk(folder, agreement)
    note(f"A desk is made in {folder}.  Next: cd {folder}, then trucewatch add PATH…")


def add(desk_folder: Path, paths: list[str], published_on: str | None, restricted: bool) -> None:
    """Read, extract and record files; one transaction a document, so a stop loses and doubles nothing."""
    from trucewatch.commands.versions import run_versions
    from trucewatch.pipeline import extract_each, unique

    desk = open_desk(desk_folder)
    versions = run_versions()
    sources = Sources(paths, parse_day(published_on, "--published-on"))
    added = known = found = 0
    originals: dict[str, bytes] = {}

    def documents() -> Iterator[Document]:
        for raw, document in sources.with_bytes():
            originals[document.document_id] = raw
            yield dataclasses.replace(document, restricted=restricted)

    for document, claims in extract_each(unique(documents())):
        if desk.add(originals.pop(document.document_id), document, claims, versions, now()):
            added += 1
            found += len(claims)
        else:
            known += 1
    already = f"; {known} stood there already" if known else ""
    note(f"{added} documents added with {found} claims{already}.")
    sources.end()


def look(desk_folder: Path, as_of: str | None) -> View:
    """Open a desk and resolve what it holds as of a day.

    Only what was recorded by the end of that day counts.  A desk that began later than the day asked for cannot know
    what it would have held; then what had been *published* by that day is taken, and a note says so.
    """
    from trucewatch.pipeline import situation_as_of

    desk = open_desk(desk_folder)
    day = parse_day(as_of, "--as-of") or now().date()
    limit = end_of(day)
    contents = desk.contents(limit)
    notes: tuple[str, ...] = ()
    if contents.began_at is not None and contents.began_at > limit:
        contents = desk.contents()
        notes = (
            f"This desk's first record is of {contents.began_at:%Y-%m-%d}.  As of {day} it shows what had been "
            "published by then, out of everything recorded since; not what this desk knew that day.",
        )
    return View(desk, day, situation_as_of(contents.documents, contents.claims, day), notes)


def status(desk_folder: Path, as_of: str | None, as_json: bool) -> None:
    """Say what a desk holds and whether everything in it is as it was recorded."""
    view = look(desk_folder, as_of)
    faults = view.desk.faults()
    situation = view.situation
    held = {
        "as_of": view.as_of.isoformat(),
        "agreement": view.desk.agreement,
        "documents": len(situation.documents),
        "origins": len(situation.origins),
        "undated": sum(d.published.on is None for d in situation.documents),
        "claims": len(situation.claims),
        "incidents": len(situation.incidents),
        "movements": len(situation.movements),
        "head": view.desk.contents().head.chain,
        "faults": list(faults),
    }
    if as_json:
        write(json.dumps(held, ensure_ascii=False, indent=1), None)
    else:
        lines = [f"{name:10} {value}" for name, value in held.items() if name != "faults"]
        lines += [f"FAULT: {f}" for f in faults] or ["everything is as it was recorded"]
        write("\n".join([*view.notes, *lines]), None)
    if faults:
        from trucewatch.errors import LedgerError

        raise LedgerError(f"{desk_folder}: {len(faults)} faults in the ledger or the evidence; restore from a backup")


def brief(desk_folder: Path, agreement: str | None, as_of: str | None, out: Path | None, format: str) -> None:
    """Publish the desk's brief as of a day."""
    from trucewatch.commands.versions import run_versions
    from trucewatch.pipeline import publish
    from trucewatch.plugins import find_renderer

    find_renderer(format)
    view = look(desk_folder, as_of)
    write(
        publish(view.situation, agreement_of(view, agreement) or None, view.as_of, format, view.notes, run_versions()),
        out,
    )


def agreement_of(view: View, given: str | None) -> str:
    """The agreement asked for, or else the desk's own; may be empty."""
    return given or view.desk.agreement


def required_agreement(view: View, given: str | None) -> str:
    """The same, but raises :class:`UsageError` when there is none."""
    if found := agreement_of(view, given):
        return found
    raise UsageError("no agreement is named; add --agreement ID (see: trucewatch agreement list) or set it in the desk")
