"""Counted states, and aid over a time, are figures; one act of aid is not."""

import pytest

from tests.claims.extracted import extract, only

TRUCE = "The ceasefire between the army and the rebels entered its second week.\n\n"


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Some 18,000 people remain trapped in the camp.", "besieged"),
        ("Nearly 25 million people need food aid.", "in_need"),
        ("Lebanon hosts more than 900,000 refugees.", "displaced"),
        ("A quarter of the population has fled.", "displaced"),
        ("About 8,000 people are held in the camps.", "detained_total"),
        ("Four of the nine hospitals in the city are open.", "other_figure"),
        ("Only 80 lorries a day entered the enclave.", "aid_volume"),
    ],
)
def test_a_counted_state_is_a_figure(sentence, type_):
    assert only(extract(TRUCE + sentence), "figure", type_)


def test_a_state_without_a_count_is_no_figure():
    assert not only(extract(TRUCE + "People need food aid."), "figure")


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("UN teams unloaded 16 lorries of flour in Rastan.", "aid_delivered"),
        ("The militia turned back a convoy bound for Douma.", "aid_blocked"),
        ("A shipment of sorghum was plundered on its way to Nyala.", "aid_looted"),
        ("Journalists were denied access to the village.", "route_closed"),
        ("Buses took 300 wounded people out of Foua.", "evacuation"),
        ("About 900 families have come home to Tawergha.", "returns"),
        ("Of 35 aid missions planned, nine were impeded.", "aid_blocked"),
    ],
)
def test_access_is_read_in_the_words_that_reporters_use(sentence, type_):
    assert only(extract(TRUCE + sentence), "access", type_)


def test_a_military_convoy_carries_no_aid():
    assert not only(extract(TRUCE + "A military convoy headed towards the border."), "access")


def test_what_an_official_said_would_be_done_is_intended():
    (claim,) = only(extract(TRUCE + "The minister said the army would allow flour in."), "access")
    assert claim.stance == "intended"


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Nine drones were launched at Odesa.", "drone_strike"),
        ("A mine killed two shepherds.", "explosion"),
        ("Gunmen murdered a tribal elder.", "killing"),
        ("Soldiers took eleven men away.", "detention"),
        ("Residents were ordered to leave eastern Rafah.", "displacement"),
        ("The village changed hands again.", "territory_change"),
        ("Columns of tanks rolled across the border.", "force_movement"),
        ("Jets were heard over the capital.", "overflight"),
    ],
)
def test_incidents_are_read_in_the_words_that_reporters_use(sentence, type_):
    assert only(extract(TRUCE + sentence), "incident", type_)


def test_what_nature_does_is_no_incident():
    assert not only(extract(TRUCE + "The earthquake killed nine people in the province."), "incident")


def test_a_bomb_that_was_laid_is_counted_as_no_shell():
    (claim,) = only(extract(TRUCE + "A car bomb exploded near a market in Baghdad."), "incident", "explosion")
    assert claim.quantities == ()
