"""The user's own gazetteer: tables of places, checked row by row, kept in a folder and used beside the bundled ones.

Two kinds of table are understood, by their column names in any case and order:

* plain: ``name``, ``lat``, ``lon``; if present also ``pcode``, ``level``, ``country``, ``population``, ``names``
  (other spellings, ``|`` or ``;`` between them);
* administrative boundaries with P-codes, as OCHA publishes them: ``adm2_name`` with ``adm2_name1``…, ``adm2_pcode``,
  ``center_lat``, ``center_lon``, or the older ``ADM2_EN``, ``ADM2_AR``, ``ADM2_PCODE``.  The deepest level of the
  table is the place; the levels above it hold it.

The folder is ``TRUCEWATCH_PLACES`` if set, else ``trucewatch/places`` under ``XDG_DATA_HOME`` (``~/.local/share``).
Files there have the columns of :mod:`trucewatch.packs.placefiles`.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from trucewatch.errors import UnreadableError
from trucewatch.model.place import Place
from trucewatch.packs.placefiles import LEVELS, OWN
from trucewatch.packs.sheets import Row, read_table

_ALIASES = {
    "latitude": "lat", "center_lat": "lat", "y": "lat", "longitude": "lon", "center_lon": "lon", "lng": "lon",
    "x": "lon", "long": "lon",
    "place": "name", "location": "name", "name_en": "name", "p-code": "pcode", "p_code": "pcode",
    "iso2": "country", "country_code": "country", "alternate_names": "names", "alt_names": "names", "aliases": "names",
    "other_names": "names",
}  # fmt: skip
_ADMIN = re.compile(r"adm([0-4])_(name\d?|pcode|[a-z]{2})")
_PCODE = re.compile(r"([A-Z]{2})[A-Z]?[0-9][0-9A-Z]{0,18}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LEVEL_OF = {0: "country", 1: "adm1", 2: "adm2", 3: "adm3", 4: "adm3"}
MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class ImportedPlaces:
    """The good rows of a table as places, and a sentence for each bad one: its number, what is wrong, the remedy."""

    places: tuple[Place, ...]
    faults: tuple[str, ...]


def own_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the user's own places are kept; it need not exist."""
    if chosen := environment.get("TRUCEWATCH_PLACES"):
        return Path(chosen)
    data = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data) / "trucewatch" / "places"


def own_files() -> Iterator[tuple[Path, str]]:
    """The files of :func:`own_folder`: path, and how faults call it."""
    folder = own_folder()
    if folder.is_dir():
        for path in sorted(folder.glob("*.csv")):
            yield path, str(path)


def read_own_table(path: Path, stem: str) -> ImportedPlaces:
    """Check a table; ``stem`` is the name under which it will be kept and begins the places' ids.

    Raises :class:`UnreadableError` when it is no table of places at all.
    """
    header, rows = read_table(path)
    columns = [_ALIASES.get(h.casefold(), h.casefold()) for h in header]
    level = max((int(m.group(1)) for c in columns if (m := _ADMIN.fullmatch(c))), default=-1)
    if level < 0 and not {"name", "lat", "lon"} <= set(columns):
        raise UnreadableError(
            f"{path}: the columns are {', '.join(header[:12])}; needed are name, lat, lon, or adm1_name, adm1_pcode …"
        )
    doubled = {c for c in columns if c in {"name", "lat", "lon", "pcode"} and columns.count(c) > 1}
    if doubled:
        raise UnreadableError(f"{path}: the column {', '.join(sorted(doubled))} stands there twice; remove one")
    places: list[Place] = []
    faults: list[str] = []
    seen: dict[str, int] = {}
    for row in rows:
        try:
            place = _place(row, columns, level, stem)
            if (first := seen.setdefault(place.place_id, row[0])) != row[0]:
                raise ValueError(f"the P-code {place.pcode} stands in row {first} already; keep one of them")
            places.append(place)
        except ValueError as error:
            faults.append(f"row {row[0]}: {error}")
    return ImportedPlaces(tuple(places), tuple(faults))


