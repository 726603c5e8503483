"""Evidence: in which regions and countries the names of one text come together.

A name that many towns bear says little; several that all have a namesake in one region say which is meant.  Each name
has one vote, shared out among its namesakes by their weight; a place is supported by the votes of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from trucewatch.model.place import Place
from trucewatch.packs.gazetteer import Gazetteer
from trucewatch.packs.names import fold
from trucewatch.packs.placephrase import NameInPhrase

MAX_NAMES = 300
_WEIGHTS = {"country": 20_000_000, "adm1": 3_000_000, "adm2": 50_000, "adm3": 20_000}
_LEAST = 3_000
"""The weight of a town of unknown or small population."""


class Evidence:
    """The votes of the names of a text; see :meth:`but`."""

    def __init__(self, phrases: Iterable[tuple[NameInPhrase, ...]], gazetteer: Gazetteer) -> None:
        self._votes: dict[str, dict[str, float]] = {}
        self._total: Counter[str] = Counter()
        for name in (name for names in phrases for name in names):
            key = fold(name.text)
            if key in self._votes or len(self._votes) >= MAX_NAMES:
                continue
            found = gazetteer.candidates(name.full) if name.full else ()
            self._votes[key] = _shares(found or gazetteer.candidates(name.text))
            self._total.update(self._votes[key])

    def but(self, name: str) -> Callable[[str], float]:
        """The votes by region (``US.LA``) or country (``US``), without those of ``name`` itself."""
        own = self._votes.get(fold(name), {})
        total = self._total
        return lambda where: total[where] - own.get(where, 0.0) if where in total else 0.0


def _shares(places: tuple[Place, ...]) -> dict[str, float]:
    """The share of a name's weight that lies in each region and country."""
    weights: Counter[str] = Counter()
    total = 0.0
    for place in places:
        weight = _WEIGHTS.get(place.level) or max(place.population, _LEAST)
        total += weight
        weights[place.country] += weight
        if place.level != "country" and place.within:
            weights[place.within[0]] += weight
    return {where: weight / total for where, weight in weights.items() if where}
