"""Rows grouped by columns: the same incidents as the ordinary linking makes of them, told as a table."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from eval.linking_table import make_rows
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.incidents.bulk import group_rows, link_rows
from trucewatch.incidents.bulktable import Rows, bounds_of
from trucewatch.incidents.cluster import cluster_tellings
from trucewatch.incidents.link import Context
from trucewatch.incidents.telling import Telling, Toll
from trucewatch.incidents.words import content_words
from trucewatch.model.claim import PlaceMention
from trucewatch.model.span import Span

DAY = date(2016, 9, 14)
TOWNS = [
    ("Binnish", 35.957, 36.713, 1), ("Bennesh", 35.96, 36.71, 2), ("Idlib", 35.93, 36.63, 3),
    ("Suran", 35.29, 36.74, 1), ("Hama countryside", 35.2, 36.7, 3), ("Suran", None, None, None), ("", 35.29, 36.75, 1),
    ("", None, None, None),
]  # fmt: skip
TYPES = ["", "shelling", "air_strike", "killing", "siege", "other_incident"]
SETS = ["acled", "ucdp-ged", "log", ""]
SIDES = ["", "Civilians", "Ahrar al Sham", "the market of Binnish", "Military Forces of Syria"]
TEXTS = ["", "Shells fell on the market of Binnish.", "12 were killed near Suran", "Civilians fled", "A clinic was hit"]
COUNTS = [None, 0, 3, 4.0, 70, (3, 9), (None, 4), (5, None)]
WORDS = st.sampled_from(TEXTS)
row = st.tuples(
    st.sampled_from(SETS), st.none() | st.integers(0, 9), st.integers(0, 8), st.none() | st.integers(0, 20),
    st.sampled_from(TOWNS), st.sampled_from(TYPES), st.sampled_from(SIDES), st.sampled_from(SIDES), WORDS, WORDS,
    st.sampled_from(COUNTS), st.sampled_from(COUNTS),
)  # fmt: skip


def columns(made):
    """The columns of rows as drawn above."""
    each = list(zip(*made, strict=True)) if made else [[]] * 12
    place, lat, lon, precision = zip(*each[4], strict=True) if made else [[]] * 4
    first = [None if n is None else DAY + timedelta(days=n) for n in each[1]]
    return Rows(
        row_id=[str(n) for n in range(len(made))], data_set=each[0], first_day=first,
        last_day=[day and day + timedelta(days=more) if more > 5 else None
                  for day, more in zip(first, each[2], strict=True)],
        published=[None if n is None else DAY + timedelta(days=n) for n in each[3]],
        place=place, lat=lat, lon=lon, precision=precision, type=each[5], target=each[6], doer=each[7],
        words=(each[8], each[9]), counts={"killed": each[10], "injured": each[11]},
        events=frozenset({"acled", "ucdp-ged"}),
    )  # fmt: skip


def tellings(rows):
    """What the ordinary build compares, made row by row."""
    made = []
    for n, row_id in enumerate(rows.row_id):
        name, lat, lon = rows.place[n], rows.lat[n], rows.lon[n]
        quote = name or ("" if lat is None else f"{lat}, {lon}")
        mention = PlaceMention(
            span=Span(0, len(quote), quote), place_id=rows.place_id[n] or None if rows.place_id else None,
            name=name or None, lat=lat, lon=lon, geo_precision=rows.precision[n],
        )  # fmt: skip
        start, end = rows.first_day[n], rows.last_day[n]
        target = content_words(rows.target[n]) if rows.target else frozenset()
        doer = content_words(rows.doer[n]) if rows.doer else frozenset()
        label = rows.data_set[n] if rows.data_set else ""
        told = [(what, *bounds_of(c[n])) for what, c in rows.counts.items() if c[n] is not None]
        made.append(
            Telling(
                claim_ids=(row_id,), document_id=row_id, origin_id=row_id, order=(0, row_id, 0),
                types=frozenset({rows.type[n]} - {""}), places=(mention,) if quote else (), start_on=start,
                end_on=end or start, is_day=start is not None and (end or start) == start,
                published_on=rows.published[n], tolls=tuple(Toll(what, low, high, "n") for what, low, high in told),
                targets=target, perpetrators=doer,
                words=target.union(doer, *(content_words(column[n]) for column in rows.words)),
                tally=False, series=False, denied=False, table=label if label in rows.events else "",
            )
        )  # fmt: skip
    return made


def ordinary(rows):
    """The label of each row and the labels in doubt, by the ordinary linking."""
    made = tellings(rows)
    frequency = {}
    for telling in made:
        for word in telling.words:
            frequency[word] = frequency.get(word, 0) + 1
    labels, doubtful = [0] * len(made), set()
    for cluster in cluster_tellings(made, Context({}, frequency, max(1, len(made)))):
        for member in cluster.members:
            labels[member] = cluster.members[0]
        if cluster.parts > 1 or cluster.joins:
            doubtful.add(cluster.members[0])
    return labels, doubtful


@settings(max_examples=150, deadline=None)
@given(st.lists(row, max_size=30))
def test_columns_are_linked_as_the_ordinary_build_links_them(made):
    rows = columns(made)
    labels, doubtful = ordinary(rows)
    assert link_rows(rows).tolist() == labels
    of, found = group_rows(rows)
    first = sorted(set(labels))
    assert [first[n] for n in of.tolist()] == labels
    assert {first[n] for n, doubted in enumerate(found.doubtful) if doubted} == doubtful


def generated(count):
    made = list(make_rows(count))
    return Rows(
        row_id=[str(n) for n in range(count)], first_day=[r.day for r in made], last_day=[r.day for r in made],
        published=[r.published for r in made], type=[r.type for r in made], place=[r.town for r in made],
        lat=[r.lat for r in made], lon=[r.lon for r in made], precision=[r.precision for r in made],
        counts={"killed": [r.killed if r.killed > 0 else None for r in made]}, target=[r.target for r in made],
        words=([r.verb for r in made], [r.detail for r in made]),
    )  # fmt: skip


def test_a_generated_war_is_linked_as_the_ordinary_build_links_it():
    rows = generated(800)
    labels, doubtful = ordinary(rows)
    assert link_rows(rows).tolist() == labels
    assert 1 < len(set(labels)) < 800
    assert sum(group_rows(rows)[1].doubtful) == len(doubtful) > 0


def shells(**columns):
    """Two data sets' rows on shells on Binnish, and one on a clash far away."""
    given = {
        "row_id": ["SYR1", "77", "78"], "data_set": ["acled", "ucdp-ged", "ucdp-ged"],
        "first_day": [DAY, DAY, DAY + timedelta(days=1)], "type": ["shelling", "shelling", "armed_clash"],
        "place": ["Binnish", "Binnish town", "Suran"], "lat": [35.957, 35.96, 35.29], "lon": [36.713, 36.71, 36.74],
        "precision": [2, 1, 1], "counts": {"killed": [3, (2, 6), None]}, "events": frozenset({"acled", "ucdp-ged"}),
    }  # fmt: skip
    return Rows(**(given | columns))


