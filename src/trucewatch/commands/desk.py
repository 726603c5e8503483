"""The desk's own commands: `init`, `add`, `status`, `brief`."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from trucewatch.commands.console import note, now, parse_day, write
from trucewatch.commands.material import look
from trucewatch.commands.sources import Sources
from trucewatch.errors import LedgerError
from trucewatch.ledger.codec import UNDECODABLE
from trucewatch.ledger.desk import create_desk, open_desk
from trucewatch.model.document import Document


def init(folder: Path, agreement: str) -> None:
    """Make a desk."""
    if agreement:
        from trucewatch.packs.agreement import load_agreement

        load_agreement(agreement)
    create_desk(folder, agreement)
    note(f"A desk is made in {folder}.  Next: cd {folder}, then trucewatch add PATH…")


def add(desk_folder: Path, paths: list[str], published_on: str | None, restricted: bool) -> None:
    """Read, extract and record files; one transaction a document, so a stop loses and doubles nothing."""
    from trucewatch.desk.versions import run_versions
    from trucewatch.pipeline import extract_each
    from trucewatch.reading.files import unique

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
            if desk.is_redacted(document.document_id):
                note(f"{document.path}: was redacted on this desk, and is not taken in again")
    already = f"; {known} stood there already" if known else ""
    reports = "1 document" if added == 1 else f"{added} documents"
    note(f"{reports} added with {'1 claim' if found == 1 else f'{found} claims'}{already}.")
    sources.end()


def status(desk_folder: Path, as_of: str | None, as_json: bool) -> None:
    """Say what a desk holds and whether everything in it is as it was recorded."""
    desk = open_desk(desk_folder)
    faults = desk.faults()
    try:
        view = look(desk_folder, as_of)
    except UNDECODABLE:
        write("\n".join(f"FAULT: {f}" for f in faults), None)
        _refuse(desk_folder, faults)
        raise
    situation = view.situation
    held = {
        "as_of": view.as_of.isoformat(),
        "agreement": view.agreement,
        "documents": len(situation.documents),
        "origins": len(situation.origins),
        "undated": sum(d.published.on is None for d in situation.documents),
        "claims": len(situation.claims),
        "incidents": len(situation.incidents),
        "movements": len(situation.movements),
        "head": desk.contents().head.chain,
        "faults": list(faults),
    }
    if as_json:
        write(json.dumps(held, ensure_ascii=False, indent=1), None)
    else:
        lines = [f"{name:10} {value}" for name, value in held.items() if name != "faults"]
        lines += [f"FAULT: {f}" for f in faults] or ["everything is as it was recorded"]
        write("\n".join([*view.notes, *lines]), None)
    _refuse(desk_folder, faults)


def _refuse(desk_folder: Path, faults: Sequence[str]) -> None:
    if faults:
        raise LedgerError(f"{desk_folder}: {len(faults)} faults in the ledger or the evidence; restore from a backup")


def brief(desk_folder: Path, agreement: str | None, as_of: str | None, out: Path | None, format: str) -> None:
    """Publish the desk's brief as of a day."""
    from trucewatch.desk.versions import run_versions
    from trucewatch.pipeline import publish
    from trucewatch.plugins import find_renderer

    find_renderer(format)
    view = look(desk_folder, as_of)
    terms = agreement or view.agreement or None
    write(publish(view.situation, terms, view.as_of, format, view.notes, run_versions(), decisions=view.decisions), out)
