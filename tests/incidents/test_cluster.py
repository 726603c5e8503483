"""Average linkage over scored pairs, one by one and many at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.incidents.grouping import Scores
from trucewatch.incidents.islands import find_islands, find_roots, islands_of
from trucewatch.incidents.link import HARD, LINK_AT
from trucewatch.incidents.linkage import average_linkage, average_linkages

COUNT = 8
SCORES = st.dictionaries(
    st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)).filter(lambda p: p[0] < p[1]),
    st.floats(-10, 10, allow_nan=False).map(lambda x: round(x, 2)),
)


@given(SCORES)
def test_a_label_is_the_lowest_member_of_its_cluster(scores: dict[tuple[int, int], float]) -> None:
    labels = average_linkage(COUNT, scores, LINK_AT)
    assert all(labels[label] == label <= index for index, label in enumerate(labels))


@given(SCORES)
def test_the_order_in_which_pairs_come_does_not_matter(scores: dict[tuple[int, int], float]) -> None:
    backwards = dict(reversed(list(scores.items())))
    assert average_linkage(COUNT, scores, LINK_AT) == average_linkage(COUNT, backwards, LINK_AT)


@given(SCORES)
def test_a_cluster_has_at_least_one_pair_that_links(scores: dict[tuple[int, int], float]) -> None:
    labels = average_linkage(COUNT, scores, LINK_AT)
    for label in set(labels):
        members = [i for i, found in enumerate(labels) if found == label]
        assert len(members) == 1 or any(scores.get((i, j), 0.0) >= LINK_AT for i in members for j in members if i < j)


def test_a_chain_does_not_pull_contradicting_ends_together() -> None:
    labels = average_linkage(3, {(0, 1): 5.0, (1, 2): 4.5, (0, 2): HARD}, LINK_AT)
    assert labels == [0, 0, 2]


def test_a_thin_telling_joins_by_its_one_strong_pair() -> None:
    assert average_linkage(3, {(0, 1): 7.0, (1, 2): 6.5, (0, 2): 2.0}, LINK_AT) == [0, 0, 0]


FULL = st.integers(2, 7).flatmap(
    lambda size: st.lists(
        st.lists(
            st.sampled_from([HARD, -0.5, 0.0, 2.0, 3.9, 4.0, 4.5, 5.5, 9.0]), min_size=size * size, max_size=size * size
        ),
        min_size=1,
        max_size=4,
    ).map(lambda rows: np.array(rows).reshape(-1, size, size))
)


@given(FULL)
def test_many_small_tables_at_once_are_linked_as_each_by_itself(tables: npt.NDArray[np.float64]) -> None:
    tables = tables + np.swapaxes(tables, 1, 2)
    size = tables.shape[1]
    alone = [
        average_linkage(size, {(a, b): t[a, b] for a in range(size) for b in range(a + 1, size)}, LINK_AT)
        for t in tables
    ]
    assert average_linkages(tables, LINK_AT).tolist() == alone


@given(SCORES, st.sets(st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)).filter(lambda p: p[0] < p[1])))
def test_islands_linked_by_columns_are_those_linked_one_by_one(
    scores: dict[tuple[int, int], float], foes: set[tuple[int, int]]
) -> None:
    pairs = np.array(sorted(scores), np.int64).reshape(-1, 2)
    values = np.array([scores[a, b] for a, b in pairs.tolist()])
    known = Scores(COUNT, pairs[:, 0], pairs[:, 1], values, lambda i, j: np.zeros(len(i)))
    sure = pairs[values >= LINK_AT]
    labels = known.within(islands_of(find_roots(COUNT, *sure.T))).link(LINK_AT, foes, np.arange(COUNT))
    expected = list(range(COUNT))
    for island in find_islands(COUNT, sure.tolist()):
        full = {(a, b): scores.get((i, j), 0.0) for a, i in enumerate(island) for b, j in enumerate(island) if a < b}
        place = {item: n for n, item in enumerate(island)}
        apart = [(place[a], place[b]) for a, b in foes if a in place and b in place]
        for n, label in enumerate(average_linkage(len(island), full, LINK_AT, apart)):
            expected[island[n]] = island[label]
    assert labels.tolist() == expected
