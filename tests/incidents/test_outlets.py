"""Who published a report, by its title and dateline."""

from __future__ import annotations

from trucewatch.incidents.outlets import find_outlets
from trucewatch.incidents.wording import Report


def test_a_part_of_several_titles_names_an_outlet() -> None:
    reports = [Report(f"Headline {n} | Daily Post", "") for n in range(3)]
    assert find_outlets(reports) == {"title daily post": [0, 1, 2]}


def test_a_headline_that_many_print_is_no_outlet() -> None:
    reports = [Report("Depot burns after shelling", "") for _ in range(4)]
    assert find_outlets(reports) == {}


def test_a_dateline_and_a_publisher_name_outlets() -> None:
    reports = [Report("", "QAMISHLI (North) – Shells fell.", publisher="North Agency") for _ in range(3)]
    assert set(find_outlets(reports)) == {"dateline north", "publisher north agency"}


def test_two_reports_are_too_few_for_an_outlet() -> None:
    assert find_outlets([Report("A | Post", ""), Report("B | Post", "")]) == {}
