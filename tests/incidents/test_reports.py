"""Grouping whole reports by their words."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.incidents.reports import Report, compare_reports, group_reports

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


def test_two_tellings_with_a_name_spelt_differently_are_grouped_and_another_fire_is_not() -> None:
    groups = group_reports([FIRE, OTHER, FIRE_AGAIN, *FILLER])
    assert (0, 2) in groups
    assert (1,) in groups


def test_a_likeness_names_its_words_and_days() -> None:
    likeness = compare_reports([FIRE, OTHER, FIRE_AGAIN, *FILLER])[0, 2]
    assert "tarvin" in likeness.shared
    assert likeness.days == "a day in common, published 1 days apart"


def test_no_reports_make_no_groups() -> None:
    assert group_reports([]) == ()


@given(st.lists(st.sampled_from([FIRE, FIRE_AGAIN, OTHER, *FILLER]), max_size=12))
def test_every_report_is_in_exactly_one_group(reports: list[Report]) -> None:
    members = [member for group in group_reports(reports) for member in group]
    assert sorted(members) == list(range(len(reports)))
