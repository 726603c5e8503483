"""What was hit decides the type, also when the dead are the object of the verb or the convoy is named again."""

import pytest

from tests.claims.extracted import extract, only, words


@pytest.mark.parametrize(
    ("text", "type_", "hit"),
    [
        ("Air strikes on an aid convoy near Idlib killed 12 people on Saturday.", "attack_on_aid", "an aid convoy"),
        ("A strike against the relief convoy killed two drivers in Syria.", "attack_on_aid", "the relief convoy"),
        ("Air raids on a hospital in Taiz killed nine patients.", "attack_on_medical", "a hospital"),
        ("Air raids against ambulances in Idlib wounded three people.", "attack_on_medical", "ambulances"),
        ("The bombing of a Red Cross convoy near Mork wounded a driver.", "attack_on_aid", "a Red Cross convoy"),
    ],
)
def test_what_a_strike_fell_on_is_its_target_beside_the_dead(text, type_, hit):
    (claim,) = only(extract(text), "incident")
    assert claim.type == type_
    assert hit in words(claim, "target")


@pytest.mark.parametrize(
    "text",
    [
        "An aid convoy had left for Mork in Syria. Jets are believed to have struck the convoy on Saturday.",
        "A United Nations convoy reached Mork in Syria. At least 18 of the trucks were hit by rockets on Saturday.",
    ],
)
def test_the_convoy_after_a_convoy_of_aid_is_aid(text):
    assert [c.type for c in only(extract(text), "incident")] == ["attack_on_aid"]


@pytest.mark.parametrize(
    "text",
    [
        "An aid convoy had left for Mork in Syria. Rebels attacked an army convoy near Hama with rockets.",
        "Rebels ambushed a military convoy near Hama in Syria. Mortars hit the convoy again on Saturday.",
    ],
)
def test_a_convoy_of_arms_is_no_aid(text):
    assert "attack_on_aid" not in {c.type for c in only(extract(text), "incident")}


def test_every_agency_whose_trucks_delivered_is_a_carrier():
    (claim,) = only(
        extract("Ten trucks from the Red Crescent, UNICEF and the World Food Programme delivered flour to Madaya."),
        "access",
    )
    assert words(claim, "carrier") == ["the Red Crescent", "UNICEF", "the World Food Programme"]
