"""Which time is whose: read by the real model, on Monday 4 March 2024."""

import pytest

from tests.claims.extracted import extract, only


def days(text, kind="incident"):
    return [c.when.start_on.isoformat() if c.when and c.when.start_on else None for c in only(extract(text), kind)]


@pytest.mark.parametrize(
    "text",
    [
        "On Friday, 12 people were reported killed by an artillery shell in Norhaven.",
        "On Friday, it was reported that 12 people were killed by an artillery shell in Norhaven.",
        "At dawn on Friday at least 12 people were killed in shelling of Norhaven.",
        "Shortly before 9 AM on Friday, army shelling of Norhaven killed 12 people.",
        "Shelling of Norhaven on Friday killed 12 people.",
    ],
)
def test_a_time_at_the_head_of_a_sentence_is_that_of_what_was_reported(text):
    assert days(text)[:1] == ["2024-03-01"]


def test_the_day_of_a_statement_is_not_the_day_of_what_it_tells():
    assert days("On Friday, the governor said that the army had shelled the village of Norhaven.") == [None]


def test_a_time_in_a_relative_clause_is_the_clauses_own():
    text = "The shelling of Norhaven broke a truce that both armies had signed last year."
    assert set(days(text)) <= {None}


def test_acts_that_follow_in_the_same_sentence_share_its_day():
    found = days("On Friday, soldiers shelled the village of Norhaven and killed four civilians in Sellin.")
    assert set(found) == {"2024-03-01"}


def test_of_a_wide_and_a_narrow_time_the_narrow_one_counts():
    assert days("In February, on 12 February, the army shelled Norhaven.") == ["2024-02-12"]


def test_since_beside_a_superlative_dates_nothing():
    assert set(days("Shelling killed nine civilians in Norhaven, the deadliest attack there since January.")) == {None}


def test_a_harm_has_the_day_of_the_attack_it_came_from():
    assert days("Six civilians were killed after an airstrike on a house in Norhaven on Friday.")[:1] == ["2024-03-01"]


@pytest.mark.parametrize(
    "text",
    [
        "Six people died when jets bombed a market in Norhaven, west of Wexmouth, on Friday, the hospital said.",
        "Jets bombed a lorry carrying flour in Norhaven on Friday.",
        "The envoy blamed the army for Friday's shelling of a market in Norhaven.",
    ],
)
def test_a_time_before_its_source_after_what_goes_on_meanwhile_or_of_an_owner_is_the_happenings(text):
    assert days(text)[:1] == ["2024-03-01"]


def test_a_time_behind_what_took_place_is_that_of_what_took_place():
    text = (
        "The minister welcomed the inquiry into the raid on a convoy, which took place in Norhaven, Syria, on Friday."
    )
    raids = [c for c in extract(text) if c.kind == "incident"]
    assert {c.when.start_on.isoformat() for c in raids if c.when and c.when.start_on} == {"2024-03-01"}


def test_what_has_now_happened_is_of_the_day_of_the_report_whatever_came_before():
    text = (
        "After several deadly attacks on Norhaven on Friday evening, jets have now bombed the town of Sellby in Syria."
    )
    bombed = next(c for c in extract(text) if "Sellby" in c.span.quote and c.type == "air_strike")
    assert bombed.when is not None and bombed.when.start_on.isoformat() == "2024-03-04"
    assert bombed.places and "Sellby" in bombed.places[0].span.quote


def test_what_something_was_has_the_time_of_its_sentence():
    text = "Norhaven was a focal point of clashes between Syrian rebels and the army over the past two weeks."
    assert days(text)[:1] == ["2024-02-19"]


def test_the_line_above_a_list_lends_its_time_to_the_items():
    text = (
        "Syrian rebels were hit by drones often. Attacks in 2023 were counted as follows:\n\n"
        "• Norhaven: 18 attacks killed nine civilians.\n\n• Sellby: 7 attacks killed three soldiers."
    )
    items = [c for c in extract(text) if "attacks killed" in c.span.quote or "killed" in c.span.quote]
    assert items and all(c.when is not None and c.when.start_on.isoformat() == "2023-01-01" for c in items)


def spans(text, kind="incident"):
    return {(str(c.when.start_on), str(c.when.end_on)) for c in only(extract(text), kind) if c.when}


def test_what_lasts_since_something_began_runs_from_that_day_to_the_report():
    text = "The army has violated the truce 40 times since it took effect on Thursday, the militia said."
    assert spans(text) == {("2024-02-29", "2024-03-04")}


def test_the_wounded_and_the_dead_since_a_day_are_of_the_same_days():
    text = "Five people were killed and 30 wounded since the fighting in Norhaven began on 15 February, medics said."
    assert spans(text) == {("2024-02-15", "2024-03-04")}


def test_breaches_that_somebody_is_accused_of_are_of_the_days_that_the_accusation_names():
    text = "The rebels accused the army of 120 violations of the truce since it came into force on Thursday."
    assert spans(text, "figure") == {("2024-02-29", "2024-03-04")}


def test_what_was_attempted_has_the_day_of_the_attempt():
    assert days("On 12 February, government forces attempted to seize the town of Norhaven.") == ["2024-02-12"]


def test_the_day_of_a_deal_is_not_the_day_of_what_it_asks():
    text = "Under the deal announced on Friday, the army will open its crossings with Norhaven to aid."
    assert all(c.when is None or c.when.start_on is None for c in only(extract(text), "term"))
