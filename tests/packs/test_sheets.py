import sys
import zipfile
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.errors import UnreadableError, UsageError
from trucewatch.packs.sheets import MAX_COLUMNS, open_table, read_table


def book(path, cells):
    """An .xlsx with one sheet of the given cells, by reference."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as out:
        sheet = out.add_worksheet()
        for at, value in cells.items():
            if isinstance(value, date):
                sheet.write_datetime(at, value, out.add_format({"num_format": "yyyy-mm-dd"}))
            else:
                sheet.write(at, value)
    return path


def test_commas_semicolons_and_tabs_are_told_apart_by_the_header(tmp_path):
    for mark in ",;\t":
        path = tmp_path / "t.csv"
        path.write_text(f"name{mark}lat\nAl Bab{mark}36.4\n", encoding="utf8")
        header, rows = read_table(path)
        assert (header, list(rows)) == (["name", "lat"], [(2, ["Al Bab", "36.4"])])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_is_read_in_the_encoding_that_it_is_in(tmp_path, encoding):
    path = tmp_path / "t.csv"
    path.write_bytes("sep=;\r\nname;région\r\nAl Bab;Édlib – nord\r\n".encode(encoding))
    table = open_table(path)
    assert (table.header, list(table.rows)) == (["name", "région"], [(2, ["Al Bab", "Édlib – nord"])])
    assert bool(table.note) == (encoding in ("utf-16", "cp1252"))


def test_arabic_that_an_older_excel_saved_is_read_and_said(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes("الاسم;المكان\nقصف على بلدة بنش;إدلب\nسقطت قذائف على السوق;حلب\n".encode("cp1256"))
    table = open_table(path)
    assert next(table.rows)[1] == ["قصف على بلدة بنش", "إدلب"]
    assert "1256" in table.note


def test_a_parquet_file_is_rows_of_cells(tmp_path):
    path = tmp_path / "t.parquet"
    columns = {"name": ["Al Bab", None], "lat": [36.4, None], "killed": [3, None], "on": [date(2016, 9, 19), None],
               "sources": [["SOHR", "SANA"], []]}  # fmt: skip
    pq.write_table(pa.table(columns), path)
    header, rows = read_table(path)
    assert (header, list(rows)) == (list(columns), [(2, ["Al Bab", "36.4", "3", "2016-09-19", "SOHR; SANA"])])


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1 nothing more PAR1", b"PAR1\0\0\xff\xff\xff\x7fPAR1"])
def test_a_damaged_parquet_file_is_refused(tmp_path, content):
    path = tmp_path / "t.parquet"
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match="damaged"):
        read_table(path)


def test_a_parquet_file_of_too_many_columns_is_refused(tmp_path):
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({f"c{n}": [1] for n in range(MAX_COLUMNS + 1)}), path)
    with pytest.raises(UnreadableError, match="columns"):
        read_table(path)


def test_without_pyarrow_a_parquet_file_says_how_to_get_it(tmp_path, monkeypatch):
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"a": [1]}), path)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"trucewatch\[parquet\]"):
        read_table(path)


def test_an_apostrophe_that_an_export_put_before_a_formula_is_taken_off_again(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a,b\n'=1+1,'Ain Issa\n", encoding="utf8")
    assert list(read_table(path)[1]) == [(2, ["=1+1", "'Ain Issa"])]


def test_a_byte_order_mark_and_blank_rows_are_left_out(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b"\xef\xbb\xbfname\n\nHama\n")
    header, rows = read_table(path)
    assert (header, list(rows)) == (["name"], [(3, ["Hama"])])


def test_an_xlsx_gives_its_cells_at_the_rows_that_the_user_sees(tmp_path):
    cells = {"A1": "name", "C1": "killed", "D1": "on", "A4": "Aleppo", "C4": 12.0, "D4": date(2016, 9, 19)}
    header, found = read_table(book(tmp_path / "t.xlsx", cells))
    assert (header, list(found)) == (["name", "", "killed", "on"], [(4, ["Aleppo", "", "12", "2016-09-19"])])


def test_a_formula_in_a_cell_of_text_stays_text(tmp_path):
    words = '=HYPERLINK("http://example.org","x")'
    _, found = read_table(book(tmp_path / "t.xlsx", {"A1": "name", "A2": words}))
    assert list(found) == [(2, [words])]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"name\n\x01\x02\xff\xfe", "UTF-8"),
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


def test_a_cell_far_away_is_refused_before_the_sheet_is_unfolded(tmp_path):
    for at, said in (("XFD9", "cells"), ("A1048576", "rows")):
        with pytest.raises(UnreadableError, match=said):
            read_table(book(tmp_path / "t.xlsx", {"A1": "name", at: "far"}))


def test_a_sheet_that_declares_entities_grows_by_none(tmp_path):
    plain, path = book(tmp_path / "p.xlsx", {"A1": "name", "A2": 1}), tmp_path / "t.xlsx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if "sheet1" in name:
                entity = b'<!DOCTYPE x [<!ENTITY lol "lollollol">]><worksheet'
                text = text.replace(b"<worksheet", entity, 1).replace(b"<v>1</v>", b"<v>&lol;</v>")
            new.writestr(name, text)
    try:
        assert "lollol" not in str(list(read_table(path)[1]))
    except UnreadableError as error:
        assert "damaged" in str(error)


def test_what_unpacks_to_too_much_is_refused_by_its_directory(tmp_path, monkeypatch):
    monkeypatch.setattr("trucewatch.packs.sheets.MAX_UNPACKED", 100)
    with pytest.raises(UnreadableError, match="unpacks"):
        read_table(book(tmp_path / "t.xlsx", {"A1": "name"}))


@given(damage=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=4))
def test_a_damaged_workbook_is_a_plain_refusal_or_a_table(tmp_path_factory, damage):
    path = book(tmp_path_factory.mktemp("any") / "t.xlsx", {"A1": "name", "A2": "Hama"})
    raw = bytearray(path.read_bytes())
    for at, byte in damage:
        raw[4 + at % (len(raw) - 4)] = byte
    path.write_bytes(raw)
    try:
        list(read_table(path)[1])
    except UnreadableError as error:
        assert str(path) in str(error)


@given(content=st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_plain_refusal(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "t.csv"
    path.write_bytes(content)
    try:
        header, rows = read_table(path)
        assert header and all(number > 0 for number, _ in rows)
    except UnreadableError as error:
        assert "t.csv" in str(error)
