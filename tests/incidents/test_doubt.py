"""How many happenings it may be: told where linking draws its line nearby, and never against what people decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.incidents.factory import DAY, Dossier, make_report
from trucewatch.incidents.build import build_incidents
from trucewatch.incidents.columns import Integers
from trucewatch.incidents.doubt import MARGIN, Doubts, count_range, find_doubts, say_doubts, say_range
from trucewatch.incidents.grouping import Scores
from trucewatch.incidents.islands import find_roots, islands_of
from trucewatch.incidents.link import LINK_AT
from trucewatch.model.incident import Incident
from trucewatch.packs.actors import ActorBook
from trucewatch.packs.gazetteer import Gazetteer
from trucewatch.pipeline import resolve
from trucewatch.publishing.brief import build_brief

COUNT = 7
Pair = tuple[int, int]
SCORES = st.dictionaries(
    st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)).filter(lambda p: p[0] < p[1]),
    st.floats(2, 7, allow_nan=False).map(lambda x: round(x, 2)),
)


def linked(scores: Mapping[Pair, float]) -> tuple[Integers, Doubts]:
    """The labels, and the doubts about them; pairs that have no score have nothing in common."""
    pairs = np.array(sorted(scores), np.int64).reshape(-1, 2)
    values = np.array([scores[a, b] for a, b in pairs.tolist()])
    known = Scores(COUNT, pairs[:, 0], pairs[:, 1], values, lambda i, j: np.zeros(len(i)))
    islands = islands_of(find_roots(COUNT, *pairs[values >= LINK_AT].T))
    labels = known.within(islands).link(LINK_AT, (), np.arange(COUNT))
    return labels, find_doubts(labels, known, (), ())


@given(SCORES)
def test_what_is_sure_either_way_is_not_doubted(scores: dict[Pair, float]) -> None:
    sure = {pair: s for pair, s in scores.items() if abs(s - LINK_AT) > 2 * MARGIN}
    if any((i, k) not in sure for i, j in sure for j2, k in sure if j == j2):
        return  # a chain has pairs that say nothing
    labels, doubts = linked(sure)
    assert all(label in labels for label in (*doubts.parts, *doubts.joins))


@given(SCORES)
def test_joins_are_mutual_and_parts_are_more_than_one(scores: dict[Pair, float]) -> None:
    _, doubts = linked(scores)
    assert all(n > 1 for n in doubts.parts.values())
    assert all(a in doubts.joins[b] for a, others in doubts.joins.items() for b in others)


def test_the_brief_names_what_may_be_more_or_fewer() -> None:
    reports = near_the_line((9, 9), 1).reports
    situation = resolve([r.document for r in reports], [c for r in reports for c in r.claims])
    hole = next(u for u in build_brief(situation, None, (), date(2016, 9, 22)).unknowns if "more, or fewer" in u.title)
    assert hole.count == 1
    assert "may be" in "".join(run.text for run in hole.items[0])


def near_the_line(killed: tuple[int, int], slip: int) -> Dossier:
    dossier = Dossier([])
    for number, toll in enumerate(killed):
        day = date(2016, 9, 19 + slip * number)
        words = f"{toll} people died when warplanes bombed Talbiseh"
        report = make_report(f"{words}, {('a medic', 'residents')[number]} said.", f"Paper {number}", date(2016, 9, 21))
        report.claim(words, "air_strike", at="Talbiseh", on=day, counts=[("killed", str(toll), toll, toll)])
        dossier.reports.append(report)
    return dossier


def two_reports(killed: tuple[int, int], slip: int) -> tuple[Incident, ...]:
    dossier = near_the_line(killed, slip)
    return build_incidents(
        dossier.documents, dossier.claims, dossier.origins, gazetteer=Gazetteer(()), actors=ActorBook(())
    )


def test_two_reports_near_the_line_are_one_to_two_incidents() -> None:
    found = two_reports((5, 50), 1)
    assert DAY.isoformat() == "2016-09-19"
    low, high = count_range(found)
    assert low <= len(found) <= high
    same = two_reports((14, 14), 0)
    assert len(same) == 1 and count_range(same) == (1, 1) and say_range(same) == "1 incident"


def test_a_doubt_is_said_in_numbers_and_ids() -> None:
    (incident, *others) = two_reports((9, 9), 1)
    assert count_range((incident, *others)) == (1, 2)
    said = say_doubts(incident, {i.incident_id: i.title for i in others})
    assert len(said) == 1 and ("2 happenings, not 1" in said[0] or others[0].incident_id in said[0])
    assert "(1 to 2," in say_range((incident, *others))
