"""Places: toponyms of news (LGL, GeoVirus) found and located, and Syrian incident places located by name.

Of all gold toponyms: the share located within 161 km (100 miles, the measure of that literature), the share located
farther off, the share left without coordinates.  Syrian places: the share within 10 km, with Syria as the setting.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trucewatch.claims.parsing import load_parser
from trucewatch.claims.settings import find_mentions, recur
from trucewatch.identity.places import Located, PlacesOfDocument
from trucewatch.identity.theatre import Setting
from trucewatch.model.place import Place
from trucewatch.packs.gazetteer import Gazetteer, load_gazetteer
from trucewatch.packs.placescore import distance_km
from trucewatch.packs.placewords import load_place_words

NEWS_KM, SYRIA_KM = 161.0, 10.0
SYRIA = Setting("syria", ("SY",), ())


def measure(data: Path) -> dict[str, float]:
    """The figures by name, over the files of ``data``/eval/places that are there."""
    gazetteer = load_gazetteer()
    figures: dict[str, float] = {}
    for name in ("lgl", "geovirus"):
        path = data / "eval" / "places" / f"{name}.jsonl.gz"
        if path.is_file():
            figures |= shares(news(path, gazetteer), name, NEWS_KM)
    path = data / "eval" / "places" / "airwars-syria-dev.csv"
    if path.is_file():
        figures |= shares(syria(path, gazetteer), "syria", SYRIA_KM)
    return figures


def shares(distances: Iterator[float | None], name: str, limit_km: float) -> dict[str, float]:
    """Shares of all gold places: ``right`` within the limit, ``wrong`` beyond it, ``unlocated``."""
    counts: Counter[str] = Counter()
    for km in distances:
        counts["unlocated" if km is None else "right" if km <= limit_km else "wrong"] += 1
    total = max(1, sum(counts.values()))
    return {f"{name}_{kind}": counts[kind] / total for kind in ("right", "wrong", "unlocated")}


def news(path: Path, gazetteer: Gazetteer) -> Iterator[float | None]:
    """Kilometres from each gold toponym to where we put it; None: not found or unlocated."""
    nlp = load_parser()
    with gzip.open(path, "rt", encoding="utf8") as lines:
        articles = [json.loads(line) for line in lines]
    for article in articles:
        found = located_names(article["text"], gazetteer, nlp)
        for gold in (t for t in article["toponyms"] if t["lat"] is not None):
            yield km_to(gold, found)


def located_names(text: str, gazetteer: Gazetteer, nlp: Any) -> list[tuple[int, int, Located | None]]:
    """Every toponym of a text by its characters, with its place."""
    names: list[tuple[int, int]] = []
    offset = 0
    pieces = text.split("\n")
    for doc, line in zip(nlp.pipe(pieces, batch_size=8), pieces, strict=True):
        for toponym in find_mentions(doc, gazetteer, load_place_words()):
            span = doc[toponym.start : toponym.end]
            names.append((offset + span.start_char, offset + span.end_char))
        offset += len(line) + 1
    names = list(recur(text, names))
    phrases = [in_context(text, names, i) for i in range(len(names))]
    places = PlacesOfDocument(text, gazetteer).locate_all(phrases)
    located = (places[phrase] for phrase in phrases)
    return [
        (*name, found if found and not found.position else None) for name, found in zip(names, located, strict=True)
    ]


def in_context(text: str, names: list[tuple[int, int]], i: int) -> str:
    """The ``i``-th name with the one that follows it after a comma ("Alexandria, La."), else alone."""
    start, end = names[i]
    if i + 1 < len(names) and text[end : names[i + 1][0]] in {", ", " in ", " ("}:
        end = names[i + 1][1]
    return text[start:end]


def km_to(gold: dict[str, Any], found: list[tuple[int, int, Located | None]]) -> float | None:
    """Kilometres from a gold toponym to the place of the name that overlaps it; None without one."""
    start, end = gold["start"], gold["start"] + len(gold["text"])
    for a, b, located in found:
        if a < end and start < b and located is not None:
            target = Place(place_id="gold", name="", level="", lat=gold["lat"], lon=gold["lon"])
            return distance_km(located.place, target)
    return None


def syria(path: Path, gazetteer: Gazetteer) -> Iterator[float | None]:
    """Kilometres from each Syrian incident place to where its English name alone puts it; a region is no location."""
    with path.open(encoding="utf8") as lines:
        for row in csv.DictReader(lines):
            located = PlacesOfDocument("", gazetteer, SYRIA).locate_all([row["place_en"]])[row["place_en"]]
            if located is None or located.precision == 3:
                yield None
                continue
            target = Place(place_id="gold", name="", level="", lat=float(row["lat"]), lon=float(row["lon"]))
            yield distance_km(located.place, target)
