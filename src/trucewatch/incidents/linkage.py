"""Average linkage: over a sparse table of scores, or over many small full ones at once."""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Mapping

import numpy as np

from trucewatch.incidents.columns import Floats, Integers
from trucewatch.incidents.link import HARD

CEILING = 8.0


def average_linkage(
    count: int, scores: Mapping[tuple[int, int], float], at: float, barred: Collection[tuple[int, int]] = ()
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


def average_linkages(tables: Floats, at: float) -> Integers:
    """:func:`average_linkage` of many tables of one size at once, in which every pair is scored.

    ``tables`` is tables × items × items, the labels are tables × items.
    """
    count, size = tables.shape[:2]
    labels = np.tile(np.arange(size), (count, 1))
    sums = np.clip(tables, HARD, CEILING)
    best, sizes, rows = sums.copy(), np.ones((count, size)), np.arange(count)
    lower = np.tril(np.ones((size, size), np.bool_))
    while len(rows):
        quality = (sums / (sizes[:, :, None] * sizes[:, None, :]) + best) / 2
        quality[:, lower] = -np.inf
        quality = quality.reshape(len(rows), -1)
        top = quality.argmax(axis=1)  # of equals the lowest pair
        go = quality[np.arange(len(rows)), top] >= at
        rows, top, sums, best, sizes = rows[go], top[go], sums[go], best[go], sizes[go]
        each, a, b = np.arange(len(rows)), top // size, top % size
        sums[each, a] += sums[each, b]
        sums[each, :, a] = sums[each, a]
        best[each, a] = np.maximum(best[each, a], best[each, b])
        best[each, :, a] = best[each, a]
        sizes[each, a] += sizes[each, b]
        sums[each, b] = sums[each, :, b] = -np.inf
        labels[rows] = np.where(labels[rows] == b[:, None], a[:, None], labels[rows])
    return labels