def test_an_incident_has_the_range_of_its_tolls_and_never_their_sum():
    of, found = group_rows(shells())
    assert of.tolist() == [0, 0, 1]
    assert found.counts == {"killed": [(2, 6), (None, None)]}
    assert (found.rows, found.data_sets) == ([2, 1], [("acled", "ucdp-ged"), ("ucdp-ged",)])
    assert (found.first_day, found.last_day) == ([DAY, DAY + timedelta(days=1)],) * 2
    assert found.row == [1, 2], "the place is that of the row that knows it best"


def test_an_end_that_one_row_leaves_open_is_open():
    assert group_rows(shells(counts={"killed": [3, (2, None), None]}))[1].counts["killed"][0] == (2, None)


def test_an_incident_keeps_its_id_when_rows_change_their_order_or_others_come():
    whole = group_rows(shells())[1].incident_id
    other = group_rows(
        Rows(
            row_id=["78", "77", "SYR1", "new"], data_set=["ucdp-ged", "ucdp-ged", "acled", "log"],
            first_day=[DAY + timedelta(days=1), DAY, DAY, None], type=["armed_clash", "shelling", "shelling", ""],
            place=["Suran", "Binnish town", "Binnish", ""], lat=[35.29, 35.96, 35.957, None],
            lon=[36.74, 36.71, 36.713, None], precision=[1, 1, 2, None], counts={"killed": [None, (2, 6), 3, None]},
            events=frozenset({"acled", "ucdp-ged"}),
        )
    )[1].incident_id  # fmt: skip
    assert other[:2] == whole[::-1]
    assert len(set(other)) == 3


def test_two_rows_of_one_event_data_set_are_never_one_incident():
    assert link_rows(shells(data_set=["acled"] * 3)).tolist() == [0, 1, 2]
    assert link_rows(shells(data_set=["log"] * 3)).tolist() == [0, 0, 2]


def test_a_table_may_lack_every_column_but_the_ids():
    assert link_rows(Rows(row_id=list("abc"))).tolist() == [0, 1, 2]
    of, found = group_rows(Rows(row_id=[]))
    assert (len(of), len(found)) == (0, 0)
    assert group_rows(Rows(row_id=list("ab")))[1].first_day == [None, None]


def test_a_latitude_that_is_no_number_is_not_known():
    nan = float("nan")
    assert link_rows(shells(lat=[nan] * 3, lon=[nan] * 3)).tolist() == link_rows(shells(lat=(), lon=())).tolist()


def test_columns_of_other_lengths_and_unknown_names_are_told():
    with pytest.raises(ValueError, match="columns must have 3 entries as row_id has, or none; not lat: 1"):
        shells(lat=[1.0])
    with pytest.raises(ValueError, match="no types of incidents: raid"):
        shells(type=["raid", "", ""])
    with pytest.raises(ValueError, match="no counts: dead"):
        shells(counts={"dead": [1, 2, 3]})


def test_a_block_of_more_rows_than_are_compared_is_linked_as_by_the_ordinary_build():
    chance = random.Random(3)
    made = [(
        "log", chance.randrange(3), 0, None, TOWNS[chance.randrange(2)], "shelling", "", "", "", "",
        chance.choice([None, 3, 70]), None,
    ) for _ in range(300)]  # fmt: skip
    rows = columns(made)
    assert link_rows(rows).tolist() == ordinary(rows)[0]
