"""`group`: which rows of tables tell of one happening, as a user meets it."""

import csv
import io
import json

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

ACLED = [
    "event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "actor2", "country",
    "admin1", "location", "latitude", "longitude", "geo_precision", "source", "notes", "fatalities",
]  # fmt: skip
GED = [
    "id", "type_of_violence", "side_a", "side_b", "where_prec", "where_coordinates", "adm_1", "latitude", "longitude",
    "country", "date_prec", "date_start", "date_end", "best", "high", "low", "source_headline",
]  # fmt: skip
# fmt: off
CLASH = ["SYR2", "2016-09-15", "1", "Battles", "Armed clash", "Military Forces of Syria", "Ahrar al Sham", "Syria",
         "Hama", "Suran", "35.2936", "36.7430", "1", "SOHR", "Both sides fought near Suran.", "4"]
SHELLS = ["SYR1", "2016-09-14", "1", "", "Shelling/artillery/missile attack", "Military Forces of Syria", "Civilians",
          "Syria", "Idleb", "Binnish", "35.9567", "36.7128", "1", "SHAM", "Shells fell on the edge of Binnish.", "3"]
TALKS = ["SYR3", "2016-09-15", "1", "Strategic developments", "Agreement", "", "", "Syria", "Hama", "Suran", "35.2936",
         "36.7430", "1", "SOHR", "They agreed.", "0"]
BAD = ["SYR4", "03/04/2016", *CLASH[2:]]
GED_CLASH = ["501", "1", "Government of Syria", "Ahrar al-Sham", "1", "Suran town", "Hama", "35.2940", "36.7400",
             "Syria", "1", "2016-09-15", "2016-09-15", "6", "9", "2", "Fighting at Suran"]
GED_KILLING = ["502", "3", "Government of Syria", "Civilians", "1", "Binnish", "Idlib", "35.9570", "36.7130", "Syria",
               "1", "2016-09-14", "2016-09-14", "3", "3", "3", "Shells kill three in Binnish"]
# fmt: on


def table(path, header, *rows):
    with path.open("w", encoding="utf8", newline="") as out:
        csv.writer(out).writerows([header, *rows])
    return path


@pytest.fixture
def tables(tmp_path):
    return table(tmp_path / "acled.csv", ACLED, CLASH, SHELLS, TALKS), table(
        tmp_path / "ged.csv", GED, GED_KILLING, GED_CLASH
    )


