"""Grouping whole reports by their words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.incidents.reports import Likeness, Report, compare_reports, group_reports

FILLER = [
    Report(f"Council number {word} debates its budget", f"The council of {word}ville met to talk of roads and {word}s.")
    for word in ("ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "pine")
]
FIRE = Report(
    "Depot in Qasrabad burns after shelling",
    "A fuel depot in Qasrabad burnt on 4 May after shells fell; watchman Tarvin saw four rounds land near Mill Street.",
    date(2021, 5, 5),
)
FIRE_AGAIN = Report(
    "Shells set Kasrabad fuel depot alight",
    "Four rounds fell on the fuel depot of Kasrabad near Mill Street on May 4, the watchman Tarvin said.",
    date(2021, 5, 6),
)
OTHER = Report(
    "Depot in Norhaven burns after shelling",
    "A fuel depot in Norhaven burnt on 9 June after shells fell; a guard called Ilmar saw rounds land by the quay.",
    date(2021, 6, 10),
)


def likeness(one: Report, other: Report) -> Likeness:
    return compare_reports([one, other, OTHER, *FILLER])[0, 1]


def test_two_tellings_with_a_name_spelt_differently_are_grouped_and_another_fire_is_not() -> None:
    groups = group_reports([FIRE, OTHER, FIRE_AGAIN, *FILLER])
    assert (0, 2) in groups
    assert (1,) in groups


def test_a_likeness_names_its_words_and_what_speaks_for_it() -> None:
    found = likeness(FIRE, FIRE_AGAIN)
    assert "tarvin" in found.shared
    assert {"names in common", "a day in common"} <= set(found.agrees)
    assert found.differs == ()


def test_other_days_speak_against_what_all_else_speaks_for() -> None:
    later = replace(FIRE_AGAIN, text=FIRE_AGAIN.text.replace("May 4", "April 12"), published_on=date(2021, 4, 13))
    assert "days far apart" in likeness(FIRE, later).differs
    assert likeness(FIRE, later).score < likeness(FIRE, FIRE_AGAIN).score


def test_other_hours_speak_against_it() -> None:
    one = replace(FIRE, text=FIRE.text + " Shells fell at 5 a.m.")
    other = replace(FIRE_AGAIN, text=FIRE_AGAIN.text + " They fell at 11 p.m.")
    assert "other hours" in likeness(one, other).differs
    assert likeness(one, other).score < likeness(one, FIRE_AGAIN).score


def test_what_an_outlet_always_says_joins_no_two_of_its_reports() -> None:
    towns = ("Qasr", "Norhav", "Ilmar", "Tarvin", "Belzun")
    daily = [
        Report(
            f"Shells on {town} | The Lowland Monitor",
            f"{town.upper()} (Lowland Monitor) – Lowland Monitor observers under a Colonel Varn saw {town}.",
            date(2021, 5, 5),
        )
        for town in towns
    ]
    assert group_reports([*daily, *FILLER])[: len(daily)] == tuple((n,) for n in range(len(daily)))


def test_no_reports_make_no_groups() -> None:
    assert group_reports([]) == ()
    assert compare_reports([]) == {}


@given(st.lists(st.sampled_from([FIRE, FIRE_AGAIN, OTHER, *FILLER]), max_size=12))
def test_every_report_is_in_exactly_one_group(reports: list[Report]) -> None:
    members = [member for group in group_reports(reports) for member in group]
    assert sorted(members) == list(range(len(reports)))


@given(st.lists(st.text(max_size=300), min_size=1, max_size=4))
def test_no_text_is_too_odd_to_be_grouped(texts: list[str]) -> None:
    reports = [Report(text[:40], text) for text in texts]
    assert sorted(m for group in group_reports(reports) for m in group) == list(range(len(reports)))
