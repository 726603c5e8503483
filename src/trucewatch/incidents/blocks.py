"""Which pairs of tellings are worth scoring: those that share a place, target or rare word, less the impossible ones.

All is done by columns: millions of pairs share a block, and few of them are left once kind, day and distance are looked
at.  A pair left out here would have scored :data:`trucewatch.incidents.link.HARD`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from trucewatch.incidents.columns import Codes, Flags, Floats, Integers, Lists, Table
from trucewatch.incidents.geography import EARTH_KM, REACH_KM, REGION_KM, SLACK_KM
from trucewatch.incidents.link import Context
from trucewatch.incidents.vocabulary import load_vocabulary
from trucewatch.incidents.words import place_key
from trucewatch.model.claim import PlaceMention

# In a block larger than this each telling is compared with as many that follow it in time only.
NEIGHBOURS = 40
# A word that stands in more documents than this opens no block.
RARE_IN = 8
# Longer intervals open blocks for their first days only; what has no day may be of any day of the week before it was
# reported.
MAX_DAYS, DAYS_BEFORE = 10, 8
# The most days between two happenings of a kind that lasts, and between two of any other kind.
LASTING_DAYS, OTHER_DAYS = 7, 2
# So many entries of blocks are gone through at once.
_AT_ONCE = 1 << 17


def candidate_pairs(table: Table, codes: Codes, context: Context) -> tuple[Integers, Integers]:
    """Pairs that share a block and that no hard fact separates, each once, lower position first, ascending."""
    count = len(table)
    keys, members = _ordered(*_entries(table, codes, context), count)
    facts = Facts(table, codes, context)
    found = [np.zeros(0, np.int64)]
    for start in range(0, len(keys), _AT_ONCE):
        at = np.arange(start, min(start + _AT_ONCE, len(keys)))
        for step in range(1, NEIGHBOURS + 1):
            at = at[: np.searchsorted(at, len(keys) - step)]
            at = at[keys[at] == keys[at + step]]
            left, right = members[at], members[at + step]
            may = facts.may_link(left, right)
            found.append(left[may] * count + right[may])
            if not len(at):
                break
    pairs = np.sort(np.concatenate(found))
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    return pairs // count, pairs % count


class Facts:
    """What separates tellings for certain."""

    def __init__(self, table: Table, codes: Codes, context: Context) -> None:
        vocabulary = load_vocabulary()
        bit = {name: 1 << n for n, name in enumerate(sorted(vocabulary.labels))}
        fits = {a: sum(v for b, v in bit.items() if a == b or vocabulary.are_compatible(a, b)) for a in bit}
        everything = sum(bit.values())
        own, others = [], []
        for kind in codes.kinds:
            known = [n for n in kind.types if n in bit]
            own.append(sum(bit[n] for n in known) if kind.types else everything)
            others.append(_union(fits[n] for n in known) if kind.types else everything)
        self._types = np.array(own, np.int64)[table.kind]
        self._fits = np.array(others, np.int64)[table.kind]
        self._tally = np.array([k.tally for k in codes.kinds], np.bool_)[table.kind]
        self._lasting = np.array([bool(k.types & vocabulary.lasting) for k in codes.kinds], np.bool_)[table.kind]
        self._table, self._start, self._end = table, table.start, table.end
        self._has_rows = bool(table.table.any())
        lat, lon, self._reach, self._region = _points(table, codes, context)
        axes = (np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat))
        self._axes = [EARTH_KM * axis for axis in axes]

    def may_link(self, i: Integers, j: Integers) -> Flags:
        """For each pair whether no hard fact separates it: kind, time or place."""
        may = (self._tally[i] == self._tally[j]) & ((self._types[i] & self._fits[j]) != 0)
        if self._has_rows:
            may &= ~self._table.are_rows(i, j)
        dated = (self._start[i] > 0) & (self._start[j] > 0)
        gap = np.maximum(self._start[j] - self._end[i], self._start[i] - self._end[j])
        allowed = np.where(self._lasting[i] | self._lasting[j], LASTING_DAYS, OTHER_DAYS)
        may &= ~dated | (gap <= allowed)
        left = np.flatnonzero(may)
        may[left] = self._may_reach(i[left], j[left])
        return np.asarray(may, np.bool_)

    def _may_reach(self, i: Integers, j: Integers) -> Flags:
        # Straight through the earth, which is never farther than over it.
        squared = sum((axis[i] - axis[j]) ** 2 for axis in self._axes)
        reach = self._reach[i] + self._reach[j] + SLACK_KM
        reach = np.where(self._region[i] | self._region[j], np.maximum(reach, REGION_KM), reach)
        # A thousandth more, so that rounding never rules out what the exact comparison allows.  Unknown is no number.
        return np.asarray(~(squared > (reach * 1.001) ** 2), np.bool_)


def _union(masks: Iterable[int]) -> int:
    whole = 0
    for mask in masks:
        whole |= mask
    return whole


def _points(table: Table, codes: Codes, context: Context) -> tuple[Floats, Floats, Floats, Flags]:
    """Where each telling surely is and how far it may reach; no numbers when that rules nothing out."""
    containers = {c for found in context.within.values() for c in found}
    rows = [
        (p.lat, p.lon, REACH_KM[p.geo_precision or 1], p.geo_precision == 3)
        if p.lat is not None and p.lon is not None and p.place_id not in containers
        else (math.nan, math.nan, math.nan, False)
        for p in codes.places
    ]
    lat, lon, reach, region = np.array([*rows, (math.nan, math.nan, math.nan, False)], np.float64).T
    # The last row stands for those that have no place or several.
    only = np.full(len(table), len(rows), np.int64)
    single = table.places.lengths == 1
    only[single] = table.places.values[table.places.starts[:-1][single]]
    return np.radians(lat)[only], np.radians(lon)[only], reach[only], region[only] > 0


def _ordered(keys: Integers, members: Integers, count: int) -> tuple[Integers, Integers]:
    """Entries by key and member, each once; those that are alone in their block left out."""
    if len(keys) and int(keys.max()) < (1 << 62) // max(1, count):
        packed = np.sort(keys * count + members)
        keys, members = packed // count, packed % count
    else:
        order = np.lexsort((members, keys))
        keys, members = keys[order], members[order]
    new = (np.diff(keys, prepend=-1) != 0) | (np.diff(members, prepend=-1) != 0)
    keys, members = keys[new], members[new]
    shared = (np.diff(keys, prepend=-1) == 0) | (np.diff(keys, append=-1) == 0)
    return keys[shared], members[shared]


def _entries(table: Table, codes: Codes, context: Context) -> tuple[Integers, Integers]:
    """A key for each block and a telling in it: a target or place on a day, or a rare word."""
    first, days = _days(table)
    epoch = int(first.min(initial=0))
    span = int((first + days).max(initial=0)) - epoch + 1
    of_places = Lists.of([_known_things(codes, n) for n in range(len(codes.places))])
    owners, places = table.places.owners, table.places.values
    within, thing = of_places.spread(places)
    targets = table.targets
    keys, members = [], []
    for owner, what in (
        (owners[within], of_places.values[thing] * 2),
        (targets.owners, targets.values * 2 + 1),
    ):
        each, day = _runs(first[owner], days[owner])
        keys.append(what[each] * span + day - epoch)
        members.append(owner[each])
    words = table.words.values
    frequency = np.fromiter((context.frequency.get(w, 1) for w in codes.words), np.int64, len(codes.words))
    rare = np.flatnonzero((frequency[words] <= RARE_IN) & (np.bincount(words)[words] > 1))
    above = max((int(k.max(initial=0)) for k in keys), default=0) + 1
    keys.append(above + words[rare])
    members.append(table.words.owners[rare])
    return np.concatenate(keys), np.concatenate(members)


def _days(table: Table) -> tuple[Integers, Integers]:
    """The first day on which each telling meets others, as an ordinal, and how many."""
    length = table.end - table.start + 1
    length[length == 0] = 1
    dated = table.start > 0
    out = table.published > 0
    first = np.where(dated, table.start, np.where(out, table.published - DAYS_BEFORE + 1, 0))
    return first, np.where(dated, np.clip(length + 1, 0, MAX_DAYS), np.where(out, DAYS_BEFORE, 1))


def _runs(first: Integers, counts: Integers) -> tuple[Integers, Integers]:
    """Each number from ``first`` on, ``counts`` of them, and which of ``first`` it is of."""
    each = np.repeat(np.arange(len(first)), counts)
    return each, np.arange(len(each)) - np.repeat(np.cumsum(counts) - counts - first, counts)


def _known_things(codes: Codes, number: int) -> tuple[int, ...]:
    """The blocks that a place opens, by numbers that stay."""
    while len(codes.opened) <= number:
        things = things_of(codes.places[len(codes.opened)])
        codes.opened.append(tuple(codes.things.setdefault(thing, len(codes.things)) for thing in things))
    return codes.opened[number]


def things_of(place: PlaceMention) -> Iterable[object]:
    """What a place meets others by: its id, its names as they sound, and where it lies."""
    found: set[object] = {place.place_id or place_key(place.span.quote), place_key(place.name or place.span.quote)}
    if place.lat is not None and place.lon is not None:
        # The four corners of its half-degree cell: neighbours across a border share at least one.
        row, column = math.floor(place.lat * 2), math.floor(place.lon * 2)
        found.update((r, c) for r in (row, row + 1) for c in (column, column + 1))
    return found
