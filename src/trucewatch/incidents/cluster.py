"""Between documents: which tellings are of one happening.  Blocks keep pairs few, average linkage keeps chains out.

Only pairs that score :data:`~trucewatch.incidents.link.LINK_AT` can be merged, so that the tellings fall into islands
which are clustered one by one: memory and time grow with the tellings, not with their pairs.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from trucewatch.incidents.columns import Floats, Integers
from trucewatch.incidents.doubt import Doubts, find_doubts
from trucewatch.incidents.grouping import Scores
from trucewatch.incidents.islands import find_roots, islands_of
from trucewatch.incidents.link import LINK_AT, NEAR_MISS_AT, Context, Link
from trucewatch.incidents.scoring import Pairs, Scorer
from trucewatch.incidents.telling import Telling

# So many of an incident's near misses are kept, the nearest.
MAX_NEAR_MISSES = 5
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Positions of tellings in the given sequence, ascending; and the pairs that speak for it or nearly did.

    ``parts``: how many clusters it is when linked more strictly; ``joins``: the first members of those that it is one
    with when linked more loosely.
    """

    members: tuple[int, ...]
    links: tuple[tuple[int, int, Link], ...]
    near_misses: tuple[tuple[int, int, Link], ...]
    parts: int = 1
    joins: tuple[int, ...] = ()


def cluster_tellings(
    tellings: Sequence[Telling],
    context: Context,
    apart: Callable[[int, int], bool] = lambda i, j: False,
    *,
    joined: Collection[Pair] = (),
    barred: Collection[Pair] = (),
    known: Pairs | None = None,
) -> tuple[Cluster, ...]:
    """Clusters of ``tellings``, in order of their first member; ``apart`` forbids a pair whatever its score.

    People have the last word, pairs lower first: no cluster holds a pair of ``barred``, and the clusters of a pair of
    ``joined`` become one unless that would.  ``known`` keeps comparisons for the next call.
    """
    scorer = Scorer(tellings, context, apart, known)
    i, j = scorer.candidates()
    values = scorer.scores(i, j)
    scores = Scores(len(tellings), i, j, values, scorer.scores)
    sure = values >= LINK_AT
    islands = islands_of(find_roots(len(tellings), i[sure], j[sure]))
    linked = scores.within(islands).link(LINK_AT, barred, np.arange(len(tellings)))
    labels = _join(linked, joined, barred)
    doubts = find_doubts(labels, scores, joined, barred)
    # Between two clusters that a person made one, the score is no reason.
    links = _strongest(i, j, np.where(linked[i] == linked[j], values, -np.inf))
    misses = _nearest(i, j, values, labels)
    order = np.argsort(labels, kind="stable")
    bounds = np.flatnonzero(np.diff(labels[order], prepend=-1, append=-1)).tolist()
    members = order.tolist()
    return tuple(_cluster(tuple(members[a:b]), links, misses, doubts, scorer) for a, b in itertools.pairwise(bounds))


def _cluster(
    members: tuple[int, ...], links: Mapping[int, int], misses: Mapping[int, list[Pair]], doubts: Doubts, scorer: Scorer
) -> Cluster:
    label = members[0]
    return Cluster(
        members,
        tuple([(links[m], m, scorer.link(links[m], m)) for m in members[1:] if m in links]),
        tuple([(i, j, scorer.near_miss(i, j)) for i, j in misses.get(label, ())]),
        doubts.parts.get(label, 1),
        doubts.joins.get(label, ()),
    )


def _strongest(i: Integers, j: Integers, scores: Floats) -> dict[int, int]:
    """For each item its best pair with an earlier one, of equals the earliest; pairs of no score are left out."""
    held = np.isfinite(scores)
    i, j, scores = i[held], j[held], scores[held]
    order = np.lexsort((i, -scores, j))
    first = order[np.diff(j[order], prepend=-1) > 0]
    return dict(zip(j[first].tolist(), i[first].tolist(), strict=True))


def _nearest(i: Integers, j: Integers, scores: Floats, labels: Integers) -> dict[int, list[Pair]]:
    """For each label the pairs with one of its items that nearly joined it with another, the nearest first."""
    near = np.flatnonzero((scores >= NEAR_MISS_AT) & (labels[i] != labels[j]))
    pair = np.concatenate([near, near])
    label = np.concatenate([labels[i[near]], labels[j[near]]])
    order = np.lexsort((j[pair], i[pair], -scores[pair], label))
    pair, label = pair[order], label[order]
    first = np.searchsorted(label, label)
    pair = pair[np.arange(len(label)) - first < MAX_NEAR_MISSES]
    label = label[np.arange(len(label)) - first < MAX_NEAR_MISSES]
    found: dict[int, list[Pair]] = {}
    for one, a, b in zip(label.tolist(), i[pair].tolist(), j[pair].tolist(), strict=True):
        found.setdefault(one, []).append((a, b))
    return found


def _join(labels: Integers, joined: Collection[Pair], barred: Collection[Pair]) -> Integers:
    if not joined:
        return labels
    found = labels.tolist()
    members: dict[int, list[int]] = defaultdict(list)
    for item, label in enumerate(found):
        members[label].append(item)
    foes: dict[int, set[int]] = defaultdict(set)
    for a, b in barred:
        foes[found[a]].add(found[b])
        foes[found[b]].add(found[a])
    for i, j in sorted(joined):
        low, high = sorted((found[i], found[j]))
        if low == high or high in foes[low]:
            continue
        for item in members[high]:
            found[item] = low
        members[low] += members.pop(high)
        for other in foes.pop(high, ()):
            foes[other].discard(high)
            foes[other].add(low)
            foes[low].add(other)
    return np.array(found, np.int64)
