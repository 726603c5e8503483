"""The week of 12–19 September 2016 from the example dossier to the trace: what the reports let one say, and no more."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import DOSSIER
from trucewatch import pipeline
from trucewatch.compliance.explain import explain
from trucewatch.model.assessment import Assessment
from trucewatch.model.situation import Situation
from trucewatch.packs.agreement import load_agreement

TERMS = load_agreement("syria-us-russia-2016-09")
D19, D20 = date(2016, 9, 19), date(2016, 9, 20)
DENIED_BY_ALL = ("2016-09-20-convoy-red-cross.html", "2016-09-20-russian-ministry.txt")


def read(*names: str, on: date) -> Situation:
    documents = pipeline.read(*(DOSSIER / n for n in names)) if names else pipeline.read(DOSSIER)
    return pipeline.situation_as_of(documents, pipeline.extract(documents), on)


@pytest.fixture(scope="module")
def week() -> Situation:
    return read(on=D19)


def find(told: Situation, provision: str, reading: str = "", on: date = D19) -> tuple[Assessment, str]:
    found = next(
        a for a in pipeline.assess(told, TERMS, on, "any") if (a.provision_id, a.reading_id) == (provision, reading)
    )
    return found, explain(found, TERMS, told)


@pytest.mark.parametrize("reading", ["", "guarantors-bound"])
def test_the_seven_days_are_not_kept_on_any_reading_in_which_a_partys_strike_counts(
    week: Situation, reading: str
) -> None:
    calm, trace = find(week, "calm", reading)
    assert calm.verdict == "apparently violated"
    assert "Counts against it being kept" in trace and "“" in trace
    assert calm.clock is not None and (calm.clock.day, calm.clock.of, calm.clock.elapsed) == (0, 7, 7)


def test_the_seven_days_are_undetermined_where_those_accused_deny() -> None:
    calm, trace = find(read(*DENIED_BY_ALL, on=D20), "calm", on=D20)
    assert calm.verdict == "undetermined"
    assert "Leaves it open" in trace and "denies strike on convoy" in trace


def test_the_guarantors_may_reset_and_nobody_has_said_that_they_did(week: Situation) -> None:
    _, trace = find(week, "calm")
    assert "The United States and Russia may agree to start the count again; no such reset is recorded." in trace
    assert "it may be a reset; nobody has said so" in trace


def test_access_to_eastern_aleppo_is_not_met(week: Situation) -> None:
    access, trace = find(week, "aleppo-access")
    assert access.verdict == "apparently violated"
    assert "facilitation letters for eastern Aleppo" in trace
    assert "elsewhere: the besieged town of Talbiseh" in trace


def test_the_next_phase_is_not_reached(week: Situation) -> None:
    phase, trace = find(week, "coordination")
    assert phase.verdict == "not yet due"
    assert "the next phase is not reached" in trace and "would have to be kept" in trace