def read(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_rows_of_two_data_sets_on_one_happening_have_one_incident(trucewatch, tables, tmp_path):
    rows, incidents = tmp_path / "rows.csv", tmp_path / "incidents.csv"
    done = trucewatch("group", *tables, "--as", "acled", "--as", "ucdp-ged", "--out", rows, "--incidents", incidents)
    assert done.returncode == 0, done.stderr
    assert "of several data sets: 2" in done.stderr and "of no incident that is kept here: 1" in done.stderr
    of = {row["row_id"]: row for row in read(rows)}
    assert list(of) == ["SYR2", "SYR1", "502", "501"], "in the order of the files"
    assert of["SYR2"]["incident_id"] == of["501"]["incident_id"] != of["SYR1"]["incident_id"]
    assert of["SYR1"]["incident_id"] == of["502"]["incident_id"]
    assert (of["501"]["file"], of["501"]["row"], of["501"]["incident_rows"]) == (str(tables[1]), "3", "2")
    shells, clash = read(incidents)
    assert (clash["killed_low"], clash["killed_high"]) == ("2", "9"), "a range of both, and no sum"
    assert (clash["rows"], clash["data_sets"], clash["told_by"]) == ("2", "2", "acled | ucdp-ged")
    assert (shells["first_day"], shells["types"]) == ("2016-09-14", "killing | shelling")
    assert (clash["injured_low"], clash["place"]) == ("", "Suran")


def test_the_order_of_files_changes_no_incident_and_a_second_run_no_byte(trucewatch, tables, tmp_path):
    for ending in ("csv", "parquet", "xlsx"):
        made = []
        for n, files in enumerate((tables, tables, tables[::-1])):
            out, apart = tmp_path / f"{n}.{ending}", tmp_path / f"incidents{n}.{ending}"
            assert trucewatch("group", *files, "--out", out, "--incidents", apart).returncode == 0
            made.append((out.read_bytes(), apart.read_bytes()))
        assert made[0] == made[1]
        assert made[0][1] == made[2][1]


def test_parquet_has_typed_columns_and_a_workbook_both_sheets(trucewatch, tables, tmp_path):
    trucewatch("group", *tables, "--out", tmp_path / "r.parquet", "--incidents", tmp_path / "i.parquet")
    assert pq.read_table(tmp_path / "i.parquet").column("killed_high").to_pylist() == [3.0, 9.0]
    assert pq.read_table(tmp_path / "r.parquet").column("row").to_pylist() == [2, 3, 2, 3]
    trucewatch("group", *tables, "--out", tmp_path / "r.xlsx")
    assert CalamineWorkbook.from_path(str(tmp_path / "r.xlsx")).sheet_names == ["rows", "incidents"]


def test_a_bad_row_is_told_and_the_rest_kept(trucewatch, tables, tmp_path):
    bad = table(tmp_path / "bad.csv", ACLED, BAD, CLASH, [*CLASH[:-1], "5"])
    done = trucewatch("group", bad, tables[1], "--out", tmp_path / "rows.csv", "--json")
    assert done.returncode == 1
    assert f"{bad}: row 2: event_date '03/04/2016'" in done.stderr
    assert f"{bad}: row 4: its id stands in {bad}, row 3; that row is kept" in done.stderr
    summary = json.loads(done.stdout)
    assert summary["files"][0] == {"file": str(bad), "dialect": "acled", "rows": 1, "bad": 2, "left_out": 0}
    assert (summary["rows"], summary["incidents"], summary["of_several_data_sets"]) == (3, 2, 1)


def test_rows_of_one_event_data_set_are_never_joined_and_that_is_said(trucewatch, tmp_path):
    twice = table(tmp_path / "acled.csv", ACLED, CLASH, ["SYR9", *CLASH[1:]])
    done = trucewatch("group", twice, "--out", tmp_path / "rows.csv")
    assert "every event has one row in acled, so its rows are never joined" in done.stderr
    assert len({row["incident_id"] for row in read(tmp_path / "rows.csv")}) == 2


def test_rows_of_a_table_of_ones_own_are_joined_among_themselves(trucewatch, tables, tmp_path):
    mapping = tmp_path / "log.yaml"
    mapping.write_text(
        "name: our-log\nid: [no]\ndate: {start: [day]}\ntype: {column: [what], values: {armed_clash: [fighting]}}\n"
        "place: [village]\ncounts: [{what: killed, best: [dead]}]\nwords: [account]\n"
    )
    log = table(
        tmp_path / "log.csv", ["no", "day", "what", "village", "dead", "account"],
        ["1", "2016-09-15", "fighting", "Suran", "4", "=HYPERLINK(1) Fighting near Suran"],
        ["2", "2016-09-15", "fighting", "Suran", "7", "Fighting near Suran"],
        ["=3", "2016-09-15", "fighting", "=x", "", ""],
    )  # fmt: skip
    out = tmp_path / "rows.csv"
    done = trucewatch("group", log, tables[0], "--as", "csv", "--as", "acled", "--map", mapping, "--out", out)
    assert done.returncode == 0, done.stderr
    of = {row["row_id"]: row["incident_id"] for row in read(out)}
    assert of["1"] == of["2"] == of["SYR2"] != of["'=3"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--as", "acled", "--as", "acled", "--as", "acled"], "2 files and 3 --as"),
        (["--as", "csv"], "2 files --as csv and 0 --map"),
        (["--as", "acled", "--map", "x.yaml"], "add --as csv"),
        (["--as", "nothing"], "no such dialect"),
        (["--incidents", "i.txt"], "end the name in .csv, .xlsx, .parquet"),
        (["--incidents", "rows.csv"], "would write over"),
    ],
)
def test_options_that_do_not_go_together_are_told(trucewatch, tables, tmp_path, options, said):
    done = trucewatch("group", *tables, "--out", "rows.csv", *options, cwd=tmp_path)
    assert done.returncode == 2 and said in done.stderr
    assert not (tmp_path / "rows.csv").exists()


def test_a_table_that_is_read_is_never_written_over(trucewatch, tables):
    before = tables[0].read_bytes()
    assert trucewatch("group", *tables, "--out", tables[0]).returncode == 2
    assert tables[0].read_bytes() == before


def test_nothing_is_written_where_no_row_tells_of_an_incident(trucewatch, tmp_path):
    done = trucewatch("group", table(tmp_path / "a.csv", ACLED, TALKS), "--out", tmp_path / "rows.csv")
    assert done.returncode == 2 and "no row tells of an incident" in done.stderr
    assert not (tmp_path / "rows.csv").exists()
