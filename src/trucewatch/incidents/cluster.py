"""Between documents: which tellings are of one happening.  Blocks keep pairs few, average linkage keeps chains out.

Only pairs that score :data:`~trucewatch.incidents.link.LINK_AT` can be merged, so that the tellings fall into islands
which are clustered one by one: memory and time grow with the tellings, not with their pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.incidents.blocks import candidate_pairs
from trucewatch.incidents.doubt import find_doubts
from trucewatch.incidents.islands import find_islands
from trucewatch.incidents.link import LINK_AT, NEAR_MISS_AT, Context, Link
from trucewatch.incidents.linkage import average_linkage
from trucewatch.incidents.scoring import Pairs, Scorer
from trucewatch.incidents.telling import Telling

# So many of an incident's near misses are kept, the nearest.
MAX_NEAR_MISSES = 5
# In an island of at most so many every pair is scored; in a larger one those that share a block.
SMALL = 40
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
    near: dict[Pair, float] = {}
    low: dict[Pair, float] = {}
    for i, j in candidate_pairs(tellings, context):
        score = scorer.score(i, j)
        (near if score >= NEAR_MISS_AT else low)[i, j] = score
    scores = _Known(near, low, scorer)
    scored = _link(len(tellings), near, scores, barred)
    labels = _join(scored, joined, barred)
    doubts = find_doubts(labels, scores, near, joined, barred)
    members: dict[int, list[int]] = defaultdict(list)
    for index, label in enumerate(labels):
        members[label].append(index)
    links: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    misses: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for (i, j), score in near.items():
        if labels[i] != labels[j]:
            misses[labels[i]].append((-score, i, j))
            misses[labels[j]].append((-score, i, j))
    for source in (near, low):
        for (i, j), score in source.items():
            # Between two clusters that a person made one, the score is no reason.
            if labels[i] == labels[j] and scored[i] == scored[j]:
                links[labels[i]].append((score, i, j))
    return tuple(
        Cluster(
            tuple(found),
            _strongest(found, links.get(label, ()), scorer),
            tuple((i, j, scorer.link(i, j)) for _, i, j in sorted(misses.get(label, ()))[:MAX_NEAR_MISSES]),
            doubts.parts.get(label, 1),
            doubts.joins.get(label, ()),
        )
        for label, found in sorted(members.items(), key=lambda item: item[1][0])
    )


class _Known:
    """The scores of all candidate pairs, by item."""

    def __init__(self, near: Mapping[Pair, float], low: Mapping[Pair, float], scorer: Scorer) -> None:
        self._scorer = scorer
        self._of: dict[int, dict[int, float]] = defaultdict(dict)
        for found in (near, low):
            for (i, j), score in found.items():
                self._of[i][j] = score

    def __call__(self, island: Sequence[int]) -> dict[Pair, float]:
        """The scores among the items of an island, by their places in it, lower first; of a small one all are made."""
        place = {index: n for n, index in enumerate(island)}
        scores: dict[Pair, float] = {}
        for n, i in enumerate(island):
            own: dict[int, float] = self._of.get(i, {})
            if len(island) <= SMALL:
                for m in range(n + 1, len(island)):
                    j = island[m]
                    if j not in own:
                        own = self._of[i]
                        own[j] = self._scorer.score(i, j)
                    scores[n, m] = own[j]
            else:
                scores.update({(n, place[j]): own[j] for j in sorted(own) if j in place})
        return scores


def _link(count: int, near: Mapping[Pair, float], scores: _Known, barred: Collection[Pair]) -> list[int]:
    labels = list(range(count))
    enemies: dict[int, set[int]] = defaultdict(set)
    for a, b in barred:
        enemies[a].add(b)
    islands = find_islands(count, (pair for pair, score in near.items() if score >= LINK_AT))
    for island in islands:
        place = {index: n for n, index in enumerate(island)}
        foes = [(place[a], place[b]) for a in island if a in enemies for b in enemies[a] if b in place]
        for n, label in enumerate(average_linkage(len(island), scores(island), LINK_AT, foes)):
            labels[island[n]] = island[label]
    return labels


def _join(labels: Sequence[int], joined: Collection[Pair], barred: Collection[Pair]) -> list[int]:
    found = list(labels)
    if not joined:
        return found
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
    return found


def _strongest(
    members: Sequence[int], links: Sequence[tuple[float, int, int]], scorer: Scorer
) -> tuple[tuple[int, int, Link], ...]:
    """For each member after the first its best link to an earlier one: a reason for every joined telling."""
    best: dict[int, tuple[float, int]] = {}
    for score, i, j in links:
        best[j] = max(best.get(j, (score, -i)), (score, -i))
    return tuple((-best[m][1], m, scorer.link(-best[m][1], m)) for m in members[1:] if m in best)
