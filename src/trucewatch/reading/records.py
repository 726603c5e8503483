"""Rows of a table → documents: one row, one document, whose text is its filled cells as lines ``header: value``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from trucewatch.errors import BadRowError, UnreadableError
from trucewatch.model.document import Credit, Document, PublicationDate, Segment
from trucewatch.model.record import CITED, Cell, Record, Removal
from trucewatch.model.span import Span
from trucewatch.model.when import When
from trucewatch.packs.dialects import (
    Columns,
    Dialect,
    TypeBook,
    column_names,
    columns_of,
    fold_header,
    load_unnamed,
)
from trucewatch.reading.rowdates import read_published, read_when

_MAX_ID = 200


class RowReader:
    """Reads the rows of one file by a dialect.

    ``path`` and ``container`` (SHA-256) are the file's; ``publisher`` wins over the dialect's; ``restricted`` rows
    appear in no public output.  Raises :class:`UnreadableError` when the header lacks a column that every row needs.
    """

    def __init__(
        self,
        dialect: Dialect,
        header: Sequence[str],
        path: str,
        container: str,
        *,
        publisher: str = "",
        restricted: bool = False,
    ) -> None:
        self._dialect, self._path, self._container = dialect, path, container
        self._publisher, self._restricted = publisher or dialect.publisher, restricted
        self._types = TypeBook(dialect.type)
        self._header = [h or f"column {n}" for n, h in enumerate(header, 1)]
        self._keys = [column_names(h) for h in self._header]
        left_out = {fold_header(c) for c in dialect.leave_out}
        self._left_out = [bool(left_out.intersection(keys)) for keys in self._keys]
        self._check_header()

    def record_of(self, cells: Sequence[str]) -> str:
        """The record's name, ``dialect:id``; empty when the row has no id."""
        return self._name(self._dialect.id, self._lay_out(cells)[1])

    def read(self, number: int, cells: Sequence[str]) -> Record | Removal:
        """One row; ``number`` is as the user's program shows it.  Raises :class:`BadRowError`."""
        if any(cells[len(self._header) :]):
            raise BadRowError(
                f"it has more cells than the header has names ({len(self._header)}); "
                "is a comma or a quotation mark misplaced?"
            )
        dialect = self._dialect
        text, found = self._lay_out(cells)
        record = self._name(dialect.id, found)
        if not record:
            raise BadRowError(f"it has no id; fill in {dialect.id[0]}")
        if _first(found, dialect.deleted):
            return Removal(record=record, number=number, deleted=True)
        type_, typed_by = self._type(found)
        if not type_:
            return Removal(record=record, number=number, deleted=False)
        when, timed_by = read_when(dialect.date, lambda columns: _first(found, columns))
        document = Document(
            path=f"{self._path}, row {number}",
            sha256=hashlib.sha256(f"{record}\n{text}".encode()).hexdigest(),
            text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            media_type="text/csv",
            title=f"{dialect.title or dialect.name}, {record.partition(':')[2]}",
            publisher=self._publisher,
            published=self._published(found, when),
            language="",
            segments=(Segment(kind="body", start=0, end=len(text)),),
            restricted=self._restricted,
            credits=self._citations(found),
            record=record,
            container=self._container,
            revises=self._name(dialect.revises, found),
        )
        return Record(
            document=document, number=number, cells=found, type=type_, typed_by=typed_by, when=when, timed_by=timed_by
        )

    def _lay_out(self, cells: Sequence[str]) -> tuple[str, dict[str, Cell]]:
        """The document's text, and each filled cell by the names that its column goes by."""
        lines: list[str] = []
        found: dict[str, Cell] = {}
        shorter: dict[str, Cell] = {}
        at = 0
        for header, keys, left_out, value in zip(self._header, self._keys, self._left_out, cells, strict=False):
            if not value or left_out:
                continue
            start = at + len(header) + 2
            cell = Cell(header, Span(start, start + len(value), value))
            lines.append(f"{header}: {value}")
            at = start + len(value) + 1
            for place, key in enumerate(keys):
                (shorter if place else found).setdefault(key, cell)
        # Where one column is "date" and another "start-date", "date" is the first.
        return "\n".join(lines), {**shorter, **found}

    def _name(self, columns: Columns, found: dict[str, Cell]) -> str:
        cell = _first(found, columns)
        # Forms write the same id with and without this prefix.
        name = cell.text.removeprefix("uuid:") if cell else ""
        if len(name) > _MAX_ID:
            raise BadRowError(f"{columns[0]} is longer than {_MAX_ID} characters; is it the id?")
        return f"{self._dialect.name}:{name}" if name else ""

    def _citations(self, found: dict[str, Cell]) -> tuple[Credit, ...]:
        """The article that the row rests on, where a column names it."""
        cell = _first(found, self._dialect.cites)
        if cell is None or fold_header(cell.text) in load_unnamed():
            return ()
        return (Credit(name=cell.text, span=cell.span, kind=CITED),)

    def _type(self, found: dict[str, Cell]) -> tuple[str, Cell | None]:
        """The row's type and the cell that gives it; "" when it tells of no event of ours."""
        columns = self._dialect.type
        cells = [c for name in columns.column if (c := _first(found, (name,)))]
        for cell in cells:
            meant = self._types.find(cell.text)
            if meant.skipped:
                return "", cell
            if meant.type:
                return meant.type, cell
        if columns.other:
            return columns.other, cells[0] if cells else None
        if not cells:
            raise BadRowError(f"it does not say what happened; fill in {columns.column[0]}")
        raise BadRowError(
            f"{cells[0].header} {cells[0].text[:60]!r} is no known type; correct it, or add it to the mapping's values"
        )

    def _published(self, found: dict[str, Cell], when: When | None) -> PublicationDate:
        cell = _first(found, self._dialect.published)
        if cell is not None:
            note = f"its column “{cell.header}”"
            return PublicationDate(on=read_published(cell), found_by="metadata", evidence=cell.span, note=note)
        if when is None:
            return PublicationDate(on=None, found_by="not found", note="the row bears no date")
        note = "no column says when it was published: the last day that it tells of, as a row cannot be older"
        return PublicationDate(on=when.end_on, found_by="text", evidence=when.span, note=note)

    def _check_header(self) -> None:
        have = {key for keys in self._keys for key in keys}
        dialect = self._dialect

        def lacks(columns: Columns) -> bool:
            return not any(fold_header(c) in have for c in columns)

        needed = [dialect.id]
        if lacks(dialect.deleted):
            needed += [dialect.date.start or dialect.date.year]
            needed += [] if dialect.type.other else [dialect.type.column]
        if missing := [" or ".join(columns) for columns in needed if lacks(columns)]:
            raise UnreadableError(
                f"{self._path}: the column {', '.join(missing)} is missing for {dialect.name}; "
                "is the first row the header? For other columns give a mapping with --map"
            )
        # Which of two columns of one name is meant nobody can tell; those that the dialect does not read may repeat.
        names = [fold_header(h) for h in self._header]
        used = columns_of(dialect)
        if twice := [h for h, n in zip(self._header, names, strict=True) if names.count(n) > 1 and n in used]:
            raise UnreadableError(
                f"{self._path}: the column {twice[0]} stands twice; rename or remove one of them, and import again"
            )


def _first(cells: Mapping[str, Cell], columns: Columns) -> Cell | None:
    return next((cells[key] for key in map(fold_header, columns) if key in cells), None)
