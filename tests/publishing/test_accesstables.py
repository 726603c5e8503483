"""Tables of access: what is written can be read in again, and nothing runs."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from tests.access.test_board import DAY, board, month_of_food
from tests.incidents.factory import make_report
from trucewatch.access.board import Board, build_board
from trucewatch.claims.records import build_claims
from trucewatch.errors import UnknownNameError
from trucewatch.identity.resolve import resolve_identities
from trucewatch.model.situation import Situation
from trucewatch.packs.access_tables import load_tables
from trucewatch.packs.dialects import find_dialect, fold_header
from trucewatch.packs.sheets import read_table
from trucewatch.pipeline import resolve
from trucewatch.publishing.accesstables import export_access, make_template
from trucewatch.publishing.xlsform import make_form
from trucewatch.reading.records import RowReader


def made() -> Board:
    people = make_report("In Madaya up to 40,000 people are besieged.", "B", DAY)
    people.claim(
        "up to 40,000 people are besieged",
        "besieged",
        kind="figure",
        at="Madaya",
        counts=[("people", "40,000", None, 40000)],
    )
    return board(month_of_food(), people)


def sheet(raw: bytes, name: str) -> list[list[object]]:
    return [list(r) for r in CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_name(name).iter_rows()]


@pytest.mark.parametrize("of", ["convoys", "people"])
def test_every_column_that_a_table_has_is_one_that_its_dialect_reads_or_that_the_board_does(of: str) -> None:
    dialect = find_dialect(of)
    read = {fold_header(c) for c in (*dialect.id, *dialect.published, *dialect.sources, *dialect.place)}
    read |= {fold_header(c) for c in (*dialect.date.start, *dialect.date.end, *dialect.date.precision)}
    read |= {fold_header(c) for c in (*dialect.type.column, *dialect.lat, *dialect.lon, *dialect.carriers)}
    read |= {fold_header(c) for count in dialect.counts for c in (*count.best, *count.low, *count.high)}
    read |= {"convoy", "origin", "route", "cargo", "held by", "constraint", "reason", "method", "remarks"}
    (table,) = [t for t in load_tables().tables if t.id == of]
    assert {fold_header(c.name) for c in table.columns} <= read


def test_a_row_of_hxl_hashtags_is_no_row_of_data(tmp_path) -> None:
    path = tmp_path / "convoys.csv"
    path.write_bytes(make_template("convoys", "csv", hxl=True))
    header, rows = read_table(path)
    ((number, cells),) = rows
    assert number == 3
    assert dict(zip(header, cells, strict=True))["stage"] == "approved"


def test_a_template_as_a_workbook_says_how_to_fill_it_in_and_marks_the_categories() -> None:
    raw = make_template("convoys", "xlsx")
    assert sheet(raw, "convoys")[0][:3] == ["row_id", "convoy", "stage"]
    assert len(sheet(raw, "how to fill in")) == 1 + len(sheet(raw, "convoys")[0])
    assert "not compared" in str(sheet(raw, "categories")[0][2])
    assert len(sheet(raw, "categories")) == 10


def test_the_annex_has_places_convoys_people_and_gaps_and_keeps_open_numbers_open() -> None:
    raw = export_access(made(), "xlsx", hxl=True)
    people = sheet(raw, "people")
    row = dict(zip(people[0], people[2], strict=True))
    assert (row["people"], row["people_low"], row["people_high"]) == ("", "", 40000)
    assert str(people[1][0]) == "#meta+id"
    assert sheet(raw, "places")[1][0] == "Madaya"
    assert sheet(raw, "gaps")[0][0] == "kind"
    assert export_access(made(), "xlsx", hxl=True) == raw, "the same board, the same bytes"


def test_a_csv_of_convoys_has_a_row_a_stage_and_its_days_of_supply() -> None:
    (row,) = csv.DictReader(io.StringIO(export_access(made(), "csv").decode("utf-8-sig")))
    assert (row["stage"], row["date"], row["days_of_supply"]) == ("delivered", "2016-08-01", "30")


def test_a_table_of_convoys_goes_out_under_its_own_ids_and_one_row_by_two_sources_is_one_row(tmp_path) -> None:
    header = ["row_id", "convoy", "stage", "date", "destination", "trucks", "held_by", "told_by", "reported_on"]
    rows = [
        ["c1", "C1", "waiting", "2016-09-14", "Madaya", "20", "Syrian army", "SARC; UN", "2016-09-15"],
        ["c2", "C1", "delivered", "2016-09-16", "Madaya", "18", "", "UN", "2016-09-17"],
    ]
    convoys = find_dialect("convoys")

    def taken(header: list[str], cells: list[list[str]]) -> Situation:
        records = [RowReader(convoys, header, "t", "00").read(n, row) for n, row in enumerate(cells, 2)]
        documents = [r.document for r in records]  # type: ignore[union-attr]
        claims = [c for r in records for c in build_claims(r, convoys)]  # type: ignore[arg-type]
        return resolve(documents, resolve_identities(tuple(claims), tuple(documents)))

    def said(situation: Situation) -> list[tuple[object, ...]]:
        return sorted(
            (c.type, c.source_words, c.when and c.when.start_on, [(q.what, q.low) for q in c.quantities],
             [(a.role, a.span.quote) for a in c.actors])
            for c in situation.claims
        )  # fmt: skip

    first = taken(header, rows)
    path = tmp_path / "out.csv"
    path.write_bytes(export_access(build_board(first, date(2016, 9, 20)), "csv"))
    out, cells = read_table(path)
    made = [row for _, row in cells]
    assert [row[:2] for row in made] == [["c1", "C1"], ["c2", "C1"]]
    assert made[0][out.index("told_by")] == "SARC; UN"
    assert [c[:3] for c in said(taken(out, made))] == [c[:3] for c in said(first)]


def test_a_map_has_a_point_a_place_with_longitude_first() -> None:
    (feature,) = json.loads(export_access(made(), "geojson"))["features"]
    assert feature["geometry"]["coordinates"] == [36.10, 33.69]
    assert feature["properties"]["last_reached_to"] == date(2016, 8, 1).isoformat()


def test_another_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match="csv, xlsx, geojson"):
        export_access(made(), "pdf")


def test_every_answer_of_the_form_is_read_by_its_dialect() -> None:
    dialect = find_dialect("kobo")
    known = {fold_header(v) for values in dialect.type.values.values() for v in values}
    form = load_tables().form
    for name in form.choices["incident_type"]:
        assert fold_header(name) in known or name in {
            "evacuation", "route_opened", "route_closed", "besieged", "in_need", "displaced",
        }  # fmt: skip


def test_the_form_has_the_sheets_and_columns_of_an_xlsform_and_no_list_that_is_missing() -> None:
    raw = make_form()
    survey, choices, settings = (sheet(raw, n) for n in ("survey", "choices", "settings"))
    assert survey[0] == ["type", "name", "label", "required", "relevant"]
    assert choices[0] == ["list_name", "name", "label"]
    assert settings[0][:2] == ["form_title", "form_id"]
    lists = {row[0] for row in choices[1:]}
    asked = {str(row[0]).partition(" ")[2] for row in survey[1:] if str(row[0]).startswith("select_one")}
    assert asked == lists
    names = [row[1] for row in survey[1:]]
    assert len(names) == len(set(names))
    assert not {"enumerator", "deviceid", "username", "name"} & set(names), "it asks nobody for a name"
