"""Conjunctive triggers: a next phase that begins when every condition holds (calm *and* access)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trucewatch.compliance.logic import Truth, and_
from trucewatch.compliance.verdicts import Verdict
from trucewatch.model.agreement import Provision

Condition = tuple[Provision, Verdict]


def judge_trigger(conditions: Sequence[Condition], own: Verdict) -> Verdict:
    """The verdict of a term with conditions; ``own`` is what it would be if it were due.

    One condition that does not hold is enough: *not yet due*.  Otherwise one unknown is enough: *undetermined*.
    """
    truth = and_(verdict.holds for _, verdict in conditions)
    told = "; ".join(f"“{p.title}” is {_state(v)}" for p, v in conditions)
    rule = "the next phase needs every one of its conditions"
    if truth is Truth.TRUE:
        return replace(own, reason=f"its conditions are met ({told}): {own.reason}")
    if truth is Truth.FALSE:
        changes = tuple(f"“{p.title}” would have to be kept" for p, v in conditions if v.holds is not Truth.TRUE)
        return replace(
            own,
            verdict="not yet due",
            reason=f"the next phase is not reached: {told}",
            rule=rule,
            silent=False,
            holds=Truth.FALSE,
            would_change=changes,
        )
    reason = f"whether the next phase is reached is undetermined: {told}"
    return replace(own, verdict="undetermined", reason=reason, rule=rule, holds=Truth.UNKNOWN, silent=False)


def _state(verdict: Verdict) -> str:
    clock = verdict.clock
    if verdict.verdict == "kept" and verdict.holds is not Truth.TRUE and clock is not None:
        return f"kept so far, with {clock.in_words}"
    return verdict.verdict
