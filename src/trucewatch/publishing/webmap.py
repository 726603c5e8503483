"""The map as GeoJSON: places drawn as exactly as they are known, and the bundled land around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trucewatch.publishing.areas import find_shape
from trucewatch.publishing.basemap import Point, Shape, inner_lines, load_layer
from trucewatch.publishing.book import Book
from trucewatch.publishing.cartography import NEAR_KM, REGION_KM, MapPlace, layers_of
from trucewatch.publishing.geometry import Window

PLACE_KM = 1.5
"""Radius of a place that is named itself: a town is no point."""
MOST = 300
"""Features that are sent at once."""
FEW, TITLES, FEWER_TITLES = 60, 20, 6
"""Of fewer places than FEW each is sent with TITLES incidents, of more with FEWER."""
CELL_POINTS = 64
"""Width of what counts as one spot, in points of the screen."""
_MARGIN = 6.0
"""Degrees of land around the outermost place."""
Feature = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a place: titles of incidents with their ids, and how many claims name it."""

    claims: int
    incidents: tuple[tuple[str, str], ...]


def place_features(
    places: Sequence[MapPlace], told: Mapping[str, Told], address: Callable[[str], str], zoom: int = 0
) -> Feature:
    """The places (``told`` by their anchors): a circle's middle and radius in metres, or the outline of a region.

    ``address`` gives the page of an incident by its id.  Of more than :data:`MOST` places, those that would lie on each
    other at a ``zoom`` (of web maps: the world is 256 · 2^zoom points wide) are one point with their number.
    A region whose outline is not bundled is a circle of :data:`~trucewatch.publishing.cartography.REGION_KM`.
    """
    world = load_layer("world")
    points = [(p.lon, p.lat) for p in places]
    shapes = (*[s for layer in layers_of(world, points) for s in load_layer(layer)], *world)
    alone, together = gather(places, zoom) if len(places) > MOST else (places, [])
    shown = TITLES if len(places) < FEW else FEWER_TITLES
    features = [_feature(p, told[p.anchor], shapes, address, shown) for p in alone]
    return _collection(features + [_cluster(group, told) for group in together]) | {"whole": not together}


def gather(places: Sequence[MapPlace], zoom: int) -> tuple[list[MapPlace], list[list[MapPlace]]]:
    """Places that stand alone at a zoom, and groups of those that do not: of neither more than :data:`MOST`."""
    size = CELL_POINTS * 360 / (256 * 2 ** max(0, zoom))
    while True:
        cells: dict[tuple[int, int], list[MapPlace]] = {}
        for place in places:
            cells.setdefault((int((place.lon + 180) // size), int((place.lat + 90) // size)), []).append(place)
        if len(cells) <= MOST:
            groups = cells.values()
            return [g[0] for g in groups if len(g) == 1], [g for g in groups if len(g) > 1]
        size *= 2


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


def describe(book: Book, places: Sequence[MapPlace]) -> dict[str, Told]:
    """What is told of each place."""
    of_claim: dict[int, list[tuple[str, str]]] = {}
    for incident in book.situation.incidents:
        for number in book.numbers(incident.claim_ids):
            of_claim.setdefault(number, []).append((incident.title, incident.incident_id))
    return {
        p.anchor: Told(len(p.claims), tuple(dict.fromkeys(i for n in p.claims for i in of_claim.get(n, ()))))
        for p in places
    }


def _cluster(group: Sequence[MapPlace], told: Mapping[str, Told]) -> Feature:
    """Several places as one point; it lies in their middle, which is nobody's place."""
    lon, lat = (sum(v) / len(group) for v in zip(*((p.lon, p.lat) for p in group), strict=True))
    properties = {"places": len(group), "claims": sum(told[p.anchor].claims for p in group)}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": _short((lon, lat))},
        "properties": properties,
    }


def _feature(
    place: MapPlace, told: Told, shapes: Sequence[Shape], address: Callable[[str], str], titles: int
) -> Feature:
    geometry: Feature = {"type": "Point", "coordinates": [place.lon, place.lat]}
    if place.precision == 3 and (shape := find_shape(place.name, (place.lon, place.lat), shapes)):
        geometry = {"type": "MultiPolygon", "coordinates": [[_closed(ring)] for ring in shape.rings]}
    properties = {
        "anchor": place.anchor,
        "name": place.name,
        "precision": place.precision,
        "radius_m": int(1000 * (PLACE_KM, NEAR_KM, REGION_KM)[place.precision - 1]),
        "claims": told.claims,
        "incidents": [{"title": title, "page": address(incident)} for title, incident in told.incidents[:titles]],
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
