"""Plane geometry for the map: a window on the world, clipping, and SVG path data."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trucewatch.publishing.basemap import Point

KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the earth on a sheet: equirectangular, true to scale at the middle latitude.

    ``west`` to ``north`` are WGS84 degrees; ``width`` and ``height`` are user units of the drawing.
    """

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float

    @classmethod
    def around(cls, points: Sequence[Point], width: float, max_height: float, least: float = 4.2) -> Window:
        """The window that holds ``points`` (longitude, latitude) with a margin; at least ``least`` degrees high."""
        west, east = min(p[0] for p in points), max(p[0] for p in points)
        south, north = min(p[1] for p in points), max(p[1] for p in points)
        middle_x, middle_y = (west + east) / 2, (south + north) / 2
        stretch = math.cos(math.radians(max(-80.0, min(80.0, middle_y))))
        high = max((north - south) * 1.36, least)
        wide = max((east - west) * 1.36, high * width / max_height / stretch)
        high = max(high, wide * stretch * max_height / width * 0.72)
        height = round(width * high / (wide * stretch), 1)
        return cls(middle_x - wide / 2, middle_y - high / 2, middle_x + wide / 2, middle_y + high / 2, width, height)

    def place(self, point: Point) -> Point:
        """Longitude and latitude as drawing units, y down."""
        x = (point[0] - self.west) / (self.east - self.west) * self.width
        y = (self.north - point[1]) / (self.north - self.south) * self.height
        return (round(x, 1), round(y, 1))

    def kilometres(self, km: float) -> float:
        """A distance in drawing units."""
        return round(km / KM_PER_DEGREE / (self.north - self.south) * self.height, 1)

    def holds(self, point: Point) -> bool:
        """Whether a point lies in the window."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    def clip(self, ring: Sequence[Point], margin: float = 0.2) -> list[Point]:
        """A ring cut at the window's edge (Sutherland-Hodgman), a little outside so that the cut isn't seen."""
        sides = (
            (0, self.west - margin, 1), (0, self.east + margin, -1), (1, self.south - margin, 1),
            (1, self.north + margin, -1),
        )  # fmt: skip
        points = list(ring)
        for axis, bound, sign in sides:
            points = _cut(points, axis, bound, sign)
            if not points:
                break
        return points


def _cut(points: list[Point], axis: int, bound: float, sign: int) -> list[Point]:
    out: list[Point] = []
    for i, here in enumerate(points):
        before = points[i - 1]
        inside, was_inside = (here[axis] - bound) * sign >= 0, (before[axis] - bound) * sign >= 0
        if inside != was_inside:
            t = (bound - before[axis]) / (here[axis] - before[axis])
            out.append((before[0] + t * (here[0] - before[0]), before[1] + t * (here[1] - before[1])))
        if inside:
            out.append(here)
    return out


def area_path(window: Window, rings: Iterable[Sequence[Point]]) -> str:
    """SVG path data of closed rings."""
    parts = []
    for ring in rings:
        points = [window.place(p) for p in window.clip(ring)]
        if len(points) > 2:
            parts.append(_steps(points) + "z")
    return "".join(parts)


def line_path(window: Window, lines: Iterable[Sequence[Point]]) -> str:
    """SVG path data of open lines; only the stretches in or next to the window."""
    parts = []
    for line in lines:
        inside = [window.holds(p) for p in line]
        run: list[Point] = []
        for i, point in enumerate(line):
            near = inside[i] or (i > 0 and inside[i - 1]) or (i + 1 < len(line) and inside[i + 1])
            if near:
                run.append(window.place(point))
            if run and (not near or i + 1 == len(line)):
                if len(run) > 1:
                    parts.append(_steps(run))
                run = []
    return "".join(parts)


def _steps(points: list[Point]) -> str:
    kept = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in kept)


def inside(point: Point, ring: Sequence[Point]) -> bool:
    """Whether a point lies in a ring (even-odd rule)."""
    x, y = point
    odd = False
    for i, (ax, ay) in enumerate(ring):
        bx, by = ring[i - 1]
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            odd = not odd
    return odd


def middle(ring: Sequence[Point]) -> tuple[Point, float]:
    """The centroid and the area of a ring."""
    area = cx = cy = 0.0
    for i, (ax, ay) in enumerate(ring):
        bx, by = ring[i - 1]
        cross = bx * ay - ax * by
        area += cross
        cx, cy = cx + (ax + bx) * cross, cy + (ay + by) * cross
    if abs(area) < 1e-9:
        return (ring[0], 0.0)
    return ((cx / (3 * area), cy / (3 * area)), abs(area) / 2)
