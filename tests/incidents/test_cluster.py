"""Average linkage over scored pairs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.incidents.link import HARD, LINK_AT
from trucewatch.incidents.linkage import average_linkage

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
