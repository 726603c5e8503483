"""Rows of a table as claims."""

import pytest

from trucewatch.claims.reasons import find_reasons
from trucewatch.claims.records import build_claims
from trucewatch.claims.verify import is_grounded
from trucewatch.errors import BadRowError
from trucewatch.identity.resolve import resolve_identities
from trucewatch.packs.dialects import find_dialect
from trucewatch.pipeline import extract, resolve
from trucewatch.reading.records import RowReader

ROW = {
    "event_id_cnty": "SYR1", "event_date": "2016-09-14", "sub_event_type": "Air/drone strike",
    "actor1": "Military Forces of Syria", "actor2": "Civilians (Syria)", "admin1": "Aleppo", "location": "Daret Azza",
    "latitude": "36.2810", "longitude": "36.8510", "geo_precision": "2", "source": "SNHR; SOHR",
    "notes": "A jet hit a bakery and 11 people died.", "fatalities": "11",
}  # fmt: skip


def made(dialect="acled", base=ROW, **cells):
    row = {**base, **cells}
    record = RowReader(find_dialect(dialect), list(row), "t.csv", "00").read(2, list(row.values()))
    return record, build_claims(record, find_dialect(dialect))[0]


def test_a_claim_is_made_of_cells_word_for_word():
    record, claim = made()
    assert is_grounded(claim, record.document.text)
    assert (claim.kind, claim.type, claim.stance) == ("incident", "air_strike", "asserted")
    assert claim.span.quote == ROW["notes"]
    assert claim.source_words == "SNHR"
    assert [(a.role, a.span.quote) for a in claim.actors] == [
        ("perpetrator", "Military Forces of Syria"),
        ("target", "Civilians"),
    ]


def voices(dialect="acled", base=ROW, **cells):
    row = {**base, **cells}
    record = RowReader(find_dialect(dialect), list(row), "t.csv", "00").read(2, list(row.values()))
    claims = build_claims(record, find_dialect(dialect))
    assert all(is_grounded(c, record.document.text) for c in claims)
    assert len({c.claim_id for c in claims}) == len(claims)
    return [[x.span.quote for x in c.claimants] for c in claims]


def test_each_source_in_the_cell_is_a_claimant_of_its_own():
    assert voices() == [["SNHR"], ["SOHR"]]
    assert voices(source="SNHR; unknown;SOHR | snhr") == [["SNHR"], ["SOHR"]]
    assert voices(source="") == [[]]


def test_who_is_quoted_by_a_source_is_the_innermost_claimant():
    assert voices(source="the army, via Reuters; SOHR") == [["Reuters", "the army"], ["SOHR"]]
    base = {"id": "5", "type_of_violence": "3", "date_start": "2016-09-14", "source_office": "Reuters;AFP"}
    assert voices("ucdp-ged", base, source_original="police") == [["Reuters", "police"], ["AFP", "police"]]
    # Which of the two quotes which of the two the table does not say.
    assert voices("ucdp-ged", base, source_original="police; SOHR") == [["Reuters"], ["AFP"]]
    assert voices("ucdp-ged", base, source_original="n/a") == [["Reuters"], ["AFP"]]


def test_a_row_by_several_sources_is_one_incident_of_several_origins():
    row = {**ROW, "location": "", "admin1": "", "latitude": "", "longitude": "", "geo_precision": ""}
    record = RowReader(find_dialect("acled"), list(row), "t.csv", "00").read(2, list(row.values()))
    (incident,) = resolve([record.document], build_claims(record, find_dialect("acled"))).incidents
    assert (incident.grade, len(incident.origins)) == ("fair", 2)


def test_a_source_that_two_tables_and_two_agencies_carry_is_one_origin():
    ged = {"id": "5", "type_of_violence": "1", "date_start": "2016-09-14", "where_coordinates": "Daret Azza",
           "latitude": "36.281", "longitude": "36.851", "side_a": "Military Forces of Syria", "side_b": "Ahrar al Sham",
           "source_office": "Reuters; AFP", "source_original": "SOHR", "best": "11"}  # fmt: skip
    acled = {**ROW, "sub_event_type": "Armed clash", "actor2": "Ahrar al Sham", "source": "SOHR"}
    rows = []
    for name, row in (("ucdp-ged", ged), ("acled", acled)):
        record = RowReader(find_dialect(name), list(row), "t.csv", "00").read(2, list(row.values()))
        rows.append((record.document, build_claims(record, find_dialect(name))))
    (incident,) = resolve([d for d, _ in rows], [c for _, cs in rows for c in cs]).incidents
    assert len(incident.claim_ids) == 3
    assert (incident.grade, len(incident.origins)) == ("weak", 1)


