"""Clusters made by columns are those that comparing one pair after the other makes."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.incidents.test_points import CONTEXTS, DAY, PLACES, place, tellings
from trucewatch.incidents.blocks import DAYS_BEFORE, MAX_DAYS, RARE_IN, things_of
from trucewatch.incidents.cluster import cluster_tellings
from trucewatch.incidents.islands import find_islands
from trucewatch.incidents.link import HARD, LINK_AT, Context, score_pair
from trucewatch.incidents.linkage import average_linkage
from trucewatch.incidents.scoring import SAME_DOCUMENT
from trucewatch.incidents.telling import Telling

# Alike enough that many are linked: places near each other, one day, kinds that go together.
ALIKE = tellings(
    places=st.sampled_from([place(row) for row in PLACES[3:9]]),
    days=st.sampled_from([DAY, DAY, DAY + timedelta(days=1), None]),
    types=st.sampled_from(["air_strike", "shelling", "other_incident"]),
    tally=st.just(False),
)


def blocks_of(telling: Telling, context: Context) -> set[object]:
    """Every block that a telling is in."""
    if telling.start_on is not None:
        count = min((telling.days or 1) + 1, MAX_DAYS)
        days = [telling.start_on.toordinal() + n for n in range(count)]
    elif telling.published_on is not None:
        days = [telling.published_on.toordinal() - n for n in range(DAYS_BEFORE)]
    else:
        days = [0]
    things = {("of", target) for target in telling.targets} | {t for p in telling.places for t in things_of(p)}
    rare = {("rare", word) for word in telling.words if context.frequency.get(word, 1) <= RARE_IN}
    return rare | {(thing, day) for thing in things for day in days}


def one_by_one(told: list[Telling], context: Context) -> list[int]:
    """The label of each telling, every pair being scored by the explained scorer."""
    scores: dict[tuple[int, int], float] = {}
    for i, j in combinations(range(len(told)), 2):
        link = score_pair(told[i], told[j], context)
        same = told[i].document_id == told[j].document_id
        scores[i, j] = HARD if link.hard else link.score + SAME_DOCUMENT * same
    blocks = [blocks_of(t, context) for t in told]
    sure = [(i, j) for (i, j), score in scores.items() if score >= LINK_AT and blocks[i] & blocks[j]]
    labels = list(range(len(told)))
    for island in find_islands(len(told), sure):
        inner = {(a, b): scores[island[a], island[b]] for a, b in combinations(range(len(island)), 2)}
        for n, label in enumerate(average_linkage(len(island), inner, LINK_AT)):
            labels[island[n]] = island[label]
    return labels


@settings(deadline=None, max_examples=300)
@given(st.lists(ALIKE | tellings(), min_size=2, max_size=9), CONTEXTS)
def test_clusters_by_columns_are_those_of_one_pair_after_the_other(told: list[Telling], context: Context) -> None:
    labels = [0] * len(told)
    for cluster in cluster_tellings(told, context):
        for member in cluster.members:
            labels[member] = cluster.members[0]
    assert labels == one_by_one(told, context)
