"""How the cells of a table stand among an incident's positions."""

from trucewatch.claims.records import build_claims
from trucewatch.packs.dialects import find_dialect
from trucewatch.pipeline import resolve
from trucewatch.reading.records import RowReader


def values(dialect, row):
    record = RowReader(find_dialect(dialect), list(row), "t.csv", "00").read(2, list(row.values()))
    situation = resolve([record.document], build_claims(record, find_dialect(dialect)))
    return {p.attribute: p.value for p in situation.incidents[0].positions}


def test_a_week_is_shown_as_its_days_and_a_day_in_the_tables_words():
    row = {
        "event_id_cnty": "SYR1",
        "event_date": "14 September 2016",
        "time_precision": "2",
        "sub_event_type": "Attack",
    }
    assert values("acled", row)["time"] == "2016-09-12 to 2016-09-18"
    assert values("acled", {**row, "time_precision": "1"})["time"] == "14 September 2016"


def test_a_best_number_stands_with_its_lowest_and_highest():
    row = {"id": "5", "type_of_violence": "3", "date_start": "2016-09-14", "best": "6", "low": "4", "high": "9"}
    assert values("ucdp-ged", row)["killed"] == "6 (4 to 9)"


def test_a_date_in_parts_is_shown_as_the_day_that_they_mean():
    row = {"Incident ID": "1", "Year": "2016", "Month": "9", "Day": "19", "Means of attack": "Shooting"}
    assert values("awsd", row)["time"] == "2016-09-19"
