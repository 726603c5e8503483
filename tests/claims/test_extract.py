import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims.extracted import extract, only, words
from trucewatch.claims.attributions import extract_attributions
from trucewatch.claims.extract import extract_all
from trucewatch.claims.verify import is_grounded
from trucewatch.reading import read_document

PIECES = (
    "Government jets bombed the market of Rastan on Saturday, killing six people.",
    "The monitoring group said that rebels shelled two villages south of Hama.",
    "The envoy urged both sides to respect the ceasefire.",
    "A convoy of 31 aid trucks reached the besieged town of Madaya.",
    "No casualties were reported.",
    "Prices of bread rose again this week.",
    "“We reject this truce,” the rebel commander told reporters.",
    "The ceasefire agreement requires the parties to withdraw heavy weapons.",
)


def test_an_air_strike_has_its_doer_its_target_its_place_and_its_dead():
    (claim,) = only(
        extract("Government warplanes bombed the town of Rastan on Saturday, killing six people."), "incident"
    )
    assert claim.type == "air_strike"
    assert words(claim, "perpetrator") == ["Government warplanes"]
    assert any("Rastan" in w for w in words(claim, "target"))
    assert claim.places and "Rastan" in claim.places[0].span.quote
    assert claim.when is not None and claim.when.start_on.isoformat() == "2024-03-02"
    killed = claim.quantity("killed")
    assert killed is not None and (killed.low, killed.high) == (6, 6)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Army artillery pounded the village of Zabrin overnight.", "shelling"),
        ("A drone strike on a car near the border killed two fighters.", "drone_strike"),
        ("Snipers opened fire on civilians in the old city.", "gunfire"),
        ("Heavy clashes broke out between the army and rebels near the airport.", "armed_clash"),
        ("Soldiers arrested 14 men in the camp of Deraa.", "detention"),
        ("Rebels captured the town of Mork after two days of battles.", "territory_change"),
        ("The army deployed tanks and hundreds of soldiers along the front line.", "force_movement"),
        ("Warplanes bombed a hospital in Kafr Zita.", "attack_on_medical"),
        ("Gunmen attacked an aid convoy near Taiz and wounded a driver.", "attack_on_aid"),
        ("Militiamen looted shops in the captured district.", "looting"),
        ("The rebels have besieged the garrison of Foua since May.", "siege"),
    ],
)
def test_the_means_and_the_target_decide_the_type(text, type_):
    assert type_ in {c.type for c in only(extract(text), "incident")}


@pytest.mark.parametrize(
    "text",
    [
        "The two ministers struck a deal on fishing quotas after a long battle over fees.",
        "The striker hit the post twice and his shot was blocked by the defender.",
        "The company launched a campaign and its shares fell by three percent.",
        "The parliament passed a budget, and the minister resigned.",
    ],
)
def test_metaphors_and_other_subjects_make_no_claim(text):
    assert extract(text) == ()


def test_a_passive_without_an_agent_has_no_doer():
    (claim,) = only(extract("Four soldiers were killed in shelling near Avdiivka."), "incident")
    assert claim.type == "shelling"
    assert words(claim, "perpetrator") == []
    assert claim.quantity("killed").low == 4


def test_an_attack_and_the_harm_that_it_did_are_one_fact():
    text = "The shelling of the market by government forces killed eleven people and wounded thirty others."
    (claim,) = only(extract(text), "incident")
    assert {q.what for q in claim.quantities} == {"killed", "injured"}


def test_a_light_verb_lends_the_noun_its_doer():
    (claim,) = only(extract("The coalition carried out nine airstrikes on the port of Hodeidah."), "incident")
    assert claim.type == "air_strike" and words(claim, "perpetrator") == ["The coalition"]
    assert claim.quantity("strikes").low == 9


def test_an_aim_is_no_act():
    assert only(extract("The army vowed to defeat the militants and asked for more jets."), "incident") == []


def test_a_demand_has_its_speaker_as_holder_and_its_addressee():
    claims = only(extract("The UN envoy urged Russia and Turkey to salvage the ceasefire."), "position", "demands")
    assert words(claims[0], "holder") == ["The UN envoy"]
    assert {w.removeprefix("the ") for w in words(claims[0], "addressee")} == {"Russia", "Turkey"}
    assert claims[0].stance == "demanded"
    assert claims[0].source_words == "The UN envoy"


