"""How far apart two place mentions are, given how exactly each is known."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucewatch.incidents.words import is_same_name, place_letters, shares_name
from trucewatch.model.claim import PlaceMention

# How far from its point a mention may reach, in km, by geo_precision: a town, near it, a region.
REACH_KM: Mapping[int, float] = {1: 5.0, 2: 25.0, 3: 60.0}
# Two towns farther apart than their reaches and this are different places; nearer ones are merely not the same.
SLACK_KM = 15.0
REGION_KM = 300.0
EARTH_KM = 6371.0
# The best match of several counts.
RANK: Mapping[str, int] = {
    "same": 0, "near": 1, "within": 2, "region": 3, "unclear": 4, "apart": 5, "other": 6, "different": 7,
}  # fmt: skip
_RURAL = re.compile(r"\b(?:rural|countryside|hinterland)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Nearness:
    """``kind``: same, near, within, region (both only in one), unclear, apart (close), other (words) or different."""

    kind: str
    words: str
    km: float | None = None


def is_countryside(words: str) -> bool:
    """Whether place words are of the land around a city and not of the city."""
    return bool(_RURAL.search(words))


def distance_km(a: PlaceMention, b: PlaceMention) -> float | None:
    """Great-circle distance in km; None unless both are located."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat1, lat2 = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def compare_places(
    left: Sequence[PlaceMention], right: Sequence[PlaceMention], within: Mapping[str, tuple[str, ...]]
) -> Nearness:
    """The best match of any place of one with any of the other; ``within`` gives the containers of a place id."""
    if len(left) == len(right) == 1:
        return compare_mentions(left[0], right[0], within)
    found = [compare_mentions(a, b, within) for a in left for b in right]
    return min(found, key=lambda n: (RANK[n.kind], n.km or 0.0, n.words)) if found else Nearness("unclear", "")


def compare_mentions(a: PlaceMention, b: PlaceMention, within: Mapping[str, tuple[str, ...]]) -> Nearness:
    """How far apart two places are; ``placepoints`` says the same by columns and is changed with it."""
    p, q = a.geo_precision or 1, b.geo_precision or 1
    if a.place_id and a.place_id == b.place_id:
        if max(p, q) >= 3:
            return Nearness("region" if p == q else "within", f"both in {a.name or a.span.quote}")
        return Nearness("same" if max(p, q) == 1 else "near", f"same place ({a.name or a.span.quote})", 0.0)
    if _is_countryside_of(a, b) or _is_countryside_of(b, a):
        return Nearness("apart", f"{a.span.quote} / {b.span.quote}, the countryside and its city")
    if a.place_id and b.place_id and _holds(a.place_id, b.place_id, within):
        return Nearness("within", f"{a.span.quote} / {b.span.quote}, one inside the other")
    km = distance_km(a, b)
    if km is None:
        return _compare_names(a, b)
    reach = REACH_KM[p] + REACH_KM[q]
    about = f"{max(1, round(km))} km"
    if km <= reach:
        kind = "same" if p == q == 1 else "near" if max(p, q) == 2 else "within"
        return Nearness(kind, f"{a.span.quote} / {b.span.quote}, within {about}", km)
    if max(p, q) == 3 and km <= REGION_KM:
        # The point of a region says little about how far it reaches.
        return Nearness("unclear", f"{a.span.quote} / {b.span.quote}")
    kind = "apart" if km <= reach + SLACK_KM else "different"
    return Nearness(kind, f"{a.span.quote} / {b.span.quote}, {about} apart", km)


def _is_countryside_of(region: PlaceMention, town: PlaceMention) -> bool:
    """Whether words such as "rural Aleppo" leave out the very city that the other mention is of or in."""
    if region.geo_precision != 3 or town.geo_precision == 3 or not is_countryside(region.span.quote):
        return False
    return shares_name(region.name or "", town.name or "")


def _holds(a: str, b: str, within: Mapping[str, tuple[str, ...]]) -> bool:
    return a in within.get(b, ()) or b in within.get(a, ())


def _compare_names(a: PlaceMention, b: PlaceMention) -> Nearness:
    x, y = a.span.quote, b.span.quote
    if is_same_name(x, y):
        return Nearness("same", f"same place words ({x})" if x == y else f"place words {x} / {y}")
    p, q = place_letters(x), place_letters(y)
    if p and q and (p in q or q in p):
        return Nearness("near", f"place words {x} / {y}")
    if not p or not q or shares_name(x, y):
        return Nearness("unclear", f"{x} / {y}")
    return Nearness("other", f"other place words ({x} / {y})")
