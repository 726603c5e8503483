"""One happening in the many words that reports use for it; and the same words where they mean something else."""

import pytest

from tests.claims.extracted import extract, only, words

LEAD = "The ceasefire between the army and the rebels is in its second week.\n\n"


def told(sentence):
    return [c for c in extract(LEAD + sentence) if c.span.start >= len(LEAD)]


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Fighter planes dropped their payloads on the northern suburb before dawn.", "air_strike"),
        ("Two quadcopters released grenades over a trench east of the town.", "drone_strike"),
        ("Mortar rounds came down on the market, wounding nine.", "shelling"),
        ("Troops and rebels traded fire along the contact line.", "armed_clash"),
        ("Soldiers came under attack from militants in Kidal.", "armed_clash"),
        ("Bursts of automatic fire were heard near the line.", "gunfire"),
        ("Residents had been exposed to chlorine in the suburb.", "chemical_attack"),
        ("Gunmen ambushed a convoy carrying food for the camp.", "attack_on_aid"),
        ("A missile hit a UN warehouse full of food.", "attack_on_aid"),
        ("Villagers were driven from their land by the militia.", "displacement"),
        ("The militia now controls most of the city.", "territory_change"),
        ("Turkey moved armoured vehicles into the province.", "force_movement"),
        ("Two Turkish F-16s entered Greek airspace.", "overflight"),
        ("Air defences intercepted three missiles over the city.", "other_incident"),
        ("Both sides signed the peace deal in Addis Ababa.", "upholds"),
        ("Hamas gave its consent to the proposal.", "upholds"),
        ("The militia withdrew from the peace agreement.", "rejects"),
        ("Western officials voiced scepticism about the ceasefire.", "doubts"),
        ("The bombing drew condemnation from France.", "condemns"),
        ("Washington pressed both governments to return to the negotiating table.", "demands"),
    ],
)
def test_other_words_for_it_tell_it_too(sentence, type_):
    assert type_ in [c.type for c in told(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Food prices have exploded in the city.",
        "The newspaper attacked the policy of the government.",
        "The minister came under fire for his handling of the economy.",
        "The president launched a charm offensive in Europe.",
        "The minister shot back that his critics were naive.",
        "Inflation hit the poorest families hardest.",
        "The museum was damaged in a flood ten years ago.",
    ],
)
def test_figures_of_speech_and_floods_tell_none(sentence):
    assert told(sentence) == []


def test_who_opens_fire_and_who_is_under_it():
    (claim,) = told("Soldiers came under fire from militants near the bridge.")
    assert words(claim, "target") == ["Soldiers"]
    assert words(claim, "perpetrator") == ["militants"]


def test_an_attack_claimed_by_a_group_is_an_incident_and_its_responsibility():
    claims = told("A bombing claimed by the brigade killed ten people.")
    assert {c.type for c in claims} == {"explosion", "accepts_responsibility"}
    (claimed,) = only(claims, "position")
    assert words(claimed, "holder") == ["the brigade"]


def test_what_a_bomb_did_next_is_the_same_attack():
    assert [c.type for c in told("A roadside bomb struck a patrol, killing four soldiers.")] == ["explosion"]


def test_a_crime_in_town_is_out_of_the_subject():
    text = (
        "A gunman opened fire outside a block of flats on Monday, the sheriff said. "
        "Two men died. A suspect was charged with murder, prosecutors said.\n"
    )
    assert extract(text) == ()


def test_victims_among_whom_some_are_named():
    (claim,) = told("The shelling went on. Two nurses were among those wounded.")[1:]
    assert words(claim, "target") == ["Two nurses"]


def test_who_heard_a_blast_did_nothing():
    (claim,) = told("Activists reported hearing an explosion in the town, killing one person.")
    assert words(claim, "perpetrator") == []


def test_a_town_that_the_parser_takes_for_a_person_is_still_a_place():
    (claim,) = told("Ukrainian troops liberated Kherson.")
    assert claim.type == "territory_change"
