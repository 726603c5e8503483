from __future__ import annotations

from itertools import product

import pytest

from tests.compliance.terms import make_provision
from trucewatch.compliance.logic import Truth
from trucewatch.compliance.triggers import judge_trigger
from trucewatch.compliance.verdicts import Verdict
from trucewatch.model.assessment import ClockReading

OWN = Verdict(verdict="kept", reason="done", rule="r", holds=Truth.TRUE)
NAMES = {Truth.TRUE: "kept", Truth.FALSE: "apparently violated", Truth.UNKNOWN: "undetermined"}


def conditions(*truths: Truth):  # type: ignore[no-untyped-def]
    return [
        (make_provision(title=f"term {n}"), Verdict(verdict=NAMES[t], reason="", rule="", holds=t))
        for n, t in enumerate(truths)
    ]


@pytest.mark.parametrize("truths", list(product(Truth, repeat=2)))
def test_a_next_phase_needs_every_condition(truths: tuple[Truth, Truth]) -> None:
    found = judge_trigger(conditions(*truths), OWN)
    if Truth.FALSE in truths:
        assert found.verdict == "not yet due"
    elif Truth.UNKNOWN in truths:
        assert found.verdict == "undetermined"
    else:
        assert found.verdict == "kept"


def test_the_reason_names_every_condition_and_its_verdict() -> None:
    found = judge_trigger(conditions(Truth.TRUE, Truth.FALSE), OWN)
    assert "“term 0” is kept; “term 1” is apparently violated" in found.reason
    assert found.would_change == ("“term 1” would have to be kept",)


def test_a_count_that_runs_is_told_with_its_day_and_a_complete_one_without() -> None:
    clock = ClockReading(day=3, of=7, elapsed=4)
    for truth, told in (
        (Truth.FALSE, "is kept so far, with 3 of 7 days of calm in a row; 4 days since it began"),
        (Truth.TRUE, "“c” is kept)"),
    ):
        condition = Verdict(verdict="kept", reason="", rule="", holds=truth, clock=clock)
        assert told in judge_trigger([(make_provision(title="c"), condition)], OWN).reason
