"""A monitor tells what it found; it did not do it."""

import pytest

from tests.claims.extracted import extract, only, words

OPENING = "The truce between the army and the rebels began on Monday. "


@pytest.mark.parametrize(
    ("text", "type_", "who"),
    [
        ("The monitor said most fronts were calm. It also reported scattered shelling in the east of Homs.", "shelling",
         "The monitor"),
        ("The monitoring mission observed an exchange of fire near the village of Zabrin.", "armed_clash",
         "The monitoring mission"),
        ("Monitors counted 40 explosions near the town of Mork.", "explosion", "Monitors"),
        ("The group recorded shelling in the north of Hama.", "shelling", "The group"),
        ("The mission noted two air strikes on the town of Hays.", "air_strike", "The mission"),
    ],
)  # fmt: skip
def test_what_a_monitor_found_is_its_claim_and_not_its_act(text, type_, who):
    (claim,) = only(extract(OPENING + text), "incident")
    assert (claim.type, claim.stance) == (type_, "asserted")
    assert [c.span.quote for c in claim.claimants] == [who]
    assert words(claim, "perpetrator") == []


def test_a_place_in_which_shells_fell_is_no_target():
    (claim,) = only(extract(OPENING + "The group recorded shelling in the north of Hama."), "incident")
    assert words(claim, "target") == []
    assert [p.span.quote for p in claim.places] == ["the north of Hama"]


def test_an_army_that_observes_a_truce_reports_nothing():
    claims = extract(OPENING + "The army is observing the ceasefire.")
    assert all(not c.claimants for c in claims)


@pytest.mark.parametrize(
    "text",
    [
        "The foreign ministry issued a statement Saturday saying that rebels had shelled the town of Hama.",
        "The foreign ministry issued a statement expressing alarm that rebels had shelled the town of Hama.",
    ],
)
def test_a_statement_speaks_for_whoever_issued_it(text):
    (claim,) = only(extract(text), "incident")
    assert [c.span.quote for c in claim.claimants] == ["The foreign ministry"]
