"""Islands: what hangs together by any chain of links, and what does not."""

from __future__ import annotations

from collections.abc import Iterable


def find_islands(count: int, links: Iterable[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """The islands of more than one among ``count`` items, each ascending, in order of their first item."""
    root = list(range(count))

    def find(item: int) -> int:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    for a, b in links:
        low, high = sorted((find(a), find(b)))
        root[high] = low
    islands: dict[int, list[int]] = {}
    for item in range(count):
        if (top := find(item)) != item:
            islands.setdefault(top, [top]).append(item)
    return tuple(tuple(islands[top]) for top in sorted(islands))
