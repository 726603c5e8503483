"""Hours, ages, tolls and places of a lead."""

from __future__ import annotations

from trucewatch.incidents.particulars import find_particulars
from trucewatch.incidents.wording import skeleton


def test_hours_ages_and_tolls_are_read_from_a_lead() -> None:
    found = find_particulars("About 8:50 p.m. two men were killed and a 12-year-old was among three wounded.")
    assert found.hours == {(8, 50, "p")}
    assert found.ages == {12}
    assert (found.tolls["killed"], found.tolls["injured"]) == ({2}, {3})


def test_a_date_is_no_age_and_the_hour_of_a_post_none_of_the_happening() -> None:
    found = find_particulars("On Nov 30, shells fell. Posted at 9:01 PM")
    assert found.ages == frozenset()
    assert found.hours == frozenset()


def test_places_are_names_after_a_preposition_or_before_a_kind_of_place() -> None:
    found = find_particulars("Shells fell on the village of Tal Laban near Shorik town.")
    assert set(found.places) == {f"{skeleton('Tal')} {skeleton('Laban')}", skeleton("Shorik")}


def test_a_region_and_a_weekday_are_no_places() -> None:
    assert find_particulars("Shells fell in Aleppo countryside on Monday.").places == ()


def test_a_long_row_of_names_is_read_in_no_time() -> None:
    row = "al-" + "-".join(["Aa"] * 2_000) + "-x"
    assert len(find_particulars(f"in {row}").places) <= 8
