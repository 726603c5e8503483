"""The score by columns is the score of the explained scorer, for whatever tellings."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.incidents.columns import Codes
from trucewatch.incidents.link import HARD, Context, score_pair
from trucewatch.incidents.points import Points
from trucewatch.incidents.telling import Telling, Toll
from trucewatch.model.claim import PlaceMention
from trucewatch.model.span import Span

WITHIN = {"t:douma": ("r:ghouta", "p:rif"), "r:ghouta": ("p:rif",), "t:damascus": ("c:syria",)}
PLACES = [
    (None, "the town", None, None, None, None),
    (None, "Duma", None, None, None, None),
    (None, "Kobani city centre", None, None, None, None),
    ("t:douma", "Douma", "Douma", 33.5718, 36.4027, 1),
    ("t:douma", "near Douma", "Douma", 33.5718, 36.4027, 2),
    ("t:harasta", "Harasta", "Harasta", 33.5583, 36.3650, 1),
    ("r:ghouta", "Eastern Ghouta", "Ghouta", 33.55, 36.45, 3),
    ("p:rif", "rural Damascus", "Damascus", 33.60, 36.60, 3),
    ("t:damascus", "Damascus", "Damascus", 33.5102, 36.2913, 1),
    ("t:aleppo", "Aleppo", "Aleppo", 36.2021, 37.1343, 1),
    ("c:syria", "Syria", "Syria", 35.0, 38.0, 3),
    (None, "a hill", "a hill", 33.571, 36.41, None),
]
DAY = date(2018, 2, 18)
DAYS = st.none() | st.sampled_from([0, 0, 1, 2, 3, 7, 8, 14, 15, 30, 31, 38]).map(lambda n: DAY + timedelta(days=n))
WORDS = ("convoy", "hospital", "sarin", "douma", "12", "mosque", "kobani", "army")
SOME = st.frozensets(st.sampled_from(WORDS), max_size=5)
NUMBERS = st.sampled_from([None, 0.0, 1.0, 9.0, 12.0, 70.0])
TOLLS = st.builds(
    Toll, st.sampled_from(["killed", "injured", "trucks", "strikes", "missing"]), NUMBERS, NUMBERS, st.just("n")
)
TYPES = st.sampled_from(["air_strike", "shelling", "siege", "other_incident", "killing"])


def place(row: tuple[str | None, str, str | None, float | None, float | None, int | None]) -> PlaceMention:
    place_id, quote, name, lat, lon, precision = row
    return PlaceMention(
        span=Span(0, len(quote), quote), place_id=place_id, name=name, lat=lat, lon=lon, geo_precision=precision
    )


ANYWHERE = st.sampled_from(PLACES).map(place)
SELDOM = st.sampled_from([False, False, False, True])


@st.composite
def tellings(
    draw: st.DrawFn,
    places: st.SearchStrategy[PlaceMention] = ANYWHERE,
    days: st.SearchStrategy[date | None] = DAYS,
    types: st.SearchStrategy[str] = TYPES,
    tally: st.SearchStrategy[bool] = SELDOM,
) -> Telling:
    """A telling of whatever kind; what is given is drawn from that."""
    start, length = draw(days), draw(st.sampled_from([None, 0, 0, 2, 12]))
    document = draw(st.sampled_from("abcdefgh"))
    return Telling(
        claim_ids=(f"{document}{draw(st.integers(0, 9))}",),
        document_id=document,
        origin_id=document,
        order=(0, document, 0),
        types=draw(st.frozensets(types, max_size=2)),
        places=tuple(draw(st.lists(places, max_size=3))),
        start_on=start,
        end_on=start + timedelta(days=length) if start and length is not None else None,
        is_day=draw(st.booleans()),
        published_on=draw(DAYS),
        tolls=tuple(draw(st.lists(TOLLS, max_size=3))),
        targets=draw(SOME),
        perpetrators=draw(SOME),
        words=draw(SOME),
        tally=draw(tally),
        series=draw(st.sampled_from([False, False, True])),
        denied=draw(st.booleans()),
        table=draw(st.sampled_from(["", "", "acled/x", "ucdp/y"])),
    )


CONTEXTS = st.builds(
    Context,
    st.just(WITHIN),
    st.dictionaries(st.sampled_from(WORDS), st.integers(1, 40)),
    st.sampled_from([1, 2, 40, 9_000]),
)


@settings(deadline=None, max_examples=300)
@given(st.lists(tellings(), min_size=2, max_size=7), CONTEXTS)
def test_the_score_by_columns_is_that_of_the_explained_scorer(told: list[Telling], context: Context) -> None:
    codes = Codes()
    rows = np.array([codes.add(t) for t in told])
    i, j = np.array(list(combinations(range(len(told)), 2))).T
    links = [score_pair(a, b, context) for a, b in combinations(told, 2)]
    expected = [HARD if link.hard else link.score for link in links]
    assert np.abs(Points(codes.table(rows), codes, context).score(i, j) - expected).max() <= 1e-9
