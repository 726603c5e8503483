"""What did not happen is never told as if it had."""

import pytest

from tests.claims.extracted import extract, only, words

OPENING = "The truce between the army and the rebels began on Monday. "


@pytest.mark.parametrize(
    "text",
    [
        "The two ministries said that neither country had bombed the aid convoy near Idlib.",
        "No side has withdrawn its tanks from the front line, the observers said.",
        "None of the rockets hit the hospital in Taiz.",
        "No air raids were carried out on Hodeidah on Sunday, the defence ministry said.",
        "No one has shelled the village since Monday, a resident said.",
        "The aid trucks were never attacked by the rebels, their commander said.",
    ],
)
def test_an_act_that_nobody_did_is_denied_and_has_no_doer(text):
    claims = only(extract(OPENING + text), "incident")
    assert claims
    for claim in claims:
        assert claim.stance == "denied"
        assert not any(w.lower().split()[0] in ("no", "neither", "none") for w in words(claim, "perpetrator"))


def test_parties_after_neither_stay_named():
    (claim,) = only(
        extract("Officials said neither the army nor the Houthi militia had carried out the air strike on the market."),
        "incident",
    )
    assert claim.stance == "denied"
    assert any("militia" in w for w in words(claim, "perpetrator"))


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The drivers of the aid trucks have not been allowed to cross the border.", "route_closed"),
        ("Families were not allowed to leave the besieged district.", "route_closed"),
        ("Aid trucks have not been allowed into the besieged district.", "aid_blocked"),
    ],
)
def test_leave_that_is_not_given_is_asserted_as_a_way_closed(text, type_):
    (claim,) = only(extract(OPENING + text), "access")
    assert (claim.type, claim.stance) == (type_, "asserted")


def test_not_only_leaves_the_act_standing():
    claims = only(extract("The army not only shelled the town of Mork but bombed its hospital."), "incident")
    assert claims and all(c.stance == "asserted" for c in claims)


def test_an_attack_that_killed_no_one_was_still_made():
    (claim,) = only(extract("The air strikes on the base of Mork killed no civilians, the army said."), "incident")
    assert claim.stance == "asserted"
