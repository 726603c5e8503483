"""Authorship: who did the attack told last."""

from tests.claims.extracted import extract, only, words


def doers(text):
    return [words(c, "perpetrator") for c in only(extract(text), "incident")]


def test_the_doer_above_a_list_of_strikes_did_each_of_them():
    told = doers(
        "On Monday, alliance forces conducted three strikes against militants in Libya.\n"
        "- Near Sirte, one strike destroyed a bridge.\n"
        "- Near Derna, two strikes destroyed a weapons cache and a tunnel.\n"
    )
    assert told == [["alliance forces"]] * 3


def test_a_list_may_stand_without_bullets():
    told = doers(
        "On Monday, alliance forces made two strikes in Libya.\nLibya\nNear Sirte, one strike destroyed a bridge.\n"
    )
    assert told[-1] == ["alliance forces"]


def test_these_strikes_are_those_of_who_struck_before():
    told = doers("Turkish jets carried out two strikes near Kobani on Monday. These strikes destroyed a truck.")
    assert told[-1] == ["Turkish jets"]


def test_an_attack_by_another_means_is_somebody_elses():
    told = doers("Turkish artillery shelled Kobani on Monday. These air strikes killed two people.")
    assert told[-1] == []


def test_a_shell_that_nobody_is_said_to_have_fired_stays_without_a_doer():
    told = doers("Turkish forces shelled Kobani on Monday. A shell exploded near a house in Manbij.")
    assert told[-1] == []
