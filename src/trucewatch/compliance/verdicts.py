"""A verdict with its reason and rule, before it is dressed as an assessment."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.compliance.logic import Truth
from trucewatch.compliance.weighing import Weight
from trucewatch.model.assessment import ClockReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a predicate finds.  ``holds``: whether a later phase may count on the term, for conjunctive triggers."""

    verdict: str
    reason: str
    rule: str
    holds: Truth
    against: tuple[Weight, ...] = ()
    open_: tuple[Weight, ...] = ()
    supporting: tuple[Weight, ...] = ()
    set_aside: tuple[Weight, ...] = ()
    clock: ClockReading | None = None
    would_change: tuple[str, ...] = ()
    silent: bool = False
    """Nobody heard says anything of it either way."""