def test_two_rows_of_a_table_of_events_are_two_incidents():
    records = [made(event_id_cnty=f"SYR{n}")[0] for n in (1, 2)]
    claims = [c for r in records for c in build_claims(r, find_dialect("acled"))]
    assert len(resolve([r.document for r in records], claims).incidents) == 2


def test_every_row_of_the_aid_workers_table_tells_of_an_attack_on_aid():
    base = {"Incident ID": "7", "Year": "2016", "Month": "9", "Day": "19", "Details": "A convoy was hit."}
    for means in ("Shelling", "Shooting", "Unknown"):
        assert made("awsd", {**base, "Means of attack": means})[1].type == "attack_on_aid"


def test_a_number_that_nobody_knows_is_none():
    assert made(fatalities="Unknown")[1].quantity("killed") is None


def test_a_decimal_comma_in_degrees_is_one():
    assert made(latitude="36,2810", longitude="36,8510")[1].places[0].lat == 36.281


def test_the_place_is_the_most_exact_one_with_the_point_as_given():
    place = made()[1].places[0]
    assert (place.name, place.lat, place.lon, place.geo_precision) == ("Daret Azza", 36.281, 36.851, 2)
    assert made(location="", latitude="", longitude="")[1].places[0].span.quote == "Aleppo"


def test_both_sides_of_a_clash_are_its_makers():
    actors = made(sub_event_type="Armed clash")[1].actors
    assert [a.role for a in actors] == ["perpetrator", "perpetrator"]


def test_the_bracket_that_tells_groups_apart_is_no_part_of_a_name():
    actors = made(actor1="Military Forces of Syria (2000-2024)", actor2="Civilians (Syria) | Aid workers")[1].actors
    assert [a.span.quote for a in actors] == ["Military Forces of Syria", "Civilians", "Aid workers"]


def test_what_a_table_writes_for_nobody_names_nobody():
    _, claim = made(actor1="Unknown", source="N/A", location="not specified")
    assert [a.span.quote for a in claim.actors] == ["Civilians"]
    assert claim.claimants == ()
    assert claim.places[0].span.quote == "Aleppo"


def test_the_reasons_of_a_row_are_its_columns():
    record, claim = made()
    reasons = find_reasons(claim, record.document)
    assert (reasons.words, reasons.signs) == ((), ())
    assert any("sub_event_type" in rule for rule in reasons.rules)


def test_rows_keep_their_point_and_learn_the_place_only_where_it_can_be_that_one():
    record, near = made(location="Douma", admin1="Rural Damascus", latitude="33.57", longitude="36.40")
    (found,) = resolve_identities((near,), (record.document,))
    assert (found.places[0].lat, found.places[0].lon) == (33.57, 36.40)
    assert found.places[0].place_id
    record, far = made(location="Douma", admin1="Rural Damascus", latitude="36.9", longitude="38.3")
    (found,) = resolve_identities((far,), (record.document,))
    assert (found.places[0].lat, found.places[0].place_id) == (36.9, None)


def test_rules_name_the_dialect_and_the_columns():
    rules = made()[1].rules
    assert "row.acled.type:sub_event_type" in rules
    assert "row.acled.place:location, latitude, longitude" in rules


def test_a_toll_keeps_its_digits_and_a_zero_that_may_mean_unknown_is_none():
    killed = made()[1].quantity("killed")
    assert (killed.low, killed.high, killed.span.quote) == (11, 11, "11")
    assert made(fatalities="0")[1].quantity("killed") is None


def test_lowest_and_highest_stand_beside_the_best():
    base = {"id": "5", "type_of_violence": "3", "date_start": "2016-09-14", "best": "5", "low": "3", "high": "9"}
    killed = made("ucdp-ged", base)[1].quantity("killed")
    assert (killed.low, killed.high, killed.span.quote) == (3, 9, "5")


@pytest.mark.parametrize(("cell", "low", "high"), [("3–5", 3, 5), ("10+", 10, None), ("1,200", 1200, 1200)])
def test_a_range_in_one_cell_is_a_range(cell, low, high):
    killed = made(fatalities=cell)[1].quantity("killed")
    assert (killed.low, killed.high) == (low, high)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"latitude": "999"}, "latitude '999'"),
        ({"latitude": "nan"}, "latitude"),
        ({"longitude": ""}, "only latitude"),
        ({"latitude": "0", "longitude": "0"}, "ocean"),
        ({"fatalities": "many"}, "fatalities 'many'"),
        ({"fatalities": "9-4"}, "above the highest"),
        ({"geo_precision": "8"}, "geo_precision"),
    ],
)
def test_a_cell_that_cannot_be_meant_is_told(cells, said):
    with pytest.raises(BadRowError, match=said):
        made(**cells)


def test_an_edit_of_the_words_is_another_claim():
    assert made()[1].claim_id != made(notes="A jet hit a bakery.")[1].claim_id


def test_rows_are_never_read_as_prose():
    assert extract([made()[0].document]) == ()
