"""Exports of incidents: CSV, XLSX, Parquet, GeoJSON, JSON lines, and the tables that the field keeps.

No cell is ever a live formula; the same situation gives the same bytes; nothing restricted is in a situation.
"""

from __future__ import annotations

import dataclasses
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from trucewatch.errors import UnknownNameError, UsageError
from trucewatch.model.situation import Situation
from trucewatch.model.when import widen
from trucewatch.packs.dialects import Dialect, load_dialects
from trucewatch.publishing.incidentrows import Cell, Row, make_rows, record_of
from trucewatch.publishing.tablefiles import Sheet, still, write_book, write_csv

__all__ = ["export", "export_names", "still"]
Table = tuple[tuple[str, ...], list[list[Cell]]]
"""The header and the rows of cells."""


def export_names() -> tuple[str, ...]:
    """The formats there are, ours first."""
    return (*_EXPORTS, *(d.name for d in load_dialects() if d.incidents))


def export(situation: Situation, name: str) -> bytes:
    """The incidents of a situation as one file; raises :class:`UnknownNameError` naming the formats there are.

    Raises :class:`UsageError` where the format needs a package that is not installed.
    """
    if name in _EXPORTS:
        return _EXPORTS[name](situation)
    for dialect in load_dialects():
        if dialect.name == name and dialect.incidents:
            return write_csv(*_in_dialect(_named_as_imported(situation, dialect), dialect))
    raise UnknownNameError(f"--as {name}: there is no such format; use one of {', '.join(export_names())}")


def _table(situation: Situation) -> Table:
    header = tuple(f.name for f in dataclasses.fields(Row))
    return header, [[getattr(row, name) for name in header] for row in make_rows(situation)]


def _parquet(table: Table) -> bytes:
    """Apache Parquet: columns typed as in a row, so that days, numbers and names come back as they went."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError(
            "--as parquet needs pyarrow, which is not installed; install it with: pip install 'trucewatch[parquet]'; "
            "or use --as csv"
        ) from error
    header, rows = table
    fields = [pa.field(name, _arrow_type(pa, name)) for name in header]
    columns = [pa.array([row[at] for row in rows], f.type) for at, f in enumerate(fields)]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=pa.schema(fields)), out, compression="zstd")
    return out.getvalue()


def _arrow_type(pa: Any, name: str) -> Any:
    hint = Row.__annotations__[name]
    return pa.float64() if "float" in hint else pa.int64() if "int" in hint else pa.string()


def _geojson(situation: Situation) -> bytes:
    """RFC 7946: longitude before latitude, WGS84; incidents without a located place have no geometry."""
    features = [
        {
            "type": "Feature",
            "id": row.incident_id,
            "geometry": None
            if row.latitude is None or row.longitude is None
            else {"type": "Point", "coordinates": [row.longitude, row.latitude]},
            "properties": {k: v for k, v in dataclasses.asdict(row).items() if k not in ("latitude", "longitude")},
        }
        for row in make_rows(situation)
    ]
    return _json({"type": "FeatureCollection", "features": features}) + b"\n"


def _jsonl(situation: Situation) -> bytes:
    claims = {c.claim_id: c for c in situation.claims}
    lines = []
    for row, incident in zip(make_rows(situation), situation.incidents, strict=True):
        told = [claims[i] for i in incident.claim_ids if i in claims]
        value = {
            **dataclasses.asdict(row),
            "positions": [dataclasses.asdict(p) for p in incident.positions],
            "accounts": [dataclasses.asdict(a) for a in incident.accounts],
            "links": incident.links,
            "near_misses": incident.near_misses,
            "claims": [_claim(c) for c in told],
        }
        lines.append(_json(value))
    return b"".join(line + b"\n" for line in lines)


def _claim(claim: Any) -> Mapping[str, object]:
    return {
        "claim_id": claim.claim_id,
        "document_id": claim.document_id,
        "type": claim.type,
        "stance": claim.stance,
        "start": claim.span.start,
        "end": claim.span.end,
        "quote": claim.span.quote,
        "claimants": [c.span.quote for c in claim.claimants],
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _in_dialect(rows: Sequence[Row], dialect: Dialect) -> Table:
    """The rows under a dialect's column names: each of our values in the first column that the dialect has for it."""
    made = [_cells(row, dialect) for row in rows]
    header = tuple(dict.fromkeys(name for cells in made or [_cells(Row(), dialect)] for name in cells))
    return header, [[cells.get(name) for name in header] for cells in made]


