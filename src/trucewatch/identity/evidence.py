"""Evidence: in which regions, countries and neighbourhoods the names of one text come together.

A name that many towns bear says little; several that all have a namesake in one region say which is meant.  Each name
has one vote, shared out among its namesakes by their weight; a place is supported by the votes of the others.  The
votes are shared out anew a few times, each namesake weighed by the support that it then has, until they agree.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from trucewatch.model.place import Place
from trucewatch.packs.gazetteer import Gazetteer
from trucewatch.packs.names import fold
from trucewatch.packs.placephrase import NameInPhrase

MAX_NAMES = 300
_WEIGHTS = {"country": 20_000_000, "adm1": 3_000_000, "adm2": 50_000, "adm3": 20_000}
_LEAST = 3_000
"""The weight of a town of unknown or small population."""
_ROUNDS = 3
_PULL, _MOST = 1.2, 3.0
"""How much a vote elsewhere in its region raises the logarithm of a namesake's weight, and how many votes count."""
_ABROAD = 0.15
"""What a vote in its country counts of one in its region or neighbourhood."""


class Evidence:
    """The votes of the names of a text; see :meth:`but` and :meth:`around`."""

    def __init__(self, phrases: Iterable[tuple[NameInPhrase, ...]], gazetteer: Gazetteer) -> None:
        self._places: dict[str, tuple[Place, ...]] = {}
        sure: set[str] = set()
        for names in phrases:
            for i, name in enumerate(names):
                key, inside = fold(name.text), _states(names[i + 1 :], gazetteer)
                if (key in self._places and (key in sure or not inside)) or len(self._places) >= MAX_NAMES:
                    continue
                found = (gazetteer.candidates(name.full) if name.full else ()) or gazetteer.candidates(name.text)
                # "Alexandria, La.": only those there may be meant.
                held = tuple(p for p in found if p.within[:1] and p.within[0] in inside)
                sure.update({key} if held else ())
                state = gazetteer.abbreviated(name.text)
                self._places[key] = held or found or ((state,) if state is not None else ())
        self._shares = {key: _normal([_weight(p) for p in places]) for key, places in self._places.items()}
        self._count()
        for _ in range(_ROUNDS):
            self._shares = {key: self._shared_anew(key) for key in self._places}
            self._count()

    def _count(self) -> None:
        self._votes = {key: _votes(places, self._shares[key]) for key, places in self._places.items()}
        self._total: Counter[str] = Counter()
        for votes in self._votes.values():
            self._total.update(votes)

    def _shared_anew(self, key: str) -> list[float]:
        votes, around = self.but(key), self.around(key)
        weights = []
        for place in self._places[key]:
            here = votes(place.within[0]) if place.within and place.level != "country" else 0.0
            pull = max(here, around(place)) + _ABROAD * votes(place.country)
            weights.append(_weight(place) * math.exp(_PULL * min(_MOST, pull)))
        return _normal(weights)

    def but(self, name: str) -> Callable[[str], float]:
        """The votes by region (``US.LA``) or country (``US``), without those of ``name`` itself."""
        own = self._votes.get(fold(name), {})
        total = self._total
        return lambda where: total[where] - own.get(where, 0.0) if where in total else 0.0

    def around(self, name: str) -> Callable[[Place], float]:
        """The votes in the neighbourhood of a place, about a hundred kilometres, without those of ``name`` itself."""
        own = self._votes.get(fold(name), {})
        total = self._total
        return lambda place: sum(total[c] - own.get(c, 0.0) for c in _cells(place) if c in total)


def _states(names: tuple[NameInPhrase, ...], gazetteer: Gazetteer) -> set[str]:
    """The first-level subdivisions that abbreviations or names after a town say it lies in."""
    found = (gazetteer.abbreviated(n.text) for n in names)
    return {p.within[0] for p in found if p is not None}


def _normal(weights: list[float]) -> list[float]:
    total = sum(weights) or 1.0
    return [w / total for w in weights]


def _weight(place: Place) -> float:
    return float(_WEIGHTS.get(place.level) or max(place.population, _LEAST))


def _votes(places: tuple[Place, ...], shares: list[float]) -> dict[str, float]:
    """The share of a name's vote in each region, country and cell of the grid."""
    votes: dict[str, float] = defaultdict(float)
    for place, share in zip(places, shares, strict=True):
        votes[place.country] += share
        if place.level != "country" and place.within:
            votes[place.within[0]] += share
        if place.level not in ("country", "adm1") and place.lat is not None and place.lon is not None:
            votes[f"{round(place.lat)}/{round(place.lon)}"] += share
    return {where: vote for where, vote in votes.items() if where}


def _cells(place: Place) -> list[str]:
    """The cells of one degree in and around which a town lies; none for larger places."""
    if place.level in ("country", "adm1") or place.lat is None or place.lon is None:
        return []
    lat, lon = round(place.lat), round(place.lon)
    return [f"{lat + y}/{lon + x}" for y in (-1, 0, 1) for x in (-1, 0, 1)]
