"""Exports: what other programs read, with nothing made up, nothing lost and nothing that runs."""

import csv
import dataclasses
import io
import json
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from trucewatch import pipeline
from trucewatch.errors import UnknownNameError, UsageError
from trucewatch.publishing.exports import export, export_names, still
from trucewatch.publishing.incidentrows import make_rows
from trucewatch.publishing.tablefiles import Sheet, write_book, write_csv
from trucewatch.reading import read_document

TEXT = (
    "Shelling hits market\n\nBEIRUT, 14 September 2016 – Mortar shells hit a market in the town of Douma on Wednesday, "
    "the Observatory said. At least 12 people were killed. The army said that five people died when the shells hit the "
    "market in Douma.\n"
)


@pytest.fixture(scope="module")
def situation():
    documents = [read_document(TEXT.encode(), "=report.txt")]
    return pipeline.situation_as_of(documents, pipeline.extract(documents), date(2016, 9, 20))


def read_csv(raw):
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))


def test_one_incident_is_one_row_with_its_range_and_who_says_what(situation):
    (row, *_) = read_csv(export(situation, "csv"))
    assert (row["type"], row["date_from"]) == ("shelling", "2016-09-14")
    assert "Douma" in row["place"]
    assert "12" in row["said_killed"]
    assert row["killed_high"] == "", "at least 12 has no upper end"
    assert row["documents"].startswith("'=")


def test_coordinates_have_the_decimals_that_the_precision_carries(situation):
    for row in make_rows(situation):
        if row.latitude is not None:
            assert round(row.latitude, 3) == row.latitude


@pytest.mark.parametrize("name", export_names())
def test_every_format_is_the_same_bytes_each_time(situation, name):
    assert export(situation, name) == export(situation, name)


def test_parquet_gives_back_every_row_as_it_was(situation):
    import pyarrow.parquet

    back = pyarrow.parquet.read_table(io.BytesIO(export(situation, "parquet"))).to_pylist()
    assert back == [dataclasses.asdict(row) for row in make_rows(situation)]


def test_without_pyarrow_the_error_says_how_to_get_it(situation, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'trucewatch\[parquet\]'"):
        export(situation, "parquet")


def test_geojson_has_longitude_first_and_no_geometry_for_the_unlocated(situation):
    for feature in json.loads(export(situation, "geojson"))["features"]:
        if feature["geometry"] is not None:
            east, north = feature["geometry"]["coordinates"]
            assert 35 < east < 43
            assert 32 < north < 38


def test_json_lines_lead_to_the_words_of_every_claim(situation):
    text = situation.documents[0].text
    for line in export(situation, "jsonl").decode().splitlines():
        for claim in json.loads(line)["claims"]:
            assert text[claim["start"] : claim["end"]] == claim["quote"]


def test_a_table_with_one_number_for_the_dead_gets_the_lowest(situation):
    rows = [r for r in make_rows(situation) if r.killed_low is not None]
    told = [r for r in read_csv(export(situation, "acled")) if r["fatalities"]]
    assert [float(r["fatalities"]) for r in told] == [r.killed_low for r in rows]


def test_an_unknown_format_names_those_there_are(situation):
    with pytest.raises(UnknownNameError, match="geojson"):
        export(situation, "pdf")


@given(st.text(max_size=60))
def test_no_text_is_a_live_formula(text):
    assert not str(still(text)).startswith(("=", "@", "\t", "\r")) or text == ""


@given(st.lists(st.tuples(st.text(max_size=30), st.floats(allow_nan=False, allow_infinity=False)), max_size=5))
def test_a_csv_reads_back_as_it_was_written(rows):
    raw = write_csv(("words", "n"), [[a, b] for a, b in rows])
    back = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))[1:]
    assert [r[0] for r in back] == [str(still(a)) for a, _ in rows]
    assert [float(r[1]) for r in back] == [b for _, b in rows]


def test_a_workbook_reads_back_as_it_was_written_and_runs_nothing():
    cells = ['=HYPERLINK("http://example.org")', "كفر", 12, 35.5, None, "+1"]
    raw = write_book([Sheet("cells", ("a", "b", "c", "d", "e", "f"), [cells])])
    back = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    assert back[0] == ["a", "b", "c", "d", "e", "f"]
    assert back[1] == ["'" + cells[0], "كفر", 12, 35.5, "", "+1"]
