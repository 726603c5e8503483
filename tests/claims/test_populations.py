"""How many people live somewhere, are cut off there or have fled: a figure, and no siege or displacement beside it."""

import pytest

from tests.claims.extracted import extract, only


@pytest.mark.parametrize(
    ("text", "type_", "low"),
    [
        ("Some 250,000 civilians live in towns encircled by the army in Syria, the UN said.", "besieged", 250_000),
        ("Aid reached the 30,000 people besieged in the old town of Homs in Syria.", "besieged", 30_000),
        ("The Syrian camp is home to 55,000 people, most of them refugees.", "other_figure", 55_000),
        ("Jordan hosts 650,000 refugees from the war in Syria.", "displaced", 650_000),
        ("Millions have been uprooted by the war in Syria since the truce ended.", "displaced", 2_000_000),
        ("Another 40,000 people are believed to be sheltering in schools in Syria.", "displaced", 40_000),
        ("In Syria, 31 villagers were killed in the first week of the offensive.", "death_toll", 31),
        ("The campaign killed 200 fighters of the rebels in Syria.", "death_toll", 200),
    ],
)
def test_people_in_a_place_are_a_figure(text, type_, low):
    claims = extract(text)
    (claim,) = only(claims, "figure")
    assert claim.type == type_
    assert low in {q.low for q in claim.quantities}
    assert not only(claims, "incident")


def test_what_is_thought_of_a_number_is_no_more_than_that():
    (claim,) = only(extract("Another 40,000 people are believed to be sheltering in schools in Syria."), "figure")
    assert claim.stance == "alleged"


def test_a_toll_that_is_only_expected_to_rise_counts_nobody():
    claims = extract("The death toll is expected to rise as the air strike on Idlib left 26 people injured.")
    assert not only(claims, "figure")
