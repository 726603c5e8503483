"""The bundled geometry: Natural Earth's countries, rivers, lakes and first-level regions, in degrees."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

Point = tuple[float, float]
"""Longitude, latitude (WGS84 degrees) until projected."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A named area or a bundle of lines; ``disputed`` where Natural Earth gives it no country code."""

    name: str
    disputed: bool
    rings: tuple[tuple[Point, ...], ...]


@functools.cache
def load_layer(name: str) -> tuple[Shape, ...]:
    """The shapes of ``world``, ``rivers``, ``lakes`` or ``regions-<code>``, as the tool packs them."""
    layer = _json(name)
    arcs = [_arc(flat, layer["grid"]) for flat in layer["arcs"]]
    return tuple(Shape(s["n"], bool(s.get("d")), tuple(_ring(r, arcs) for r in s["r"])) for s in layer["shapes"])


@functools.cache
def inner_lines(name: str) -> tuple[tuple[Point, ...], ...]:
    """The borders that two shapes of a layer share: its inner lines without its outline."""
    layer = _json(name)
    return tuple(_arc(layer["arcs"][n], layer["grid"]) for n in layer["inner"])


@functools.cache
def region_layers() -> tuple[tuple[str, str], ...]:
    """(country, layer name) of every country whose regions are bundled."""
    folder = files(__name__)
    names = sorted(f.name.removesuffix(".json") for f in folder.iterdir() if f.name.startswith("regions-"))
    return tuple((str(_json(name)["country"]), name) for name in names)


@functools.cache
def _json(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def _arc(flat: list[int], grid: float) -> tuple[Point, ...]:
    x = y = 0
    points = []
    for i in range(0, len(flat), 2):
        x, y = x + flat[i], y + flat[i + 1]
        points.append((round(x * grid, 4), round(y * grid, 4)))
    return tuple(points)


def _ring(numbers: list[int], arcs: list[tuple[Point, ...]]) -> tuple[Point, ...]:
    points: list[Point] = []
    for n in numbers:
        arc = arcs[n] if n >= 0 else arcs[~n][::-1]
        points += arc[1:] if points and arc and points[-1] == arc[0] else arc
    return tuple(points)
