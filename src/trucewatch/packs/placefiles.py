"""Place files: theatre CSVs, their extras in YAML, the world's regions, and the world's towns by binary search.

CSV columns: id, name, lat, lon, level, country (ISO 3166 alpha-2), adm1 (GeoNames code), population, pcode, names
(other spellings, ``|`` between them).  ``core/places.tsv.gz`` is sorted by folded name and never parsed as a whole:
a look-up is a binary search in the unpacked bytes.  ``tools/build_places.py`` makes these files.
"""

from __future__ import annotations

import csv
import functools
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field

from trucewatch.errors import PackError
from trucewatch.model.place import Place
from trucewatch.packs.actorfiles import KNOWLEDGE
from trucewatch.packs.load import Entry, Located, read_yaml, validate

COLUMNS = ("id", "name", "lat", "lon", "level", "country", "adm1", "population", "pcode", "names")
LEVELS = ("country", "adm1", "adm2", "adm3", "town", "site", "road", "area")
GEONAMES = "GeoNames (CC BY 4.0)"
OPENSYRIA = "OpenSyria (CC BY 4.0)"
OWN = "the user's own places"


class ExtraPlace(Entry):
    """A place that the open gazetteers lack: a front, a road, a quarter, a village."""

    id: str = Field(pattern=r"^[a-z]+:[a-z0-9-]+$")
    name: str = Field(min_length=1)
    names: tuple[str, ...] = ()
    level: Literal["town", "site", "road", "area"]
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    country: str = Field(default="", pattern=r"^([A-Z]{2})?$")
    within: tuple[str, ...] = ()
    source: str = ""


class ExtraFile(Entry):
    """``places-extra.yaml``; ``source`` holds for every entry that gives none of its own."""

    source: str = Field(min_length=1)
    places: tuple[ExtraPlace, ...]


def place_files() -> Iterator[tuple[Path, str, str]]:
    """The bundled CSV files: path, how faults call it, and its theatre (empty for the world)."""
    yield KNOWLEDGE / "core" / "regions.csv", "core/regions.csv", ""
    for folder in sorted((KNOWLEDGE / "theatres").iterdir()):
        if (folder / "places.csv").is_file():
            yield folder / "places.csv", f"theatres/{folder.name}/places.csv", folder.name


def extra_files() -> Iterator[tuple[Path, str, str]]:
    """The bundled YAML extras: path, how faults call it, and its theatre."""
    yield KNOWLEDGE / "core" / "places-extra.yaml", "core/places-extra.yaml", ""
    for folder in sorted((KNOWLEDGE / "theatres").iterdir()):
        if (folder / "places-extra.yaml").is_file():
            yield folder / "places-extra.yaml", f"theatres/{folder.name}/places-extra.yaml", folder.name


def read_rows(path: Path, name: str) -> tuple[Place, ...]:
    """The places of one CSV file; raises ``PackError`` with every faulty row and its line."""
    places: list[Place] = []
    faults: list[str] = []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError((f"{name}: cannot be read: {error}; save it as UTF-8",)) from error
    rows = csv.reader(text.splitlines())
    header = tuple(next(rows, ()))
    if header != COLUMNS:
        raise PackError((f"{name}:1: the columns are {', '.join(header)}; expected {', '.join(COLUMNS)}",))
    for row in rows:
        try:
            places.append(_place(row))
        except (ValueError, IndexError) as error:
            faults.append(f"{name}:{rows.line_num}: {error}; correct the row")
    if faults:
        raise PackError(tuple(faults))
    return tuple(places)


def as_row(place: Place) -> tuple[str, ...]:
    """A place as a row of :data:`COLUMNS`."""
    point = ("" if place.lat is None else str(place.lat), "" if place.lon is None else str(place.lon))
    adm1 = place.within[0].partition(".")[2] if place.within else ""
    numbers = (str(place.population), place.pcode, "|".join(n.replace("|", " ") for n in place.names))
    return (place.place_id, place.name, *point, place.level, place.country, adm1, *numbers)


def _place(row: list[str]) -> Place:
    id_, name, lat, lon, level, country, adm1, population, pcode, names = row
    if level not in LEVELS:
        raise ValueError(f"the level {level!r} is none of {', '.join(LEVELS)}")
    if not id_ or not name:
        raise ValueError("id and name must not be empty")
    return Place(
        place_id=id_,
        name=name,
        level=level,
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        names=tuple(names.split("|")) if names else (),
        country=country,
        within=(f"{country}.{adm1}", country) if adm1 else (country,),
        pcode=pcode,
        population=int(population or 0),
        source={"pcode": OPENSYRIA, "own": OWN}.get(id_.partition(":")[0], GEONAMES),
    )


def read_extras(path: Path, name: str) -> tuple[tuple[Place, ...], Located]:
    """The places of one YAML file, and its lines for faults that span files; raises ``PackError``."""
    located = read_yaml(path, name)
    entry = validate(ExtraFile, located)
    return tuple(
        Place(
            place_id=p.id,
            name=p.name,
            level=p.level,
            lat=p.lat,
            lon=p.lon,
            names=p.names,
            country=p.country,
            within=(*p.within, p.country) if p.country else p.within,
            source=p.source or entry.source,
        )
        for p in entry.places
    ), located


class World:
    """The towns of the world, looked up by folded name in sorted bytes; nothing is read before the first look-up."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @functools.cached_property
    def _data(self) -> bytes:
        return gzip.decompress(self._path.read_bytes())

    def named(self, key: str) -> tuple[Place, ...]:
        """The towns whose folded name is ``key``, in file order."""
        data, wanted = self._data, key.encode() + b"\t"
        low, high = 0, len(data)
        while low < high:
            start = data.rfind(b"\n", 0, (low + high) // 2) + 1
            if start < low:
                start = low
            end = data.find(b"\n", start) + 1 or len(data)
            if data[start:end] < wanted:
                low = end
            else:
                high = start
        found = []
        while data.startswith(wanted, low):
            end = data.find(b"\n", low)
            found.append(_town(data[low:end].decode()))
            low = end + 1
        return tuple(found)


def _town(line: str) -> Place:
    _, name, id_, lat, lon, country, adm1, population = line.split("\t")
    return Place(
        place_id=f"geonames:{id_}",
        name=name,
        level="town",
        lat=float(lat),
        lon=float(lon),
        country=country,
        within=(f"{country}.{adm1}", country),
        population=int(population),
        source=GEONAMES,
    )