def test_tearing_up_a_truce_is_a_rejection():
    assert only(extract("Damascus tore up the cease-fire on Monday, as fighting went on."), "position", "rejects")


def test_waiting_trucks_are_not_delivered_ones():
    claims = extract("A convoy of 20 aid trucks has yet to cross the border into the besieged city.")
    assert only(claims, "access", "aid_waiting") and not only(claims, "access", "aid_delivered")


def test_a_besieged_town_is_a_siege_beside_the_delivery():
    claims = extract("The Red Cross delivered food to the besieged town of Madaya.")
    assert only(claims, "access", "aid_delivered") and only(claims, "incident", "siege")


def test_what_an_agreement_requires_is_a_term():
    claims = only(
        extract("The ceasefire agreement requires both sides to withdraw heavy weapons from the line."), "term"
    )
    assert [c.type for c in claims] == ["withdrawal"]


def test_what_follows_if_the_truce_holds_is_the_next_phase():
    text = "If the ceasefire holds for a week, Russia and the United States will start joint strikes on the militants."
    (claim,) = only(extract(text), "term", "next_phase")
    assert claim.stance == "conditional" and len(words(claim, "holder")) == 2


def test_a_running_count_is_a_figure():
    claims = extract("More than 400 civilians have been killed in air strikes since the campaign began, monitors said.")
    assert [(c.type, c.quantity("killed").low, c.quantity("killed").high) for c in only(claims, "figure")] == [
        ("death_toll", 400, None)
    ]


def test_a_hedge_makes_an_allegation():
    (claim,) = only(extract("Government helicopters allegedly dropped barrel bombs on Daraya."), "incident")
    assert claim.stance == "alleged"


def test_the_source_of_a_report_is_its_claimant():
    claims = only(extract("The army shelled the village of Saraqib, activists said."), "incident")
    assert claims[0].source_words == "activists"


def test_a_pronoun_gives_way_to_the_name_it_stands_for():
    text = "Hezbollah fighters entered the town of Arsal. They shelled a school there on Sunday."
    claims = only(extract(text), "incident", "shelling")
    assert words(claims[0], "perpetrator") == ["Hezbollah fighters"]


def test_a_fact_told_again_is_linked_to_its_first_telling():
    text = (
        "Air strike kills nine in Idlib\n\nAn air strike on the market of Idlib killed nine people on Sunday, "
        "medics said.\n"
    )
    claims = only(extract(text), "incident")
    assert len(claims) >= 2 and claims[1].repeats == claims[0].claim_id


def test_a_language_that_is_not_read_gives_no_claims():
    text = "Des avions de guerre ont bombardé la ville de Rastan samedi, tuant six personnes selon des militants. " * 4
    assert extract(text) == ()


def test_attributions_are_had_in_and_out_of_the_subject():
    document = read_document(b"The baker said that the flour was late.\n", "a.txt")
    assert any(a.source and a.source.quote == "The baker" for a in extract_attributions(document))


def test_many_documents_come_back_in_order():
    texts = ["Jets bombed the town of Rastan.", "The choir sang in the park on Sunday.", "Rebels shelled the port."]
    documents = [read_document(t.encode(), f"{i}.txt") for i, t in enumerate(texts)]
    found = list(extract_all(documents))
    assert [bool(claims) for claims in found] == [True, False, True]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5))
def test_every_claim_is_grounded_ordered_and_the_same_each_time(pieces):
    text = "\n\n".join(pieces)
    document = read_document(text.encode(), "law.txt")
    first, again = extract(text), extract(text)
    assert first == again
    assert all(is_grounded(c, document.text) for c in first)
    assert [c.span.start for c in first] == sorted(c.span.start for c in first)
    assert len({c.claim_id for c in first}) == len(first)
    assert all(0 <= c.confidence <= 1 for c in first)


def test_aid_that_a_strike_destroyed_was_attacked():
    text = "Air strikes hit the depot in Norhaven on Monday. Much of the aid was destroyed, the United Nations said."
    (told,) = [c for c in extract(text) if "aid" in c.span.quote]
    assert told.type == "attack_on_aid"
