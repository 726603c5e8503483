"""What an attack was made with decides its type; what it was made on, and what it was for, do not."""

import pytest

from tests.claims.extracted import extract, only


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("In Syria, jets flew all night. Near Mork, two strikes destroyed a car bomb and three mortars.", "air_strike"),
        ("Near Mork in Syria, one air strike damaged a tank, a rocket launcher and a drone workshop.", "air_strike"),
        ("Rebel troops began their assault on Mork in Syria on Saturday.", "armed_clash"),
        ("The army launched an offensive on the rebel town of Mork in Syria.", "armed_clash"),
        ("Coalition troops carried out an airdrop near Mork in Syria and arrested two men.", "other_incident"),
        ("Security forces in Syria carried out raids on tents in search of militants on Saturday.", "other_incident"),
        ("Terrorist bombings in Istanbul killed 38 people on Saturday, officials said of the war.", "explosion"),
        ("Two Russian aircraft fired nine munitions at a base of the rebels in Syria.", "air_strike"),
        ("The militants hanged two hostages and a suicide bomber in Mork in Syria.", "killing"),
    ],
)
def test_the_means_decide_the_type(text, type_):
    assert type_ in {c.type for c in only(extract(text), "incident")}


def test_raids_that_jets_executed_put_nobody_to_death():
    claims = only(extract("Russian jets executed three air strikes on the outskirts of Mork in Syria."), "incident")
    assert [c.type for c in claims] == ["air_strike"]


def test_a_car_bomb_that_was_destroyed_has_not_gone_off():
    claims = only(extract("Near Mork in Syria, two air strikes destroyed four car bombs and a tunnel."), "incident")
    assert [c.type for c in claims] == ["air_strike"]


def test_food_from_the_air_is_aid():
    claims = extract("The ministry conducted seven airdrops of humanitarian aid for families besieged in Syria.")
    assert [c.type for c in only(claims, "access")] == ["aid_delivered"]
