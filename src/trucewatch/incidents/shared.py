"""What lists have in common, and answers that are asked once: for many pairs of tellings at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from trucewatch.incidents.columns import Flags, Floats, Integers, Lists
from trucewatch.incidents.telling import Telling


class Shared:
    """The numbers that the lists of two tellings share."""

    def __init__(self, lists: Lists, asked: Flags | None = None) -> None:
        """``asked``: which of the numbers are looked for in the other's list, where not all are."""
        values = lists.values
        self._base = int(values.max(initial=0)) + 1
        often = np.bincount(values, minlength=self._base)[values] > 1  # else nobody shares it
        owner = lists.owners
        self._at = np.flatnonzero(often)
        self._keys = owner[self._at] * self._base + values[self._at]
        look = np.flatnonzero(often if asked is None else often & asked)
        counts = np.bincount(owner[look], minlength=len(lists.lengths))
        self._lists = Lists(np.concatenate([[0], np.cumsum(counts)]), values[look])
        self._look = look

    def find(self, i: Integers, j: Integers) -> tuple[Integers, Integers, Integers]:
        """Every number shared: its pair's position, and where it stands in the values of the one and of the other."""
        owner, entry = self._lists.spread(i)
        wanted = j[owner] * self._base + self._lists.values[entry]
        place = np.searchsorted(self._keys, wanted)
        place[place == len(self._keys)] = 0
        found = np.flatnonzero(self._keys[place] == wanted) if len(self._keys) else np.zeros(0, np.int64)
        return owner[found], self._look[entry[found]], self._at[place[found]]

    def count(self, i: Integers, j: Integers) -> Integers:
        """How many numbers each pair shares."""
        return np.bincount(self.find(i, j)[0], minlength=len(i))


class Asked:
    """Points that hang on two numbers alone: each pair of numbers is asked once, of a telling that stands for each."""

    def __init__(self, held: Sequence[Telling], points: Callable[[Telling, Telling], float]) -> None:
        self._held, self._points = held, points
        self._known: dict[int, float] = {}

    def __call__(self, left: Integers, right: Integers) -> Floats:
        """The points of each pair of numbers."""
        unique, place = np.unique(left * len(self._held) + right, return_inverse=True)
        found = []
        for key in unique.tolist():
            points = self._known.get(key)
            if points is None:
                a, b = divmod(key, len(self._held))
                points = self._known[key] = self._points(self._held[a], self._held[b])
            found.append(points)
        return np.array(found, np.float64)[place]
