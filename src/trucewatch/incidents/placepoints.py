"""The points for places of many pairs at once: what ``geography.compare_places`` says of a pair, by columns."""

from __future__ import annotations

import numpy as np

from trucewatch.incidents.columns import Codes, Flags, Floats, Integers, Table
from trucewatch.incidents.geography import (
    EARTH_KM,
    RANK,
    REACH_KM,
    REGION_KM,
    SLACK_KM,
    compare_mentions,
    is_countryside,
)
from trucewatch.incidents.link import PLACE_POINTS, Context

# Nearer to a limit than this (km) a pair is compared by itself, as its distance may be rounded otherwise.
_DOUBT_KM = 1e-6
# So many pairs of places are looked at in one go.
_AT_ONCE = 2_000_000
_BY_RANK = np.array([PLACE_POINTS[kind] for kind, _ in sorted(RANK.items(), key=lambda item: item[1])])


class PlacePoints:
    """Points for the places of two tellings of a table."""

    def __init__(self, table: Table, codes: Codes, context: Context) -> None:
        self._lists, self._held, self._within = table.places, codes.places, context.within
        held = codes.places
        ids: dict[str, int] = {}
        self._id = np.array([ids.setdefault(p.place_id, len(ids)) if p.place_id else -1 for p in held], np.int64)
        self._precision = np.array([p.geo_precision or 1 for p in held], np.int64)
        points = [(p.lat, p.lon) if p.lat is not None and p.lon is not None else (np.nan, np.nan) for p in held]
        self._lat, self._lon = np.array(points, np.float64).reshape(-1, 2).T
        self._lat = np.radians(self._lat)
        reaches = np.array([0.0, *(REACH_KM[n] for n in sorted(REACH_KM))])
        self._reach = reaches[self._precision]
        self._rural = np.array([p.geo_precision == 3 and is_countryside(p.span.quote) for p in held], np.bool_)
        containers = {c for found in self._within.values() for c in found}
        self._inside = np.array([bool(self._within.get(p.place_id or "")) for p in held], np.bool_)
        self._holds = np.array([p.place_id in containers for p in held], np.bool_)
        self._known: dict[int, int] = {}

    def __call__(self, i: Integers, j: Integers) -> Floats:
        """The points of each pair of tellings."""
        left, right = self._lists.lengths[i], self._lists.lengths[j]
        best = np.full(len(i), RANK["unclear"], np.int64)
        pairs = np.flatnonzero(left * right)
        sizes = np.cumsum((left * right)[pairs])
        at = 0
        while at < len(pairs):
            base = int(sizes[at - 1]) if at else 0
            end = max(at + 1, int(np.searchsorted(sizes, base + _AT_ONCE)))
            some = pairs[at:end]
            best[some] = self._best(i[some], j[some], left[some], right[some])
            at = end
        return _BY_RANK[best]

    def _best(self, i: Integers, j: Integers, left: Integers, right: Integers) -> Integers:
        """The rank of the best match of any place of one with any of the other."""
        counts = left * right
        starts = np.cumsum(counts) - counts
        owner = np.repeat(np.arange(len(i)), counts)
        step = np.arange(len(owner)) - starts[owner]
        a = self._lists.values[self._lists.starts[i][owner] + step // right[owner]]
        b = self._lists.values[self._lists.starts[j][owner] + step % right[owner]]
        return np.minimum.reduceat(self._ranks(a, b), starts)

    def _ranks(self, a: Integers, b: Integers) -> Integers:
        p, q = self._precision[a], self._precision[b]
        least, most = np.minimum(p, q), np.maximum(p, q)
        half = np.sin((self._lat[b] - self._lat[a]) / 2) ** 2
        half += np.cos(self._lat[a]) * np.cos(self._lat[b]) * np.sin(np.radians(self._lon[b] - self._lon[a]) / 2) ** 2
        km = 2 * EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(half)))
        reach = self._reach[a] + self._reach[b]
        ranks = np.select(
            [km <= reach, (most == 3) & (km <= REGION_KM), km <= reach + SLACK_KM],
            [
                np.select([most == 1, most == 2], [RANK["same"], RANK["near"]], RANK["within"]),
                RANK["unclear"],
                RANK["apart"],
            ],
            RANK["different"],
        )
        one = (self._id[a] >= 0) & (self._id[a] == self._id[b])
        same = np.select(
            [most == 1, most == 2, least == most], [RANK["same"], RANK["near"], RANK["region"]], RANK["within"]
        )
        ranks = np.where(one, same, ranks)
        alone = ~one & (self._is_special(a, b) | np.isnan(km) | _is_near(km, reach))
        at = np.flatnonzero(alone)
        if len(at):
            ranks[at] = self._ask(a[at], b[at])
        return ranks

    def _is_special(self, a: Integers, b: Integers) -> Flags:
        """Whether more than two points on the map says how far apart two places are."""
        inside = (self._inside[a] & self._holds[b]) | (self._inside[b] & self._holds[a])
        return np.asarray(self._rural[a] | self._rural[b] | inside, np.bool_)

    def _ask(self, a: Integers, b: Integers) -> Integers:
        unique, place = np.unique(a * len(self._held) + b, return_inverse=True)
        for key in unique.tolist():
            if key not in self._known:
                one, other = divmod(key, len(self._held))
                self._known[key] = RANK[compare_mentions(self._held[one], self._held[other], self._within).kind]
        return np.array([self._known[key] for key in unique.tolist()], np.int64)[place]


def _is_near(km: Floats, reach: Floats) -> Flags:
    limits = (reach, reach + SLACK_KM, np.full_like(km, REGION_KM))
    return np.asarray(sum(np.abs(km - limit) < _DOUBT_KM for limit in limits), np.bool_)
