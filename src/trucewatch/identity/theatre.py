"""What a document is about, where: its theatre, countries and regions, by the names in its text."""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass

from trucewatch.model.place import Place
from trucewatch.packs.actorfiles import country_words
from trucewatch.packs.gazetteer import Gazetteer
from trucewatch.packs.names import fold
from trucewatch.packs.placewords import load_place_words
from trucewatch.packs.theatres import load_theatres

# Enough of a long document to know what it is about.
MAX_TEXT = 60_000
_NOTED = 5_000
"""Inhabitants from which on a town that is called like a country may be meant."""
_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W\d_][\w’'ʼ]*|[-–]|[.,;:!?()\n]")
_ABBREVIATED = re.compile(r",\s+([A-Z][A-Za-z]{0,4}\.?(?:[A-Z]\.)?)(?=[\s,.;)])")


@dataclass(frozen=True, slots=True)
class Setting:
    """``theatre`` id (empty: none), ``countries`` (ISO 3166 alpha-2) and ``regions`` (``US.LA``), likeliest first."""

    theatre: str = ""
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@functools.cache
def country_of() -> dict[str, str]:
    """Country code by the folded name or adjective of its state."""
    return {fold(name): code for name, code in country_words().items()}


def infer_setting(text: str, gazetteer: Gazetteer) -> Setting:
    """The setting of a text: each mention of a country, its people, a region or a theatre's town counts."""
    countries: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    doubtful: Counter[str] = Counter()
    words = [m.group() for m in _WORD.finditer(text[:MAX_TEXT])]
    skip = load_place_words().never_alone
    at = 0
    while at < len(words):
        size = _count(words, at, gazetteer, skip, countries, regions, doubtful) if words[at][0].isupper() else 1
        at += size
    for match in _ABBREVIATED.finditer(text[:MAX_TEXT]):
        state = gazetteer.abbreviated(match.group(1))
        if state:
            countries["US"] += 2
            regions[state.within[0]] += 2
    # "Georgia", "Lebanon": a country's name that others bear counts where something else speaks of the country, or
    # nothing of any.
    alone = not countries
    countries.update({c: n for c, n in doubtful.items() if alone or countries[c]})
    ranked = [c for c, _ in sorted(countries.items(), key=lambda c: (-c[1], c[0]))]
    weights = {t.id: sum(countries[c] for c in t.countries) for t in load_theatres()}
    best = max(weights, key=lambda t: (weights[t], t), default="")
    theatre = best if weights.get(best, 0) >= 1 and weights[best] * 5 >= sum(countries.values()) else ""
    top = [r for r, _ in sorted(regions.items(), key=lambda r: (-r[1], r[0]))]
    return Setting(theatre, tuple(ranked[:6]), tuple(top[:4]))


def _count(
    words: list[str],
    at: int,
    gazetteer: Gazetteer,
    skip: frozenset[str],
    countries: Counter[str],
    regions: Counter[str],
    doubtful: Counter[str],
) -> int:
    """Count the name at ``at``; returns how many words it takes."""
    for size in (3, 2, 1):
        name = " ".join(words[at : at + size])
        code = country_of().get(fold(name))
        if code:
            shared = _is_borne_elsewhere(name, code, gazetteer)
            (doubtful if shared else countries)[code] += 2
            return size
    size = gazetteer.longest_match(words, at)
    if not size or (size == 1 and words[at].casefold() in skip):
        return 1
    places = gazetteer.named(" ".join(words[at : at + size]))
    homes = {p.country for p in places if p.level != "adm2"}
    rivalled = _is_rivalled(" ".join(words[at : at + size]), places, gazetteer)
    regional = any(p.level in {"country", "adm1"} for p in places)
    if len(homes) == 1 and (regional or not rivalled):
        home = homes.pop()
        (doubtful if rivalled else countries)[home] += 2 if regional else 1
        for key in {p.within[0] for p in places if p.level != "country" and p.within}:
            regions[key] += 1
    return size


def _is_borne_elsewhere(name: str, code: str, gazetteer: Gazetteer) -> bool:
    """Whether a region or a town of another country bears a country's name too."""
    key = fold(name)
    return any(
        p.country != code and fold(p.name) == key and (p.level == "adm1" or p.population >= _NOTED)
        for p in gazetteer.candidates(name)
    )


def _is_rivalled(name: str, places: tuple[Place, ...], gazetteer: Gazetteer) -> bool:
    """Whether a town of another country bears the name as well as, or better than, the places known here."""
    key, own = fold(name), max(p.population for p in places)
    first = any(fold(p.name) == key for p in places)
    others = (p for p in gazetteer.candidates(name) if p.country not in {q.country for q in places})
    if any(p.level in {"country", "adm1"} for p in places):
        own, first = _NOTED, True
    return any(fold(p.name) == key and (not first or p.population > own) for p in others)
