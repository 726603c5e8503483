"""Acts in a row share what is said of the first: nothing demanded or promised is told as done."""

from tests.claims.extracted import extract, only, words

TRUCE = "The ceasefire between the army and the rebels entered its second week.\n\n"


def test_each_act_that_is_asked_for_is_a_demand_of_its_own():
    told = only(extract(TRUCE + "The UN called on the army to lift the siege and allow aid into the city."), "position")
    assert [c.type for c in told] == ["demands", "demands"]
    assert told[1].span.quote == "allow aid into the city"
    assert words(told[1], "addressee") == words(told[0], "addressee") == ["the army"]


def test_one_act_asked_for_is_one_demand():
    told = only(extract(TRUCE + "The envoy urged the army to lift the siege of the city."), "position")
    assert len(told) == 1


def test_what_would_be_done_in_a_row_is_intended_to_the_last():
    told = only(
        extract(TRUCE + "The minister said the army would free the prisoners and allow aid into the city."), "access"
    )
    assert {c.stance for c in told} == {"intended"}


def test_what_was_done_in_a_row_is_asserted():
    told = only(extract(TRUCE + "The army freed ninety prisoners and reopened the road."), "access")
    assert {c.stance for c in told} == {"asserted"}
