"""Rows of a table as documents."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.errors import BadRowError, UnreadableError
from trucewatch.model.record import Removal
from trucewatch.packs.dialects import find_dialect
from trucewatch.reading.origin import find_origins
from trucewatch.reading.records import RowReader
from trucewatch.reading.rowdates import read_days, widen

ACLED = ["event_id_cnty", "event_date", "time_precision", "sub_event_type", "notes", "timestamp", "deleted_timestamp"]


def reader(header=ACLED, dialect="acled", **options):
    return RowReader(find_dialect(dialect), header, "t.csv", "ab" * 32, **options)


def row(record="SYR1", on="2016-09-14", precision="1", what="Armed clash", notes="Fire was exchanged.", at="", gone=""):
    return [record, on, precision, what, notes, at, gone]


def test_a_row_is_a_document_whose_text_is_its_filled_cells():
    document = reader().read(2, row()).document
    assert document.text == (
        "event_id_cnty: SYR1\nevent_date: 2016-09-14\ntime_precision: 1\n"
        "sub_event_type: Armed clash\nnotes: Fire was exchanged."
    )
    assert (document.path, document.record, document.container) == ("t.csv, row 2", "acled:SYR1", "ab" * 32)
    assert document.publisher == "ACLED"
    assert document.segments[0].end == len(document.text)


def test_every_cell_stands_in_the_text_where_its_span_says():
    record = reader().read(2, row())
    assert {c.span.quote for c in record.cells.values()} >= {"SYR1", "Fire was exchanged."}
    assert all(c.span.is_in(record.document.text) for c in record.cells.values())


def test_the_same_row_in_another_line_is_the_same_document():
    one, other = reader().read(2, row()).document, reader().read(9, row()).document
    assert one.document_id == other.document_id
    assert reader().read(2, row(notes="Fire went on.")).document.document_id != one.document_id


def test_a_row_is_published_when_its_column_says_else_on_the_last_day_that_it_tells_of():
    stamped = reader().read(2, row(at="1474300800")).document.published
    assert (stamped.on, stamped.found_by) == (date(2016, 9, 19), "metadata")
    bare = reader().read(2, row(precision="2")).document.published
    assert bare.on == date(2016, 9, 18)
    assert "cannot be older" in bare.note


@pytest.mark.parametrize(
    ("code", "start", "end", "precision"),
    [
        ("1", date(2016, 9, 14), date(2016, 9, 14), "day"),
        ("2", date(2016, 9, 12), date(2016, 9, 18), "week"),
        ("3", date(2016, 9, 1), date(2016, 9, 30), "month"),
        ("", date(2016, 9, 14), date(2016, 9, 14), "day"),
    ],
)
def test_a_code_widens_the_day_to_what_is_known(code, start, end, precision):
    when = reader().read(2, row(precision=code)).when
    assert (when.start_on, when.end_on, when.precision) == (start, end, precision)


def test_a_start_and_an_end_are_kept_as_given():
    header = ["id", "type_of_violence", "date_start", "date_end", "date_prec"]
    when = reader(header, "ucdp-ged").read(2, ["7", "1", "2016-09-13 00:00:00", "2016-09-15 00:00:00", "2"]).when
    assert (when.start_on, when.end_on, when.precision) == (date(2016, 9, 13), date(2016, 9, 15), "range")


def test_year_month_and_day_may_stand_apart_and_be_lacking():
    header = ["Incident ID", "Year", "Month", "Day", "Means of attack"]
    when = reader(header, "awsd").read(2, ["7", "2016", "9", "", "Shooting"]).when
    assert (when.start_on, when.end_on, when.precision) == (date(2016, 9, 1), date(2016, 9, 30), "month")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (row(record=""), "no id"),
        (row(on="2016-13-40"), "event_date '2016-13-40'"),
        (row(on="03/04/2016"), "YYYY-MM-DD"),
        (row(on=""), "no date"),
        (row(precision="9"), "time_precision '9'"),
        ([*row(), "shifted"], "more cells"),
        (row(record="x" * 300), "longer"),
    ],
)
def test_a_bad_row_says_which_cell_and_why(cells, said):
    with pytest.raises(BadRowError, match=said):
        reader().read(2, cells)


def test_an_incident_of_another_desk_may_bear_no_date():
    header = ["incident_id", "type", "date_from", "graded"]
    record = reader(header, "trucewatch").read(2, ["incident-1", "shelling", "", "weak"])
    assert (record.when, record.document.published.on) == (None, None)


def test_a_deletion_and_a_row_of_no_event_take_their_record_back():
    assert reader().read(2, row(gone="1474300800")) == Removal(record="acled:SYR1", number=2, deleted=True)
    assert reader().read(3, row(what="Agreement")) == Removal(record="acled:SYR1", number=3, deleted=False)
    only = reader(["event_id_cnty", "deleted_timestamp"])
    assert only.read(2, ["SYR1", "1474300800"]).deleted


def test_a_table_without_a_column_that_every_row_needs_is_refused_with_its_name():
    with pytest.raises(UnreadableError, match="event_date"):
        reader(["event_id_cnty", "notes", "sub_event_type"])


def test_a_column_that_is_read_and_stands_twice_is_refused_since_nobody_can_tell_which_is_meant():
    header = ["event_id_cnty", "event_date", "sub_event_type", "notes", "Event Date"]
    with pytest.raises(UnreadableError, match="event_date stands twice"):
        reader(header)
    assert reader([*header[:4], "our own", "our own"]), "columns that are not read may repeat"


def test_who_filled_in_a_form_is_in_no_document():
    header = ["_uuid", "incident_type", "incident_date", "_submitted_by", "meta/deviceid", "account"]
    cells = ["uuid:a1", "shooting", "2016-09-14", "amal", "imei:1", "Shots at the gate."]
    document = reader(header, "kobo").read(1, cells).document
    assert "amal" not in document.text
    assert "imei" not in document.text
    assert document.record == "kobo:a1"


def test_a_revised_submission_names_the_one_that_it_corrects():
    header = ["_uuid", "incident_type", "incident_date", "meta/deprecatedID"]
    document = reader(header, "kobo").read(1, ["a2", "shooting", "2016-09-14", "uuid:a1"]).document
    assert document.revises == "kobo:a1"


def test_rows_that_share_their_headers_and_phrases_are_origins_of_their_own():
    words = "At the crossing south of the town shots were fired at a queue of people who waited there for bread. " * 3
    rows = [reader().read(n, row(record=f"SYR{n}", notes=words)).document for n in range(5)]
    assert len(find_origins(rows)) == 5


def test_rows_that_cite_one_article_are_one_origin():
    header = ["id", "type_of_violence", "date_start", "source_article"]
    articles = ["Reuters, 2016-09-15, Fighting near Suran", "reuters, 2016-09-15, fighting near  Suran", "AFP", "", ""]
    rows = [reader(header, "ucdp-ged").read(n, [str(n), "1", "2016-09-14", a]).document for n, a in enumerate(articles)]
    origins = find_origins(rows)
    assert [len(o.document_ids) for o in origins] == [2, 1, 1, 1]
    assert "both cite" in origins[0].reasons[0]


def test_a_column_goes_by_its_own_name_where_a_group_stands_before_it_unless_another_has_that_name():
    header = ["meta-instanceID", "what-incident_type", "when-incident_date", "who.account", "old-account"]
    record = reader(header, "kobo").read(1, ["uuid:a1", "shooting", "2016-09-14", "Shots.", "Older."])
    assert record.document.record == "kobo:a1"
    assert record.cells["account"].text == "Shots."
    plain = [*header[:3], "old-account", "account"]
    assert reader(plain, "kobo").read(1, ["a1", "shooting", "2016-09-14", "Older.", "Shots."]).cells[
        "account"
    ].text == ("Shots.")


def test_a_spreadsheets_day_number_is_its_date():
    assert read_days("42632") == (date(2016, 9, 19), date(2016, 9, 19), "day")


@given(st.text(max_size=20))
def test_a_date_cell_is_days_in_order_or_nothing(text):
    days = read_days(text)
    assert days is None or days[0] <= days[1]


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.sampled_from(["day", "week", "month", "year"]))
def test_a_widened_day_lies_in_its_interval(day, precision):
    first, last = widen(day, precision)
    assert first <= day <= last
    assert widen(first, precision) == widen(last, precision) or precision == "day"
