"""Tables that a user brings: a CSV or the first sheet of an XLSX, as rows of cells under a header.

Both are hostile until read: sizes are bounded before anything is unpacked, and nothing in a cell is evaluated.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from trucewatch.errors import UnreadableError

MAX_BYTES, MAX_ROWS, MAX_CELL, MAX_COLUMNS = 50_000_000, 200_000, 32_000, 200
MAX_UNPACKED = 400_000_000
"""Bytes that all parts of an ``.xlsx`` may unpack to."""
Row = tuple[int, list[str]]
"""The row's number as the user's program shows it, the header being row 1, and its cells."""
_CELL = re.compile(rb"""\br=["']([A-Z]{0,3})([0-9]{1,7})["']""")
_TAG = re.compile(r"#[A-Za-z]")
_CHUNK = 1 << 20


def read_table(path: Path) -> tuple[list[str], Iterator[Row]]:
    """The header and the rows of a ``.csv`` (UTF-8; comma, semicolon or tab) or ``.xlsx`` file, blank rows left out.

    Raises :class:`UnreadableError` when it is no such file, too large, or without a header.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; split it")
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read: {error.strerror}; check the name") from error
    rows = _xlsx_rows(raw, path) if raw[:4] == b"PK\x03\x04" else _csv_rows(raw, path)
    first = next(rows, None)
    if first is None:
        raise UnreadableError(f"{path}: empty; the first row must name the columns")
    return first[1], _without_tags(rows)


def _without_tags(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows without a row of HXL hashtags directly under the header."""
    second = next(rows, None)
    if second is None:
        return
    if not all(_TAG.match(cell) for cell in second[1] if cell):
        yield second
    yield from rows


def _csv_rows(raw: bytes, path: Path) -> Iterator[Row]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path}: not UTF-8 at byte {error.start}; save it as CSV UTF-8") from error
    if "\0" in text:
        raise UnreadableError(f"{path}: holds zero bytes, so it is no CSV; export it as CSV UTF-8 or .xlsx")
    line = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=line.count))
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
    trimmed = [" ".join(cell.split())[:MAX_CELL] for cell in cells]
    if any(trimmed):
        yield number, trimmed


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
    """A cell as its digits and letters: a whole number without ``.0``, a date in ISO form."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="seconds")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
