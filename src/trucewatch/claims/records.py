"""Rows of a table → claims: one row, one claim, every part of it a cell."""

from __future__ import annotations

import math
import re

from trucewatch.errors import BadRowError
from trucewatch.model.claim import ActorMention, Claim, Claimant, PlaceMention, Quantity, claim_id
from trucewatch.model.record import Cell, Record
from trucewatch.model.span import Span
from trucewatch.packs.dialects import KIND_OF, Columns, CountColumns, Dialect, fold_header, load_unnamed

EXTRACTOR = "trucewatch.rows@1"
CONFIDENCE = 0.99
"""A cell is read as it stands; what is left is that a column can mean something else than its name says."""
NEAR, REGION = 2, 3
_NUMBER = re.compile(r"(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.0+)?")
_RANGE = re.compile(r"(\d{1,9})\s*[-–—]\s*(\d{1,9})")
_OPEN = re.compile(r"(\d{1,9})\s*\+")
_PIECE = re.compile(r"[^;|]+")
_BRACKET = re.compile(r"\s*\([^()]{1,80}\)$")


def build_claim(record: Record, dialect: Dialect) -> Claim:
    """The claim of a row: its words are the cell of the dialect's ``words``, or else the one that gives the type.

    Both sides of a clash are perpetrators; who is first in a table is none otherwise unless the dialect says so.
    ``rules`` name the dialect and the columns.  Raises :class:`BadRowError` for a cell that cannot be meant.
    """
    document = record.document
    words = _first(record, dialect.words) or record.typed_by or next(iter(record.cells.values()))
    fired: list[tuple[str, str]] = [("type", record.typed_by.header if record.typed_by else "")]
    fired.append(("time", ", ".join(record.timed_by)))
    source = _named(record, dialect.sources)
    claimants = (Claimant(span=source.span),) if source else ()
    if source:
        fired.append(("source", source.header))
    actors = _actors(record, dialect, fired)
    places = _places(record, dialect, fired)
    quantities = tuple(q for count in dialect.counts if (q := _quantity(record, count, fired)))
    fired.append(("words", words.header))
    names = tuple(c.span.quote for c in claimants)
    kind = KIND_OF[record.type]
    value = [[q.what, q.low, q.high] for q in quantities]
    return Claim(
        claim_id=claim_id(document.document_id, words.span, kind, record.type, names, value, EXTRACTOR),
        document_id=document.document_id,
        kind=kind,
        type=record.type,
        stance=dialect.type.stance_of(record.typed_by.text) if record.typed_by else "asserted",
        span=words.span,
        claimants=claimants,
        actors=actors,
        places=places,
        when=record.when,
        quantities=quantities,
        confidence=CONFIDENCE,
        extractor=EXTRACTOR,
        rules=tuple(f"row.{dialect.name}.{slot}:{headers}" for slot, headers in fired if headers),
    )


def say_setting(record: Record, dialect: Dialect) -> str:
    """The cells that say in which country and region a row's names are to be looked up: its places and its sides."""
    columns = (*dialect.place, *dialect.actors.first, *dialect.actors.second)
    cells = (_first(record, (column,)) for column in columns)
    return "; ".join(dict.fromkeys(c.text for c in cells if c))


def _actors(record: Record, dialect: Dialect, fired: list[tuple[str, str]]) -> tuple[ActorMention, ...]:
    first, second = _named(record, dialect.actors.first), _named(record, dialect.actors.second)
    sides: list[tuple[str, Cell | None]]
    if record.type in dialect.roles.both_sides:
        sides = [("perpetrator", first), ("perpetrator", second)]
    elif record.type in dialect.roles.first_does:
        sides = [("perpetrator", first), ("target", second)]
    else:
        sides = []
    sides.append(("carrier", _named(record, dialect.carriers)))
    fired += [(role, cell.header) for role, cell in sides if cell]
    return tuple(ActorMention(role=role, span=span) for role, cell in sides if cell for span in _pieces(cell))


def _pieces(cell: Cell) -> list[Span]:
    """The names in a cell, which ; or | part, without the bracket that tells one "Police" from another's.

    "Civilians (Syria)" are not Syria, and "Military Forces of X (2000-2024)" are the same forces before and after.
    """
    found = []
    for piece in _PIECE.finditer(cell.text):
        words = piece.group().strip()
        words = _BRACKET.sub("", words) or words
        if words and fold_header(words) not in load_unnamed():
            start = cell.span.start + piece.start() + piece.group().index(words)
            found.append(Span(start, start + len(words), words))
    return found


