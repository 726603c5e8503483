"""Lettering on a map: each name goes to the first free spot offered to it, or nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from trucewatch.publishing.basemap import Shape
from trucewatch.publishing.geometry import Window, middle

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in drawing units."""

Spot = tuple[float, float, str]
"""Where a text may stand: x, baseline y, and SVG text-anchor."""

PLACE_WIDTH, COUNTRY_WIDTH = 7.0, 9.5
"""Units that one letter takes at the sizes of the style sheet, rounded up."""


@dataclass(slots=True)
class Sheet:
    """The free room of a drawing."""

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)

    def put(self, text: str, letter: float, spots: Iterable[Spot], *, over: Box | None = None) -> Spot | None:
        """The first spot where the text fits, which is then taken; ``over`` is a box that it may cover."""
        wide = len(text) * letter
        for x, y, at in spots:
            left = x - (wide if at == "end" else wide / 2 if at == "middle" else 0)
            box = (left - 2, y - 12, left + wide + 2, y + 4)
            fits = box[0] > 2 and box[1] > 2 and box[2] < self.width - 2 and box[3] < self.height - 2
            if fits and not any(_overlap(box, t) for t in self.taken if t != over):
                self.taken.append(box)
                return (round(x, 1), round(y, 1), at)
        return None


def place_spots(x: float, y: float, radius: float, precision: int) -> tuple[Spot, ...]:
    """Spots beside a mark, the best first; a wide area carries its name in its middle."""
    if precision == 3:
        return ((x, y + 4, "middle"), (x, y - 14, "middle"), (x, y + 22, "middle"))
    r = 9 if precision == 1 else radius + 3
    return (
        (x + r, y + 4, "start"), (x - r, y + 4, "end"), (x, y - r, "middle"), (x, y + r + 10, "middle"),
        (x + r, y - 8, "start"), (x + r, y + 16, "start"), (x - r, y - 8, "end"), (x - r, y + 16, "end"),
    )  # fmt: skip


def mark_box(x: float, y: float, radius: float, precision: int) -> Box:
    """The room that a mark takes; a wide area may be written on."""
    r = radius if precision == 2 else 6
    return (x - r, y - r, x + r, y + r)


def letter_countries(sheet: Sheet, window: Window, world: Sequence[Shape]) -> tuple[tuple[str, float, float], ...]:
    """Names of the countries that fill a visible part of the window, with their coordinates."""
    least = (window.east - window.west) * (window.north - window.south) * 0.02
    names = []
    for shape in world:
        clipped = [c for r in shape.rings if len(c := window.clip(r, 0)) > 2]
        centre, size = max((middle(c) for c in clipped), key=lambda m: m[1], default=((0.0, 0.0), 0.0))
        if size >= least:
            x, y = window.place(centre)
            half = len(shape.name) * COUNTRY_WIDTH / 2 + 6
            x = min(max(x, half), window.width - half)
            spots = [(x, y + dy, "middle") for dy in (0.0, 34.0, -34.0, 68.0, -68.0)]
            spot = sheet.put(shape.name, COUNTRY_WIDTH, spots)
            if spot:
                names.append((shape.name, spot[0], spot[1]))
    return tuple(names)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
