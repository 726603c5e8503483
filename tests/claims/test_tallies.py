"""Counted breaches, their parts, and counts of none."""

import pytest

from tests.claims.extracted import extract, only, words


def numbers(claims):
    return [claim.quantity("violations").low for claim in claims]


def test_a_tally_and_each_of_its_parts_are_figures_of_one_claimant_and_day():
    claims = only(
        extract(
            "The mission recorded 45 violations of the ceasefire on Friday: 26 in Donetsk region, 11 in Luhansk region "
            "and 8 near Mariupol."
        ),
        "figure",
        "violation_tally",
    )
    assert numbers(claims) == [45, 26, 11, 8]
    assert {tuple(c.span.quote for c in claim.claimants) for claim in claims} == {("The mission",)}
    assert {claim.when.start_on.isoformat() for claim in claims} == {"2024-03-01"}
    assert ["Mariupol" in claim.places[0].span.quote for claim in claims[3:]] == [True]


def test_parts_by_cause_need_no_place_and_a_text_needs_no_other_word_of_the_subject():
    text = (
        "The centre said that it had logged at least 90 breaches between 12 and 19 February: 60 through shelling and "
        "30 through arrests."
    )
    claims = only(extract(text), "figure", "violation_tally")
    assert numbers(claims) == [90, 60, 30]
    assert [[c.span.quote for c in claim.claimants] for claim in claims] == [["The centre"]] * 3


def test_breaches_without_period_area_or_parts_are_an_incident():
    claims = extract("The truce is failing, officials said. Rebels committed more than 300 violations.")
    (claim,) = only(claims, "incident", "violation")
    assert numbers([claim]) == [300] and words(claim, "perpetrator") == ["Rebels"]


@pytest.mark.parametrize(
    "text",
    [
        "The council recorded 45 violations of the building code on Friday: 26 in Leeds and 19 in York.",
        "The bank reported 12 data breaches between March and May: 8 in Oslo and 4 in Bergen.",
    ],
)
def test_violations_of_other_rules_are_no_tally(text):
    assert not extract(text)


def test_items_of_a_list_are_parts_of_the_tally_above_it():
    claims = extract(
        "The desk recorded 12 violations of the truce on Friday.\n\n- 7 in Deraa: mortar fire on the town.\n\n"
        "- 5 in Hama: shelling by army gunners near Kafr Zita."
    )
    assert numbers(only(claims, "figure", "violation_tally")) == [12, 7, 5]
    (shelling,) = [c for c in only(claims, "incident") if "Kafr Zita" in c.span.quote]
    assert words(shelling, "perpetrator") == ["army gunners"]
    assert [c.span.quote for c in shelling.claimants] == ["The desk"]
    assert shelling.when is not None and shelling.when.start_on.isoformat() == "2024-03-01"
    assert "Zita" in shelling.places[0].span.quote


def test_deaths_that_a_monitor_found_none_of_are_a_toll_of_nought():
    (claim,) = only(
        extract("The monitoring group documented no deaths in combat during the first day of the truce."),
        "figure",
        "death_toll",
    )
    killed = claim.quantity("killed")
    assert killed is not None and (killed.low, killed.high) == (0, 0)
    assert [c.span.quote for c in claim.claimants] == ["The monitoring group"]


def test_an_attack_without_casualties_stays_an_attack():
    claims = extract("Army shells hit the village of Zabrin on Sunday. No casualties were reported.")
    assert {c.kind for c in claims} == {"incident"}
    last = claims[-1]
    assert last.quantity("killed").high == 0 and last.quantity("injured").high == 0


def test_artillery_of_the_government_is_the_governments():
    (claim,) = only(extract("- Shelling by government artillery of farmland near Kafr Zita."), "incident")
    assert words(claim, "perpetrator") == ["government"]