def _place(row: Row, columns: list[str], level: int, stem: str) -> Place:
    number, cells = row
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        raise ValueError(f"{len(cells)} cells under {len(columns)} columns; put quotation marks round commas")
    cell = {c: value for c, value in zip(columns, cells, strict=False) if value}
    names = _names(cell, level)
    if not names:
        raise ValueError("no name; fill it in")
    if len(names[0]) > MAX_NAME:
        raise ValueError(f"a name of more than {MAX_NAME} characters; shorten it")
    pcode = _pcode(cell, level)
    country = cell.get("country", "").upper() or pcode[:2]
    if not _COUNTRY.fullmatch(country):
        raise ValueError("the country is not known; give two letters (ISO 3166) in a column country, or a P-code")
    lat, lon = _point(cell)
    return Place(
        place_id=f"own:{stem}/{pcode or number}",
        name=names[0],
        level=_level(cell, level),
        lat=lat,
        lon=lon,
        names=tuple(dict.fromkeys(n for n in names[1:] if n != names[0])),
        country=country,
        within=(country,),
        pcode=pcode,
        population=_population(cell.get("population", "")),
        source=OWN,
    )


def _names(cell: Mapping[str, str], level: int) -> list[str]:
    """The first name and the others; ``adm2_name`` may be empty where only ``adm2_name1`` is filled."""
    if level < 0:
        others = re.split(r"[|;]", cell.get("names", ""))
        return [n for n in (cell.get("name", ""), *(o.strip() for o in others)) if n]
    keys = sorted(
        (c for c in cell if (m := _ADMIN.fullmatch(c)) and int(m.group(1)) == level and m.group(2) != "pcode"),
        key=lambda c: (not c.endswith(("_name", "_en")), c),
    )
    return [cell[k] for k in keys]


def _pcode(cell: Mapping[str, str], level: int) -> str:
    pcode = cell.get("pcode" if level < 0 else f"adm{level}_pcode", "").upper()
    if not pcode:
        if level >= 0:
            raise ValueError(f"no P-code in adm{level}_pcode; fill it in")
        return ""
    if not (_PCODE.fullmatch(pcode) or (level <= 0 and _COUNTRY.fullmatch(pcode))):
        raise ValueError(f"{pcode[:30]!r} is no P-code; it begins with the country's letters and goes on with digits")
    for above in range(1, max(level, 0)):
        parent = cell.get(f"adm{above}_pcode", "").upper()
        if not pcode.startswith(parent):
            raise ValueError(f"the P-code {pcode} does not begin with that of its level {above}, {parent[:30]}")
    return pcode


def _level(cell: Mapping[str, str], level: int) -> str:
    if level >= 0:
        return _LEVEL_OF[level]
    said = cell.get("level", "town").casefold()
    if said not in LEVELS:
        raise ValueError(f"the level {said[:30]!r} is none of {', '.join(LEVELS)}")
    return said


def _point(cell: Mapping[str, str]) -> tuple[float | None, float | None]:
    """Latitude and longitude, or neither: a table of codes may have no points."""
    given = [cell.get("lat", ""), cell.get("lon", "")]
    if not any(given):
        return None, None
    numbers = []
    for said, name, limit in zip(given, ("latitude", "longitude"), (90.0, 180.0), strict=True):
        try:
            value = float(said.replace(",", "."))
        except ValueError:
            raise ValueError(f"the {name} {said[:30]!r} is no number; write degrees such as 36.2") from None
        if not math.isfinite(value) or abs(value) > limit:
            raise ValueError(f"the {name} {said[:30]} lies outside -{limit:g} to {limit:g}; are the columns swapped?")
        numbers.append(round(value, 6))
    return numbers[0], numbers[1]


def _population(said: str) -> int:
    if not said:
        return 0
    try:
        value = float(said.replace(",", "").replace(" ", ""))
    except ValueError:
        raise ValueError(f"the population {said[:30]!r} is no number; leave it empty if unknown") from None
    if not 0 <= value <= 2e10:
        raise ValueError(f"the population {said[:30]} cannot be; leave it empty if unknown")
    return int(value)
