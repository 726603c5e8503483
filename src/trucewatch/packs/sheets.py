"""Tables that a user brings: a CSV, a Parquet file or the first sheet of an XLSX, as rows of cells under a header.

Both are hostile until read: sizes are bounded before anything is unpacked, and nothing in a cell is evaluated.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import NamedTuple

from trucewatch.errors import UnreadableError
from trucewatch.packs.encodings import decode_table
from trucewatch.packs.parquet import PARQUET, iterate_parquet

MAX_BYTES, MAX_ROWS, MAX_CELL, MAX_COLUMNS = 50_000_000, 200_000, 32_000, 200
MAX_UNPACKED = 400_000_000
"""Bytes that all parts of an ``.xlsx`` may unpack to."""
Row = tuple[int, list[str]]
"""The row's number as the user's program shows it, the header being row 1, and its cells."""
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_CELL = re.compile(rb"""\br=["']([A-Z]{0,3})([0-9]{1,7})["']""")
_TAG = re.compile(r"#[A-Za-z]")
_LIVE = frozenset("=+-@")
_CHUNK = 1 << 20


class Table(NamedTuple):
    """A table's first row, the rows under it, and a sentence about its encoding where that is not UTF-8."""

    header: list[str]
    rows: Iterator[Row]
    note: str = ""

    def under(self, header: list[str]) -> Table:
        """The same cells under another header: the first row is a row like the others."""
        return Table(header, itertools.chain([(1, self.header)], self.rows), self.note)


def read_table(path: Path) -> tuple[list[str], Iterator[Row]]:
    """The header and the rows of :func:`open_table`."""
    return open_table(path)[:2]


def open_table(path: Path) -> Table:
    """A ``.csv`` (comma, semicolon or tab), ``.xlsx`` or ``.parquet`` file, by its content; blank rows are left out.

    Raises :class:`UnreadableError` when it is no such file, too large, or without a header.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; split it")
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read: {error.strerror}; check the name") from error
    note = ""
    if raw[:4] == b"PK\x03\x04":
        rows = _xlsx_rows(raw, path)
    elif raw[:4] == PARQUET:
        rows = (row for n, cells in iterate_parquet(raw, path) for row in _checked(n, [_say(c) for c in cells], path))
    else:
        text, note = decode_table(raw, path)
        rows = _csv_rows(text, path)
    first = next(rows, None)
    if first is None:
        raise UnreadableError(f"{path}: empty; the first row must name the columns")
    return Table(first[1], _without_tags(rows), note)


def _without_tags(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows without a row of HXL hashtags directly under the header."""
    second = next(rows, None)
    if second is None:
        return
    if not all(_TAG.match(cell) for cell in second[1] if cell):
        yield second
    yield from rows


def _csv_rows(text: str, path: Path) -> Iterator[Row]:
    if "\0" in text:
        raise UnreadableError(f"{path}: holds zero bytes, so it is no CSV; export it as CSV UTF-8 or .xlsx")
    if named := _SEPARATOR.match(text):  # a line that spreadsheets write for themselves
        text, mark = text[named.end() :], named.group(1)
    else:
        mark = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise UnreadableError(f"{path}: row {number}: {error}; is a quotation mark left open?") from error
        if cells is None:
            return
        yield from _checked(number, cells, path)


def _checked(number: int, cells: list[str], path: Path) -> Iterator[Row]:
    if number > MAX_ROWS:
        raise UnreadableError(f"{path}: more than {MAX_ROWS} rows; split it")
    if len(cells) > MAX_COLUMNS:
        raise UnreadableError(f"{path}: row {number} has more than {MAX_COLUMNS} cells; is it a table?")
    trimmed = [_plain(" ".join(cell.split())[:MAX_CELL]) for cell in cells]
    if any(trimmed):
        yield number, trimmed


def _plain(cell: str) -> str:
    """A cell without the apostrophe that exports put before what a spreadsheet would run."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _LIVE else cell


def _xlsx_rows(raw: bytes, path: Path) -> Iterator[Row]:
    # Here, not at the top: a CSV needs none of it.
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        _check_book(raw, path)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0)
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            yield from _checked(number, [_say(c) for c in cells], path)
    except (zipfile.BadZipFile, zlib.error, CalamineError, NotImplementedError, ValueError, EOFError) as error:
        raise UnreadableError(f"{path}: a damaged .xlsx ({error}); save it again, or as CSV UTF-8") from error


def _check_book(raw: bytes, path: Path) -> None:
    """Bound what the reader will unpack and hold: it keeps a sheet as one full rectangle, up to the farthest cell."""
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        parts = book.infolist()
        if sum(p.file_size for p in parts) > MAX_UNPACKED:
            raise UnreadableError(f"{path}: unpacks to more than {MAX_UNPACKED // 1_000_000} MB; split it")
        if not any(p.filename.lower() == "xl/workbook.xml" for p in parts):
            raise UnreadableError(f"{path}: no .xlsx; save it as an Excel workbook, or as CSV UTF-8")
        for part in parts:
            with book.open(part) as stream:
                sheet = part.filename.lower().startswith("xl/worksheets/")
                kept = b""
                # Also reads what is no sheet: a part that unpacks to another size than it declares is found so.
                while chunk := stream.read(_CHUNK):
                    if sheet:
                        _check_extent(kept + chunk, path)
                        kept = chunk[-40:]


def _check_extent(xml: bytes, path: Path) -> None:
    for column, row in _CELL.findall(xml):
        if int(row) > MAX_ROWS:
            raise UnreadableError(f"{path}: more than {MAX_ROWS} rows; split it, or delete what stands far below")
        if len(column) > 2 or _index(column) >= MAX_COLUMNS:
            raise UnreadableError(
                f"{path}: row {int(row)} has more than {MAX_COLUMNS} cells; is it a table? Delete what stands far right"
            )


def _index(letters: bytes) -> int:
    """The column of its letters: ``C`` → 2."""
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def _say(cell: object) -> str:
    """A cell as its digits and letters: a whole number without ``.0``, a date in ISO form, several parted by ``;``."""
    if cell is None:
        return ""
    if isinstance(cell, list | tuple):
        return "; ".join(_say(c) for c in cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="seconds")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
