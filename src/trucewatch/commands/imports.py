"""`import FILE`: a table into the desk: each row a document, with a claim by each of its sources."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import typer

from trucewatch.commands.console import note, now
from trucewatch.errors import BadRowError, TrucewatchError, UnreadableError, UsageError
from trucewatch.ledger.append import TOGETHER
from trucewatch.ledger.standing import Changes, Succession
from trucewatch.model.claim import Claim
from trucewatch.model.decision import Decision
from trucewatch.model.document import Document
from trucewatch.model.record import Removal
from trucewatch.packs.dialects import Dialect, find_dialect, lay_out, load_mapping, recognise
from trucewatch.packs.sheets import Row, Table, open_table
from trucewatch.packs.submissions import read_submissions
from trucewatch.reading.records import RowReader

MAX_SHOWN = 50
"""How many bad rows are told one by one."""
BY = "trucewatch import"
_FORMS = frozenset((".json", ".jsonl", ".ndjson", ".geojson"))


def import_table(
    folder: Path,
    path: Path,
    dialect_name: str | None,
    mapping: Path | None,
    *,
    publisher: str = "",
    complete: bool = False,
    restricted: bool = False,
) -> None:
    """Take a table in; exit status 1 with bad rows, 2 when no row could be taken."""
    from trucewatch.desk.versions import run_versions
    from trucewatch.ledger.desk import open_desk
    from trucewatch.ledger.read import read_held

    desk = open_desk(folder)
    table = Table(*read_submissions(path)) if path.suffix.lower() in _FORMS else open_table(path)
    if table.note:
        note(table.note)
    dialect = _choose(path, table.header, dialect_name, mapping)
    if layout := lay_out(dialect, table.header):
        note(f"{path}: has no header; its columns are taken to be those of {dialect.title or dialect.name}, in order")
        table = table.under(list(layout))
    raw = path.read_bytes()
    container = hashlib.sha256(raw).hexdigest()
    reader = RowReader(dialect, table.header, str(path), container, publisher=publisher, restricted=restricted)
    taking = _Taking(dialect, reader, Succession(*read_held(desk.engine)), path, complete)
    versions = {**run_versions(), "dialect": _version(dialect)}
    try:
        added = desk.add_table(
            raw,
            container,
            taking.read(table.rows),
            versions,
            now,
            lambda last, at: _decide(taking.settle(last=last), path, container, at),
        )
    except (TrucewatchError, KeyboardInterrupt):
        if taking.rows > TOGETHER:
            note(f"{path}: stopped after row {taking.number}; what is in stays: import it again to take in the rest")
        raise
    taking.report(added)
    if container in desk.erased_files():
        note(f"{path}: holds what was redacted on this desk: that was not taken in, and the file is not kept")
    if not taking.rows and not taking.removed:
        if not taking.faults:
            raise UnreadableError(f"{path}: nothing stands below its header; fill in a row for each record")
        raise UnreadableError(f"{path}: no row could be taken; see the reasons above")
    if taking.faults:
        raise typer.Exit(1)


def _choose(path: Path, header: Sequence[str], name: str | None, mapping: Path | None) -> Dialect:
    if name and mapping:
        raise UsageError("--as and --map do not go together; give the one that describes the table")
    if mapping:
        return load_mapping(mapping)
    if name:
        return find_dialect(name)
    found = recognise(header)
    if found is None:
        raise UsageError(f"{path}: its columns are of no known kind of table; say which with --as, or give --map FILE")
    note(f"{path}: read as {found.title or found.name}")
    return found


def _version(dialect: Dialect) -> str:
    return f"{dialect.name} {hashlib.sha256(dialect.model_dump_json().encode()).hexdigest()[:12]}"


@dataclass(slots=True)
class _Taking:
    """One table being taken in: what became of its rows."""

    dialect: Dialect
    reader: RowReader
    succession: Succession
    path: Path
    complete: bool
    rows: int = 0
    removed: int = 0
    faults: int = 0
    nameless: int = 0
    number: int = 0
    changes: Changes = field(default_factory=Changes)

    def read(self, rows: Iterator[Row]) -> Iterator[tuple[Document, Sequence[Claim]]]:
        """Each good row's document and claims; the others are said or counted."""
        from trucewatch.claims.records import build_claims, say_setting
        from trucewatch.identity.resolve import resolve_identities

        for number, cells in rows:
            self.number = number
            try:
                entry = self.reader.read(number, cells)
                if isinstance(entry, Removal):
                    self.removed += 1
                    self.succession.remove(entry)
                    continue
                document, claims = entry.document, build_claims(entry, self.dialect)
                earlier = self.succession.given(document.record)
                if earlier and earlier != document.document_id:
                    raise BadRowError("its id stands in a row above with other cells; that row is kept")
            except BadRowError as error:
                self._say(number, cells, error)
                continue
            self.rows += 1
            if not earlier:
                self.succession.give(document)
                setting = replace(document, text=say_setting(entry, self.dialect))
                yield document, resolve_identities(claims, (setting,))

    def settle(self, *, last: bool) -> Changes:
        """What is withdrawn and what stands again: by the rows so far, or, after the last one, by the whole table."""
        some = self.succession.take_over()
        if last:
            trusted = self.complete and not self.nameless
            if self.complete and not trusted:
                note(
                    f"{self.path}: {self.nameless} rows have no id, so no row is taken for missing; correct them first"
                )
            rest = self.succession.settle(self.dialect.name if trusted else "")
            some = replace(rest, replaced={**some.replaced, **rest.replaced}, restored=(*some.restored, *rest.restored))
        self.changes = replace(
            some,
            replaced={**self.changes.replaced, **some.replaced},
            restored=(*self.changes.restored, *some.restored),
        )
        return some

    def report(self, added: int) -> None:
        """A line for the person at the terminal."""
        if self.faults > MAX_SHOWN:
            note(f"{self.path}: and {self.faults - MAX_SHOWN} more bad rows")
        c = self.changes
        told = [
            ("bad rows left out", self.faults),
            ("earlier versions withdrawn", len(c.replaced)),
            ("earlier versions that stand again", len(c.restored)),
            ("withdrawn since deleted by their source", len(c.deleted)),
            ("withdrawn since they now tell of no event that is kept here", len(c.no_event)),
            ("withdrawn since no longer in the table", len(c.missing)),
            ("rows that delete, or tell of no event that is kept here", self.removed),
        ]
        more = "".join(f"; {what}: {n}" for what, n in told if n)
        note(f"{self.path}: rows taken in: {self.rows}, new or changed: {added}{more}.")

    def _say(self, number: int, cells: Sequence[str], error: BadRowError) -> None:
        self.faults += 1
        if self.faults <= MAX_SHOWN:
            note(f"{self.path}: row {number}: {error}")
        try:
            record = self.reader.record_of(cells)
        except BadRowError:
            record = ""
        if record:
            self.succession.see(record)
        else:
            self.nameless += 1


def _decide(changes: Changes, path: Path, container: str, at: datetime) -> list[Decision]:
    """The decisions that carry the changes out; each names the table by its file and hash."""

    def made(kind: str, subjects: Sequence[str], why: str, **more: object) -> Decision:
        payload = {"table": path.name, "container": container, **more}
        return Decision(
            kind=kind, subjects=tuple(subjects), payload=payload, reason=f"{path.name}: {why}", by=BY, at=at
        )

    found = []
    if changes.replaced:
        why = "another version of the same record stands instead"
        found.append(made("withdraw", tuple(changes.replaced), why, by=changes.replaced))
    for subjects, why in (
        (changes.deleted, "deleted by its source"),
        (changes.no_event, "now tells of no event that is kept here"),
        (changes.missing, "no longer in the table, which is said to be complete"),
    ):
        if subjects:
            found.append(made("withdraw", subjects, why))
    if changes.restored:
        found.append(made("restore", changes.restored, "the table holds this version again"))
    return found
