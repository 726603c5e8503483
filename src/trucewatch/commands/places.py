"""The gazetteer's commands: `places import`, `places list`, `places show`."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import typer

from trucewatch.commands.console import note, write
from trucewatch.errors import UnknownNameError, UnreadableError, UsageError
from trucewatch.model.place import Place
from trucewatch.packs.ownplaces import own_files, own_folder, read_own_table
from trucewatch.packs.placefiles import COLUMNS, as_row, read_rows

MAX_SHOWN = 50
"""How many bad rows are told one by one."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")


def import_table(path: Path, name: str) -> None:
    """Check a table, keep its good rows, say each bad one; exit status 1 with bad rows, 2 without a good one."""
    stem = name or path.stem
    if not _NAME.fullmatch(stem):
        raise UsageError(f"{stem[:60]!r} cannot name a list; give one of letters, digits, - and _ with --name")
    imported = read_own_table(path, stem)
    for fault in imported.faults[:MAX_SHOWN]:
        note(f"{path}: {fault}")
    if len(imported.faults) > MAX_SHOWN:
        note(f"{path}: and {len(imported.faults) - MAX_SHOWN} more bad rows")
    if not imported.places:
        raise UnreadableError(f"{path}: no row is good; nothing was kept")
    target = own_folder() / f"{stem}.csv"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableError(f"{target.parent}: cannot be made: {error.strerror}; set TRUCEWATCH_PLACES") from error
    write(_table(imported.places), target)
    unlocated = sum(p.lat is None for p in imported.places)
    without = f", {unlocated} of them without coordinates" if unlocated else ""
    note(f"{_kept(len(imported.places))} kept in {target}{without}, and used from now on.")
    if imported.faults:
        raise typer.Exit(1)


def _table(places: tuple[Place, ...]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(as_row(p) for p in places)
    return out.getvalue()


def list_all(as_json: bool) -> None:
    """The lists that the user has imported, with their sizes."""
    lists = [{"name": path.stem, "places": len(read_rows(path, name)), "file": name} for path, name in own_files()]
    if as_json:
        write(json.dumps(lists, ensure_ascii=False, indent=1), None)
        return
    lines = [f"{item['name']:20} {item['places']:>7} places  {item['file']}" for item in lists]
    write("\n".join(lines) or f"No list is imported; they would be in {own_folder()}", None)


def show(name: str, as_json: bool) -> None:
    """Every place of that name or id, bundled and own; raises :class:`UnknownNameError` when there is none."""
    from trucewatch.packs.gazetteer import load_gazetteer

    gazetteer = load_gazetteer()
    by_id = gazetteer.get(name)
    found = (by_id,) if by_id else gazetteer.candidates(name)
    if not found:
        raise UnknownNameError(f"no place is called {name!r}; import a list with: trucewatch places import FILE")
    if as_json:
        rows = [dict(zip(COLUMNS, as_row(p), strict=True)) | {"source": p.source} for p in found]
        write(json.dumps(rows, ensure_ascii=False, indent=1), None)
        return
    write("\n".join(_line(p) for p in found[:MAX_SHOWN]), None)


def _line(place: Place) -> str:
    where = "no coordinates" if place.lat is None else f"{place.lat}, {place.lon}"
    return f"{place.name}  {place.level}  {place.country}  {where}  {place.place_id}  [{place.source}]"


def _kept(places: int) -> str:
    return "1 place is" if places == 1 else f"{places} places are"
