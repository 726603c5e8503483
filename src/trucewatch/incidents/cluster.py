"""Between documents: which tellings are of one happening.  Blocks keep pairs few, average linkage keeps chains out."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from trucewatch.incidents.link import HARD, LINK_AT, NEAR_MISS_AT, Context, Link, score_pair
from trucewatch.incidents.telling import Telling
from trucewatch.incidents.words import place_key

# In a block larger than this each telling is compared with as many that follow it in time only.
NEIGHBOURS = 40
# A word that stands in more documents than this opens no block.
RARE_IN = 8
# Longer intervals open blocks for their first days only.
MAX_DAYS = 10
# Two groups that one document keeps apart need more than usual to be one.
SAME_DOCUMENT = -2.0
CEILING = 8.0
# So many of an incident's near misses are kept, the nearest.
MAX_NEAR_MISSES = 5


@dataclass(frozen=True, slots=True)
class Cluster:
    """Positions of tellings in the given sequence, ascending; and the pairs that speak for it or nearly did."""

    members: tuple[int, ...]
    links: tuple[tuple[int, int, Link], ...]
    near_misses: tuple[tuple[int, int, Link], ...]


def cluster_tellings(
    tellings: Sequence[Telling],
    context: Context,
    apart: Callable[[int, int], bool] = lambda i, j: False,
    *,
    joined: Collection[tuple[int, int]] = (),
    barred: Collection[tuple[int, int]] = (),
) -> tuple[Cluster, ...]:
    """Clusters of ``tellings``, in order of their first member; ``apart`` forbids a pair whatever its score.

    People have the last word, pairs lower first: no cluster holds a pair of ``barred``, and the clusters of a pair of
    ``joined`` become one unless that would.
    """
    pairs: dict[tuple[int, int], Link] = {}
    for i, j in candidate_pairs(tellings, context):
        link = score_pair(tellings[i], tellings[j], context)
        if tellings[i].document_id == tellings[j].document_id:
            change = HARD if apart(i, j) else SAME_DOCUMENT
            link = Link(link.score + change, link.agrees, (*link.differs, "one report tells both"), apart(i, j))
        pairs[i, j] = link
    scored = average_linkage(len(tellings), {p: link.score for p, link in pairs.items()}, LINK_AT, barred)
    labels = _join(scored, joined, barred)
    members: dict[int, list[int]] = defaultdict(list)
    for index, label in enumerate(labels):
        members[label].append(index)
    links: dict[int, list[tuple[int, int, Link]]] = defaultdict(list)
    misses: dict[int, list[tuple[int, int, Link]]] = defaultdict(list)
    for (i, j), link in sorted(pairs.items()):
        if labels[i] == labels[j]:
            # Between two clusters that a person made one, the score is no reason.
            if scored[i] == scored[j]:
                links[labels[i]].append((i, j, link))
        elif link.score >= NEAR_MISS_AT:
            misses[labels[i]].append((i, j, link))
            misses[labels[j]].append((i, j, link))
    for label, found in misses.items():
        misses[label] = sorted(found, key=lambda pair: (-pair[2].score, pair[:2]))[:MAX_NEAR_MISSES]
    return tuple(
        Cluster(tuple(found), _strongest(found, links[label]), tuple(misses[label]))
        for label, found in sorted(members.items(), key=lambda item: item[1][0])
    )


def _join(labels: Sequence[int], joined: Collection[tuple[int, int]], barred: Collection[tuple[int, int]]) -> list[int]:
    found = list(labels)
    for i, j in sorted(joined):
        low, high = sorted((found[i], found[j]))
        if low != high and not any({found[a], found[b]} == {low, high} for a, b in barred):
            found = [low if label == high else label for label in found]
    return found


def average_linkage(
    count: int, scores: dict[tuple[int, int], float], at: float, barred: Collection[tuple[int, int]] = ()
) -> list[int]:
    """Label of each of ``count`` items: its cluster's lowest item.  The best pair of clusters is merged first.

    A pair of clusters is as good as the mean of its average and its best pair, so that a thin telling that clearly
    belongs is not pushed out by others that merely do not mention what it does.  Pairs not in ``scores`` count 0.
    Clusters that hold a pair of ``barred`` between them are never merged.
    Near-linear in the number of scored pairs.
    """
    sums: list[dict[int, float]] = [{} for _ in range(count)]
    best: list[dict[int, float]] = [{} for _ in range(count)]
    for (i, j), score in scores.items():
        value = min(CEILING, max(HARD, score))
        for a, b in ((i, j), (j, i)):
            sums[a][b] = value
            best[a][b] = value
    foes: list[set[int]] = [set() for _ in range(count)]
    for a, b in barred:
        foes[a].add(b)
        foes[b].add(a)
    size, label = [1] * count, list(range(count))
    alive = [True] * count

    def quality(a: int, b: int) -> float:
        if b in foes[a]:
            return -math.inf
        return (sums[a][b] / (size[a] * size[b]) + best[a][b]) / 2

    heap = [(-quality(a, b), a, b) for a in range(count) for b in sums[a] if a < b and quality(a, b) >= at]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if not (alive[a] and alive[b]) or b not in sums[a] or -negative != quality(a, b):
            continue
        alive[b] = False
        label[b] = a
        size[a] += size[b]
        for other in foes[b]:
            foes[other].add(a)
        foes[a] |= foes[b]
        for other, value in sums[b].items():
            if other == a or not alive[other]:
                continue
            sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + value
            best[a][other] = best[other][a] = max(best[a].get(other, HARD), best[b][other])
        sums[a].pop(b, None)
        for other in sorted(sums[a]):
            if alive[other]:
                sums[other].pop(b, None)
                score = quality(a, other)
                if score >= at:
                    heapq.heappush(heap, (-score, min(a, other), max(a, other)))
    for index in range(count):
        root = index
        while label[root] != root:
            root = label[root]
        label[index] = root
    return label


def candidate_pairs(tellings: Sequence[Telling], context: Context) -> list[tuple[int, int]]:
    """Pairs worth comparing, each once, lower index first, ascending."""
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        for key in _keys(telling, context):
            blocks[key].append(index)
    pairs: set[tuple[int, int]] = set()
    for found in blocks.values():
        for position, index in enumerate(found):
            pairs.update((index, other) for other in found[position + 1 : position + 1 + NEIGHBOURS])
    return sorted(pairs)


def _keys(telling: Telling, context: Context) -> Iterable[tuple[object, ...]]:
    days = _days(telling)
    where: set[object] = set()
    for place in telling.places:
        where.add(place.place_id or place_key(place.span.quote))
        where.add(place_key(place.name or place.span.quote))
        if place.lat is not None and place.lon is not None:
            # The four corners of its half-degree cell: neighbours across a border share at least one.
            row, column = math.floor(place.lat * 2), math.floor(place.lon * 2)
            where.update((r, c) for r in (row, row + 1) for c in (column, column + 1))
    what: set[object] = where | {("of", target) for target in telling.targets}
    keys: set[tuple[object, ...]] = {(thing, day) for thing in what for day in days}
    keys |= {("rare", word) for word in telling.words if context.frequency.get(word, 1) <= RARE_IN}
    return sorted(keys, key=repr)


def _days(telling: Telling) -> tuple[int, ...]:
    if telling.start_on is None:
        if telling.published_on is None:
            return (0,)
        # Undated: it may be any day of the week before it was reported.
        return tuple((telling.published_on - timedelta(days=back)).toordinal() for back in range(8))
    count = min((telling.days or 1) + 1, MAX_DAYS)
    return tuple(telling.start_on.toordinal() + day for day in range(count))


def _strongest(members: Sequence[int], links: Sequence[tuple[int, int, Link]]) -> tuple[tuple[int, int, Link], ...]:
    """For each member after the first its best link to an earlier one: a reason for every joined telling."""
    chosen = []
    for member in members[1:]:
        own = [pair for pair in links if pair[1] == member]
        if own:
            chosen.append(max(own, key=lambda pair: (pair[2].score, -pair[0])))
    return tuple(chosen)
