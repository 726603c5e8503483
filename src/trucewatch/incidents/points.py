"""The score of :mod:`~trucewatch.incidents.link` for many pairs at once, by columns.

Every function here says in columns what one function there says of a pair, and is changed with it: ``_are_rows``,
``_times``, ``_published``, ``_actors``, ``add_words``, ``geography.compare_mentions``.  Kinds and tolls are few, so
that each pair of them is asked there once.  A law in the tests holds the two together.
"""

from __future__ import annotations

import numpy as np

from trucewatch.incidents.columns import OF_PLACE, OPEN, Codes, Floats, Integers, Table
from trucewatch.incidents.link import ENOUGH_WORDS, HARD, MOST_WORDS, Context, kind_points, rarity, toll_points
from trucewatch.incidents.placepoints import PlacePoints
from trucewatch.incidents.shared import Asked, Shared
from trucewatch.incidents.vocabulary import load_vocabulary

# So many pairs are scored at a time, so that memory is bounded.
CHUNK = 200_000


class Points:
    """Scores of pairs of the tellings of a table."""

    def __init__(self, table: Table, codes: Codes, context: Context) -> None:
        self._table = table
        self._kinds, self._tolls = Asked(codes.kinds, kind_points), Asked(codes.tolls, toll_points)
        self._places = PlacePoints(table, codes, context)
        lasting = load_vocabulary().lasting
        self._lasting = np.array([bool(k.types & lasting) for k in codes.kinds], np.bool_)[table.kind]
        self._targets, self._perpetrators = Shared(table.targets), Shared(table.perpetrators)
        self._words = Shared(table.words, (table.marks & OPEN) != 0)
        self._of_place = (table.marks & OF_PLACE) != 0
        self._weights = _weights(codes, context)[table.words.values]

    def score(self, i: Integers, j: Integers) -> Floats:
        """The score of each pair of positions, as ``score_pair`` has it; :data:`HARD` where a hard fact separates."""
        chunks = [self._score(i[at : at + CHUNK], j[at : at + CHUNK]) for at in range(0, len(i), CHUNK)]
        return np.concatenate(chunks) if chunks else np.zeros(0)

    def _score(self, i: Integers, j: Integers) -> Floats:
        table = self._table
        parts = [
            self._kinds(table.kind[i], table.kind[j]),
            self._places(i, j),
            self._times(i, j),
            self._actors(i, j),
            self._tolls(table.tolls[i], table.tolls[j]),
        ]
        hard = np.logical_or.reduce([part <= HARD for part in parts]) | table.are_rows(i, j)
        total = np.round(sum(parts) + self._shared_words(i, j), 3)
        return np.where(hard, HARD, total)

    def _times(self, i: Integers, j: Integers) -> Floats:
        table = self._table
        gap = np.maximum(table.start[j] - table.end[i], table.start[i] - table.end[j])
        lasting = self._lasting[i] | self._lasting[j]
        dated = np.select(
            [gap <= 0, gap == 1, lasting & (gap <= 7), gap == 2],
            [np.where(table.is_day[i] & table.is_day[j], 2.0, 1.0), 0.0, -1.0, -2.5],
            HARD,
        )
        return np.where((table.start[i] > 0) & (table.start[j] > 0), dated, self._published(i, j))

    def _published(self, i: Integers, j: Integers) -> Floats:
        table = self._table
        start, other, out, out_other = table.start[i], table.start[j], table.published[i], table.published[j]
        one_dated = (start > 0) != (other > 0)
        undated_out = np.where(start > 0, out_other, out)
        lag = undated_out - np.maximum(start, other)
        one = np.select([lag < -1, lag <= 7, lag > 30], [HARD, 0.5, -1.0], 0.0)
        gap = np.abs(out - out_other)
        none = np.select([gap <= 3, gap > 14], [0.5, -2.0], -0.5)
        points = np.where(
            one_dated, np.where(undated_out > 0, one, 0.0), np.where((out > 0) & (out_other > 0), none, 0.0)
        )
        return np.where(table.document[i] == table.document[j], 0.0, points)

    def _actors(self, i: Integers, j: Integers) -> Floats:
        table, lengths = self._table, self._table.targets.lengths
        shared = self._targets.count(i, j)
        smaller = np.minimum(lengths[i], lengths[j])
        others = np.where((smaller > 0) & ~(table.denied[i] | table.denied[j]), -1.0, 0.0)
        points = np.where(shared > 0, np.where(2 * shared >= smaller, 1.5, 1.0), others)
        return points + np.where(self._perpetrators.count(i, j) > 0, 0.5, 0.0)

    def _shared_words(self, i: Integers, j: Integers) -> Floats:
        """Points for the words of both that stand for no place, actor or number compared already."""
        owner, one, other = self._words.find(i, j)
        located = self._table.places.lengths > 0
        known = (self._of_place[one] | self._of_place[other]) & (located[i] & located[j])[owner]
        found = np.bincount(owner, np.where(known, 0.0, self._weights[one]), len(i))
        return np.where(found < ENOUGH_WORDS, 0.0, np.minimum(found, MOST_WORDS))


def _weights(codes: Codes, context: Context) -> Floats:
    """What each word says that two tellings share."""
    counts = [max(1, context.frequency.get(word, 1)) for word in codes.words]
    seen, place = np.unique(np.array(counts, np.int64), return_inverse=True)
    return np.array([rarity(n, context.documents) ** 2 for n in seen.tolist()])[place]
