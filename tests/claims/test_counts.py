"""Which numbers belong to a fact, and what they count there."""

import pytest

from tests.claims.extracted import extract, only


def counted(text, kind="incident", type_=None):
    return [(q.what, q.low, q.high) for c in only(extract(text), kind, type_) for q in c.quantities]


def test_things_destroyed_are_counted_each():
    text = "Airstrikes destroyed eight vehicles and nine structures near the town of Darkush."
    assert counted(text, type_="air_strike") == [("other", 8, 8), ("other", 9, 9)]


def test_the_injured_of_a_sentence_about_the_dead_stay_injured():
    text = "Multiple airstrikes on Darkush have killed at least 35 civilians and injured scores of others."
    assert ("injured", 40, None) in counted(text)


def test_attacks_from_the_air_are_strikes_and_bombings_on_the_ground_are_incidents():
    assert ("strikes", 3, 3) in counted("Drones carried out three attacks on the town of Darkush.")
    assert ("incidents", 2, None) in counted("Multiple suicide bombings killed 12 people in the town of Darkush.")


def test_a_position_takes_no_numbers_of_what_it_is_about():
    text = "The minister condemned the airstrike that killed 12 people in the town of Darkush."
    assert counted(text, "position") == []


def test_who_was_reported_killed_is_counted():
    text = "Two people were reported killed in the shelling of Darkush."
    assert counted(text, type_="shelling") == [("killed", 2, 2)]


@pytest.mark.parametrize("whole", ["three families", "three generations of a family"])
def test_families_of_the_dead_are_not_the_dead(whole):
    text = f"An airstrike killed 15 civilians from {whole} in the town of Darkush."
    assert counted(text, type_="air_strike") == [("killed", 15, 15)]


def test_the_dead_and_other_wounded_of_one_sentence_are_one_fact():
    text = "At least 54 people were killed and 158 others injured in shelling of a market in Darkush."
    assert counted(text) == [("killed", 54, None), ("injured", 158, 158)]


def test_the_dead_are_counted_where_the_wounded_stand_nearer_to_the_attack():
    text = "Ten civilians were killed while 30 others were injured when army forces used shells to target Darkush."
    assert ("killed", 10, 10) in counted(text)


@pytest.mark.parametrize(
    "text",
    [
        "Monitors recorded 430 ceasefire violations in Norhaven on Friday, compared with 310 on Thursday.",
        "Warplanes bombed Darkush for the second time in four days, killing two patients.",
        "A drone hit a car near Darkush, killing three people of one family.",
    ],
)
def test_what_another_number_is_measured_by_is_not_counted(text):
    numbers = {q.low for c in extract(text) for q in c.quantities}
    assert not numbers & {310, 4, 1}
