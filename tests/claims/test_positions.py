"""What a party declares: by verbs, by the verdict of a plain statement, by the climate that the narrator tells."""

import pytest

from tests.claims.extracted import extract, only, words

LEAD = "The ceasefire between the army and the rebels is in its second week. Air strikes were reported before.\n\n"


def positions(sentence):
    claims = only(extract(LEAD + sentence), "position")
    return [c for c in claims if c.span.start >= len(LEAD)]


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("The delegation walked out of the negotiations.", "rejects"),
        ("The movement spurned the proposal of the mediators.", "rejects"),
        ("Egypt put forward a plan for a halt to the fighting.", "extends"),
        ("The brigade has signed up to the truce.", "upholds"),
        ("The ministry said it had nothing to do with the raid.", "denies_responsibility"),
        ("The faction took credit for the rocket attack.", "accepts_responsibility"),
        ("The general said the clinic was being used as a command post.", "explains"),
        ("The minister said the rebels were in bad faith about peace.", "accuses"),
        ("The diplomat said he had little hope of a truce.", "doubts"),
        ("The front was quiet on Tuesday.", "upholds"),
        ("The talks in Muscat were postponed.", "other_position"),
        ("The foreign ministers discussed the crisis.", "other_position"),
        ("The truce looked shaky on Monday.", "doubts"),
        ("The truce was largely respected on its first day.", "upholds"),
        ("The government shut the door on negotiations with the rebels.", "rejects"),
        ("The rebels want the president to step down before any talks.", "demands"),
        ("It is vital that all sides let aid into the town, the envoy said.", "demands"),
        ("The envoy said he was not optimistic about a breakthrough in the peace talks.", "doubts"),
    ],
)
def test_the_words_of_the_field_decide_the_type(sentence, type_):
    assert type_ in [c.type for c in positions(sentence)]


def test_a_demand_told_as_an_act_has_a_holder_and_no_claimant():
    (pressed,) = positions("Turkey is pressing the rebels to accept the truce.")
    assert (pressed.type, pressed.claimants) == ("demands", ())
    assert words(pressed, "holder") == ["Turkey"]


@pytest.mark.parametrize(
    "sentence",
    ["The firm said its profits had suffered from the price of fuel.", "The talks on the budget were postponed."],
)
def test_other_business_takes_no_position(sentence):
    assert positions(sentence) == []


def test_what_is_said_in_passing_is_no_verdict():
    (played,) = positions("The minister said the observers had played a vital role in the war.") or (None,)
    assert played is None or played.type != "demands"


def test_who_is_to_act_by_what_is_vital_is_its_addressee():
    (wish,) = positions("It is vital that all sides let aid into the town, the envoy said.")
    assert (words(wish, "holder"), words(wish, "addressee")) == (["the envoy"], ["all sides"])


def test_whose_attacks_are_to_end_is_the_addressee():
    (call,) = positions("The council called for an end to the army's attacks on the town.")
    assert words(call, "addressee") == ["the army"]


def test_a_verb_that_only_closes_its_statement_is_no_second_stand():
    (doubt,) = positions("The ceasefire appeared to be unravelling, diplomats warned.")
    assert doubt.type == "doubts"


def test_who_concedes_what_others_did_accepts_no_responsibility():
    found = positions("An official conceded that the shelling raised serious questions about the truce.")
    assert [c.type for c in found] == ["doubts"]


def test_who_admits_a_deed_of_its_own_accepts_responsibility():
    found = positions("The army admitted that its gunners had shelled the hospital.")
    assert "accepts_responsibility" in [c.type for c in found]


def test_the_subject_of_a_participle_that_with_leads_in_is_the_holder():
    found = positions("The truce was in danger, with Ankara, in turn, declaring the ceasefire over.")
    assert ["Ankara"] in [words(c, "holder") for c in found if c.type == "rejects"]


@pytest.mark.parametrize("thing", ["video footage showed no crater", "the images showed no sign of a strike"])
def test_what_pictures_show_accuses_nobody(thing):
    assert "accuses" not in {
        c.type for c in positions(f"The ministry said that {thing} at the site of the truce breach.")
    }


def test_a_side_that_shows_no_will_is_accused():
    (told,) = positions("The minister said that the rebels showed no respect for the truce.")
    assert (told.type, words(told, "addressee")) == ("accuses", ["the rebels"])


@pytest.mark.parametrize("medium", ["in a statement on Monday", "in a video message"])
def test_what_something_is_said_in_is_no_part_of_who_says_it(medium):
    (told,) = positions(f"The envoy {medium} condemned the breach of the truce.")
    assert words(told, "holder") == ["The envoy"]
