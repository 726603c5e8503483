"""Of which days a whole report tells."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.incidents.reportdays import days_apart, find_days
from trucewatch.incidents.wording import Report

ON = date(2021, 5, 5)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Shells fell on 4 May.", date(2021, 5, 4)),
        ("Shells fell on May 4th, 2020.", date(2020, 5, 4)),
        ("Shells fell on Dec. 30.", date(2020, 12, 30)),
        ("Shells fell on Sunday.", date(2021, 5, 2)),
        ("Shells fell last night.", date(2021, 5, 4)),
        ("Shells fell on 2021-05-01.", date(2021, 5, 1)),
        ("Shells fell on 23/04/2021.", date(2021, 4, 23)),
    ],
)
def test_days_are_known_by_the_day_of_publication(text: str, day: date) -> None:
    assert find_days(Report("", text, ON), "").days == (day,)


def test_a_report_without_a_day_of_its_own_takes_the_first_full_date() -> None:
    found = find_days(Report("", "2 February، 2022 Damascus – Shells fell on Tuesday."), "")
    assert found.anchor == date(2022, 2, 2)
    assert date(2022, 2, 1) in found.days


def test_a_day_of_some_year_stays_one() -> None:
    found = find_days(Report("", "Shells fell on August 24, a Wednesday."), "")
    assert (found.days, found.partial, found.weekdays) == ((), ((8, 24),), (2,))


def test_when_a_page_was_updated_is_no_day_of_the_happening() -> None:
    assert find_days(Report("", "Updated: May 9, 2021. Shells fell on May 4.", ON), "").days == (date(2021, 5, 4),)


def test_a_date_that_no_calendar_has_is_none() -> None:
    assert find_days(Report("", "Shells fell on 31 February 2021 or 03/04/2021.", ON), "").days == ()


def test_the_nearest_days_of_two_reports_are_what_is_between_them() -> None:
    one = find_days(Report("", "Shells fell on 1 May and 4 May.", ON), "")
    other = find_days(Report("", "Shells fell on 6 May.", date(2021, 5, 7)), "")
    assert days_apart(one, other) == 2
