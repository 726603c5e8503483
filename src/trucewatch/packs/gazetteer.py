"""The gazetteer: names → places, unlocated rather than guessed.

Theatre packs (``knowledge/theatres/*/places.csv``, ``places-extra.yaml``), the world's countries and subdivisions
(``core/regions.csv``) and its towns (``core/places.tsv.gz``).  A name that several places bear is settled by what is
said around it (:class:`Hints`); where two fit equally well, or only a small town of another country does, the answer
is None.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from trucewatch.model.place import Place
from trucewatch.packs.actorfiles import KNOWLEDGE, country_words
from trucewatch.packs.actors import load_actors
from trucewatch.packs.names import alike, fold, skeleton, sound, without_articles
from trucewatch.packs.ownplaces import own_files
from trucewatch.packs.placefiles import OWN, World, extra_files, place_files, read_extras, read_rows
from trucewatch.packs.placescore import FAMOUS, KNOWN_ABROAD, Hints, distance_km, score
from trucewatch.packs.theatres import load_theatres

# Names this alike (article and spaces left out) with one consonant skeleton are one name; measured on pairs of
# spellings of the same Syrian towns against pairs of different towns.
ALIKE_ENOUGH = 85.0
# Towns nearer than this to each other are one place to a reader (a city and its district of the same name).
SAME_PLACE_KM = 30.0
# So far from its centre may the town lie that a district is called by, letter for letter.
SEAT_KM = 50.0
# By how much the best must fit better than a namesake elsewhere, what another spelling costs, and by how much the
# user's own place leads: more than a great city's population counts.
CLEAR_LEAD, SPELLING_COST, OWN_LEAD = 0.3, 0.6, 5.0
# What a place in a country of some theatre gains in a text that names no country, where no city elsewhere is so called.
THEATRE_LEAD = 2.5
# A name that so great a town bears as it is written is no other spelling of a place elsewhere.
WELL_KNOWN = 20_000
SHORTEST_SPELLING = 4
# Words by which a state's name means its rulers, who are no place.
_BODIES = frozenset(
    ("government", "regime", "administration", "authorities", "authority", "council", "presidency", "organization")
)


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
        self._seats: dict[str, Place | None] = {}
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
        if place.level == "adm1" and len(place.within) > 1:
            self._regions.setdefault(place.within[0], place)
        elif place.level == "country" and place.source != OWN:
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

    def named(self, name: str) -> tuple[Place, ...]:
        """The regions, theatre places and extras that bear exactly this name (folded), without the world's towns."""
        return tuple(self._by_key.get(fold(name), ()))

    def candidates(self, name: str) -> tuple[Place, ...]:
        """Every place that bears exactly this name (folded), the world's towns included; the most populous first."""
        key = fold(name)
        found = {p.place_id: p for p in self._by_key.get(key, ())}
        if self._world is not None:
            for p in self._world.named(key):
                found.setdefault(p.place_id, p)
        return tuple(sorted(found.values(), key=lambda p: (-p.population, p.place_id)))

    def spelled_like(self, name: str, countries: Collection[str]) -> tuple[Place, ...]:
        """Theatre places of ``countries`` whose name differs as transliterations do: articles, vowels, k for q."""
        found = {p.place_id: p for k in self._near_keys(fold(name)) for p in self._by_key[k] if p.country in countries}
        return tuple(sorted(found.values(), key=lambda p: (-p.population, p.place_id)))

    @functools.cached_property
    def _spellings(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """Keys of the countries that have towns here, by skeleton and by the name without articles and spaces."""
        countries = {p.country for p in self._by_id.values() if p.level == "town"}
        bones: dict[str, list[str]] = defaultdict(list)
        bare: dict[str, list[str]] = defaultdict(list)
        for key, places in self._by_key.items():
            if any(p.country in countries for p in places):
                bare[without_articles(key).replace(" ", "")].append(key)
                bare[sound(key)].append(key)
                bone = skeleton(key)
                if len(bone) > 1:
                    bones[bone].append(key)
        return bones, bare

    def _near_keys(self, key: str) -> list[str]:
        bones, bare = self._spellings
        alike_keys = (k for k in bones.get(skeleton(key), ()) if alike(key, k) >= ALIKE_ENOUGH)
        written = bare.get(without_articles(key).replace(" ", ""), ())
        heard = bare.get(sound(key), ()) if sound(key) else ()
        return sorted({*written, *heard, *alike_keys})

    def find(self, name: str, hints: Hints | None = None) -> Place | None:
        """The place that ``name`` means in this context; None when unknown or when two fit equally well."""
        hints, key = hints or Hints(), fold(name)
        named = self.candidates(name)
        found = [(self._score(p, key, hints) + self._lead(p, named, hints), p) for p in named]
        home = {*self.theatres.get(hints.theatre, ()), *hints.countries[:2]}
        short = len(key) < SHORTEST_SPELLING
        least = FAMOUS if hints.theatre else WELL_KNOWN
        known_well = short or any(p.population >= least and p.country not in home for _, p in found)
        if not known_well and not any(
            p.country in home and p.level not in {"adm2", "adm3"} and s > 0 for s, p in found
        ):
            known = {p.place_id for _, p in found}
            near = (p for p in self.spelled_like(name, home) if p.place_id not in known)
            found += [(self._score(p, key, hints) - _cost(p, key), p) for p in near]
        settled = self._settle(sorted(found, key=lambda s: (-s[0], s[1].place_id)))
        if settled is None and not hints.theatre and not hints.within and len(found) == 1:
            # The only place of the world that bears the name, in a text about no theatre.
            (only,) = (p for _, p in found)
            return only if fold(only.name) == key and " " in key else None
        if settled is not None and settled.level in {"adm2", "adm3"} and hints.level not in {"adm2", "adm3"}:
            return self._seat(settled) or settled
        return settled

    def _seat(self, district: Place) -> Place | None:
        """The town that a district or subdistrict is called by, however the two are spelled; None without one."""
        if district.place_id not in self._seats:
            names = {fold(n) for n in (district.name, *district.names) if sound(fold(n))}
            towns = (p for p in self._by_id.values() if p.level == "town" and p.country == district.country)
            near = [(t, km) for t in towns if (km := distance_km(t, district)) <= SEAT_KM]
            scored = (
                (max(alike(fold(n), m) for n in (t.name, *t.names) for m in names), t, km) for t, km in near if names
            )
            likely = sorted(
                ((a, t) for a, t, km in scored if a >= (ALIKE_ENOUGH if km <= SAME_PLACE_KM else 100.0)),
                key=lambda x: (-x[0], x[1].place_id),
            )
            self._seats[district.place_id] = likely[0][1] if likely else None
        return self._seats[district.place_id]

    @staticmethod
    def _settle(scored: list[tuple[float, Place]]) -> Place | None:
        """The best, unless another as good lies elsewhere."""
        if not scored or scored[0][0] <= 0:
            return None
        top, best = scored[0]
        rivals = (p for s, p in scored[1:] if top - s < CLEAR_LEAD)
        return None if any(distance_km(best, p) > SAME_PLACE_KM for p in rivals) else best

    def _score(self, place: Place, key: str, hints: Hints) -> float:
        fit = score(
            place,
            hints,
            frozenset(self.theatres.get(hints.theatre, ())),
            by_first_name=fold(place.name) == key,
            inside=any(self.holds(w, place) for w in hints.within),
        )
        # A list that the user brings is nearer to the matter than the bundled ones.
        return fit + OWN_LEAD if fit > 0 and place.source == OWN else fit

    def _lead(self, place: Place, named: Iterable[Place], hints: Hints) -> float:
        """What this is read for counts where a text names no country: a besieged town before its namesake abroad."""
        if hints.theatre or hints.countries or place.country not in self._of_theatres:
            return 0.0
        elsewhere = (p.population for p in named if p.country not in self._of_theatres)
        return 0.0 if max(elsewhere, default=0) >= KNOWN_ABROAD else THEATRE_LEAD

    @functools.cached_property
    def _of_theatres(self) -> frozenset[str]:
        return frozenset(c for countries in self.theatres.values() for c in countries)

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
            # Two letters are a name only in capitals: "US", not "us".
            if key in self._by_key and (len(key) > 2 or not words[start].isascii() or words[start].isupper()):
                best = at - start
            # A hyphen or an apostrophe may stand inside a name; it never ends one.
            while at < len(words) and not fold(words[at]):
                at += 1
            if at == len(words):
                break
            key = f"{key} {fold(words[at])}"
        return best


def _cost(place: Place, key: str) -> float:
    """What a place loses whose spellings all differ from ``key``: more, the less alike they sound."""
    nearest = max(alike(key, fold(n)) for n in (place.name, *place.names))
    return SPELLING_COST + (100.0 - nearest) / 20.0


@functools.cache
def load_gazetteer() -> Gazetteer:
    """The bundled places and the user's own; raises ``PackError`` with every fault."""
    places: list[Place] = []
    for path, name in own_files():
        places.extend(read_rows(path, name))
    for path, name, _ in place_files():
        places.extend(read_rows(path, name))
    for path, name, _ in extra_files():
        places.extend(read_extras(path, name)[0])
    also = defaultdict(list)
    for name, code in country_words(adjectives=False).items():
        if not _BODIES & set(fold(name).split()):
            also[code].append(name)
    places = [replace(p, names=(*p.names, *also[p.country])) if p.level == "country" else p for p in places]
    theatres = {t.id: t.countries for t in load_theatres()}
    seats = [n.text for a in load_actors().actors.values() if a.kind == "state" for n in a.names if n.kind == "metonym"]
    return Gazetteer(places, World(KNOWLEDGE / "core" / "places.tsv.gz"), theatres, seats)
