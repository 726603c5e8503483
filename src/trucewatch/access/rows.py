"""Movements → rows of the board: where each one stands now, since when, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from trucewatch.access.attacks import merge_attacks
from trucewatch.access.lexicon import category_label
from trucewatch.access.numbers import Number, make_number, place_name
from trucewatch.incidents.speakers import Register
from trucewatch.model.claim import Claim, PlaceMention
from trucewatch.model.movement import STAGES, Movement, Stage
from trucewatch.model.situation import Situation
from trucewatch.model.when import When

_SAID = frozenset({"asserted", "alleged"})
_NOT_DONE = frozenset({"planned", "requested"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One claim on a movement: its stage, numbers, speaker and words; ``record`` names the row of a table it is."""

    stage: str
    stance: str
    when: When | None
    said_on: date | None
    who: str
    origin_id: str
    claim_id: str
    words: str
    numbers: tuple[Number, ...]
    since: When | None = None
    record: str = ""

    @property
    def on(self) -> date | None:
        """The last day on which the stage is told to have been so: its own, or that of the report."""
        if self.when and self.when.start_on:
            return self.when.end_on or self.when.start_on
        return self.said_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A constraint category with the words that signal it, and who says them."""

    category: str
    label: str
    words: str
    who: str
    claim_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvoyRow:
    """A movement on the board.

    ``stage`` is the latest that is said to be so ("" when only denied or none), since ``since`` (None: not told) by
    ``told_by``; ``disputed`` when another account contradicts.  ``people`` and ``days`` are what the load is for.
    """

    movement_id: str
    kind: str
    title: str
    convoy: str
    origin: PlaceMention | None
    route: tuple[PlaceMention, ...]
    destination: PlaceMention | None
    carriers: tuple[str, ...]
    cargo: tuple[str, ...]
    stage: str
    since: When | None
    told_by: tuple[str, ...]
    disputed: bool
    trucks: tuple[Number, ...]
    people: tuple[Number, ...]
    days: tuple[Number, ...]
    held_by: tuple[str, ...]
    reasons: tuple[Reason, ...]
    tellings: tuple[Telling, ...]
    contradictions: tuple[str, ...]
    excesses: tuple[str, ...]

    @property
    def destination_name(self) -> str:
        """The destination as it is printed."""
        return place_name(self.destination)


def build_convoys(situation: Situation, as_of: date) -> tuple[ConvoyRow, ...]:
    """A row a movement: contradicted ones first, then by kind, destination and the last day told of, newest first.

    Reports of a later day are left out.
    """
    register = Register.of(situation.documents, situation.origins)
    claims = {c.claim_id: c for c in situation.claims}
    movements = merge_attacks([m for m in situation.movements if m.kind != "total"], situation.incidents)
    rows = (_row(m, claims, register, as_of) for m in movements)
    return tuple(sorted((row for row in rows if row.tellings), key=_order))


def _order(row: ConvoyRow) -> tuple[bool, str, bool, str, int, str]:
    last = max((t.on for t in row.tellings if t.on), default=date.min)
    name = row.destination_name.casefold()
    return (not row.disputed, row.kind, not name, name, -last.toordinal(), row.movement_id)


def by_day(on: date) -> When:
    """Some time up to a day: what a report of that day tells without a day of its own."""
    return When(start_on=None, end_on=on, precision="day")


def tell_together(tellings: Iterable[Telling]) -> tuple[tuple[Telling, ...], ...]:
    """Tellings of one stage for a place's row: without what prints of one origin say again, word for word, by day.

    Those without a number stand together, one group a stance.
    """
    once: dict[tuple[object, ...], Telling] = {}
    for t in tellings:
        once.setdefault((t.stage, t.stance, t.origin_id, t.words), t)
    groups: dict[tuple[object, ...], list[Telling]] = {}
    for t in sorted(once.values(), key=lambda t: (t.on or date.max, t.claim_id)):
        groups.setdefault((t.claim_id,) if t.numbers else (t.stage, t.stance), []).append(t)
    return tuple(tuple(g) for g in groups.values())


def _row(movement: Movement, claims: Mapping[str, Claim], register: Register, as_of: date) -> ConvoyRow:
    tellings = tuple(
        t
        for s in movement.stages
        if s.claim_id in claims
        for t in [_telling(s, claims[s.claim_id], register)]
        if t.said_on is None or t.said_on <= as_of
    )
    stage, now = _stage_now(tellings)
    numbers = {w: _numbers(tellings, w) for w in ("trucks", "people", "days")}
    return ConvoyRow(
        movement_id=movement.movement_id,
        kind=movement.kind,
        title=movement.title,
        convoy=movement.convoy,
        origin=movement.origin,
        route=movement.route,
        destination=movement.destination,
        carriers=movement.carriers,
        cargo=tuple(" ".join(s.quote.split()) for s in movement.cargo),
        stage=stage,
        since=_since(now, tellings),
        told_by=tuple(dict.fromkeys(t.who for t in now)),
        disputed=bool(movement.contradictions),
        trucks=numbers["trucks"],
        people=numbers["people"],
        days=numbers["days"],
        held_by=movement.held_by,
        reasons=_reasons(movement, claims, register),
        tellings=tellings,
        contradictions=movement.contradictions,
        excesses=movement.excesses,
    )


def _telling(stage: Stage, claim: Claim, register: Register) -> Telling:
    document = register.documents[claim.document_id]
    convoys = {a.quantity.span: a.convoys for a in stage.amounts}
    return Telling(
        stage=stage.stage,
        stance=stage.stance,
        when=stage.when,
        said_on=document.published.on,
        who=", ".join(stage.claimants),
        origin_id=stage.origin_id,
        claim_id=stage.claim_id,
        words=" ".join(claim.span.quote.split()),
        numbers=tuple(make_number(q, document.text, convoys.get(q.span, 1), claim.claim_id) for q in stage.quantities),
        since=stage.since,
        record=document.record,
    )


def _stage_now(tellings: tuple[Telling, ...]) -> tuple[str, tuple[Telling, ...]]:
    """The last stage that is said to be so, and the tellings of it on its last days.

    What was done outweighs what was only planned or asked for, however late that was said; a movement of which
    nothing but denials is told has never arrived.
    """
    said = [t for t in tellings if t.stance in _SAID and t.stage not in _NOT_DONE and t.stage != "never arrived"]
    said = said or [t for t in tellings if t.stage in _NOT_DONE] or [t for t in tellings if t.stage == "never arrived"]
    if not said:
        return "", ()
    said = sorted(said, key=lambda t: (t.on or date.min, STAGES.index(t.stage)))
    last = said[-1]
    run = []
    for telling in reversed(said):
        if telling.stage != last.stage:
            break
        run.append(telling)
    return last.stage, tuple(reversed(run))


def _since(now: tuple[Telling, ...], tellings: tuple[Telling, ...]) -> When | None:
    """Since when the stage has been so: as a telling says, or the first day on which it is told.

    Months stay months.  The day of a report stands in where no telling gives a day, as a day by which it was so.
    """
    told = [t.since for t in now if t.since and t.since.start_on]
    if told:
        return min(told, key=lambda w: w.start_on or date.max)
    own = [t.when for t in now if t.when and t.when.start_on]
    if own:
        return min(own, key=lambda w: w.start_on or date.max)
    reported = [t.said_on for t in now if t.said_on]
    return by_day(min(reported)) if reported else None


def _numbers(tellings: tuple[Telling, ...], what: str) -> tuple[Number, ...]:
    """The different numbers of one thing, as first told, whatever the stage; the stages keep their own."""
    found: dict[tuple[float | None, float | None, int], Number] = {}
    for telling in tellings:
        for number in telling.numbers:
            if number.what == what:
                found.setdefault((number.low, number.high, number.convoys), number)
    return tuple(found.values())


def _reasons(movement: Movement, claims: Mapping[str, Claim], register: Register) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            category=c.category,
            label=category_label(c.category),
            words=" ".join(c.words.quote.split()),
            who=register.name(claims[c.claim_id]),
            claim_id=c.claim_id,
        )
        for c in movement.constraints
        if c.claim_id in claims
    )
