"""Access as tables: convoys stage by stage, counts of people, gaps; templates to fill in; places as GeoJSON.

The columns are those of ``core/access-tables.yaml``, so that a table that is written can be read in again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from trucewatch.access.board import Board, ConvoyRow, PlaceRow, Telling
from trucewatch.access.lexicon import load_categories, wording_note
from trucewatch.access.numbers import Number, place_name
from trucewatch.access.placerows import Count
from trucewatch.errors import UnknownNameError
from trucewatch.model.when import When
from trucewatch.packs.access_tables import TableForm, find_table
from trucewatch.publishing.incidentrows import Cell
from trucewatch.publishing.rownames import name_rows
from trucewatch.publishing.tablefiles import Sheet, write_book, write_csv

FORMATS = ("csv", "xlsx", "geojson")


def export_access(board: Board, name: str, *, of: str = "convoys", hxl: bool = False) -> bytes:
    """The board as one file: ``csv`` of one table (``of``), ``xlsx`` with all of them, or ``geojson`` of the places.

    ``hxl`` puts a row of HXL hashtags under each header.  Raises :class:`UnknownNameError` for other names.
    """
    if name == "geojson":
        return _geojson(board)
    if name == "csv":
        table = find_table(of)
        return write_csv(_header(table), _rows(board, of), _tags(table, hxl))
    if name == "xlsx":
        sheets = [
            Sheet(id_, _header(find_table(id_)), _rows(board, id_), _tags(find_table(id_), hxl))
            for id_ in ("convoys", "people")
        ]
        return write_book([_places(board), *sheets, _gaps(board)])
    raise UnknownNameError(f"--as {name}: there is no such format; use one of {', '.join(FORMATS)}")


def make_template(of: str, name: str, *, hxl: bool = False) -> bytes:
    """An empty table with one example row: ``csv``, or ``xlsx`` with a second sheet on how to fill it in."""
    table = find_table(of)
    example = [[str(c.example) if c.example != "" else None for c in table.columns]]
    if name == "csv":
        return write_csv(_header(table), example, _tags(table, hxl))
    if name != "xlsx":
        raise UnknownNameError(f"--as {name}: a template is csv or xlsx")
    notes: list[list[Cell]] = [[c.name, c.hxl, c.note] for c in table.columns]
    categories: list[list[Cell]] = [[str(c.number), c.category, c.label] for c in load_categories()]
    return write_book(
        [
            Sheet(table.id, _header(table), example, _tags(table, hxl)),
            Sheet("how to fill in", ("column", "HXL", "what to write"), notes),
            Sheet("categories", ("number", "id", wording_note() or "label"), categories),
        ]
    )


def _header(table: TableForm) -> list[str]:
    return [c.name for c in table.columns]


def _tags(table: TableForm, hxl: bool) -> list[str]:
    return [c.hxl for c in table.columns] if hxl else []


def _rows(board: Board, of: str) -> list[list[Cell]]:
    made = _stage_rows(board) if of == "convoys" else _people_rows(board)
    return [[row.get(name) for name in _header(find_table(of))] for row in made]


def _stage_rows(board: Board) -> list[dict[str, Cell]]:
    convoys = name_rows([((place_name(r.destination), _first_day(r)), r.movement_id) for r in board.convoys])
    pairs = [(row, name, t) for row, name in zip(board.convoys, convoys, strict=True) for t in row.tellings]
    ids = name_rows([((place_name(r.destination), t.stage, _day(t)), t.claim_id) for r, _, t in pairs])
    return _of_one_row(
        (f"{t.record}/{t.stage}" if t.record else id_, _stage_row(row, t, row.convoy or name, _id_of(t.record) or id_))
        for (row, name, t), id_ in zip(pairs, ids, strict=True)
    )


def _of_one_row(made: Iterable[tuple[str, dict[str, Cell]]]) -> list[dict[str, Cell]]:
    """The rows; what several sources told in one row of a table is one row again, by all of them."""
    once: dict[str, dict[str, Cell]] = {}
    for key, cells in made:
        first = once.setdefault(key, cells)
        if first is not cells:
            first["told_by"] = "; ".join(sorted({*str(first["told_by"]).split("; "), str(cells["told_by"])}))
    return list(once.values())


def _id_of(record: str) -> str:
    """A row that came from a table keeps the id that it has there."""
    return record.partition(":")[2]


def _first_day(row: ConvoyRow) -> str:
    return min((d for t in row.tellings if (d := _day(t))), default="")


def _day(telling: Telling) -> str:
    return telling.on.isoformat() if telling.on else ""


def _stage_row(row: ConvoyRow, telling: Telling, convoy: str, id_: str) -> dict[str, Cell]:
    reason = next((r for r in row.reasons if r.claim_id == telling.claim_id), None)
    category = next((c for c in load_categories() if reason and c.category == reason.category), None)
    place = row.destination
    return {
        "row_id": id_,
        "convoy": convoy,
        "stage": telling.stage,
        **_days(telling.when),
        "origin": place_name(row.origin),
        "route": "; ".join(place_name(p) for p in row.route),
        "destination": place_name(place),
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "carriers": "; ".join(row.carriers),
        "cargo": "; ".join(row.cargo),
        "trucks": _exact(telling.numbers, "trucks"),
        "people": _exact(telling.numbers, "people") or _exact(telling.numbers, "evacuated"),
        "days_of_supply": _exact(telling.numbers, "days"),
        "tonnes": _exact(telling.numbers, "tonnes"),
        "held_by": "; ".join(row.held_by) if reason else None,
        "constraint": category.number if category else None,
        "reason": reason.words if reason else None,
        "told_by": telling.who,
        "reported_on": telling.said_on.isoformat() if telling.said_on else None,
        "remarks": _remarks(telling),
    }


def _remarks(telling: Telling) -> str:
    """What the columns of numbers cannot hold: stances, open numbers, numbers for several convoys; then the words."""
    notes = [telling.stance] if telling.stance != "asserted" else []
    notes += [n.plain() for n in telling.numbers if n.convoys != 1 or n.approx or n.low != n.high]
    return "; ".join([*notes, f"“{telling.words}”"])


def _exact(numbers: Sequence[Number], what: str) -> float | None:
    """A number of one convoy, where both ends are the same; an open number is told in the remarks."""
    return next((n.low for n in numbers if n.what == what and n.convoys == 1 and n.low == n.high), None)


def _days(when: When | None) -> dict[str, Cell]:
    if when is None or when.start_on is None:
        return {}
    known = when.precision if when.precision in ("week", "month") else "day"
    end = when.end_on.isoformat() if when.end_on and when.end_on != when.start_on and known == "day" else None
    return {"date": when.start_on.isoformat(), "date_to": end, "date_known_to": known}


def _people_rows(board: Board) -> list[dict[str, Cell]]:
    pairs = [(row, c) for row in board.places for c in row.people]
    ids = name_rows([((row.name, c.definition, _counted_on(c)), c.claim_id) for row, c in pairs])
    return _of_one_row((c.record or id_, _people_row(row, c, id_)) for (row, c), id_ in zip(pairs, ids, strict=True))


def _counted_on(count: Count) -> str:
    on = (count.on.start_on if count.on else None) or count.said_on
    return on.isoformat() if on else ""


def _people_row(row: PlaceRow, c: Count, id_: str) -> dict[str, Cell]:
    return {
        "list_id": _id_of(c.record) or id_,
        "place": row.name,
        "latitude": row.place.lat,
        "longitude": row.place.lon,
        "definition": c.definition,
        "people": c.best,
        "people_low": c.low if c.low != c.high else None,
        "people_high": c.high if c.low != c.high else None,
        **{k: v for k, v in _days(c.on).items() if k != "date_to"},
        "method": c.method,
        "told_by": c.who,
        "reported_on": c.said_on.isoformat() if c.said_on else None,
    }


_PLACE_HEADER = (
    "place", "latitude", "longitude", "people", "counts", "rivals", "last_reached_from", "last_reached_to",
    "days_since_least", "days_since_most", "reached_says", "denied_by", "stages",
)  # fmt: skip


def _places(board: Board) -> Sheet:
    rows = [[values[name] for name in _PLACE_HEADER] for values in map(_place_values, board.places)]
    return Sheet("places", _PLACE_HEADER, rows)


def _place_values(row: PlaceRow) -> dict[str, Cell]:
    reached = row.reached
    when = (reached.when or reached.before) if reached else None
    return {
        "place": row.name,
        "latitude": row.place.lat,
        "longitude": row.place.lon,
        "people": row.people[0].words if row.people else None,
        "counts": "; ".join(f"{c.words} {c.definition} ({c.who})" for c in row.people),
        "rivals": "; ".join(row.rivals),
        "last_reached_from": when.start_on.isoformat() if when and when.start_on else None,
        "last_reached_to": when.end_on.isoformat() if when and when.end_on else None,
        "days_since_least": reached.days_least if reached else None,
        "days_since_most": reached.days_most if reached else None,
        "reached_says": "; ".join(reached.who) if reached else None,
        "denied_by": "; ".join(reached.denied_by) if reached else None,
        "stages": "; ".join(f"{stage}: {_numbers(t)} ({t.who})" for stage, told in row.stages for t in told),
    }


def _numbers(telling: Telling) -> str:
    return ", ".join(n.plain() for n in telling.numbers) or "no number"


def _gaps(board: Board) -> Sheet:
    rows: list[list[Cell]] = [[g.kind, g.place, g.words, g.days] for g in board.gaps]
    return Sheet("gaps", ("kind", "place", "words", "days"), rows)


def _geojson(board: Board) -> bytes:
    """RFC 7946: longitude before latitude, WGS84; a place that is not located has no geometry."""
    features = [
        {
            "type": "Feature",
            "id": row.place.place_id or row.name,
            "geometry": None
            if row.place.lat is None or row.place.lon is None
            else {"type": "Point", "coordinates": [row.place.lon, row.place.lat]},
            "properties": {k: v for k, v in _place_values(row).items() if k not in ("latitude", "longitude")}
            | {"geo_precision": row.place.geo_precision},
        }
        for row in board.places
    ]
    value = {"type": "FeatureCollection", "features": features}
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"
