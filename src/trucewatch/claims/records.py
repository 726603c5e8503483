"""Rows of a table → claims: one row, one claim by each source that it names, every part of it a cell."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

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
_COMMA = re.compile(r"-?\d{1,3},\d+")
_PIECE = re.compile(r"[^;|]+")
_VIA = re.compile(r",\s+via\s+(?=\S)")
_BRACKET = re.compile(r"\s*\([^()]{1,80}\)$")


def build_claims(record: Record, dialect: Dialect) -> tuple[Claim, ...]:
    """The claims of a row, one by each source that it names; one by the table itself where it names none.

    The words are the cell of the dialect's ``words``, or else the one that gives the type.  Both sides of a clash are
    perpetrators; who is first in a table is none otherwise unless the dialect says so.  ``rules`` name the dialect and
    the columns.  Raises :class:`BadRowError` for a cell that cannot be meant.
    """
    words = _first(record, dialect.words) or record.typed_by or next(iter(record.cells.values()))
    fired: list[tuple[str, str]] = [("type", record.typed_by.header if record.typed_by else "")]
    fired.append(("time", ", ".join(record.timed_by)))
    chains = _chains(record, dialect, fired)
    actors = _actors(record, dialect, fired)
    places = _places(record, dialect, fired)
    quantities = tuple(q for count in dialect.counts if (q := _quantity(record, count, fired)))
    fired.append(("words", words.header))
    claim = Claim(
        claim_id="",
        document_id=record.document.document_id,
        kind=KIND_OF[record.type],
        type=record.type,
        stance=_stance(record, dialect, fired),
        span=words.span,
        actors=actors,
        places=places,
        when=record.when,
        quantities=quantities,
        confidence=CONFIDENCE,
        extractor=EXTRACTOR,
        rules=tuple(f"row.{dialect.name}.{slot}:{headers}" for slot, headers in fired if headers),
    )
    return tuple(_said_by(chain, claim) for chain in chains)


class Particulars(NamedTuple):
    """What a row tells of its event, whoever says it; the same parts that its claims have."""

    stance: str
    words: str
    actors: tuple[ActorMention, ...]
    places: tuple[PlaceMention, ...]
    quantities: tuple[Quantity, ...]


def read_particulars(record: Record, dialect: Dialect) -> Particulars:
    """The parts of :func:`build_claims`, without claims.  Raises :class:`BadRowError` as that does."""
    fired: list[tuple[str, str]] = []
    words = _first(record, dialect.words) or record.typed_by
    return Particulars(
        _stance(record, dialect, fired),
        words.text if words else "",
        _actors(record, dialect, fired),
        _places(record, dialect, fired),
        tuple(q for count in dialect.counts if (q := _quantity(record, count, fired))),
    )


def _stance(record: Record, dialect: Dialect, fired: list[tuple[str, str]]) -> str:
    grade = _first(record, dialect.grades.column) if dialect.grades else None
    if dialect.grades and grade and fold_header(grade.text) in map(fold_header, dialect.grades.denied):
        fired.append(("stance", grade.header))
        return "denied"
    return dialect.type.stance_of(record.typed_by.text) if record.typed_by else "asserted"


def _said_by(chain: Sequence[Span], claim: Claim) -> Claim:
    names = tuple(span.quote for span in chain)
    value = [[q.what, q.low, q.high] for q in claim.quantities]
    name = claim_id(claim.document_id, claim.span, claim.kind, claim.type, names, value, EXTRACTOR)
    return replace(claim, claim_id=name, claimants=tuple(Claimant(span=span) for span in chain))


def _chains(record: Record, dialect: Dialect, fired: list[tuple[str, str]]) -> list[tuple[Span, ...]]:
    """The claimants of each of the row's claims, outermost first; one empty chain where nobody is named.

    ``originals`` are whom the sources quote.  Which of several quotes which of several the table does not say: then
    the sources speak for themselves.
    """
    source, original = _named(record, dialect.sources), _named(record, dialect.originals)
    outer = [_by_way(name) for name in _pieces(source)] if source else []
    inner = _pieces(original) if original else []
    if inner and len(outer) > 1 and len(inner) > 1:
        inner = []
    fired += [("source", cell.header) for cell, used in ((source, outer), (original, inner)) if cell and used]
    quoted: list[tuple[Span, ...]] = [(span,) for span in inner] or [()]
    made = [(*chain, *last) for chain in outer or [()] for last in quoted]
    once: dict[tuple[str, ...], tuple[Span, ...]] = {}
    for chain in made:
        once.setdefault(tuple(fold_header(span.quote) for span in chain), chain)
    return list(once.values())


def _by_way(name: Span) -> tuple[Span, ...]:
    """ "The army, via Reuters" is the army in Reuters."""
    names = list(_VIA.split(name.quote))
    found, at = [], name.start
    for one in names:
        at = name.start + name.quote.index(one, at - name.start)
        found.append(Span(at, at + len(one), one))
    return tuple(reversed(found))


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
    return tuple(ActorMention(role=role, span=span) for role, cell in sides if cell for span in _groups(cell))


def _groups(cell: Cell) -> list[Span]:
    """The names of groups in a cell, without the bracket that tells one "Police" from another's.

    "Civilians (Syria)" are not Syria, and "Military Forces of X (2000-2024)" are the same forces before and after.
    """
    short = [(span, _BRACKET.sub("", span.quote) or span.quote) for span in _pieces(cell)]
    kept = [Span(span.start, span.start + len(name), name) for span, name in short]
    return [span for span in kept if fold_header(span.quote) not in load_unnamed()]


def _pieces(cell: Cell) -> list[Span]:
    """The names in a cell, which ; or | part; those that say "unknown" are left out."""
    found = []
    for piece in _PIECE.finditer(cell.text):
        words = piece.group().strip()
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
        # A spreadsheet of a country with decimal commas writes "36,2".
        value = float(text.replace(",", ".") if _COMMA.fullmatch(text) else text)
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
    best, low, high = (_named(record, columns) for columns in (count.best, count.low, count.high))
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
