"""People and aid that may not pass, might pass, or go home: read as facts of access of their own."""

import pytest

from tests.claims.extracted import extract, only

LEAD = "The ceasefire between the army and the rebels entered its second week.\n\n"


def told(text):
    return [c for c in only(extract(LEAD + text), "access") if c.span.start >= len(LEAD)]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody may leave the town, a resident said.",
        "Residents of Madaya are unable to leave.",
        "Snipers stop anyone from leaving Madaya.",
        "Residents of the camp are not allowed to leave.",
        "Doctors were barred from entering the camp.",
        "Civilians fleeing the city were turned back at a checkpoint.",
    ],
)
def test_people_who_may_not_pass_find_the_way_closed(text):
    assert "route_closed" in {c.type for c in told(text)}


def test_those_who_may_leave_find_no_way_closed():
    assert not told("Residents of Madaya are able to leave the town for work.")


@pytest.mark.parametrize(
    ("text", "type_", "stance"),
    [
        ("A second convoy of 31 trucks is expected to reach Houla on Thursday.", "aid_delivered", "intended"),
        ("The UN hopes to reach 154,000 people in the old town.", "aid_delivered", "intended"),
        ("Aid groups have been unable to reach the camp since September.", "aid_delivered", "denied"),
        ("Aid workers could not reach the camp.", "aid_delivered", "denied"),
        ("Troops prevented residents from returning to the village.", "returns", "denied"),
        ("The week was supposed to bring food aid.", "aid_delivered", "intended"),
    ],
)
def test_what_is_planned_or_not_possible_is_no_deed(text, type_, stance):
    (claim,) = told(text)
    assert (claim.type, claim.stance) == (type_, stance)


def test_a_plan_counts_the_load_that_stands_before_it():
    (claim,) = told("A second convoy of 31 trucks is expected to reach Houla on Thursday.")
    assert claim.quantity("trucks").low == 31


def test_people_moved_under_a_repatriation_return():
    (claim,) = told("Some 900 refugees crossed the border in the second phase of a repatriation.")
    assert claim.type == "returns" and claim.quantity("people").low == 900


def test_returnees_who_are_escorted_return():
    (claim,) = told("The returnees were escorted to the town by the army.")
    assert claim.type == "returns"


def test_a_delivery_and_its_being_the_first_are_one_fact():
    text = (
        "Thirty trucks delivered flour to Darayya, the first time that the town has been reached by a convoy since May."
    )
    assert [c.type for c in told(text)] == ["aid_delivered"]


def test_a_need_of_evacuation_is_no_evacuation():
    claims = extract(LEAD + "More than 16,500 patients are waiting for medical evacuation.")
    assert not only(claims, "access") and only(claims, "figure", "in_need")


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Looters seized 14 trucks of baby formula.", "aid_looted"),
        ("Israel refused entry to the convoy of tents.", "aid_blocked"),
        ("The convoys never got clearance.", "aid_blocked"),
        ("Permission for the aid mission was withdrawn.", "aid_blocked"),
        ("Sudan let UN aid through the crossing.", "aid_approved"),
        ("Two buses with 85 wounded fighters left Zabadani.", "evacuation"),
        ("About 350 fighters boarded the buses on Friday.", "evacuation"),
        ("Commercial flights from Sanaa resumed.", "route_opened"),
        ("The army freed nine aid workers.", "release"),
        ("The prisoner swap freed 880.", "release"),
        ("The militia barred WFP from distributing food in Hajjah.", "aid_blocked"),
        ("Food for 110,000 people was unloaded in Deir ez-Zor.", "aid_delivered"),
        ("A warehouse of the World Food Programme was looted.", "aid_looted"),
        ("Ten sick children were flown to Italy.", "evacuation"),
        ("Families cannot get out of the city.", "route_closed"),
    ],
)
def test_the_words_for_each_stage_are_read(text, type_):
    assert [c.type for c in told(text)] == [type_]


def test_people_aboard_are_evacuated_and_buses_are_not_people():
    (claim,) = told("Two buses with 85 wounded fighters left Zabadani.")
    assert [(q.what, q.low) for q in claim.quantities if q.what == "evacuated"] == [("evacuated", 85)]


@pytest.mark.parametrize(
    "text",
    ["The parties must ensure that aid reaches the camp.", "The UN pressed the army to open the road and let aid in."],
)
def test_aid_that_is_asked_for_has_not_come(text):
    assert not told(text)
