"""How well a place fits what is said around its name; the numbers are weights, not probabilities."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from trucewatch.model.place import Place

# A place of a country that the text does not speak of must be this populous to be meant; by another name than its
# first, or in a text about a theatre, more so.
KNOWN_ABROAD, FAMOUS = 100_000, 500_000
# What each other name of the text in the same region adds, and the most that they add together.
SUPPORT, MOST_SUPPORT = 1.5, 3.0
# What a first-level subdivision of a country that the text does not speak of loses.
STRANGE_REGION = 2.5
_PRIOR = {"country": 7.0, "adm1": 3.4, "adm2": 1.6, "adm3": 1.4, "site": 2.6, "road": 2.6, "area": 3.0, "town": 0.0}
_LEVEL_GROUPS = {"adm1": ("adm1",), "adm2": ("adm2", "adm3"), "adm3": ("adm3", "adm2"), "country": ("country",)}
_OWN = frozenset(("site", "road", "area"))


def nothing_around(place: Place) -> float:
    """The support of a text that names nothing else, around any place."""
    return 0.0


def no_support(where: str) -> float:
    """The support of a text that names nothing else: none for any region or country."""
    return 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What surrounds a name.

    ``theatre``: its id.  ``countries`` (ISO 3166 alpha-2) and ``regions`` (``US.LA``) that the text speaks of,
    likeliest first.  ``near``: places that it names.  ``within``: places that the words name as the container ("in
    Aleppo province", "Alexandria, La.").  ``support``: how many of the text's other names lie in a country or region
    (by its code), each shared out among its namesakes; ``around``: how many lie near a place.  ``level`` is asked for
    by a descriptor ("province" → adm1, "village" → town, "mosque" → site); empty: any.
    """

    theatre: str = ""
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    near: tuple[Place, ...] = ()
    within: tuple[Place, ...] = ()
    level: str = ""
    support: Callable[[str], float] = no_support
    around: Callable[[Place], float] = nothing_around


def score(place: Place, hints: Hints, home: frozenset[str], *, by_first_name: bool, inside: bool) -> float:
    """The fit of ``place``; 0 or less: it is not meant.

    ``home``: the theatre's own countries.  ``inside``: a place of ``hints.within`` holds it.
    """
    # GeoNames has no population for many real towns: a town is never less likely than the district named after it.
    town = max(1.8, 0.8 * math.log10(place.population + 1)) if place.level == "town" else 0.0
    total = _PRIOR[place.level] + town
    at_home = place.country in home or place.country in hints.countries
    total -= 0.0 if by_first_name else 0.7 if at_home else 2.7
    if place.level == "area" and not place.country:
        # A part of the world belongs to every text.
        total += 3.0
    if place.country in hints.countries:
        total += 3.0 - min(2.0, 0.5 * hints.countries.index(place.country))
    elif place.country in home:
        total += 2.0
    if place.within and place.within[0] in hints.regions:
        total += 2.0 - min(1.0, 0.5 * hints.regions.index(place.within[0]))
    here = hints.support(place.within[0]) if place.within and place.level != "country" else 0.0
    here = max(here, hints.around(place))
    total += min(MOST_SUPPORT, SUPPORT * here) + min(1.0, 0.5 * hints.support(place.country))
    at_home = at_home or here >= 1.0
    total += _level_score(place, hints.level)
    if hints.within:
        total += 5.0 if inside else -6.0
    if place.level == "adm1" and not at_home and not inside:
        # Some subdivision of the world bears almost any name.
        total -= STRANGE_REGION
    if hints.near and place.lat is not None:
        nearest = min(distance_km(place, n) for n in hints.near)
        total += 2.0 if nearest < 80 else 1.0 if nearest < 300 else 0.0
    if place.level in {"country", "adm1"} or at_home or inside or not (hints.countries or home):
        return total
    least = KNOWN_ABROAD if by_first_name and not home else FAMOUS
    return total if place.population >= least else 0.0


def _level_score(place: Place, level: str) -> float:
    if not level:
        return 0.0
    if level in _LEVEL_GROUPS:
        return 3.0 if place.level in _LEVEL_GROUPS[level] else -2.0
    if level == "town":
        return 1.5 if place.level == "town" else 0.0 if place.level in {"site", "area", "adm3", "adm2"} else -3.0
    # A mosque or a street named X is not the town X.
    return 1.5 if place.level in _OWN else -20.0


def distance_km(one: Place, other: Place) -> float:
    """Great-circle distance in kilometres; infinite when either is unlocated."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    a, b = math.radians(one.lat), math.radians(other.lat)
    x = math.sin((b - a) / 2) ** 2
    y = math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, x + math.cos(a) * math.cos(b) * y)))
