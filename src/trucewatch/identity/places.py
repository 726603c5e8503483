"""Place phrases of one document → places, each name in one sense throughout.

First the names that settle themselves (with their container beside them, or known and unambiguous), then the others
with those as neighbours.  A name that stays ambiguous or unknown stays unlocated; where its container is known, the
phrase is located there, as a region (``geo_precision`` 3).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from trucewatch.identity.evidence import Evidence
from trucewatch.identity.theatre import Setting, country_of, infer_setting
from trucewatch.model.place import Place
from trucewatch.packs.gazetteer import Gazetteer
from trucewatch.packs.names import fold
from trucewatch.packs.placephrase import NameInPhrase, names_in
from trucewatch.packs.placescore import KNOWN_ABROAD, Hints

TOWN, NEAR, REGION = 1, 2, 3
MAX_NEIGHBOURS = 40
_REGIONAL = frozenset(("country", "adm1", "adm2"))


@dataclass(frozen=True, slots=True)
class Located:
    """A place and how exactly the phrase names it: 1 the town or site, 2 near or a part of it, 3 a larger region.

    ``position``: which of the phrase's names it is; above 0, the more specific ones are not known.
    """

    place: Place
    precision: int
    position: int = 0


def locate_all(phrases: Iterable[str], text: str, gazetteer: Gazetteer) -> dict[str, Located | None]:
    """Each phrase's place in the setting of ``text``; None where the gazetteer has none that fits."""
    return PlacesOfDocument(text, gazetteer).locate_all(phrases)


class PlacesOfDocument:
    """Locates the phrases of one document; ``setting`` is inferred from its text unless given."""

    def __init__(self, text: str, gazetteer: Gazetteer, setting: Setting | None = None) -> None:
        self.gazetteer = gazetteer
        self.setting = setting or infer_setting(text, gazetteer)
        self._senses: dict[str, Place | None] = {}
        self._counties = _counties(text)
        self._streets = _streets(text)
        self._evidence = Evidence((), gazetteer)

    def locate_all(self, phrases: Iterable[str]) -> dict[str, Located | None]:
        """Each phrase's place; the same phrase always gets the same."""
        read = {phrase: self._read(phrase) for phrase in dict.fromkeys(phrases)}
        told = (names for names in read.values() if names and fold(names[0].text) not in self._streets)
        self._evidence = Evidence(told, self.gazetteer)
        hints = Hints(theatre=self.setting.theatre, countries=self.setting.countries, regions=self.setting.regions)
        settled = [p for names in read.values() if (p := self._settled(names, hints)) is not None]
        near = tuple(dict.fromkeys(p for p in settled if p.level != "country"))[:MAX_NEIGHBOURS]
        hints = replace(hints, near=near)
        return {phrase: self._locate(names, hints) for phrase, names in read.items()}

    def _read(self, phrase: str) -> tuple[NameInPhrase, ...]:
        """The names of a phrase; what stands before its first comma is one name when the gazetteer has it so."""
        return tuple(self._as_county(name) for name in self._split(phrase))

    def _as_county(self, name: NameInPhrase) -> NameInPhrase:
        """The name with the county's word that the text gives it elsewhere ("Barrow and Jackson counties")."""
        full = self._counties.get(fold(name.text), "")
        if name.full or not full or not any(p.level == "adm2" for p in self.gazetteer.candidates(full)):
            return name
        return replace(name, full=full)

    def _split(self, phrase: str) -> tuple[NameInPhrase, ...]:
        first, _, rest = phrase.partition(",")
        if self.gazetteer.candidates(first) or self.gazetteer.abbreviated(first) or fold(first) in country_of():
            return (NameInPhrase(first, first, "", "in", 0, len(first)), *names_in(rest))
        return names_in(phrase)

    def _settled(self, names: tuple[NameInPhrase, ...], hints: Hints) -> Place | None:
        """The place of a name that its container beside it, or its fame, settles."""
        if not names:
            return None
        containers = self._containers(names[1:], hints)
        place = self._find(names[0], replace(hints, within=containers))
        if place and (containers or len(self.gazetteer.candidates(names[0].text)) == 1):
            self._senses.setdefault(fold(names[0].text), place)
            if len(names) == 2 and containers:
                self._senses.setdefault(fold(names[1].text), containers[0])
            return place
        return None

    def _containers(self, names: tuple[NameInPhrase, ...], hints: Hints) -> tuple[Place, ...]:
        """The last name's region or country, when it is one ("…, Idlib province, Syria" gives both)."""
        found = [
            self.gazetteer.abbreviated(n.text) or self._find(n, replace(hints, level=n.level or "adm1", within=()))
            for n in names
        ]
        return tuple(p for p in found if p is not None and p.level in _REGIONAL)[:2]

    def _find(self, name: NameInPhrase, hints: Hints) -> Place | None:
        hints = replace(
            hints,
            level=name.level or hints.level,
            support=self._evidence.but(name.text),
            around=self._evidence.around(name.text),
        )
        if not self.gazetteer.named(name.text) and (people := self._country_of_people(name.text)):
            return people
        place = self.gazetteer.find(name.full, hints) if name.full and self.gazetteer.candidates(name.full) else None
        place = place or self.gazetteer.find(name.text, hints)
        if place is None and name.bare != name.text:
            place = self.gazetteer.find(name.bare, hints)
        return place or self.gazetteer.abbreviated(name.text)

    def _country_of_people(self, name: str) -> Place | None:
        """The country that an adjective of nationality stands for ("Kenyan")."""
        key = fold(name)
        code = country_of().get(key) or country_of().get(key.removesuffix("s"))
        return self.gazetteer.country(code) if code else None

    def _locate(self, names: tuple[NameInPhrase, ...], hints: Hints) -> Located | None:
        for i, name in enumerate(names):
            containers = self._containers(names[i + 1 :], hints) if i + 1 < len(names) else ()
            key = fold(name.text)
            place = self._senses.get(key) if not name.level else None
            place = place or self._find(name, replace(hints, within=containers))
            if place is None and containers:
                # "X in Y" may be a list or a direction rather than containment: a well-known X is still X.
                place = self._find(name, hints)
                place = place if place and (place.level in _REGIONAL or place.population >= KNOWN_ABROAD) else None
            if place is None or place.lat is None:
                continue
            if not name.level:
                self._senses.setdefault(key, place)
            whole = name.text == name.bare or fold(name.text) in {fold(n) for n in (place.name, *place.names)}
            part_of_town = i > 0 and names[0].level == "site" and place.level == "town"
            precision = NEAR if part_of_town else _precision(place, name.relation if whole else "part", i)
            return Located(place, precision, i)
        return None


