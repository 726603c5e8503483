"""Supplies told without a verb of delivery."""

import pytest

from tests.claims.extracted import extract, only, words

LEAD = "The truce and the ceasefire lines held in Madaya. "


def told(text):
    return [c for c in extract(LEAD + text) if c.span.start >= len(LEAD)]


def test_the_last_distribution_is_aid_delivered_then_at_the_place_spoken_of():
    (claim,) = told("The last distribution of food there was on 9 January.")
    assert (claim.kind, claim.type, claim.stance) == ("access", "aid_delivered", "asserted")
    assert claim.when.start_on.isoformat() == "2024-01-09"
    assert claim.places[0].span.quote == "Madaya"


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("No aid had yet moved towards Aleppo.", "aid_moving"),
        ("No aid has reached Aleppo since June.", "aid_delivered"),
    ],
)
def test_aid_that_has_not_moved_or_come_is_denied(text, type_):
    (claim,) = told(text)
    assert (claim.type, claim.stance) == (type_, "denied")


@pytest.mark.parametrize(
    "text",
    ["The government has not issued permits for the aid convoys.", "The government withheld the facilitation letters."],
)
def test_papers_withheld_block_aid_by_whoever_withholds_them(text):
    (claim,) = told(text)
    assert (claim.kind, claim.type) == ("access", "aid_blocked")
    assert words(claim, "perpetrator") == ["The government"]


def test_papers_issued_approve_aid():
    (claim,) = told("The ministry has issued the facilitation letters.")
    assert claim.type == "aid_approved"


def test_building_permits_are_nothing_of_aid():
    assert not told("The council has not issued permits for the new bridge.")


def test_a_count_of_convoys_is_told_of_the_aid_before_it():
    waiting, counted = told(
        "Thirty trucks of aid were waiting at the border. They are the first of two convoys of 15 trucks each."
    )
    assert (counted.kind, counted.type) == ("access", waiting.type)
    assert counted.quantity("convoys").low == 2 and counted.quantity("trucks").low == 15


def test_mouths_that_food_can_feed_are_a_volume_of_aid():
    (claim,) = told("The food would feed 90,000 people for one month.")
    assert (claim.kind, claim.type) == ("figure", "aid_volume")
    assert claim.quantity("people").low == 90_000 and claim.quantity("days").low == 30


def test_counted_people_who_are_trapped_are_a_figure():
    (claim,) = only(told("Up to 50,000 people are trapped in the east of the city."), "figure")
    assert claim.type == "besieged" and claim.quantity("people").high == 50_000


def test_what_it_carried_is_told_of_the_convoy_before_it():
    reached, carried = told(
        "A UN convoy of 44 trucks entered Zabadani. It carried food for 40,000 people for one month."
    )
    assert (reached.type, carried.type) == ("aid_delivered", "aid_delivered")
    assert carried.quantity("people").low == 40_000 and carried.quantity("days").low == 30


def test_what_two_convoys_would_feed_is_counted_for_both():
    (claim,) = told("Together the two convoys would feed 185,000 people for a month.")
    assert claim.type == "aid_volume"
    assert claim.quantity("convoys").low == 2 and claim.quantity("people").low == 185_000
