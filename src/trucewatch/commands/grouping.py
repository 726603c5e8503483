"""`group FILE…`: which rows of tables tell of one happening, written as tables; without a desk."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from trucewatch.commands.console import note, write, write_bytes
from trucewatch.commands.grouptaking import Read, Taken, choose, lay_columns, take
from trucewatch.errors import UnreadableError, UsageError
from trucewatch.incidents.bulk import Incidents, group_rows
from trucewatch.incidents.bulktable import Rows
from trucewatch.publishing.grouptables import FORMATS, GroupedIncident, GroupedRow, LinesOf, write_tables
from trucewatch.publishing.incidentrows import BETWEEN, DECIMALS


def group(
    files: Sequence[Path],
    names: Sequence[str],
    mappings: Sequence[Path],
    out: Path,
    incidents_out: Path | None,
    as_json: bool,
) -> None:
    """Write each row's incident, and the incidents; exit status 1 with bad rows, 2 when no row could be taken.

    A file that cannot be read ends it, and nothing is written: incidents of some of the files are others than of all.
    """
    _check_names(files, out, incidents_out)
    seen: dict[tuple[str, str], str] = {}
    taken: list[Taken] = []
    reads: list[Read] = []
    for path, dialect in zip(files, choose(files, names, mappings), strict=True):
        rows, read = take(path, dialect, seen)
        taken += rows
        reads.append(read)
    if not taken:
        raise UnreadableError("no row tells of an incident or could be taken; nothing was written")
    positions = sorted(range(len(taken)), key=lambda n: taken[n].order)
    columns = lay_columns([taken[n] for n in positions])
    of, found = group_rows(columns)
    incident = dict(zip(positions, of.tolist(), strict=True))
    rows_table = [_say_row(row, found, incident[n]) for n, row in enumerate(taken)]
    incidents = sorted(_say_incidents(columns, found), key=lambda i: (not i.first_day, i.first_day, i.incident_id))
    tables: list[LinesOf] = [(GroupedRow, rows_table), (GroupedIncident, incidents)]
    ending = out.suffix.lower()
    whole = write_tables(ending, tables if ending == ".xlsx" else tables[:1])
    apart = write_tables(incidents_out.suffix.lower(), tables[1:]) if incidents_out else b""
    write_bytes(whole, out)
    if incidents_out:
        write_bytes(apart, incidents_out)
    _report(reads, columns, found, as_json)
    if any(read.bad for read in reads):
        raise typer.Exit(1)


def _check_names(files: Sequence[Path], out: Path, incidents_out: Path | None) -> None:
    written = [("--out", out)] + ([("--incidents", incidents_out)] if incidents_out else [])
    known = {path.resolve() for path in files}
    for option, path in written:
        if path.suffix.lower() not in FORMATS:
            raise UsageError(f"{option} {path}: end the name in {', '.join(FORMATS)}")
        if path.resolve() in known:
            raise UsageError(
                f"{option} {path}: that would write over a table that is read, or over the other; rename it"
            )
        known.add(path.resolve())


def _say_row(row: Taken, found: Incidents, at: int) -> GroupedRow:
    return GroupedRow(
        file=row.file, row=row.number, row_id=row.row_id, data_set=row.data_set, incident_id=found.incident_id[at],
        incident_rows=found.rows[at],
    )  # fmt: skip


def _say_incidents(columns: Rows, found: Incidents) -> list[GroupedIncident]:
    untold = [(None, None)] * len(found)
    killed, injured = (found.counts.get(what, untold) for what in ("killed", "injured"))
    return [
        GroupedIncident(
            incident_id=found.incident_id[n],
            first_day=_iso(found.first_day[n]),
            last_day=_iso(found.last_day[n]),
            types=BETWEEN.join(found.types[n]),
            place=columns.place[row],
            latitude=_rounded(columns.lat[row], columns.precision[row]),
            longitude=_rounded(columns.lon[row], columns.precision[row]),
            geo_precision=columns.precision[row],
            killed_low=killed[n][0],
            killed_high=killed[n][1],
            injured_low=injured[n][0],
            injured_high=injured[n][1],
            rows=found.rows[n],
            data_sets=len(found.data_sets[n]),
            told_by=BETWEEN.join(found.data_sets[n]),
            doubtful="yes" if found.doubtful[n] else "no",
        )
        for n, row in enumerate(found.row)
    ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _rounded(degrees: float | None, precision: int | None) -> float | None:
    return None if degrees is None else round(degrees, DECIMALS[precision or 3])


def _report(reads: Sequence[Read], columns: Rows, found: Incidents, as_json: bool) -> None:
    names = {read.dialect for read in reads}
    if len(names) == 1 and names <= columns.events:
        note(
            f"every event has one row in {reads[0].dialect}, so its rows are never joined with each other; "
            "give a table of another data set beside it to see which events both have"
        )
    summary = {
        "rows": len(columns),
        "incidents": len(found),
        "of_several_rows": sum(n > 1 for n in found.rows),
        "of_several_data_sets": sum(len(told) > 1 for told in found.data_sets),
        "doubtful": sum(found.doubtful),
    }
    if as_json:
        files = [dataclasses.asdict(read) for read in reads]
        write(json.dumps({"files": files, **summary}, ensure_ascii=False, indent=2), None)
        return
    for read in reads:
        note(
            f"{read.file}: {read.rows:,} rows kept; bad: {read.bad:,}; "
            f"of no incident that is kept here: {read.left_out:,}"
        )
    note(
        f"{summary['rows']:,} rows tell of {summary['incidents']:,} incidents; of several rows: "
        f"{summary['of_several_rows']:,}; of several data sets: {summary['of_several_data_sets']:,}; "
        f"doubtful: {summary['doubtful']:,}"
    )
