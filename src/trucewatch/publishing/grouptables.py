"""Rows of tables with their incidents, and the incidents, as CSV, XLSX or Parquet: the same input, the same bytes."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from trucewatch.errors import UsageError
from trucewatch.publishing.incidentrows import Cell
from trucewatch.publishing.tablefiles import Sheet, write_book, write_csv

FORMATS = (".csv", ".xlsx", ".parquet")
_MOST = 1_048_575
"""Rows under the header that a spreadsheet holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedRow:
    """A row of a file and its incident; ``row`` as a spreadsheet counts, the header being 1."""

    file: str
    row: int
    row_id: str
    data_set: str
    incident_id: str
    incident_rows: int
    """How many rows the incident has, this one included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedIncident:
    """An incident: days in ISO form, tolls as the lowest and the highest that a row gives (None: open, or not told).

    ``doubtful``: "yes" where linking a little more strictly or loosely would make it several, or one with another.
    """

    incident_id: str
    first_day: str
    last_day: str
    types: str
    place: str
    latitude: float | None
    longitude: float | None
    geo_precision: int | None
    killed_low: float | None
    killed_high: float | None
    injured_low: float | None
    injured_high: float | None
    rows: int
    data_sets: int
    told_by: str
    doubtful: str


Line = GroupedRow | GroupedIncident
LinesOf = tuple[type[Line], Sequence[Line]]
_SHEETS: dict[type[Line], str] = {GroupedRow: "rows", GroupedIncident: "incidents"}


def write_tables(ending: str, tables: Sequence[LinesOf]) -> bytes:
    """A file with one sheet for each of the tables, or, where ``ending`` is no ``.xlsx``, the one table.

    Raises :class:`UsageError` when a spreadsheet cannot hold it, or pyarrow is not installed.
    """
    if ending == ".xlsx":
        if any(len(lines) > _MOST for _, lines in tables):
            raise UsageError(f"a spreadsheet holds at most {_MOST:,} rows; write .parquet or .csv")
        return write_book([Sheet(_SHEETS[kind], _header(kind), _cells(kind, lines)) for kind, lines in tables])
    ((kind, lines),) = tables
    return write_csv(_header(kind), _cells(kind, lines)) if ending == ".csv" else _parquet(kind, lines)


def _header(kind: type[Line]) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind))


def _cells(kind: type[Line], lines: Sequence[Line]) -> list[list[Cell]]:
    header = _header(kind)
    return [[getattr(line, name) for name in header] for line in lines]


def _parquet(kind: type[Line], lines: Sequence[Line]) -> bytes:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow, which is not installed; install it with: pip install 'trucewatch[parquet]'; "
            "or write .csv"
        ) from error
    schema = pa.schema([pa.field(f.name, _arrow_type(pa, str(f.type))) for f in dataclasses.fields(kind)])
    columns = [pa.array([getattr(line, f.name) for line in lines], f.type) for f in schema]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), out, compression="zstd")
    return out.getvalue()


def _arrow_type(pa: Any, hint: str) -> Any:
    return pa.float64() if "float" in hint else pa.int64() if "int" in hint else pa.string()
