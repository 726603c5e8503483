"""The map: located places only, drawn as exactly as they are known, and the unlocated ones listed beside it."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace

from trucewatch.model.claim import Claim, PlaceMention
from trucewatch.publishing.areas import find_shape
from trucewatch.publishing.basemap import Point, Shape, inner_lines, load_layer, region_layers
from trucewatch.publishing.book import Book
from trucewatch.publishing.geometry import Window, area_path, inside, line_path
from trucewatch.publishing.incidentrows import DECIMALS
from trucewatch.publishing.lettering import PLACE_WIDTH, Sheet, letter_countries, mark_box, place_spots
from trucewatch.publishing.words import flat, label

WIDTH, MAX_HEIGHT = 760.0, 560.0
NEAR_KM, REGION_KM = 10.0, 40.0
"""Radius of the halo of a place known only as "near" a point, and of a region whose outline isn't bundled."""
FAR_DEGREES = 14.0
"""A place further than this from the middle of all places is listed beside the map instead of shrinking it."""

DISCLAIMER = (
    "Boundaries and names are Natural Earth’s (public domain), drawn from afar and of an older date. They imply no "
    "view on the status of any territory. A mark says where a report puts something, not that it happened there; its "
    "size says nothing about how much happened."
)


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place on the map: drawing coordinates, precision, and what is claimed there.

    ``lat`` and ``lon`` (WGS84 degrees) have as many decimals as the precision carries.
    """

    anchor: str
    name: str
    lat: float
    lon: float
    x: float
    y: float
    precision: int
    radius: float
    outline: str
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    claims: tuple[int, ...]
    label_x: float = 0.0
    label_y: float = 0.0
    label_at: str = ""
    """SVG text-anchor of the label; empty when there was no room for one."""

    @property
    def precision_words(self) -> str:
        """How exactly the place is known."""
        return ("the place itself", "near it, or a part of it", "somewhere in the area")[self.precision - 1]

    @property
    def other_words(self) -> str:
        """The reports' words for it where they differ from the name."""
        return ", ".join(w for w in self.words if w != self.name)


@dataclass(frozen=True, slots=True)
class Unlocated:
    """A place that no gazetteer entry fits, or that is off this map."""

    words: str
    why: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """The drawing as SVG path data, the places and the rest."""

    width: float
    height: float
    land: str
    disputed: str
    regions: str
    rivers: str
    lakes: str
    names: tuple[tuple[str, float, float], ...]
    places: tuple[MapPlace, ...]
    unlocated: tuple[Unlocated, ...]
    scale_km: int
    scale_units: float
    disclaimer: str = DISCLAIMER


def build_map(book: Book) -> MapView:
    """The map of every place that a claim names; an empty drawing (height 0) when none is located."""
    groups, loose = _gather(book)
    if not groups:
        return MapView(WIDTH, 0, "", "", "", "", "", (), (), loose, 0, 0)
    centre = (
        statistics.median(_point(g[0][1])[0] for g in groups.values()),
        statistics.median(_point(g[0][1])[1] for g in groups.values()),
    )
    ordered = sorted(groups.items(), key=lambda kg: (_name(kg[1]), kg[1][0][1].geo_precision or 3, kg[0]))
    near = {k: g for k, g in ordered if _is_near(_point(g[0][1]), centre)}
    far = tuple(_off_map(book, g) for k, g in groups.items() if k not in near)
    points = [_point(g[0][1]) for g in near.values() if g[0][1].geo_precision in (1, 2)]
    window = Window.around(points or [_point(g[0][1]) for g in near.values()], WIDTH, MAX_HEIGHT)
    world = load_layer("world")
    layers = layers_of(world, [_point(g[0][1]) for g in near.values()])
    regions = [s for layer in layers for s in load_layer(layer)]
    sheet = Sheet(WIDTH, window.height)
    marks = [_place(book, window, g, n, (*regions, *world)) for n, g in enumerate(near.values(), 1)]
    places = _letter(sheet, marks, frozenset(s.name for s in world))
    km, units = _scale(window)
    return MapView(
        WIDTH,
        window.height,
        area_path(window, [r for s in world if not s.disputed for r in s.rings]),
        area_path(window, [r for s in world if s.disputed for r in s.rings]),
        line_path(window, [line for layer in layers for line in inner_lines(layer)]),
        line_path(window, [r for s in load_layer("rivers") for r in s.rings]),
        area_path(window, [r for s in load_layer("lakes") for r in s.rings]),
        letter_countries(sheet, window, world),
        places,
        (*loose, *far),
        km,
        units,
    )


