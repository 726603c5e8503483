"""Which pairs of tellings are worth scoring: those that share a place, target or rare word, less the impossible ones.

Millions of pairs are looked at by columns (numpy), so that only the few that no hard fact separates are scored one by
one.  A pair left out here would have scored :data:`trucewatch.incidents.link.HARD`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import timedelta

import numpy as np
import numpy.typing as npt

from trucewatch.incidents.geography import REACH_KM, REGION_KM, SLACK_KM
from trucewatch.incidents.link import Context
from trucewatch.incidents.telling import Telling
from trucewatch.incidents.vocabulary import load_vocabulary
from trucewatch.incidents.words import place_key
from trucewatch.model.claim import PlaceMention

# In a block larger than this each telling is compared with as many that follow it in time only.
NEIGHBOURS = 40
# A word that stands in more documents than this opens no block.
RARE_IN = 8
# Longer intervals open blocks for their first days only.
MAX_DAYS = 10
# The most days between two happenings of a kind that lasts, and between two of any other kind.
LASTING_DAYS, OTHER_DAYS = 7, 2
_EARTH_KM = 6371.0
_DAYS = 1 << 22  # more than any date's ordinal, so that a thing and a day make one number
Integers = npt.NDArray[np.int64]


def candidate_pairs(tellings: Sequence[Telling], context: Context) -> list[tuple[int, int]]:
    """Pairs that share a block and that no hard fact separates, each once, lower index first, ascending."""
    if len(tellings) < 2:
        return []
    columns = Columns(tellings, context)
    keys, members = _entries(tellings, context)
    order = np.lexsort((members, keys))
    keys, members = keys[order], members[order]
    count, found = len(tellings), []
    at = np.arange(len(keys) - 1)
    for step in range(1, NEIGHBOURS + 1):
        at = at[at + step < len(keys)]
        at = at[keys[at] == keys[at + step]]
        if not len(at):
            break
        pairs = np.unique(members[at] * count + members[at + step])
        left, right = pairs // count, pairs % count
        found.append(pairs[columns.may_link(left, right)])
    if not found:
        return []
    pairs = np.unique(np.concatenate(found))
    return list(zip((pairs // count).tolist(), (pairs % count).tolist(), strict=True))


class Columns:
    """What separates tellings for certain, by columns."""

    def __init__(self, tellings: Sequence[Telling], context: Context) -> None:
        vocabulary = load_vocabulary()
        bit = {name: 1 << n for n, name in enumerate(sorted(vocabulary.labels))}
        fits = {a: sum(v for b, v in bit.items() if a == b or vocabulary.are_compatible(a, b)) for a in bit}
        everything = sum(bit.values())
        masks: dict[frozenset[str], tuple[int, int]] = {frozenset(): (everything, everything)}
        for types in {t.types for t in tellings} - {frozenset()}:
            known = [n for n in types if n in bit]
            within = 0
            for name in known:
                within |= fits[name]
            masks[types] = sum(bit[n] for n in known), within
        containers = {c for found in context.within.values() for c in found}
        self._types = np.array([masks[t.types][0] for t in tellings], np.int64)
        self._fits = np.array([masks[t.types][1] for t in tellings], np.int64)
        self._tally = np.array([t.tally for t in tellings], np.bool_)
        starts = (t.start_on.toordinal() if t.start_on else 0 for t in tellings)
        self._start = np.fromiter(starts, np.int64, len(tellings))
        ends = ((t.end_on or t.start_on).toordinal() if t.start_on else 0 for t in tellings)
        self._end = np.fromiter(ends, np.int64, len(tellings))
        self._lasting = np.array([bool(t.types & vocabulary.lasting) for t in tellings], np.bool_)
        points = [_point(t.places, containers) for t in tellings]
        self._lat = np.radians(np.array([p[0] for p in points]))
        self._lon = np.radians(np.array([p[1] for p in points]))
        self._reach = np.array([p[2] for p in points])
        self._region = np.array([p[3] for p in points], np.bool_)

    def may_link(self, i: Integers, j: Integers) -> npt.NDArray[np.bool_]:
        """For each pair whether no hard fact separates it: kind, time or place."""
        may = (self._tally[i] == self._tally[j]) & ((self._types[i] & self._fits[j]) != 0)
        dated = (self._start[i] > 0) & (self._start[j] > 0)
        gap = np.maximum(self._start[j] - self._end[i], self._start[i] - self._end[j])
        allowed = np.where(self._lasting[i] | self._lasting[j], LASTING_DAYS, OTHER_DAYS)
        may &= ~dated | (gap <= allowed)
        half = np.sin((self._lat[j] - self._lat[i]) / 2) ** 2
        half += np.cos(self._lat[i]) * np.cos(self._lat[j]) * np.sin((self._lon[j] - self._lon[i]) / 2) ** 2
        km = 2 * _EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(half)))
        reach = self._reach[i] + self._reach[j] + SLACK_KM
        reach = np.where(self._region[i] | self._region[j], np.maximum(reach, REGION_KM), reach)
        # A thousandth more, so that rounding never rules out what the exact comparison allows.  Unknown is no number.
        return np.asarray(may & ~(km > reach * 1.001), np.bool_)


def _point(places: Sequence[PlaceMention], containers: set[str]) -> tuple[float, float, float, bool]:
    """Where a telling surely is and how far it may reach; no numbers when that rules nothing out."""
    if len(places) != 1 or places[0].lat is None or places[0].lon is None or places[0].place_id in containers:
        return (math.nan, math.nan, math.nan, False)
    precision = places[0].geo_precision or 1
    return (places[0].lat, places[0].lon, REACH_KM[precision], precision == 3)


def _entries(tellings: Sequence[Telling], context: Context) -> tuple[Integers, Integers]:
    things: dict[object, int] = {}
    by_place: dict[PlaceMention, tuple[int, ...]] = {}
    keys: list[int] = []
    members: list[int] = []
    for index, telling in enumerate(tellings):
        what = {things.setdefault(("of", target), len(things)) for target in telling.targets}
        for place in telling.places:
            if place not in by_place:
                by_place[place] = tuple(things.setdefault(thing, len(things)) for thing in _things(place))
            what.update(by_place[place])
        own = [thing * _DAYS + day for day in days_of(telling) for thing in what]
        for word in telling.words:
            if context.frequency.get(word, 1) <= RARE_IN:
                own.append(things.setdefault(("rare", word), len(things)) * _DAYS)
        keys += own
        members += [index] * len(own)
    return np.array(keys, np.int64), np.array(members, np.int64)


def _things(place: PlaceMention) -> Iterable[object]:
    found: set[object] = {place.place_id or place_key(place.span.quote), place_key(place.name or place.span.quote)}
    if place.lat is not None and place.lon is not None:
        # The four corners of its half-degree cell: neighbours across a border share at least one.
        row, column = math.floor(place.lat * 2), math.floor(place.lon * 2)
        found.update((r, c) for r in (row, row + 1) for c in (column, column + 1))
    return found


def days_of(telling: Telling) -> tuple[int, ...]:
    """The days, as ordinals, on which a telling meets others."""
    if telling.start_on is None:
        if telling.published_on is None:
            return (0,)
        # Undated: it may be any day of the week before it was reported.
        return tuple((telling.published_on - timedelta(days=back)).toordinal() for back in range(8))
    count = min((telling.days or 1) + 1, MAX_DAYS)
    return tuple(telling.start_on.toordinal() + day for day in range(count))
