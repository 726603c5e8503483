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

from trucewatch.claims.parsing import Paragraph, load_parser
from trucewatch.claims.where import find_places
from trucewatch.identity.places import Located, PlacesOfDocument
from trucewatch.identity.theatre import Setting
from trucewatch.model.document import Segment
from trucewatch.model.place import Place
from trucewatch.packs.gazetteer import Gazetteer, load_gazetteer
from trucewatch.packs.placescore import distance_km

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
        for gold in article["toponyms"]:
            yield km_to(gold, found)


def located_names(text: str, gazetteer: Gazetteer, nlp: Any) -> list[tuple[int, int, Located | None]]:
    """Every toponym of a text by its characters, with its place."""
    spans: list[tuple[int, int, str]] = []
    offset = 0
    pieces = [(line, len(line) + 1) for line in text.split("\n")]
    for doc, (line, size) in zip(nlp.pipe([p[0] for p in pieces], batch_size=8), pieces, strict=True):
        if line.strip():
            paragraph = Paragraph(doc, offset, Segment(kind="body", start=offset, end=offset + len(line)))
            for place in find_places(paragraph, gazetteer):
                for i, core in enumerate(place.cores):
                    # What follows a toponym in its phrase (its state, its country) helps to locate it.
                    end = place.cores[min(i + 2, len(place.cores) - 1)].end
                    spans.append((core.start, core.end, text[core.start : max(end, core.end)]))
        offset += size
    places = PlacesOfDocument(text, gazetteer).locate_all(phrase for _, _, phrase in spans)
    return [(start, end, places[phrase]) for start, end, phrase in spans]


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