_Group = list[tuple[Claim, PlaceMention]]


def _gather(book: Book) -> tuple[dict[str, _Group], tuple[Unlocated, ...]]:
    located: dict[str, _Group] = {}
    loose: dict[str, _Group] = {}
    for claim in book.claims.values():
        for place in claim.places:
            if place.lat is None or place.lon is None:
                loose.setdefault(flat(place.span.quote, 80), []).append((claim, place))
            else:
                key = place.place_id or f"{place.lat:.3f},{place.lon:.3f}"
                # The same town named exactly and as "near" it are two marks: they are not known equally well.
                located.setdefault(f"{key}/{place.geo_precision}", []).append((claim, place))
    why = "not located"
    return located, tuple(Unlocated(w, why, book.numbers(c.claim_id for c, _ in g)) for w, g in loose.items())


def _point(place: PlaceMention) -> Point:
    if place.lon is None or place.lat is None:
        raise ValueError(f"{place.span.quote!r} is not located")
    return (place.lon, place.lat)


def _is_near(point: Point, centre: Point) -> bool:
    return abs(point[0] - centre[0]) <= FAR_DEGREES and abs(point[1] - centre[1]) <= FAR_DEGREES


def _off_map(book: Book, group: _Group) -> Unlocated:
    return Unlocated(_name(group), "outside this map", book.numbers(c.claim_id for c, _ in group))


def _name(group: _Group) -> str:
    place = group[0][1]
    return place.name or flat(place.span.quote, 80)


def _place(book: Book, window: Window, group: _Group, number: int, shapes: Sequence[Shape]) -> MapPlace:
    place = group[0][1]
    x, y = window.place(_point(place))
    precision = place.geo_precision or 3
    outline = ""
    if precision == 3:
        shape = find_shape(place.name or place.span.quote, _point(place), shapes)
        outline = area_path(window, shape.rings) if shape else ""
    return MapPlace(
        f"place-{number}",
        _name(group),
        round(_point(place)[1], DECIMALS[precision]),
        round(_point(place)[0], DECIMALS[precision]),
        x,
        y,
        precision,
        0.0 if precision == 1 else max(window.kilometres(NEAR_KM if precision == 2 else REGION_KM), 10.0),
        outline,
        tuple(dict.fromkeys(label(c.kind) for c, _ in group)),
        tuple(dict.fromkeys(flat(p.span.quote, 60) for _, p in group)),
        book.numbers(c.claim_id for c, _ in group),
    )


def layers_of(world: Sequence[Shape], points: Sequence[Point]) -> tuple[str, ...]:
    """The layers of the countries that hold a place of the map."""
    rings = {s.name: s.rings for s in world}
    return tuple(
        layer
        for country, layer in region_layers()
        if any(inside(p, ring) for ring in rings.get(country, ()) for p in points)
    )


def _letter(sheet: Sheet, places: list[MapPlace], countries: frozenset[str]) -> tuple[MapPlace, ...]:
    """Places with their labels: one for all marks of a name at a point, none where a country's name stands."""
    sheet.taken += [mark_box(p.x, p.y, p.radius, p.precision) for p in places]
    lettered: dict[tuple[float, float, str], MapPlace] = {}
    for place in sorted(places, key=lambda p: (p.precision, p.y, p.name)):
        key = (place.x, place.y, place.name)
        if key in lettered or (place.precision == 3 and place.name in countries):
            continue
        around = max((p.radius for p in places if (p.x, p.y) == (place.x, place.y) and p.precision == 2), default=0.0)
        precision = 2 if around else place.precision
        own = mark_box(place.x, place.y, around, precision)
        spots = place_spots(place.x, place.y, around or place.radius, precision)
        spot = sheet.put(place.name, PLACE_WIDTH, spots, over=own if precision == 3 else None)
        if spot:
            lettered[key] = replace(place, label_x=spot[0], label_y=spot[1], label_at=spot[2])
    by_anchor = {p.anchor: p for p in lettered.values()}
    return tuple(by_anchor.get(p.anchor, p) for p in places)


def _scale(window: Window) -> tuple[int, float]:
    for km in (10, 20, 50, 100, 200, 500, 1000):
        if window.kilometres(km) >= window.width * 0.09:
            return km, window.kilometres(km)
    return 2000, window.kilometres(2000)
