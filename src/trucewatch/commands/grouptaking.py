"""The tables that `group` takes: each file's kind, its good rows as columns, its bad rows told."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from trucewatch.claims.records import Particulars, read_particulars
from trucewatch.commands.console import note
from trucewatch.errors import BadRowError, UsageError
from trucewatch.incidents.bulktable import Rows
from trucewatch.incidents.telling import TOLLS
from trucewatch.model.record import Record, Removal
from trucewatch.model.when import When
from trucewatch.packs.dialects import (
    KIND_OF,
    Dialect,
    find_dialect,
    lay_out,
    load_mapping,
    recognise,
    tables_of_events,
)
from trucewatch.packs.sheets import open_table
from trucewatch.reading.records import RowReader

MAX_SHOWN = 50
"""How many bad rows of a file are told one by one."""
OWN = "csv"
"""The name under which ``--as`` calls a table that a mapping describes."""
_TOLD = frozenset(("asserted", "alleged"))


@dataclass(frozen=True, slots=True)
class Taken:
    """A good row: where it stands, which record of which data set it is, and what it tells."""

    file: str
    number: int
    data_set: str
    row_id: str
    type: str
    when: When | None
    published: date | None
    told: Particulars

    @property
    def order(self) -> tuple[date, str, str]:
        """Its place among all rows, whichever file comes first: by publication."""
        return self.published or date.min, self.data_set, self.row_id


@dataclass(slots=True)
class Read:
    """What became of a file's rows; ``left_out`` are those that tell of no incident, or were deleted."""

    file: str
    dialect: str
    rows: int = 0
    bad: int = 0
    left_out: int = 0


def choose(files: Sequence[Path], names: Sequence[str], mappings: Sequence[Path]) -> list[Dialect | None]:
    """The kind of each file; None where its header is to say.  Raises :class:`UsageError` when they do not match."""
    if not names:
        names = [OWN] * len(files) if mappings else [""] * len(files)
    if len(names) == 1:
        names = [*names] * len(files)
    if len(names) != len(files):
        raise UsageError(f"{len(files)} files and {len(names)} --as; give one for each file, or one for all")
    own = names.count(OWN)
    if mappings and not own:
        raise UsageError("--map describes a table of your own; add --as csv for the file that it is of")
    if own and len(mappings) not in (1, own):
        raise UsageError(f"{own} files --as {OWN} and {len(mappings)} --map; give one for each of them, or one for all")
    maps = iter([load_mapping(path) for path in (mappings if len(mappings) == own else [*mappings] * own)])
    return [next(maps) if name == OWN else find_dialect(name) if name else None for name in names]


def take(path: Path, dialect: Dialect | None, seen: dict[tuple[str, str], str]) -> tuple[list[Taken], Read]:
    """A file's good rows; the others are told or counted.  ``seen``: where each record of the files before stands.

    Raises :class:`UnreadableError` when it is no table or lacks a column, :class:`UsageError` for an unknown kind.
    """
    table = open_table(path)
    if table.note:
        note(table.note)
    if dialect is None:
        dialect = recognise(table.header)
        if dialect is None:
            raise UsageError(
                f"{path}: its columns are of no known kind of table; say which with --as, or give --map FILE"
            )
        note(f"{path}: read as {dialect.title or dialect.name}")
    if layout := lay_out(dialect, table.header):
        table = table.under(list(layout))
    reader = RowReader(dialect, table.header, str(path), hashlib.sha256(str(path).encode()).hexdigest())
    read, found = Read(str(path), dialect.name), []
    for number, cells in table.rows:
        try:
            entry = reader.read(number, cells)
            row = None if isinstance(entry, Removal) else _row(entry, dialect, read.file)
            if row is None:
                read.left_out += 1
                continue
            if there := seen.get((row.data_set, row.row_id)):
                raise BadRowError(f"its id stands in {there}; that row is kept")
        except BadRowError as error:
            read.bad += 1
            if read.bad <= MAX_SHOWN:
                note(f"{path}: row {number}: {error}")
            continue
        seen[row.data_set, row.row_id] = f"{path}, row {number}"
        read.rows += 1
        found.append(row)
    if read.bad > MAX_SHOWN:
        note(f"{path}: and {read.bad - MAX_SHOWN} more bad rows")
    return found, read


def _row(record: Record, dialect: Dialect, file: str) -> Taken | None:
    """None for a row that tells of no incident that happened."""
    told = read_particulars(record, dialect)
    if KIND_OF[record.type] != "incident" or told.stance not in _TOLD:
        return None
    document = record.document
    return Taken(
        file, record.number, dialect.name, document.record.partition(":")[2], record.type, record.when,
        document.published.on, told,
    )  # fmt: skip


def lay_columns(taken: Sequence[Taken]) -> Rows:
    """The columns of those rows, in their order."""
    places = [next(iter(t.told.places), None) for t in taken]
    counts = [{q.what: (q.low, q.high) for q in reversed(t.told.quantities)} for t in taken]
    return Rows(
        row_id=[t.row_id for t in taken],
        data_set=[t.data_set for t in taken],
        first_day=[t.when.start_on if t.when else None for t in taken],
        last_day=[t.when.end_on if t.when else None for t in taken],
        published=[t.published for t in taken],
        type=[t.type for t in taken],
        # A point without a name is in its mention's words the point again.
        place=[(p.name or (p.span.quote if p.lat is None else "")) if p else "" for p in places],
        lat=[p.lat if p else None for p in places],
        lon=[p.lon if p else None for p in places],
        precision=[p.geo_precision if p else None for p in places],
        counts={what: [c.get(what) for c in counts] for what in TOLLS if any(what in c for c in counts)},
        target=[_names(t, "target") for t in taken],
        doer=[_names(t, "perpetrator") for t in taken],
        words=([t.told.words for t in taken],),
        events=tables_of_events(),
    )


def _names(taken: Taken, role: str) -> str:
    return "; ".join(a.span.quote for a in taken.told.actors if a.role == role)
