"""Import → export → import gives the same claims, whichever file carries them."""

import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucewatch import pipeline
from trucewatch.claims.records import build_claims
from trucewatch.identity.resolve import resolve_identities
from trucewatch.incidents.speakers import claimant_name
from trucewatch.packs.dialects import find_dialect
from trucewatch.packs.sheets import open_table
from trucewatch.publishing.exports import export
from trucewatch.reading.records import RowReader

HEADER = ["incident_id", "type", "date_from", "date_to", "date_precision", "graded", "place", "latitude", "longitude",
          "geo_precision", "perpetrator", "target", "killed_low", "killed_high", "injured_low", "injured_high",
          "claimants", "words"]  # fmt: skip
ENDINGS = {"csv": "csv", "trucewatch": "csv", "xlsx": "xlsx", "parquet": "parquet"}
# Names that no gazetteer has: those that one knows come back with its point as well.
NAMES = st.sampled_from(["Zarqlan", "Vrelmoor", "كفر ژغقل", "the Quistel bridge"])
SOURCES = st.lists(st.sampled_from(["SOHR", "Levant Wire", "the army", "the army, via Levant Wire", "مراسل"]),
                   max_size=3, unique=True)  # fmt: skip
NUMBER = st.one_of(st.none(), st.integers(0, 400))
TEXT = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=60)


@st.composite
def rows(draw):
    start = date(2016, 9, 1) + timedelta(days=draw(st.integers(0, 200)))
    length = draw(st.sampled_from([0, 0, 0, 3, 9]))
    killed, injured = draw(NUMBER), draw(NUMBER)
    point = draw(st.booleans())
    words = " ".join(draw(TEXT).split()).lstrip("'").replace("|", "/") or "Shells fell."
    return [
        "", draw(st.sampled_from(["shelling", "air_strike", "killing", "detention"])), start.isoformat(),
        (start + timedelta(days=length)).isoformat(), "range" if length else "day", "weak", draw(NAMES),
        str(round(draw(st.floats(30, 37)), 3)) if point else "",
        str(round(draw(st.floats(36, 42)), 3)) if point else "",
        "1" if point else "", draw(st.sampled_from(["", "Merrow Guard", "Zarlan Army"])),
        draw(st.sampled_from(["", "Harl villagers"])), killed, killed, injured,
        None if injured is None else injured + draw(st.integers(0, 9)), " | ".join(draw(SOURCES)), words,
    ]  # fmt: skip


def take(header, cells, publisher="Our team"):
    """The rows of a table as documents and claims, in this process."""
    dialect = find_dialect("trucewatch")
    reader = RowReader(dialect, header, "t", "00", publisher=publisher)
    records = [reader.read(number, row) for number, row in cells]
    claims = [c for r in records for c in build_claims(r, dialect)]
    documents = [r.document for r in records]
    return documents, resolve_identities(tuple(claims), tuple(documents))


def content(documents, claims):
    """What the claims say, whoever numbered them."""
    by_id = {d.document_id: d for d in documents}
    return sorted(
        (
            c.type,
            c.stance,
            claimant_name(c, by_id[c.document_id]),
            c.span.quote,
            str(c.when and (c.when.start_on, c.when.end_on, c.when.precision)),
            str([(a.role, a.span.quote) for a in c.actors]),
            str([(p.span.quote, p.name, p.lat, p.lon, p.geo_precision) for p in c.places]),
            str([(q.what, q.low, q.high) for q in c.quantities]),
        )
        for c in claims
    )


def through(documents, claims, name, folder):
    situation = pipeline.situation_as_of(documents, claims, date(2026, 1, 1))
    path = folder / f"t.{ENDINGS[name]}"
    path.write_bytes(export(situation, name))
    table = open_table(path)
    return take(table.header, table.rows)


def test_a_row_goes_out_under_the_id_that_it_came_in_with(tmp_path):
    header = ["event_id_cnty", "event_date", "sub_event_type", "actor1", "location", "source", "notes", "fatalities"]
    row = ["SYR7", "2016-09-14", "Armed clash", "Zarqlan Guard", "Vrelmoor", "SOHR; SANA", "Both sides fired.", "4"]
    acled = find_dialect("acled")

    def read(header, cells):
        records = [RowReader(acled, header, "t", "00").read(n, row) for n, row in cells]
        return [r.document for r in records], [c for r in records for c in build_claims(r, acled)]

    documents, claims = read(header, [(2, row)])
    path = tmp_path / "t.csv"
    path.write_bytes(export(pipeline.situation_as_of(documents, claims, date(2026, 1, 1)), "acled"))
    table = open_table(path)
    again = read(table.header, table.rows)
    assert [d.record for d in again[0]] == ["acled:SYR7"]
    assert content(*again) == content(documents, claims)


def test_what_everybody_denies_comes_back_denied_and_stands_in_no_other_table(tmp_path):
    cells = ["row-1", "shelling", "2016-09-14", "2016-09-14", "day", "discounted", "Vrelmoor", *[""] * 10, "No shells."]
    documents, claims = take(HEADER, [(2, cells)])
    assert [c.stance for c in claims] == ["denied"]
    situation = pipeline.situation_as_of(documents, claims, date(2026, 1, 1))
    assert b"No shells" not in export(situation, "acled")
    assert [c.stance for c in through(documents, claims, "csv", tmp_path)[1]] == ["denied"]


@pytest.mark.parametrize(("length", "code"), [(0, "1"), (3, "2"), (12, "3")])
def test_days_that_a_table_cannot_tell_get_the_code_that_is_wide_enough(length, code):
    end = date(2016, 9, 12) + timedelta(days=length)
    cells = [
        "r",
        "shelling",
        "2016-09-12",
        end.isoformat(),
        "range" if length else "day",
        "weak",
        *[""] * 11,
        "Shells.",
    ]
    documents, claims = take(HEADER, [(2, cells)])
    raw = export(pipeline.situation_as_of(documents, claims, date(2026, 1, 1)), "acled")
    (row,) = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))
    assert row["time_precision"] == code


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tables")


@pytest.mark.parametrize("name", ENDINGS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.lists(rows(), min_size=1, max_size=4))
def test_what_is_imported_and_exported_comes_back_as_it_was(name, folder, table):
    cells = [(n, [f"row-{n}", *("" if c is None else str(c) for c in row[1:])]) for n, row in enumerate(table, 2)]
    documents, claims = take(HEADER, cells)
    again = through(documents, claims, name, folder)
    assert content(*again) == content(documents, claims)
