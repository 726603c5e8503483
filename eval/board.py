"""The founding article's access entries on the board: how many of their parts come out (``seed/facts.yaml``)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from trucewatch.access.board import Board, ConvoyRow, PlaceRow, build_board
from trucewatch.packs.load import read_yaml
from trucewatch.pipeline import extract, read, situation_as_of

ARTICLE = "ceasefire-article-2016-09-19.txt"
_ARRIVED, _HELD, _AHEAD = {"delivered", "offloaded", "distributed"}, {"blocked", "refused"}, {"waiting", "loaded"}
_MOVEMENTS = (("deliver", _ARRIVED), ("stalled", _HELD), ("not yet crossed", _AHEAD), ("denied", {"never arrived"}))


def measure(data: Path) -> dict[str, float]:
    """Parts of the access entries found, of all; and whether the denial stands against the delivery."""
    documents = read(data / "seed" / ARTICLE)
    text = " ".join(documents[0].text.split())
    situation = situation_as_of(documents, extract(documents), date(2016, 9, 19))
    board = build_board(situation, date(2016, 9, 19))
    spans = {c.claim_id: c.span for c in situation.claims}
    found: list[tuple[str, bool]] = []
    for entry in read_yaml(data / "seed" / "facts.yaml").data["access"]:
        anchor = documents[0].text.find(entry["anchor"])
        assert anchor >= 0 or entry["anchor"] in text, entry["anchor"]
        where = range(anchor, anchor + len(entry["anchor"]))
        held = {i for i, s in spans.items() if s.start < where.stop and where.start < s.end}
        found += [(f"{entry['id']} {name}", is_met) for name, is_met in _parts(entry, board, held)]
    denial = any("Talbiseh" in c and "Kodmani" in c for row in board.convoys for c in row.contradictions)
    for name, is_met in found:
        if not is_met:
            print(f"  not on the board: {name}")
    return {"parts": sum(m for _, m in found) / len(found), "denial": float(denial)}


def _parts(entry: dict[str, Any], board: Board, held: set[str]) -> Iterator[tuple[str, bool]]:
    """Each part of an entry, looked for in the row, and the place, that its own words put on the board."""
    row = next((r for r in board.convoys if any(t.claim_id in held for t in r.tellings)), None)
    place = next((p for p in board.places if row and row.movement_id in p.convoys), None)
    place = place or next((p for p in board.places if any(c.claim_id in held for c in p.people)), None)
    for key, value in entry.items():
        if key in ("id", "anchor", "note", "statement_date"):
            continue
        yield key, bool(_is_met(key, value, row, place, held))


def _is_met(key: str, value: Any, row: ConvoyRow | None, place: PlaceRow | None, held: set[str]) -> bool:
    if key == "population_trapped":
        counts = place.people if place else ()
        return any(c.definition == "trapped" and c.high == value["high"] and c.low is None for c in counts)
    if key == "source" and row is None:
        return bool(place and any(c.claim_id in held for c in place.people))
    if key == "place" and row is None:
        return bool(place and str(value).split(" ")[0] in place.name)
    if row is None:
        return False
    told = [t for t in row.tellings if t.claim_id in held]
    if key == "source":
        last = str(value[-1]).split("(")[0].strip().replace("’", "'")
        return any(last in t.who.replace("’", "'") or (last == "narrator" and t.who == "Foreign Policy") for t in told)
    if key == "movement":
        stages = next((s for word, s in _MOVEMENTS if word in str(value)), set())
        return any(t.stage in stages for t in told)
    if key == "trucks":
        return any(n.what == "trucks" and n.low == value["value"] for t in told for n in t.numbers)
    if key == "beneficiaries":
        people = any(n.what == "people" and n.low == value["value"] for t in told for n in t.numbers)
        return people and any(n.what == "days" and n.low == 30 for t in told for n in t.numbers)
    if key == "carriers":
        named = " ".join(row.carriers).replace(".", "").replace("Red Cross", "ICRC")
        return all(c in named for c in value)
    if key in ("place", "destination"):
        names = f"{row.destination_name} {row.title}".casefold()
        return all(part.strip() in names for part in str(value).casefold().split(","))
    if key == "previous_delivery":
        before = place.reached.before if place and place.reached else None
        return before is not None and before.precision == "month" and f"{before.start_on:%B %Y}" in str(value)
    if key == "blocked_since":
        return row.since is not None and str(row.since.start_on) == str(value)
    if key == "blocked_by_event":
        return any(str(value) in r.words for r in row.reasons)
    raise ValueError(f"no check for {key}")
