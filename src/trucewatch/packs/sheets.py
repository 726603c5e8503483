"""Tables that a user brings: a CSV or the first sheet of an XLSX, as rows of cells under a header.

Both are hostile until read: sizes are bounded before anything is unpacked, and nothing in a cell is evaluated.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from trucewatch.errors import UnreadableError

MAX_BYTES, MAX_ROWS, MAX_CELL, MAX_COLUMNS = 50_000_000, 200_000, 2_000, 200
Row = tuple[int, list[str]]
"""The row's number as the user's program shows it, the header being row 1, and its cells."""
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_COLUMN = re.compile(r"[A-Z]{1,3}")


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
    return first[1], rows


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
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            shared = [_text(item) for item in _part(book, "xl/sharedStrings.xml", path).iter(f"{_SHEET}si")]
            for row in _part(book, "xl/worksheets/sheet1.xml", path).iter(f"{_SHEET}row"):
                number = int(row.get("r") or 0)
                yield from _checked(number, _cells(row, shared), path)
    except (zipfile.BadZipFile, ElementTree.ParseError, NotImplementedError, ValueError, IndexError) as error:
        raise UnreadableError(f"{path}: a damaged .xlsx ({error}); save it again, or as CSV UTF-8") from error


def _part(book: zipfile.ZipFile, name: str, path: Path) -> ElementTree.Element:
    if name not in book.namelist():
        if name == "xl/sharedStrings.xml":
            return ElementTree.Element("none")
        raise UnreadableError(f"{path}: no .xlsx with a first sheet; save it again, or as CSV UTF-8")
    if book.getinfo(name).file_size > MAX_BYTES:
        raise UnreadableError(f"{path}: unpacks to more than {MAX_BYTES // 1_000_000} MB; split it")
    text = book.read(name).decode("utf-8-sig")
    if "<!DOCTYPE" in text:
        raise ValueError("it declares a document type")
    # Without a document type there are no entities to blow up or to fetch; the size is bounded above.
    return ElementTree.fromstring(text)  # noqa: S314


def _cells(row: ElementTree.Element, shared: list[str]) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{_SHEET}c"):
        at = _index(cell.get("r") or "", len(cells))
        cells += [""] * (min(at, MAX_COLUMNS) - len(cells))
        value = cell.find(f"{_SHEET}v")
        text = value.text or "" if value is not None else ""
        if cell.get("t") == "s":
            text = shared[int(text)]
        elif cell.get("t") == "inlineStr":
            text = _text(cell)
        cells.append(text)
    return cells


def _index(reference: str, default: int) -> int:
    """The column of a reference: ``C7`` → 2."""
    letters = _COLUMN.match(reference)
    if letters is None:
        return default
    index = 0
    for letter in letters.group():
        index = index * 26 + ord(letter) - 64
    return index - 1


def _text(element: ElementTree.Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{_SHEET}t"))
