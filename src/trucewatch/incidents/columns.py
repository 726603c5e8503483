"""Tellings as columns of numbers: each is encoded once, so that millions of pairs are compared without looping.

What is compared as a whole (kind, tolls, a place) gets a number of its own, under which one telling that has it stands
for all.  Words, actors and targets share one list of numbers.
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from trucewatch.incidents.telling import Telling
from trucewatch.incidents.words import content_words
from trucewatch.model.claim import PlaceMention

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
# Of a telling's word: it is neither a number nor an actor's; it is of the telling's places.
OPEN, OF_PLACE = 1, 2
# Numbers of a fixed row: kind, tolls, document, start, end, published, whole day, denied, table.
_WIDTH = 9
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Lists:
    """A list of numbers for each telling, one after the other: those of ``n`` stand at ``starts[n]:starts[n + 1]``."""

    starts: Integers
    values: Integers

    @property
    def lengths(self) -> Integers:
        """How many numbers each telling has."""
        return np.diff(self.starts)

    @property
    def owners(self) -> Integers:
        """Whose each of the numbers is."""
        return np.repeat(np.arange(len(self.starts) - 1), self.lengths)

    def split(self) -> list[list[int]]:
        """The lists as lists."""
        values, ends = self.values.tolist(), self.starts.tolist()
        return [values[a:b] for a, b in itertools.pairwise(ends)]

    @classmethod
    def of(cls, lists: Sequence[Sequence[int]]) -> Lists:
        """Lists of numbers as they are."""
        ends = np.cumsum([0, *map(len, lists)])
        return cls(ends, np.fromiter((n for numbers in lists for n in numbers), np.int64, int(ends[-1])))

    def spread(self, rows: Integers) -> tuple[Integers, Integers]:
        """For the lists of ``rows``: which of ``rows`` each number belongs to, and where in ``values`` it stands."""
        counts = self.lengths[rows]
        owner = np.repeat(np.arange(len(rows)), counts)
        first = np.repeat(self.starts[rows] - (np.cumsum(counts) - counts), counts)
        return owner, first + np.arange(len(owner))


@dataclass(slots=True)
class _Growing:
    values: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q", [0]))

    def add(self, numbers: Iterable[int]) -> None:
        self.values.extend(numbers)
        self.ends.append(len(self.values))

    def lists(self, rows: Integers) -> Lists:
        """The lists of ``rows``, in their order."""
        whole = Lists(np.array(self.ends, np.int64), np.array(self.values, np.int64))
        _, at = whole.spread(rows)
        return Lists(np.concatenate([[0], np.cumsum(whole.lengths[rows])]), whole.values[at])


class Codes:
    """The numbers that words, kinds, tolls and places have, and the rows of every telling encoded so far.

    ``things`` and ``opened`` belong to ``blocks``: numbers of what opens a block, and those that each place opens.
    """

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.kinds: list[Telling] = []
        self.tolls: list[Telling] = []
        self.places: list[PlaceMention] = []
        self.things: dict[object, int] = {}
        self.opened: list[tuple[int, ...]] = []
        self._documents: dict[str, int] = {}
        self._tables: dict[str, int] = {"": 0}
        self._kind_of: dict[object, int] = {}
        self._tolls_of: dict[object, int] = {}
        self._place_of: dict[object, int] = {}
        self._place_words: dict[str, frozenset[str]] = {}
        self._fixed = array("q")
        self._lists = {name: _Growing() for name in ("targets", "perpetrators", "places", "words", "marks")}

    def __len__(self) -> int:
        return len(self._fixed) // _WIDTH

    def add(self, telling: Telling) -> int:
        """Encode a telling; its row."""
        row, lists, words = len(self), self._lists, self.words
        start = telling.start_on.toordinal() if telling.start_on else 0
        end = telling.end_on.toordinal() if telling.end_on and start else start
        published = telling.published_on.toordinal() if telling.published_on else 0
        tolls = tuple([(t.what, t.low, t.high) for t in telling.tolls])
        kind = (telling.types, telling.tally, telling.series, tolls if telling.series else ())
        self._fixed.extend(
            (
                _number(self._kind_of, kind, self.kinds, telling),
                _number(self._tolls_of, tolls, self.tolls, telling),
                self._documents.setdefault(telling.document_id, len(self._documents)),
                start, end, published, telling.is_day, telling.denied,
                self._tables.setdefault(telling.table, len(self._tables)),
            )
        )  # fmt: skip
        actors = telling.targets | telling.perpetrators
        own: set[str] = set()
        places = set()
        for place in telling.places:
            quote = place.span.quote
            key = (place.place_id, quote, place.name, place.lat, place.lon, place.geo_precision)
            places.add(_number(self._place_of, key, self.places, place))
            if quote not in self._place_words:
                self._place_words[quote] = content_words(quote)
            own |= self._place_words[quote]
        lists["places"].add(sorted(places))
        lists["targets"].add(sorted([words.setdefault(w, len(words)) for w in telling.targets]))
        lists["perpetrators"].add(sorted([words.setdefault(w, len(words)) for w in telling.perpetrators]))
        coded = sorted(
            [
                (words.setdefault(w, len(words)), OPEN * (w not in actors and not w.isdigit()) + OF_PLACE * (w in own))
                for w in telling.words
            ]
        )
        lists["words"].add([word for word, _ in coded])
        lists["marks"].add([mark for _, mark in coded])
        return row

    def table(self, rows: Integers) -> Table:
        """The columns of the tellings in ``rows``, in their order."""
        fixed = np.array(self._fixed, np.int64).reshape(-1, _WIDTH)[rows].T.copy()
        lists = {name: grown.lists(rows) for name, grown in self._lists.items()}
        return Table(
            kind=fixed[0], tolls=fixed[1], document=fixed[2], start=fixed[3], end=fixed[4], published=fixed[5],
            is_day=fixed[6] > 0, denied=fixed[7] > 0, table=fixed[8],
            targets=lists["targets"], perpetrators=lists["perpetrators"], places=lists["places"],
            words=lists["words"], marks=lists["marks"].values,
        )  # fmt: skip


def _number(numbers: dict[object, int], key: object, held: list[_T], one: _T) -> int:
    found = numbers.get(key)
    if found is None:
        found = numbers[key] = len(held)
        held.append(one)
    return found


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of tellings; days are ordinals, 0 when not known; ``table`` 0 is none.

    ``marks`` stand beside ``words.values``."""

    kind: Integers
    tolls: Integers
    document: Integers
    start: Integers
    end: Integers
    published: Integers
    is_day: Flags
    denied: Flags
    table: Integers
    targets: Lists
    perpetrators: Lists
    places: Lists
    words: Lists
    marks: Integers

    def __len__(self) -> int:
        return len(self.kind)

    def are_rows(self, i: Integers, j: Integers) -> Flags:
        """For each pair whether both are rows of one table that gives every event one row (``link._are_rows``)."""
        same = (self.table[i] > 0) & (self.table[i] == self.table[j])
        return np.asarray(same & (self.document[i] != self.document[j]), np.bool_)
