"""The map as GeoJSON: places drawn as exactly as they are known, and the bundled land around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from trucewatch.publishing.areas import find_shape
from trucewatch.publishing.basemap import Point, Shape, inner_lines, load_layer
from trucewatch.publishing.book import Book
from trucewatch.publishing.cartography import NEAR_KM, REGION_KM, MapPlace, layers_of
from trucewatch.publishing.geometry import Window

PLACE_KM = 1.5
"""Radius of a place that is named itself: a town is no point."""
_MARGIN = 6.0
"""Degrees of land around the outermost place."""
Feature = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a place: titles of incidents with their addresses, and how many claims name it."""

    claims: int
    incidents: tuple[tuple[str, str], ...]


def place_features(places: Sequence[MapPlace], told: dict[str, Told]) -> Feature:
    """The places (``told`` by their anchors): a circle's middle and radius in metres, or the outline of a region.

    A region whose outline is not bundled is a circle of :data:`~trucewatch.publishing.cartography.REGION_KM`.
    """
    world = load_layer("world")
    points = [(p.lon, p.lat) for p in places]
    shapes = (*[s for layer in layers_of(world, points) for s in load_layer(layer)], *world)
    return _collection([_feature(p, told[p.anchor], shapes) for p in places])


def base_features(places: Sequence[MapPlace]) -> Feature:
    """Land, lakes, rivers and inner borders around the places, cut at the edge; all of the world without places."""
    points = [(p.lon, p.lat) for p in places]
    world = load_layer("world")
    if not points:
        return _collection([_area("land", s.name, s.rings) for s in world])
    window = Window(
        min(x for x, _ in points) - _MARGIN, min(y for _, y in points) - _MARGIN,
        max(x for x, _ in points) + _MARGIN, max(y for _, y in points) + _MARGIN, 100, 100,
    )  # fmt: skip
    features = []
    for kind, shapes in (("land", world), ("lake", load_layer("lakes"))):
        for shape in shapes:
            rings = [r for r in (window.clip(ring) for ring in shape.rings) if len(r) > 2]
            if rings:
                features.append(_area("disputed" if shape.disputed else kind, shape.name, rings))
    rivers = [line for s in load_layer("rivers") for line in s.rings]
    borders = [line for layer in layers_of(world, points) for line in inner_lines(layer)]
    features += [_lines("river", rivers, window), _lines("border", borders, window)]
    return _collection(features)


def describe(book: Book, places: Sequence[MapPlace], address: dict[str, str]) -> dict[str, Told]:
    """What is told of each place; ``address`` gives the page of an incident by its id."""
    of_claim: dict[int, list[tuple[str, str]]] = {}
    for incident in book.situation.incidents:
        for number in book.numbers(incident.claim_ids):
            of_claim.setdefault(number, []).append((incident.title, address[incident.incident_id]))
    return {
        p.anchor: Told(len(p.claims), tuple(dict.fromkeys(i for n in p.claims for i in of_claim.get(n, ()))))
        for p in places
    }


def _feature(place: MapPlace, told: Told, shapes: Sequence[Shape]) -> Feature:
    geometry: Feature = {"type": "Point", "coordinates": [place.lon, place.lat]}
    if place.precision == 3 and (shape := find_shape(place.name, (place.lon, place.lat), shapes)):
        geometry = {"type": "MultiPolygon", "coordinates": [[_closed(ring)] for ring in shape.rings]}
    properties = {
        "anchor": place.anchor,
        "name": place.name,
        "precision": place.precision,
        "radius_m": int(1000 * (PLACE_KM, NEAR_KM, REGION_KM)[place.precision - 1]),
        "claims": told.claims,
        "incidents": [{"title": title, "page": page} for title, page in told.incidents[:20]],
    }
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _area(kind: str, name: str, rings: Sequence[Sequence[Point]]) -> Feature:
    geometry = {"type": "MultiPolygon", "coordinates": [[_closed(ring)] for ring in rings]}
    return {"type": "Feature", "geometry": geometry, "properties": {"kind": kind, "name": name}}


def _lines(kind: str, lines: Sequence[Sequence[Point]], window: Window) -> Feature:
    near = [line for line in lines if any(window.holds(p) for p in line)]
    geometry = {"type": "MultiLineString", "coordinates": [[_short(p) for p in line] for line in near]}
    return {"type": "Feature", "geometry": geometry, "properties": {"kind": kind, "name": ""}}


def _closed(ring: Sequence[Point]) -> list[list[float]]:
    points = [_short(p) for p in ring]
    return points if points[0] == points[-1] else [*points, points[0]]


def _short(point: Point) -> list[float]:
    return [round(point[0], 3), round(point[1], 3)]


def _collection(features: list[Feature]) -> Feature:
    return {"type": "FeatureCollection", "features": features}