def _precision(place: Place, relation: str, position: int) -> int:
    """The precision of a phrase whose ``position``-th name is the one located."""
    if place.level in _REGIONAL or position or (place.level == "area" and not place.country):
        return REGION
    return TOWN if relation == "in" and place.level in {"town", "site"} else NEAR


_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w'’-]*){0,2}"
_COUNTIES = re.compile(rf"(?P<names>{_NAME}(?:, {_NAME}){{0,12}},? and {_NAME}) (?P<word>counties|parishes)\b")
_STREET = re.compile(
    rf"(?P<name>{_NAME}) (?:Road|Rd|Street|St|Avenue|Ave|Drive|Dr|Lane|Ln|Boulevard|Blvd|Court|Way|Parkway|Circle)\b"
)
_MAX_TEXT = 60_000


def _counties(text: str) -> dict[str, str]:
    """Names that a list calls counties, each with that word: "Barrow and Jackson counties"."""
    found = {}
    for match in _COUNTIES.finditer(text[:_MAX_TEXT]):
        word = "County" if match["word"] == "counties" else "Parish"
        for name in re.split(r", (?:and )?| and ", match["names"]):
            found[fold(name)] = f"{name} {word}"
    return found


def _streets(text: str) -> set[str]:
    """Names that stand only before the word of a street, which say nothing of where the text is set."""
    found = Counter(fold(m["name"]) for m in _STREET.finditer(text[:_MAX_TEXT]))
    return {key for key, n in found.items() if key and len(re.findall(rf"\b{re.escape(key)}\b", fold(text))) <= n}
