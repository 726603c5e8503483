"""Counts against a rate, side by side: each counter at its stage, and why two of them differ."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.compliance.situations import Report, situation
from tests.compliance.terms import make_agreement, make_provision
from trucewatch.compliance.assess import assess
from trucewatch.compliance.series import RateView, read_rates
from trucewatch.errors import UnknownNameError
from trucewatch.model.agreement import Rate

TERMS = make_agreement(
    make_provision(
        "obligation",
        acts=("aid_delivered", "aid_moving", "aid_volume"),
        rate=Rate(what="trucks", low=600, per_days=1, stage="crossed"),
        starts_at=datetime(2025, 10, 10, tzinfo=ZoneInfo("Asia/Damascus")),
    )
)
TERM = TERMS.provisions[0].provision_id
FROM, TO = date(2025, 10, 12), date(2025, 12, 7)


def view(*told: tuple[str, str, float], days: tuple[date, date] = (FROM, TO)) -> RateView:
    return read_rates(_situation(*told, days=days), TERMS, TERM, TO)


def _situation(*told: tuple[str, str, float], days: tuple[date, date] = (FROM, TO)):  # type: ignore[no-untyped-def]
    reports = []
    for n, (who, words, trucks) in enumerate(told):
        report = Report(f"r{n}", TO)
        sentence = f"{who} said that {trucks:.0f} trucks {words}."
        report.tell(
            sentence, "aid_volume", says=((who, None),), when=days, count=(("trucks", f"{trucks:.0f}", trucks, trucks),)
        )
        reports.append(report)
    return situation(*reports)


def test_each_counter_stands_at_its_stage_with_its_number_per_day() -> None:
    made = view(("COGAT", "entered", 25700), ("The UN", "were offloaded", 6545))
    found = {s.counter: (s.stage, round(s.points[0].low or 0, 1), s.points[0].says) for s in made.series}
    assert found == {"COGAT": ("crossed", 450.9, "falls short"), "The UN": ("offloaded", 114.8, "at another stage")}


def test_two_stages_explain_a_difference_and_two_counters_of_one_stage_contradict_each_other() -> None:
    (stages,) = view(("COGAT", "entered", 25700), ("The UN", "were offloaded", 6545)).differences
    assert "different stages, crossed and offloaded: neither speaks against the other" in stages
    (rivals,) = view(("COGAT", "entered", 25700), ("Hamas", "entered", 7333)).differences
    assert "the same stage and days, by different counters: they contradict each other" in rivals


def test_what_only_one_counts_is_named() -> None:
    (sentence,) = view(("COGAT", "entered", 25700), ("The UN", "entered, UN trucks all", 6545)).differences
    assert "of different trucks: all and UN trucks" in sentence


def test_a_count_that_reaches_the_rate_says_so_as_the_assessment_does() -> None:
    told = ("COGAT", "entered", 57 * 600.0)
    assert view(told).series[0].points[0].says == "reaches it"
    assert assess(_situation(told), TERMS, TO)[0].verdict == "kept"


def test_trucks_offloaded_are_set_aside_by_the_assessment_too() -> None:
    (found,) = assess(_situation(("The UN", "were offloaded", 6545)), TERMS, TO)
    assert found.verdict == "undetermined"
    assert any("“offloaded”" in e.reason for e in found.set_aside)


def test_a_term_without_a_rate_is_refused_with_those_that_have_one() -> None:
    with pytest.raises(UnknownNameError, match=f"with a rate: {TERM}"):
        read_rates(_situation(), TERMS, "no-such-term", TO)