def _places(record: Record, dialect: Dialect, fired: list[tuple[str, str]]) -> tuple[PlaceMention, ...]:
    name = _named(record, dialect.place)
    lat, lon, cells = _point(record, dialect)
    cell = name or (cells[0] if cells else None)
    if cell is None:
        return ()
    fired.append(("place", ", ".join(c.header for c in dict.fromkeys([cell, *cells]))))
    if lat is None:
        return (PlaceMention(span=cell.span),)
    return (PlaceMention(
        span=cell.span,
        name=name.text if name else None,
        lat=lat,
        lon=lon,
        geo_precision=_precision(record, dialect, name, fired),
    ),)  # fmt: skip


def _point(record: Record, dialect: Dialect) -> tuple[float | None, float | None, list[Cell]]:
    point = _first(record, dialect.point)
    if point is not None:
        parts = re.split(r"[,\s]+", point.text.strip(" []()"))
        if len(parts) < 2:
            raise BadRowError(f"{point.header} {point.text[:40]!r} is no latitude and longitude; write both")
        return _degrees(point, parts[0], 90, "latitude"), _degrees(point, parts[1], 180, "longitude"), [point]
    lat, lon = _first(record, dialect.lat), _first(record, dialect.lon)
    if lat is None and lon is None:
        return None, None, []
    if lat is None or lon is None:
        there = (lat or lon or point).header  # type: ignore[union-attr]  # one of the two is filled
        raise BadRowError(f"only {there} is filled; give latitude and longitude, or neither")
    north, east = _degrees(lat, lat.text, 90, "latitude"), _degrees(lon, lon.text, 180, "longitude")
    if north == 0 and east == 0:
        raise BadRowError("latitude and longitude are 0, 0, which lies in the ocean; leave both empty if not known")
    return north, east, [lat, lon]


def _degrees(cell: Cell, text: str, limit: int, what: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise BadRowError(f"{cell.header} {text[:40]!r} is no {what}; write degrees such as 36.2") from error
    if not math.isfinite(value) or abs(value) > limit:
        raise BadRowError(f"{cell.header} {text[:40]!r} is no {what}: it must lie between -{limit} and {limit}")
    return value


def _precision(record: Record, dialect: Dialect, name: Cell | None, fired: list[tuple[str, str]]) -> int:
    """The row's own code; without one a point is near its place, and a region's when only a region is named."""
    coded = dialect.place_precision
    cell = _first(record, coded.column) if coded else None
    if coded is None or cell is None:
        town = name is None or fold_header(name.header) == fold_header(dialect.place[0])
        return NEAR if town else REGION
    code = coded.codes.get(cell.text.casefold())
    if code is None:
        raise BadRowError(f"{cell.header} {cell.text[:40]!r} is none of {', '.join(coded.codes)}; correct it")
    fired.append(("precision", cell.header))
    return code


def _quantity(record: Record, count: CountColumns, fired: list[tuple[str, str]]) -> Quantity | None:
    best, low, high = (_first(record, columns) for columns in (count.best, count.low, count.high))
    cell = best or low or high
    if cell is None:
        return None
    least, most = _bounds(best) if best else (None, None)
    if low is not None:
        least = _bounds(low)[0]
    if high is not None:
        most = _bounds(high)[1]
    if least is not None and most is not None and least > most:
        cells = ", ".join(f"{c.header} {c.text}" for c in (low, best, high) if c)
        raise BadRowError(f"the lowest number of {count.what} is above the highest ({cells}); correct one")
    if count.leave_out_zero and not most and not least:
        return None
    fired.append((count.what, ", ".join(c.header for c in (best, low, high) if c)))
    return Quantity(what=count.what, span=cell.span, low=least, high=most)


def _bounds(cell: Cell) -> tuple[float, float | None]:
    """A number, "3–5" or "10+"."""
    if found := _NUMBER.fullmatch(cell.text):
        number = float(found.group(1).replace(",", ""))
        return number, number
    if found := _RANGE.fullmatch(cell.text):
        return float(found.group(1)), float(found.group(2))
    if found := _OPEN.fullmatch(cell.text):
        return float(found.group(1)), None
    raise BadRowError(
        f"{cell.header} {cell.text[:40]!r} is no number of at most 9 digits; write digits or leave it empty"
    )


def _named(record: Record, columns: Columns) -> Cell | None:
    """The first filled cell that does not say "unknown"."""
    cells = (_first(record, (column,)) for column in columns)
    return next((c for c in cells if c and fold_header(c.text) not in load_unnamed()), None)


def _first(record: Record, columns: Columns) -> Cell | None:
    return next((record.cells[key] for key in map(fold_header, columns) if key in record.cells), None)
