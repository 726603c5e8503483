import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.errors import UnreadableError
from trucewatch.packs.sheets import MAX_COLUMNS, read_table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book(path, rows, shared=(), head=""):
    """An .xlsx with one sheet of the given row elements."""
    with zipfile.ZipFile(path, "w") as out:
        items = "".join(f"<si><t>{s}</t></si>" for s in shared)
        out.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{items}</sst>')
        sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        out.writestr("xl/worksheets/sheet1.xml", head + sheet)
    return path


def test_commas_semicolons_and_tabs_are_told_apart_by_the_header(tmp_path):
    for mark in ",;\t":
        path = tmp_path / "t.csv"
        path.write_text(f"name{mark}lat\nAl Bab{mark}36.4\n", encoding="utf8")
        header, rows = read_table(path)
        assert (header, list(rows)) == (["name", "lat"], [(2, ["Al Bab", "36.4"])])


def test_a_byte_order_mark_and_blank_rows_are_left_out(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b"\xef\xbb\xbfname\n\nHama\n")
    header, rows = read_table(path)
    assert (header, list(rows)) == (["name"], [(3, ["Hama"])])


def test_an_xlsx_gives_shared_inline_and_plain_cells_at_their_columns(tmp_path):
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>lat</t></is></c></row>'
        '<row r="4"><c r="A4" t="s"><v>1</v></c><c r="C4"><v>36.2</v></c></row>'
    )
    header, found = read_table(book(tmp_path / "t.xlsx", rows, ("name", "Aleppo")))
    assert (header, list(found)) == (["name", "", "lat"], [(4, ["Aleppo", "", "36.2"])])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"name\n\xff\xfe", "UTF-8"),
        (b"name\nA\0B\n", "zero bytes"),
        (b"name\n" + b"," * (MAX_COLUMNS + 1), "cells"),
        (b'name\n"' + b"x" * 200_000, "row"),
        (b"PK\x03\x04 nothing more", "damaged"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(tmp_path, content, said):
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=said):
        list(read_table(path)[1])


def test_a_sheet_that_declares_entities_is_refused(tmp_path):
    path = book(tmp_path / "t.xlsx", "", head='<!DOCTYPE lolz [<!ENTITY lol "lol">]>')
    with pytest.raises(UnreadableError, match="document type"):
        read_table(path)


def test_a_shared_string_that_is_not_there_is_a_damaged_file(tmp_path):
    path = book(tmp_path / "t.xlsx", '<row r="1"><c r="A1" t="s"><v>7</v></c></row>')
    with pytest.raises(UnreadableError, match="damaged"):
        read_table(path)


@given(content=st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_plain_refusal(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "t.csv"
    path.write_bytes(content)
    try:
        header, rows = read_table(path)
        assert header and all(number > 0 for number, _ in rows)
    except UnreadableError as error:
        assert "t.csv" in str(error)
