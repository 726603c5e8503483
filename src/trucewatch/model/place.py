"""Places of a gazetteer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place.  ``lat``/``lon`` WGS84 degrees; ``level``: country, adm1, adm2, adm3, town, site, road, area."""

    place_id: str
    name: str
    level: str
    lat: float | None
    lon: float | None
    names: tuple[str, ...] = ()
    country: str = ""
    within: tuple[str, ...] = ()
    """Ids of the places that contain it, nearest first."""
    pcode: str = ""
    population: int = 0
    source: str = ""
