"""The bundled dialects, and how a table's columns are known."""

import pytest

from trucewatch.errors import PackError, UnknownNameError
from trucewatch.packs.dialects import (
    KIND_OF,
    TypeBook,
    find_dialect,
    fold_header,
    lay_out,
    load_dialects,
    load_mapping,
    recognise,
)

MAPPING = """name: ours
publisher: Our team
id: [no]
date: {start: [day]}
type: {column: [what], values: {shelling: [mortar]}}
"""


def test_every_bundled_dialect_can_name_its_rows_their_time_and_their_type():
    names = [d.name for d in load_dialects()]
    assert names == ["acled", "ucdp-ged", "awsd", "airwars", "trucewatch", "kobo", "convoys", "people"]
    for dialect in load_dialects():
        assert dialect.id
        assert dialect.date.start or dialect.date.year
        assert dialect.type.column
        assert set(dialect.roles.both_sides) | set(dialect.roles.first_does) <= set(KIND_OF)


def test_no_value_of_a_type_column_means_two_things():
    for dialect in load_dialects():
        values = [fold_header(v) for given in dialect.type.values.values() for v in given]
        values += [fold_header(v) for v in dialect.type.skip]
        assert len(values) == len(set(values)), dialect.name


def test_the_header_tells_which_table_it_is_in_any_case_and_order():
    assert recognise(["Sub_Event_Type", "EVENT DATE", "event_id_cnty"]).name == "acled"
    assert recognise(["_uuid", "what/incident_type", "when/incident_date"]).name == "kobo"
    assert recognise(["a", "b"]) is None


def test_releases_old_and_new_and_lists_of_deletions_are_known_by_their_columns():
    assert recognise(["EVENT_ID_CNTY", "EVENT_DATE", "EVENT_TYPE"]).name == "acled", "before there were sub-events"
    assert recognise(["event_id_cnty", "deleted_timestamp"]).name == "acled"
    assert recognise(["meta-instanceID", "what-incident_type", "what-incident_date"]).name == "kobo"
    assert recognise(["Incident Code", "Strike type", "Civilians reported killed"]).name == "airwars"


def test_a_release_without_a_header_is_laid_out_as_the_codebook_says():
    ged = find_dialect("ucdp-ged")
    assert lay_out(ged, ["7", *[""] * (len(ged.layout) - 1)]) == ged.layout
    assert lay_out(ged, list(ged.layout)) == ()
    assert lay_out(ged, ["7", "1"]) == ()
    assert lay_out(find_dialect("acled"), []) == ()


def test_a_value_is_known_by_its_line_or_as_the_name_of_a_type():
    book = TypeBook(find_dialect("acled").type)
    assert book.find("Air/drone strike").type == "air_strike"
    assert book.find("drone strike").type == "drone_strike"
    assert book.find("Peaceful protest").skipped
    assert book.find("something new").type == ""


def test_an_unknown_dialect_is_refused_with_the_known_ones():
    with pytest.raises(UnknownNameError, match="ucdp-ged"):
        find_dialect("excel")


def test_a_mapping_of_ones_own_is_a_dialect(tmp_path):
    path = tmp_path / "m.yaml"
    path.write_text(MAPPING, encoding="utf8")
    assert load_mapping(path).publisher == "Our team"


def test_every_fault_of_a_mapping_is_told_with_its_line(tmp_path):
    path = tmp_path / "m.yaml"
    path.write_text(MAPPING.replace("shelling", "bombing").replace("publisher", "published_by"), encoding="utf8")
    with pytest.raises(PackError) as caught:
        load_mapping(path)
    assert len(caught.value.faults) == 2
    assert any(":2:" in fault and "published_by" in fault for fault in caught.value.faults)
    assert any(":5:" in fault and "bombing" in fault for fault in caught.value.faults)
