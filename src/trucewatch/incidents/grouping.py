"""Scores inside islands, and the islands linked: all small ones at once by columns, the others one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np

from trucewatch.incidents.columns import Floats, Integers, Lists
from trucewatch.incidents.linkage import average_linkage, average_linkages

# In an island of at most so many every pair is scored; in a larger one those that share a block.
SMALL = 40
# So many numbers are held at once while small islands are linked.
_AT_ONCE = 4_000_000
Pair = tuple[int, int]


class Scores:
    """The scores of pairs among ``count`` items as far as they are known; ``score`` makes others."""

    def __init__(
        self, count: int, i: Integers, j: Integers, scores: Floats, score: Callable[[Integers, Integers], Floats]
    ) -> None:
        """Pairs are given lower item first, ascending."""
        self.count = count
        self.i, self.j, self.scores = i, j, scores
        self._keys, self._known, self._score = i * count + j, scores, score

    def within(self, islands: Lists) -> Inner:
        """The scores inside each island; in a small one those that are not known are made and remembered."""
        sizes = islands.lengths
        of = np.full(self.count, -1, np.int64)
        of[islands.values] = islands.owners
        small = np.flatnonzero(sizes <= SMALL)
        island, a, b = _all_pairs(sizes[small])
        island = small[island]
        first = islands.starts[island]
        i, j = islands.values[first + a], islands.values[first + b]
        scores = self._look_up(i, j)
        left, right = self._keys // self.count, self._keys % self.count
        inside = np.flatnonzero((of[left] >= 0) & (of[left] == of[right]))
        inside = inside[sizes[of[left[inside]]] > SMALL]
        place = np.zeros(self.count, np.int64)
        place[islands.values] = np.arange(len(islands.values)) - islands.starts[islands.owners]
        left, right = left[inside], right[inside]
        return Inner(
            islands,
            np.concatenate([island, of[left]]),
            np.concatenate([a, place[left]]),
            np.concatenate([b, place[right]]),
            np.concatenate([scores, self._known[inside]]),
        )

    def _look_up(self, i: Integers, j: Integers) -> Floats:
        wanted = i * self.count + j
        at = np.searchsorted(self._keys, wanted)
        at[at == len(self._keys)] = 0
        new = self._keys[at] != wanted if len(self._keys) else np.ones(len(wanted), np.bool_)
        found = np.zeros(len(wanted))
        found[~new] = self._known[at[~new]]
        found[new] = self._score(i[new], j[new])
        keys = np.concatenate([self._keys, wanted[new]])
        order = np.argsort(keys, kind="stable")
        self._keys, self._known = keys[order], np.concatenate([self._known, found[new]])[order]
        return found


class Inner:
    """Pairs inside islands: which island, the places of the two in it, the score."""

    def __init__(self, islands: Lists, island: Integers, a: Integers, b: Integers, scores: Floats) -> None:
        order = np.argsort(island, kind="stable")
        self.islands = islands
        self._island, self._a, self._b, self._scores = island[order], a[order], b[order], scores[order]

    def link(self, at: float, foes: Collection[Pair], labels: Integers) -> Integers:
        """A copy of ``labels`` with those of the islands' items set: the lowest item of the cluster of each.

        No cluster holds a pair of ``foes``.
        """
        sizes, starts, items = self.islands.lengths, self.islands.starts, self.islands.values
        result = labels.copy()
        of = np.full(len(labels), -1, np.int64)
        of[items] = self.islands.owners
        hostile = [(a, b) for a, b in foes if of[a] >= 0 and of[a] == of[b]]
        alone = sizes > SMALL
        alone[[of[a] for a, _ in hostile]] = True
        worst = np.full(len(sizes), np.inf)
        np.minimum.at(worst, self._island, self._scores)
        whole = ~alone & (worst >= at)
        first = items[starts[:-1]][self.islands.owners]
        result[items] = np.where(whole[self.islands.owners], first, items)
        todo = ~alone & ~whole
        for size in np.unique(sizes[todo]).tolist():
            self._link_equals(np.flatnonzero(todo & (sizes == size)), size, at, result)
        for island in np.flatnonzero(alone).tolist():
            self._link_alone(island, hostile, of, at, result)
        return result

    def _link_equals(self, some: Integers, size: int, at: float, result: Integers) -> None:
        """Link small islands of one size."""
        row = np.full(len(self.islands.lengths), -1, np.int64)
        step = max(1, _AT_ONCE // (size * size))
        for start in range(0, len(some), step):
            part = some[start : start + step]
            row[:] = -1
            row[part] = np.arange(len(part))
            held = np.flatnonzero(row[self._island] >= 0)
            tables = np.zeros((len(part), size, size))
            where, a, b = row[self._island[held]], self._a[held], self._b[held]
            tables[where, a, b] = tables[where, b, a] = self._scores[held]
            own = self.islands.values[self.islands.starts[part][:, None] + np.arange(size)]
            result[own] = np.take_along_axis(own, average_linkages(tables, at), axis=1)

    def _link_alone(self, island: int, foes: Collection[Pair], of: Integers, at: float, result: Integers) -> None:
        """Link a large island, or one that people have a word in."""
        items = self.islands.values[self.islands.starts[island] : self.islands.starts[island + 1]]
        place = {item: n for n, item in enumerate(items.tolist())}
        held = slice(*np.searchsorted(self._island, [island, island + 1]))
        columns = (self._a[held], self._b[held], self._scores[held])
        scores = {(a, b): score for a, b, score in zip(*(c.tolist() for c in columns), strict=True)}
        barred = [(place[a], place[b]) for a, b in foes if of[a] == island]
        result[items] = items[average_linkage(len(items), scores, at, barred)]


def _all_pairs(sizes: Integers) -> tuple[Integers, Integers, Integers]:
    """Every pair of places, lower first, in lists of the given sizes: which list, and the two places."""
    lists, lower, higher = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for size in np.unique(sizes).tolist():
        some = np.flatnonzero(sizes == size)
        a, b = np.triu_indices(size, 1)
        lists.append(np.repeat(some, len(a)))
        lower.append(np.tile(a, len(some)))
        higher.append(np.tile(b, len(some)))
    return np.concatenate(lists), np.concatenate(lower), np.concatenate(higher)
