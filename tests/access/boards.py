"""The hand-made boards of ``examples/access/expected.yaml`` held against the boards that reports give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from trucewatch.access.board import Board, ConvoyRow, Number, PlaceRow, build_board
from trucewatch.access.numbers import place_name
from trucewatch.compliance.series import read_rates
from trucewatch.model.situation import Situation
from trucewatch.model.when import When
from trucewatch.packs.agreement import load_agreement
from trucewatch.packs.load import read_yaml

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
FOLDER = Path(__file__).parents[2] / "examples" / "access"


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that a hand-made board shows, and whether the other one does."""

    name: str
    is_met: bool


def expected() -> list[dict[str, Any]]:
    return read_yaml(FOLDER / "expected.yaml").data


def compare(entry: dict[str, Any], situation: Situation) -> Iterator[Facet]:
    as_of = entry["as_of"] if isinstance(entry["as_of"], date) else date.fromisoformat(entry["as_of"])
    board = build_board(situation, as_of)
    head = f"{entry['folder']} {as_of}"
    for wanted in entry.get("convoys", ()):
        yield from _best(
            f"{head} convoy", wanted, [_convoy_facets(wanted, row, board.beside(row)) for row in board.convoys]
        )
    for wanted in entry.get("places", ()):
        yield from _best(f"{head} place", wanted, [_place_facets(wanted, row) for row in board.places])
    for wanted in entry.get("totals", ()):
        tellings = [t for row in board.totals if _named(wanted["for"], row.name) for t in row.tellings]
        told = [t for t in tellings if t.stage == wanted["stage"]]
        yield Facet(f"{head} total {wanted} stage", bool(told))
        yield Facet(f"{head} total {wanted} number", any(n.low == wanted["trucks"] for t in told for n in t.numbers))
    for wanted in entry.get("gaps", ()):
        yield Facet(f"{head} gap {wanted}", _has_gap(board, wanted))
    series: dict[str, Any] = {}
    differences: list[str] = []
    for wanted in entry.get("rates", ()):
        view = read_rates(situation, load_agreement(wanted["agreement"]), "aid", as_of)
        series = {s.counter.lower(): s for s in view.series if "before" not in s.points[0].says}
        differences = list(view.differences)
        one = series.get(wanted["counter"].lower())
        point = one.points[0] if one else None
        yield Facet(f"{head} rate {wanted['counter']} stage", bool(one and one.stage == wanted["stage"]))
        right = point is not None and point.low is not None and abs(point.low - wanted["per_day"]) < 0.1
        yield Facet(f"{head} rate {wanted['counter']} per day", right)
        yield Facet(f"{head} rate {wanted['counter']} says", bool(point and point.says == wanted["says"]))
    for wanted in entry.get("differences", ()):
        said = any(
            all(n.lower() in d.lower() for n in wanted["between"]) and wanted["because"] in d for d in differences
        )
        yield Facet(f"{head} difference {wanted['between']}", said)


def _best(head: str, wanted: dict[str, Any], found: list[dict[str, bool]]) -> Iterator[Facet]:
    """The facets of the row that meets most of them."""
    best = max(found, key=lambda f: sum(f.values()), default=dict.fromkeys(wanted, False))
    for name, is_met in best.items():
        yield Facet(f"{head} {wanted.get('for', wanted.get('kind'))}: {name} {wanted.get(name, '')}", is_met)


def _convoy_facets(wanted: dict[str, Any], row: ConvoyRow, beside: tuple[Number, ...]) -> dict[str, bool]:
    numbers = [*beside, *(n for t in row.tellings for n in t.numbers)]
    checks = {
        "for": lambda v: _named(v, row.destination_name, place_name(row.origin), row.title),
        "kind": lambda v: row.kind == v,
        "now": lambda v: row.stage == v,
        "stage": lambda v: any(t.stage == v for t in row.tellings),
        "cargo": lambda v: v in row.cargo,
        "origin": lambda v: v in place_name(row.origin),
        "held_by": lambda v: any(v.lower() in h.lower() for h in row.held_by),
        "reason": lambda v: any(r.category == v for r in row.reasons),
        "since": lambda v: _is_since(row, wanted.get("stage", row.stage), _day(v)),
        "disputed": lambda v: row.disputed == v,
        "people_together": lambda v: any(n.what == "people" and n.low == v and n.convoys > 1 for n in numbers),
        "days_together": lambda v: any(n.what == "days" and n.low == v and n.convoys > 1 for n in numbers),
    }
    return {
        key: bool(
            checks[key](value) if key in checks else any(n.what == key and value in (n.low, n.high) for n in numbers)
        )
        for key, value in wanted.items()
    }


def _is_since(row: ConvoyRow, stage: str, on: date) -> bool:
    """Whether a stage of a row began on a day, or is told of by then."""
    if stage == row.stage and row.since:
        return on in (row.since.start_on, row.since.end_on)
    return any(t.stage == stage and t.when is not None and t.when.start_on == on for t in row.tellings)


def _place_facets(wanted: dict[str, Any], row: PlaceRow) -> dict[str, bool]:
    reached = row.reached

    def last() -> When | None:
        return (reached.when or reached.before) if reached else None

    def met(key: str, value: Any) -> bool:
        value = _day(value)
        if key == "for":
            return _named(value, row.name, row.place.span.quote)
        if key == "rivals":
            return len(row.rivals) == value
        if key == "last_reached":
            when = last()
            return when is not None and value in (when.start_on, when.end_on)
        if key == "days_since":
            return reached is not None and reached.days_least == value
        if key == "before":
            before = reached.before if reached else None
            return before is not None and f"{before.start_on:%Y-%m}" == str(value)
        if key == "denied":
            return reached is not None and any(value in d for d in reached.denied_by)
        if key == "method":
            return any(value in c.method for c in row.people)
        definition, _, bound = key.rpartition("_")
        return any(c.definition == definition and getattr(c, bound) == value for c in row.people)

    return {key: met(key, value) for key, value in wanted.items()}


def _day(value: Any) -> Any:
    """A day of the file as a date; anything else as it is."""
    return date.fromisoformat(value) if isinstance(value, str) and _ISO.fullmatch(value) else value


def _has_gap(board: Board, wanted: dict[str, Any]) -> bool:
    return any(g.kind == wanted["kind"] and wanted["place"].lower() in g.place.lower() for g in board.gaps)


def _named(words: str, *names: str) -> bool:
    return any(words.lower() in name.lower() for name in names if name)