def _named_as_imported(situation: Situation, dialect: Dialect) -> list[Row]:
    """The rows; one that came in from such a table keeps its id, so that importing it again updates it."""
    records = {d.document_id: d.record for d in situation.documents}
    of_claim = {c.claim_id: records.get(c.document_id, "") for c in situation.claims}
    rows = []
    for row, incident in zip(make_rows(situation), situation.incidents, strict=True):
        kind, _, name = record_of(incident, of_claim).partition(":")
        # What every account denies no table of events can tell but ours, which has a column for it.
        told = row.graded != "discounted" or dialect.grades
        if told and (not dialect.tells or row.type in dialect.tells):
            rows.append(replace(row, incident_id=name) if kind == dialect.name and name else row)
    return rows


def _cells(row: Row, dialect: Dialect) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}

    def put(columns: Sequence[str], value: Cell) -> None:
        if columns:
            cells[columns[0]] = value

    days = dialect.date
    put(dialect.id, row.incident_id)
    put(days.start, row.date_from)
    put(days.end, row.date_to)
    for columns, part in (
        (days.year, row.date_from[:4]),
        (days.month, row.date_from[5:7]),
        (days.day, row.date_from[8:]),
    ):
        put(columns, part)
    put(days.precision, _date_code(row, dialect))
    names = dialect.type.values.get(row.type, ())
    put(dialect.type.column, names[0] if names else row.type)
    both = row.perpetrator.split(" | ") if row.type in dialect.roles.both_sides else [row.perpetrator, row.target]
    put(dialect.actors.first, both[0])
    put(dialect.actors.second, both[1] if len(both) > 1 else "")
    put(dialect.place, row.place)
    put(dialect.lat, row.latitude)
    put(dialect.lon, row.longitude)
    if dialect.place_precision is not None:
        codes = dialect.place_precision.codes
        put(dialect.place_precision.column, next((c for c, n in codes.items() if n == row.geo_precision), ""))
    for count in dialect.counts:
        low, high = getattr(row, f"{count.what}_low", None), getattr(row, f"{count.what}_high", None)
        put(count.best, low if low == high or not count.low else None)
        put(count.low, low)
        put(count.high, high)
    put(dialect.sources, row.claimants)
    put(dialect.words, row.words)
    if dialect.grades:
        put(dialect.grades.column, row.graded)
    return cells


def _date_code(row: Row, dialect: Dialect) -> str:
    """The code for how exactly the days are known: of a table without an end the first that is wide enough."""
    codes = dialect.date.codes
    same = next((code for code, name in codes.items() if name == row.date_precision), "")
    if dialect.date.end or row.date_from == row.date_to or (same and row.date_precision != "range"):
        return same
    first, last = date.fromisoformat(row.date_from), date.fromisoformat(row.date_to)
    wide = [code for code, name in codes.items() if last <= widen(first, name)[1]]
    return next(iter(wide or list(codes)[-1:]), "")


_EXPORTS: dict[str, Callable[[Situation], bytes]] = {
    "csv": lambda situation: write_csv(*_table(situation)),
    "xlsx": lambda situation: write_book([Sheet("incidents", *_table(situation))]),
    "parquet": lambda situation: _parquet(_table(situation)),
    "geojson": _geojson,
    "jsonl": _jsonl,
}
