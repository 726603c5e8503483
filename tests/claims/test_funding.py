"""Money for relief is a figure; other money is not."""

import pytest

from tests.claims.extracted import extract, only


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The ministry has committed £12 million to refugees from the war in Syria.", "asserted"),
        ("The ministry has responded to the war in Syria with $40 million in humanitarian aid.", "asserted"),
        ("The minister said Norway would raise its humanitarian support to Syria by €15 million.", "intended"),
    ],
)
def test_money_for_relief_is_a_volume_of_aid(text, stance):
    (claim,) = only(extract(text), "figure")
    assert (claim.type, claim.stance) == ("aid_volume", stance)
    assert not only(extract(text), "access")


@pytest.mark.parametrize(
    "text",
    [
        "The ministry spent $40 million on tanks for the army of Syria after the air strikes.",
        "The bank will raise a bond of €15 million for the army after the ceasefire in Syria.",
    ],
)
def test_money_for_arms_is_not(text):
    assert not only(extract(text), "figure", "aid_volume")
