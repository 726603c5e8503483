"""Islands: what hangs together by any chain of links, and what does not."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from trucewatch.incidents.columns import Integers, Lists


def find_islands(count: int, links: Iterable[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """The islands of more than one among ``count`` items, each ascending, in order of their first item."""
    pairs = np.array(list(links), np.int64).reshape(-1, 2)
    islands = islands_of(find_roots(count, pairs[:, 0], pairs[:, 1]))
    return tuple(tuple(island) for island in islands.split())


def find_roots(count: int, left: Integers, right: Integers) -> Integers:
    """For each of ``count`` items the lowest one that it hangs together with by links of ``left`` with ``right``."""
    root = np.arange(count)
    while True:
        a, b = root[left], root[right]
        apart = a != b
        if not apart.any():
            return root
        left, right = left[apart], right[apart]
        np.minimum.at(root, np.maximum(a, b)[apart], np.minimum(a, b)[apart])
        while True:
            higher = root[root]
            if np.array_equal(higher, root):
                break
            root = higher


def islands_of(roots: Integers) -> Lists:
    """The items that share a root, two or more, each ascending, in order of their first item."""
    sizes = np.bincount(roots, minlength=len(roots))
    items = np.flatnonzero(sizes[roots] > 1)
    items = items[np.argsort(roots[items], kind="stable")]
    return Lists(np.concatenate([[0], np.cumsum(sizes[sizes > 1])]), items)
