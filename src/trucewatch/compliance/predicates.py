"""What each kind of term asks, and when it is kept: prohibitions, obligations, permissions.

Every predicate takes weights and gives a :class:`Verdict`.  *Kept* always needs somebody's report that it was; no
report either way is *undetermined*.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from trucewatch.compliance.clocks import Reset, find_completed_run, read_clock
from trucewatch.compliance.days import day_bounds, starts_day
from trucewatch.compliance.logic import Truth
from trucewatch.compliance.scope import Term
from trucewatch.compliance.verdicts import Verdict
from trucewatch.compliance.weighing import COUNTING, OPEN, Weight

NO_REPORTS = "nobody heard says whether it was kept, and silence is not calm"


def judge_permission(term: Term) -> Verdict:
    """A permission or an exclusion is no duty: there is nothing to keep."""
    return Verdict(
        verdict="not applicable",
        reason="this term lays no duty on anybody: it says what is allowed or not covered",
        rule="a permission cannot be broken",
        holds=Truth.TRUE,
    )


def judge_before_start(term: Term) -> Verdict | None:
    """*Not yet due* while the term has not started by the end of the day ``as_of``; else None."""
    start = term.provision.starts_at
    if start is None or start < day_bounds(term.as_of, term.zone)[1]:
        return None
    when = start.astimezone(term.zone).strftime("%Y-%m-%d %H:%M")
    return Verdict(
        verdict="not yet due",
        reason=f"it starts on {when} ({term.agreement.timezone})",
        rule="a term binds from its start",
        holds=Truth.FALSE,
    )


def judge_prohibition(
    term: Term, weights: tuple[Weight, ...], resetting: tuple[Weight, ...], resets: Iterable[Reset]
) -> Verdict:
    """A prohibition, with its clock where it has one."""
    clock = term.provision.clock
    mine = tuple(r for r in resets if r.provision_id == term.provision.provision_id and r.on <= term.as_of)
    counting, forgiven = _split_by_reset(weights, mine)
    verdict = _sort(counting)
    run: tuple[date, date] | None = None
    if clock is not None:
        reading = read_clock(clock, term, weights, resetting, mine)
        verdict = replace(verdict, clock=reading)
        run = find_completed_run(clock, reading)
    if run is not None:
        counting, earlier = _split_by_run(counting, run)
        forgiven += earlier
        verdict = replace(_sort(counting), clock=verdict.clock)
    verdict = replace(verdict, set_aside=(*verdict.set_aside, *forgiven))
    if verdict.against:
        return _violated(verdict)
    if verdict.open_:
        return _open(verdict)
    if run is not None:
        days = f"{run[0].isoformat()} to {run[1].isoformat()}"
        reason = f"calm is reported on each day of the count, {days}"
        return replace(verdict, verdict="kept", reason=reason, rule="a complete count", holds=Truth.TRUE)
    missing = _days_without_calm(term, verdict.supporting)
    if verdict.supporting and not missing:
        so_far = "" if clock is None else " so far; the count is not complete"
        return replace(
            verdict,
            verdict="kept",
            reason=f"calm is reported on each day{so_far}",
            rule="calm on every day, in somebody's words",
            holds=Truth.TRUE if clock is None else Truth.FALSE,
        )
    reason = NO_REPORTS
    if verdict.supporting:
        reason = f"too few reports: calm is reported, but not for {missing} of the days"
    rule = "kept needs a report of calm for every day"
    return replace(verdict, reason=reason, rule=rule, holds=Truth.UNKNOWN, silent=not verdict.supporting)


def judge_obligation(term: Term, weights: tuple[Weight, ...], party_id: str = "") -> Verdict:
    """An obligation: done, not done, or not said; with a deadline, not yet due before it.

    Where reports say who did it (a release, a commitment), all who are bound together have kept it only when each of
    them has; an arrival of aid is nobody's in particular.
    """
    verdict = _sort(weights)
    due = is_due(term)
    if due and not term.provision.acts and not term.provision.counter_acts:
        return replace(
            verdict,
            reason="no kind of report that is read here can show it; a person must judge",
            rule="a term beyond the vocabulary of reports",
            holds=Truth.UNKNOWN,
        )
    if verdict.against and due:
        return _violated(verdict)
    if verdict.open_ and due:
        return _open(verdict)
    missing = "" if party_id else _missing_doers(term, verdict.supporting)
    if verdict.supporting and not missing:
        reason = "it is said to have been done, and nobody heard says otherwise"
        return replace(verdict, verdict="kept", reason=reason, rule="done, in somebody's words", holds=Truth.TRUE)
    if not due:
        return before_deadline(term, verdict)
    reason = f"too few reports: it is said to have been done, but not by {missing}" if missing else NO_REPORTS
    rule = "kept needs a report that it was done"
    return replace(verdict, reason=reason, rule=rule, holds=Truth.UNKNOWN, silent=not missing)


def is_due(term: Term) -> bool:
    """Whether the term has no deadline, or one that lies before the end of the day ``as_of``."""
    deadline = term.provision.deadline_at
    return deadline is None or deadline < day_bounds(term.as_of, term.zone)[1]


def before_deadline(term: Term, verdict: Verdict) -> Verdict:
    """*Not yet due*, for a term that has a deadline which is not past."""
    deadline = term.provision.deadline_at
    when = deadline.astimezone(term.zone).strftime("%Y-%m-%d %H:%M") if deadline else ""
    reason = f"the deadline is {when} ({term.agreement.timezone})"
    return replace(verdict, verdict="not yet due", reason=reason, rule="a deadline", holds=Truth.FALSE)


def _missing_doers(term: Term, supporting: tuple[Weight, ...]) -> str:
    """Who of those bound is not said to have done it, by name; "" when nobody in particular did, or all have."""
    done = {p for w in supporting for b in w.other if b.side == "for" for p in b.accused}
    missing = [p for p in term.provision.addressees if p not in done] if done else []
    return " and ".join(term.agreement.party(p).name for p in missing)


def _sort(weights: tuple[Weight, ...]) -> Verdict:
    return Verdict(
        verdict="undetermined",
        reason="",
        rule="",
        holds=Truth.UNKNOWN,
        against=tuple(w for w in weights if w.status in COUNTING),
        open_=tuple(w for w in weights if w.status in OPEN),
        supporting=tuple(w for w in weights if w.status == "fulfilled"),
        set_aside=tuple(w for w in weights if w.status == "aside"),
    )


def _violated(verdict: Verdict) -> Verdict:
    number = len(verdict.against)
    told = "one happening is claimed against it" if number == 1 else f"{number} happenings are claimed against it"
    denied = sum(w.status == "denied by the accused" for w in verdict.against)
    if denied == number:
        told += ", each denied by the accused, and by nobody else"
    elif denied:
        told += f", {denied} of them denied by the accused"
    rule = "a claim that nobody heard disputes, except the accused themselves against a voice that is no party"
    return replace(verdict, verdict="apparently violated", reason=told, rule=rule, holds=Truth.FALSE)


def _open(verdict: Verdict) -> Verdict:
    kinds = dict.fromkeys(w.status for w in verdict.open_)
    words = {
        "disputed": "what is claimed against it is disputed",
        "by whom unknown": "acts are claimed, by whom unknown",
        "doubtful": "what is claimed tells too little to count",
    }
    reason = "; ".join(words[k] for k in kinds)
    return replace(
        verdict, reason=reason, rule="a dispute or a missing answer is neither yes nor no", holds=Truth.UNKNOWN
    )


def _split_by_reset(
    weights: tuple[Weight, ...], resets: tuple[Reset, ...]
) -> tuple[tuple[Weight, ...], tuple[Weight, ...]]:
    if not resets:
        return weights, ()
    last = max(resets, key=lambda r: r.on)
    reason = f"before the count was reset on {last.on.isoformat()}"
    return _split(weights, last.on, reason)


def _split_by_run(weights: tuple[Weight, ...], run: tuple[date, date]) -> tuple[tuple[Weight, ...], tuple[Weight, ...]]:
    return _split(weights, run[0] - timedelta(days=1), f"before the complete count that began on {run[0].isoformat()}")


def _split(weights: tuple[Weight, ...], last: date, reason: str) -> tuple[tuple[Weight, ...], tuple[Weight, ...]]:
    """Weights that reach beyond ``last`` on anybody's word, and those that do not, set aside with the reason."""
    kept, gone = [], []
    for weight in weights:
        latest = weight.latest_on
        if latest is None or latest > last:
            kept.append(weight)
        else:
            gone.append(replace(weight, status="aside", reason=reason))
    return tuple(kept), tuple(gone)


def _days_without_calm(term: Term, calm: tuple[Weight, ...]) -> int:
    """How many whole days of the term so far nobody calls calm; 1 at least when the term has no start."""
    start = term.provision.starts_at
    first = term.starts_on
    if start is None or first is None:
        return 1
    if not starts_day(start, term.zone):
        first += timedelta(days=1)
    total = (term.last_on - first).days + 1
    if total <= 0:
        return 1
    covered, reach = 0, first
    spans = sorted((w.start_on, w.end_on or w.start_on) for w in calm if w.start_on is not None)
    for begin, end in spans:
        begin, end = max(begin, reach), min(end, term.last_on)
        if end >= begin:
            covered += (end - begin).days + 1
            reach = end + timedelta(days=1)
    return total - covered
