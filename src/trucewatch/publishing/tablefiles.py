"""Tables as files: CSV and XLSX whose cells no spreadsheet will run, the same rows as the same bytes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from trucewatch.publishing.incidentrows import Cell

_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MADE = datetime(2000, 1, 1)  # a fixed day, so that the same rows give the same bytes
_WIDEST = 32_000
"""Characters that a spreadsheet's cell can hold."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook; ``tags`` are HXL hashtags under the header, () for none."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    tags: Sequence[str] = ()


def still(value: Cell) -> Cell:
    """A cell that no spreadsheet will run: text that looks like a formula gets an apostrophe before it."""
    if not isinstance(value, str):
        return value
    text = _CONTROL.sub("", value)[:_WIDEST]
    return f"'{text}" if text.startswith(_LIVE) and not _NUMBER.fullmatch(text) else text


def write_csv(header: Sequence[str], rows: Sequence[Sequence[Cell]], tags: Sequence[str] = ()) -> bytes:
    """A CSV file with the header first and, where ``tags`` are given, a row of HXL hashtags under it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    if tags:
        writer.writerow(tags)
    writer.writerows([["" if c is None else _shown(still(c)) for c in row] for row in rows])
    # The mark at the front tells Excel that it is UTF-8: Arabic names survive.
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _shown(value: Cell) -> Cell:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def write_book(sheets: Sequence[Sheet]) -> bytes:
    """A workbook of those sheets: headers bold and frozen, every column with a filter."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"created": _MADE})
    bold = book.add_format({"bold": True})
    for one in sheets:
        sheet = book.add_worksheet(one.name)
        for at, name in enumerate(one.header):
            sheet.write_string(0, at, name, bold)
        for at, tag in enumerate(one.tags):
            sheet.write_string(1, at, tag)
        first = 2 if one.tags else 1
        for down, row in enumerate(one.rows, start=first):
            for at, cell in enumerate(row):
                if isinstance(cell, (int, float)):
                    sheet.write_number(down, at, cell)
                elif cell:
                    sheet.write_string(down, at, str(still(cell)))
        sheet.freeze_panes(first, 0)
        if one.header:
            sheet.autofilter(0, 0, max(1, len(one.rows) + first - 1), len(one.header) - 1)
    book.close()
    return out.getvalue()
