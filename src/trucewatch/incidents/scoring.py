"""Scores of pairs of tellings by their positions in a list: of many at once, or of one with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from trucewatch.incidents.blocks import candidate_pairs
from trucewatch.incidents.columns import Codes, Floats, Integers
from trucewatch.incidents.link import HARD, Context, Link, add_words, compare, shared_words
from trucewatch.incidents.points import Points
from trucewatch.incidents.telling import Telling

# Two groups that one document keeps apart need more than usual to be one.
SAME_DOCUMENT = -2.0


@dataclass(slots=True)
class Pairs:
    """Tellings as numbers, and the reasons of links but for shared words, whose weight changes with every report.

    ``numbers`` holds each telling that has one, so that a number is never another's.
    """

    numbers: dict[int, tuple[int, Telling]] = field(default_factory=dict)
    codes: Codes = field(default_factory=Codes)
    told: dict[tuple[int, int], tuple[Link, tuple[str, ...]]] = field(default_factory=dict)

    def number(self, telling: Telling) -> int:
        """The telling's own number for as long as the memory lives."""
        found = self.numbers.get(id(telling))
        if found is None:
            found = self.numbers[id(telling)] = (self.codes.add(telling), telling)
        return found[0]


class Scorer:
    """Scores and links of tellings; ``apart`` forbids a pair of one document whatever its score."""

    def __init__(
        self,
        tellings: Sequence[Telling],
        context: Context,
        apart: Callable[[int, int], bool],
        known: Pairs | None = None,
    ) -> None:
        self._tellings, self._context, self._apart, self._known = tellings, context, apart, known
        pairs = known if known is not None else Pairs()
        self._numbers = [pairs.number(t) for t in tellings]
        self._codes, self._table = pairs.codes, pairs.codes.table(np.array(self._numbers, np.int64))
        self._waiting: dict[tuple[int, int], Link] = {}
        self._points = Points(self._table, pairs.codes, context)

    def candidates(self) -> tuple[Integers, Integers]:
        """The pairs worth scoring (:func:`~trucewatch.incidents.blocks.candidate_pairs`)."""
        return candidate_pairs(self._table, self._codes, self._context)

    def scores(self, i: Integers, j: Integers) -> Floats:
        """The score of each pair, lower position first; :data:`HARD` where a hard fact separates the two."""
        scores = self._points.score(i, j)
        document = self._table.document
        for at in np.flatnonzero((document[i] == document[j]) & (scores > HARD)).tolist():
            apart = self._apart(int(i[at]), int(j[at]))
            scores[at] = HARD if apart else scores[at] + SAME_DOCUMENT
        return scores

    def near_miss(self, i: int, j: int) -> Link:
        """:meth:`link` of two that nearly were one: each of the two incidents asks for it, so that it waits once."""
        found = self._waiting.pop((i, j), None)
        if found is None:
            found = self._waiting[i, j] = self.link(i, j)
        return found

    def link(self, i: int, j: int) -> Link:
        """The link with its reasons; lower position first."""
        a, b = self._tellings[i], self._tellings[j]
        told = self._known.told if self._known is not None else {}
        key = self._numbers[i], self._numbers[j]
        if key not in told:
            told[key] = compare(a, b, self._context.within), shared_words(a, b)
        link = add_words(*told[key], self._context)
        if a.document_id != b.document_id:
            return link
        apart = self._apart(i, j)
        change = HARD if apart else SAME_DOCUMENT
        return Link(link.score + change, link.agrees, (*link.differs, "one report tells both"), apart or link.hard)
