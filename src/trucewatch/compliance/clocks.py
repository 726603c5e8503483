"""Clocks: how many of N days of calm are reported, in the agreement's zone, each day with its state and reason.

Days are calendar days of the agreement's zone, so that a change of the clocks neither adds nor loses one.  A day that
the count does not cover from its first minute (a start at 19:00) has number 0.  A day is calm only when somebody
heard says so: no report is ``unknown``, and a count of unknown days is never complete.  The days that pass are told
apart from the days of calm: a truce of which nobody reports grows older, and no calmer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from trucewatch.compliance.days import day_range, local_day, starts_day
from trucewatch.compliance.scope import Term
from trucewatch.compliance.weighing import COUNTING, OPEN, Weight
from trucewatch.compliance.wording import quote
from trucewatch.model.agreement import Clock
from trucewatch.model.assessment import ClockDay, ClockReading

MAX_DAYS = 1000
"""Days that are listed at most; a clock that ran longer is read over the last ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reset:
    """The guarantors' declared agreement to start a count again: the next day is day 1.

    ``by`` are the parties that declared it (empty: the guarantors together); ``claim_ids`` or ``document_id`` is where
    the words stand on which it rests.
    """

    provision_id: str
    on: date
    by: tuple[str, ...] = ()
    claim_ids: tuple[str, ...] = ()
    document_id: str = ""
    quote: str = ""


def read_clock(
    clock: Clock, term: Term, own: Iterable[Weight], resetting: Iterable[Weight], resets: Iterable[Reset]
) -> ClockReading:
    """Where the clock stands at the end of the term's ``as_of``.

    ``own`` are the weights of the clock's own provision, ``resetting`` those that start it again by themselves,
    ``resets`` the declared ones (of this provision).
    """
    of = max(clock.length.days, 1)
    first = local_day(clock.starts_at, term.zone)
    if first > term.as_of:
        return ClockReading(day=0, of=of, continuous=clock.continuous, note=f"starts on {first.isoformat()}")
    days = day_range(max(first, term.as_of - timedelta(days=MAX_DAYS - 1)), term.as_of)
    states = _find_states(days, own)
    broken_by = _find_states(days, resetting)
    declared = {r.on: r for r in resets if r.on <= term.as_of}
    part_day = None if starts_day(clock.starts_at, term.zone) else first
    # Of a clock that is read over its last days only, the days before them have passed as well.
    elapsed = max(0, (days[0] - first).days - (part_day is not None))
    calm, listed, said = 0, [], []
    for on in days:
        state, reason, ids = states.get(on, ("unknown", "no report of calm or of a breach", ()))
        stop = broken_by.get(on)
        if stop is not None and stop[0] == "broken":
            elapsed = calm = 0
            said.append(f"{on.isoformat()}: starts again by itself ({stop[1]})")
        elif on in declared:
            elapsed = calm = 0
            said.append(f"{on.isoformat()}: {_tell_reset(declared[on], term)}")
        elif on != part_day:
            elapsed += 1
            calm = calm + 1 if state == "calm" else 0 if clock.continuous else calm
        listed.append(ClockDay(on=on, day=elapsed, state=state, reason=reason, claim_ids=ids))
    reading = ClockReading(
        day=min(calm, of),
        of=of,
        elapsed=elapsed,
        continuous=clock.continuous,
        days=tuple(listed),
        resets=tuple(said),
    )
    return replace(reading, note=_note(clock, reading, term))


def _tell_reset(reset: Reset, term: Term) -> str:
    known = {p.party_id: p.name for p in term.agreement.parties}
    said = f"reset by {' and '.join(known.get(p, p) for p in reset.by) or 'the guarantors'}"
    return f"{said}, in the words {quote(reset.quote)}" if reset.quote else said


def _find_states(days: tuple[date, ...], weights: Iterable[Weight]) -> dict[date, tuple[str, str, tuple[str, ...]]]:
    """The state of each day that a weight speaks of; a breach outranks a dispute, a dispute calm."""
    rank = {"calm": 0, "disputed": 1, "broken": 2}
    found: dict[date, tuple[str, str, dict[str, None]]] = {}
    if not days:
        return {}
    for weight in weights:
        if weight.start_on is None or weight.status == "aside":
            continue
        start, end = weight.start_on, weight.end_on or weight.start_on
        state, reason = _day_state(weight, start == end)
        for on in day_range(max(start, days[0]), min(end, days[-1])):
            old = found.get(on)
            if old is None or rank[state] > rank[old[0]]:
                old = found[on] = (state, reason, {})
            if old[0] == state:
                old[2].update(dict.fromkeys(weight.claim_ids))
    return {on: (state, reason, tuple(ids)) for on, (state, reason, ids) in found.items()}


def _day_state(weight: Weight, one_day: bool) -> tuple[str, str]:
    if weight.status in COUNTING:
        if one_day:
            claimed = weight.reason if weight.reason.startswith("claimed") else f"claimed, {weight.reason}"
            return "broken", f"a breach is {claimed}"
        return "disputed", "a breach is claimed on one of several days"
    if weight.status == "by whom unknown":
        return "disputed", "calm is said to be broken, by whom unknown"
    if weight.status in OPEN:
        return "disputed", weight.reason
    return "calm", "calm is reported"


def _note(clock: Clock, reading: ClockReading, term: Term) -> str:
    counts = {s: sum(d.state == s for d in reading.days) for s in ("calm", "broken", "disputed", "unknown")}
    told = ", ".join(f"{n} {s}" for s, n in counts.items() if n)
    kind = "in a row" if clock.continuous else "in total"
    run = find_completed_run(clock, reading)
    state = f"complete on {run[1].isoformat()}" if run else "not complete"
    passed = f", though {reading.elapsed} days have passed" if not run and reading.elapsed >= reading.of else ""
    may = ""
    if clock.may_reset:
        may = f"; {' and '.join(term.agreement.party(p).name for p in clock.may_reset)} may agree to reset it"
    return f"{state}{passed}: it takes {reading.of} days {kind} with a report of calm each; so far {told}{may}"


def find_completed_run(clock: Clock, reading: ClockReading) -> tuple[date, date] | None:
    """The first and last day of the latest complete count, or None while there is none.

    Continuous: N days in a row, all calm, none of them a reset.  In total: the first to the N-th calm day.
    """
    if not clock.continuous:
        calm = [d.on for d in reading.days if d.state == "calm" and d.day > 0]
        return (calm[0], calm[reading.of - 1]) if len(calm) >= reading.of else None
    run, best = 0, None
    for day in reading.days:
        run = run + 1 if day.state == "calm" and day.day > 0 else 0
        if run >= reading.of:
            best = (day.on - timedelta(days=reading.of - 1), day.on)
    return best
