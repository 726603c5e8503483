"""The gazetteer: names → places, unlocated rather than guessed.

Theatre packs (``knowledge/theatres/*/places.csv``, ``places-extra.yaml``), the world's countries and subdivisions
(``core/regions.csv``) and its towns (``core/places.tsv.gz``).  A name that several places bear is settled by what is
said around it (:class:`Hints`); where two fit equally well, or only a small town of another country does, the answer
is None.
"""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trucewatch.model.place import Place
from trucewatch.packs.actorfiles import KNOWLEDGE
from trucewatch.packs.actors import load_actors
from trucewatch.packs.names import alike, fold, skeleton, without_articles
from trucewatch.packs.placefiles import World, extra_files, place_files, read_extras, read_rows
from trucewatch.packs.theatres import load_theatres

# Names this alike (article and spaces left out) with one consonant skeleton are one name; measured on pairs of
# spellings of the same Syrian towns against pairs of different towns.
ALIKE_ENOUGH = 76.0
# Towns nearer than this to each other are one place to a reader (a city and its district of the same name).
SAME_PLACE_KM = 30.0
# A town of a country that the text does not speak of must be at least this well known.
KNOWN_ABROAD = 100_000
_PRIOR = {"country": 5.0, "adm1": 3.4, "adm2": 1.6, "adm3": 1.4, "site": 2.0, "road": 2.5, "area": 3.0, "town": 0.0}
_LEVEL_GROUPS = {"adm1": ("adm1",), "adm2": ("adm2", "adm3"), "adm3": ("adm3", "adm2"), "country": ("country",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What surrounds a name: the theatre, the countries (ISO 3166 alpha-2) and regions (``US.LA``), likeliest first,
    and places nearby.

    ``within`` are places that the words name as its container ("in Aleppo province", "Alexandria, La.").  ``level`` is
    asked for by a descriptor ("province" → adm1, "village" → town); empty: any.
    """

    theatre: str = ""
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    near: tuple[Place, ...] = ()
    within: tuple[Place, ...] = ()
    level: str = ""


class Gazetteer:
    """Places by name and id; ``theatres`` gives each theatre's countries, ``capitals`` the seats of governments."""

    def __init__(
        self,
        places: Iterable[Place],
        world: World | None = None,
        theatres: dict[str, tuple[str, ...]] | None = None,
        capitals: Iterable[str] = (),
    ) -> None:
        self._by_id: dict[str, Place] = {}
        self._by_key: dict[str, list[Place]] = defaultdict(list)
        self._world = world
        self.theatres = theatres or {}
        self.capitals = frozenset(fold(c) for c in capitals)
        """Folded names of seats of government, which stand for it where they act or speak."""
        self._regions: dict[str, Place] = {}
        self._abbreviations: dict[str, Place] = {}
        for place in places:
            self._add(place)

    def _add(self, place: Place) -> None:
        self._by_id[place.place_id] = place
        names = place.names
        if place.level == "adm1" and place.country == "US":
            # "Miss.", "OR", "Ill.": words of their own wherever no comma stands before them.
            self._abbreviations.update((name.rstrip("."), place) for name in names)
            names = ()
        for key in dict.fromkeys([fold(place.name), *map(fold, names)]):
            self._by_key[key].append(place)
        if place.level == "adm1":
            self._regions.setdefault(place.within[0], place)
        elif place.level == "country":
            self._regions[place.country] = place

    def get(self, place_id: str) -> Place | None:
        """The place of that id among the regions, theatre packs and extras; None for others."""
        return self._by_id.get(place_id)

    def country(self, code: str) -> Place | None:
        """The country of an ISO 3166 alpha-2 code."""
        return self._regions.get(code)

    def abbreviated(self, text: str) -> Place | None:
        """The US state that ``text`` abbreviates after a comma ("La.", "NY"), case and all."""
        return self._abbreviations.get(text.strip().rstrip("."))

    def container(self, place: Place) -> Place | None:
        """The first-level subdivision that holds ``place``, or its country."""
        held = next((self._regions[w] for w in place.within if w in self._regions), None)
        return held if held != place else self._regions.get(place.country)

    @functools.cached_property
    def _by_skeleton(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key, places in self._by_key.items():
            bone = skeleton(key) if any(p.country in self._theatre_countries for p in places) else ""
            if len(bone) > 1:
                found[bone].append(key)
        return found

    def named(self, name: str) -> tuple[Place, ...]:
        """The regions, theatre places and extras that bear exactly this name (folded), without the world's towns."""
        return tuple(self._by_key.get(fold(name), ()))

    def candidates(self, name: str, *, spellings: bool = True) -> tuple[Place, ...]:
        """Every place that bears ``name``, the most populous first.

        Exact folded names first; then the same without Arabic articles; then, with ``spellings``, names of one
        consonant skeleton that are also alike letter by letter.
        """
        key = fold(name)
        found = {p.place_id: p for p in self._by_key.get(key, ())}
        if self._world is not None:
            for p in self._world.named(key):
                found.setdefault(p.place_id, p)
        settled = any(p.country in self._theatre_countries and p.level not in {"adm2", "adm3"} for p in found.values())
        if spellings and not settled:
            for near in self._near_keys(key):
                for p in self._by_key[near]:
                    if p.country in self._theatre_countries:
                        found.setdefault(p.place_id, p)
        return tuple(sorted(found.values(), key=lambda p: (-p.population, p.place_id)))

    @functools.cached_property
    def _theatre_countries(self) -> frozenset[str]:
        return frozenset(c for countries in self.theatres.values() for c in countries)

    @functools.cached_property
    def _by_bare(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key, places in self._by_key.items():
            if any(p.country in self._theatre_countries for p in places):
                found[without_articles(key).replace(" ", "")].append(key)
        return found

    def _near_keys(self, key: str) -> list[str]:
        bare = self._by_bare.get(without_articles(key).replace(" ", ""), [])
        close = [(alike(key, k), k) for k in self._by_skeleton.get(skeleton(key), ())]
        return sorted({*bare, *(k for score, k in close if score >= ALIKE_ENOUGH)})

    def find(self, name: str, hints: Hints | None = None) -> Place | None:
        """The place that ``name`` means in this context; None when unknown or when two fit equally well."""
        hints = hints or Hints()
        scored = sorted(
            ((self._score(p, hints), p) for p in self.candidates(name)), key=lambda s: (-s[0], s[1].place_id)
        )
        if not scored or scored[0][0] <= 0:
            return None
        top, best = scored[0]
        for score, other in scored[1:]:
            if top - score >= 0.3:
                break
            if distance_km(best, other) > SAME_PLACE_KM:
                return None
        return best

    def _score(self, place: Place, hints: Hints) -> float:
        """How well ``place`` fits the context; 0 or less: not at all."""
        # GeoNames has no population for many real towns: a town is never less likely than the district named after it.
        town = max(1.8, 0.8 * math.log10(place.population + 1)) if place.level == "town" else 0.0
        score = _PRIOR[place.level] + town
        theatre = self.theatres.get(hints.theatre, ())
        home = place.country in hints.countries or place.country in theatre
        if place.country in hints.countries:
            score += 3.0 - min(2.0, 0.5 * hints.countries.index(place.country))
        elif place.country in theatre:
            score += 1.0
        if place.within and place.within[0] in hints.regions:
            score += 2.0 - min(1.0, 0.5 * hints.regions.index(place.within[0]))
        if hints.level:
            score += self._level_score(place, hints.level)
        inside = any(self.holds(w, place) for w in hints.within)
        if hints.within:
            score += 5.0 if inside else -4.0
        if hints.near and place.lat is not None:
            nearest = min(distance_km(place, n) for n in hints.near)
            score += 2.0 if nearest < 80 else 1.0 if nearest < 300 else 0.0
        small = place.level not in {"country", "adm1"} and place.population < KNOWN_ABROAD
        if small and not home and not inside and (hints.countries or theatre):
            return 0.0
        return score

    @staticmethod
    def _level_score(place: Place, level: str) -> float:
        if level in _LEVEL_GROUPS:
            return 3.0 if place.level in _LEVEL_GROUPS[level] else -2.0
        if level == "town":
            return 1.5 if place.level == "town" else 0.0 if place.level in {"site", "area", "adm3"} else -3.0
        return 1.0 if place.level == level else 0.0

    def holds(self, container: Place, place: Place) -> bool:
        """Whether ``container`` is said to hold ``place``, or (for towns) lies within 60 km of it."""
        if container.place_id in place.within or container.place_id == place.place_id:
            return container.place_id != place.place_id
        if container.level == "country":
            return place.country == container.country and place.level != "country"
        if container.level == "adm1":
            return bool(place.within) and container.within[:1] == place.within[:1] and place.level != "adm1"
        if container.pcode and place.pcode.startswith(container.pcode):
            return True
        return container.country == place.country and distance_km(container, place) < 60

    @functools.cached_property
    def _beginnings(self) -> frozenset[str]:
        """Every run of first words of a name: a match stops growing where no name goes on."""
        return frozenset(
            " ".join(parts[:n]) for key in self._by_key if (parts := key.split()) for n in range(1, len(parts) + 1)
        )

    def longest_match(self, words: Sequence[str], start: int) -> int:
        """How many of ``words`` from ``start`` on make up a known region's or theatre place's name; 0 for none."""
        key, best, at = fold(words[start]), 0, start
        while key in self._beginnings:
            at += 1
            if key in self._by_key:
                best = at - start
            if at == len(words):
                break
            key = f"{key} {fold(words[at])}".rstrip() if fold(words[at]) else key
        return best


def distance_km(one: Place, other: Place) -> float:
    """Great-circle distance in kilometres; infinite when either is unlocated."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    a, b = math.radians(one.lat), math.radians(other.lat)
    x = math.sin((b - a) / 2) ** 2
    y = math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, x + math.cos(a) * math.cos(b) * y)))


@functools.cache
def load_gazetteer() -> Gazetteer:
    """The bundled places; raises ``PackError`` with every fault."""
    places: list[Place] = []
    for path, name, _ in place_files():
        places.extend(read_rows(path, name))
    for path, name, _ in extra_files():
        places.extend(read_extras(path, name)[0])
    theatres = {t.id: (*t.countries, *t.neighbours) for t in load_theatres()}
    seats = [n.text for a in load_actors().actors.values() if a.kind == "state" for n in a.names if n.kind == "metonym"]
    return Gazetteer(places, World(KNOWLEDGE / "core" / "places.tsv.gz"), theatres, seats)
