"""Gaps: approved and not delivered, delivered on one account only, nobody reached for long, supplies run out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.access.placerows import PlaceRow
from trucewatch.access.rows import ConvoyRow, Telling
from trucewatch.model.movement import ARRIVED

KINDS: tuple[str, ...] = ("not delivered", "disputed", "not reached", "run out")
_UNDER_WAY = frozenset({"approved", "loaded", "waiting", "moving", "crossed", "blocked", "refused"})
_SAID = frozenset({"asserted", "alleged"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that is missing: ``kind`` of :data:`KINDS`, a sentence, and the claims that it rests on.

    ``days`` that it has lasted at least, None when no day is told.
    """

    kind: str
    place: str
    words: str
    days: int | None
    claim_ids: tuple[str, ...]
    movement_id: str = ""


def find_gaps(
    convoys: Sequence[ConvoyRow], places: Sequence[PlaceRow], as_of: date, after_days: int
) -> tuple[Gap, ...]:
    """The gaps as of a day, by kind and place.  No gap is a finding: nobody may have reported what was done."""
    by_id = {row.movement_id: row for row in convoys}
    later = {m: p.reached.when.end_on for p in places if p.reached and p.reached.when for m in p.convoys}
    found = [g for row in convoys for g in _disputed(row)]
    found += [g for row in convoys for g in _not_delivered(row, as_of, later.get(row.movement_id))]
    found += [
        g
        for place in places
        for g in (*_not_reached(place, as_of, after_days), *_run_out(place, [by_id[m] for m in place.convoys], as_of))
    ]
    return tuple(sorted(found, key=lambda g: (KINDS.index(g.kind), -(g.days or 0), g.place.casefold(), g.claim_ids)))


def _said(row: ConvoyRow, stages: frozenset[str]) -> list[Telling]:
    return [t for t in row.tellings if t.stage in stages and t.stance in _SAID]


def _not_delivered(row: ConvoyRow, as_of: date, reached_on: date | None) -> list[Gap]:
    """Under way and not arrived, unless the place was reached after that."""
    if row.kind != "aid" or _said(row, ARRIVED) or not (started := _said(row, _UNDER_WAY)):
        return []
    first, last = started[0], started[-1]
    if reached_on and last.on and reached_on > last.on:
        return []
    if not row.destination and not any(t.numbers for t in started):
        return []  # nothing that anybody could follow up
    held = min((t.since.start_on for t in started if t.since and t.since.start_on), default=None)
    began = held or first.on
    days = (as_of - began).days if began else None
    where = row.destination_name or "a place not given"
    numbers = ", ".join(n.plain() for n in first.numbers if n.what in ("trucks", "convoys", "tonnes"))
    now = "" if last.stage == first.stage else f"; now {last.stage}, says {last.who}"
    ago = f", {_count(days)} ago" if days else ", today"
    lasted = "" if days is None else f", for {_count(days)}" if held else ago
    return [
        Gap(
            kind="not delivered",
            place=where,
            words=f"{first.stage}{f' ({numbers})' if numbers else ''} for {where}{lasted}, says {first.who}{now}; "
            "nobody says that it arrived",
            days=days,
            claim_ids=tuple(t.claim_id for t in started),
            movement_id=row.movement_id,
        )
    ]


def _disputed(row: ConvoyRow) -> list[Gap]:
    ids = tuple(t.claim_id for t in row.tellings)
    return [
        Gap(kind="disputed", place=row.destination_name, words=c, days=None, claim_ids=ids, movement_id=row.movement_id)
        for c in row.contradictions
        if any(f"{stage} to " in c or f"{stage} at " in c or f"{stage} in " in c for stage in ARRIVED)
    ]


def _not_reached(place: PlaceRow, as_of: date, after_days: int) -> list[Gap]:
    if not place.people:
        return []
    people = place.people[0]
    who = f"{people.words} {people.definition} ({people.who})"
    reached = place.reached
    if reached and reached.claim_ids and reached.when is None:
        return []  # reached, on a day that nobody gives
    if reached is None or (reached.when is None and reached.before is None):
        known = [c.said_on for c in place.people if c.said_on]
        days = (as_of - min(known)).days if known else None
        words = f"{who}; no report read here says that aid ever came"
    else:
        days = reached.days_least
        if days is None or days < after_days:
            return []
        over = "" if reached.days_most in (days, None) else f" to {reached.days_most}"
        words = f"{who}; last reached {days}{over} days ago, says {', '.join(reached.who) or 'a report'}"
    ids = (people.claim_id, *(reached.claim_ids if reached else ()))
    return [Gap(kind="not reached", place=place.name, words=words, days=days, claim_ids=ids)]


def _run_out(place: PlaceRow, rows: Sequence[ConvoyRow], as_of: date) -> list[Gap]:
    """The last supplies of which somebody says for how long they are, when that is over."""
    loads = [(on, n, t) for row in rows for on in [_arrived_on(row)] if on for t in row.tellings for n in t.numbers]
    known = [(on, n, t) for on, n, t in loads if n.what == "days" and n.high and n.convoys == 1]
    if not known:
        return []
    on, number, telling = max(known, key=lambda load: (load[0], load[1].high or 0.0))
    until = on + timedelta(days=round(number.high or 0.0))
    if as_of <= until:
        return []
    ago = f"supplies for {number.plain()} delivered {_count((as_of - on).days)} ago, says {telling.who}"
    return [
        Gap(
            kind="run out",
            place=place.name,
            words=f"{ago}; they ran out on {until}",
            days=(as_of - until).days,
            claim_ids=(telling.claim_id,),
        )
    ]


def _arrived_on(row: ConvoyRow) -> date | None:
    """The day by which a convoy has come, by the day that a report gives rather than that of a report."""
    arrived = _said(row, ARRIVED)
    given = [t.on for t in arrived if t.on and t.when and t.when.start_on]
    return max(given or [t.on for t in arrived if t.on], default=None)


def _count(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'}"
