"""Agreements not kept, declared over, and verbs that only look like positions."""

import pytest

from tests.claims.extracted import extract, only, words

OPENING = "The truce between the army and the rebels began on Monday in Syria. "


@pytest.mark.parametrize(
    "text",
    [
        "The rebels never complied with the truce, the general said.",
        "The rebels failed to respect the ceasefire, the general said.",
        "The rebels did not keep any of the arrangement's terms, the general said.",
        "The rebels have not honoured the agreement, the general said.",
    ],
)
def test_an_agreement_not_kept_is_a_breach_and_upheld_by_nobody(text):
    claims = extract(OPENING + text)
    (breach,) = only(claims, "incident", "violation")
    assert breach.stance == "asserted"
    assert words(breach, "perpetrator") == ["The rebels"]
    assert [c.span.quote for c in breach.claimants] == ["the general"]
    assert not only(claims, "position", "upholds")


def test_neither_side_keeping_it_names_no_doer():
    (breach,) = only(extract(OPENING + "Neither side respected the ceasefire."), "incident", "violation")
    assert words(breach, "perpetrator") == []


def test_committing_breaches_is_no_commitment():
    claims = extract(
        OPENING + "Armed groups attacked villages. They committed more than 300 violations, the army said."
    )
    assert not only(claims, "position", "upholds")


def test_an_intention_not_to_comply_is_a_rejection_and_no_breach():
    claims = extract(OPENING + "The rebels will not comply with the ceasefire agreement, their leader said.")
    assert not only(claims, "incident", "violation")
    assert not only(claims, "position", "upholds")


@pytest.mark.parametrize(
    "text",
    [
        "The Syrian army announced that the ceasefire is over.",
        "The Syrian army declared that the period of calm has ended.",
        "The Syrian army declared the end of the truce.",
        "The Syrian army, for its part, declared the ceasefire over on Saturday.",
    ],
)
def test_a_party_that_declares_an_agreement_over_rejects_it_once(text):
    (position,) = only(extract(text), "position")
    assert position.type == "rejects"
    assert words(position, "holder") == ["The Syrian army"]


def test_a_warning_that_something_is_so_demands_nothing():
    claims = extract(OPENING + "Officers warned that the men could be government troops.")
    assert not only(claims, "position", "demands")


def test_a_warning_against_an_act_is_a_demand():
    (demand,) = only(extract(OPENING + "The envoy warned against any attack on the town of Idlib."), "position")
    assert demand.type == "demands"


@pytest.mark.parametrize(
    "text",
    [
        "The cessation of hostilities took effect on Monday.",
        "A halt to the fighting was agreed in Sanaa.",
        "The two powers would coordinate air strikes against the militants after a week of calm.",
        "The plan foresees joint air strikes against the militants.",
    ],
)
def test_fighting_that_ends_and_strikes_that_are_planned_are_no_incidents(text):
    assert not only(extract(OPENING + text), "incident")


@pytest.mark.parametrize(
    "text",
    [
        "The truce is no longer holding in Syria.",
        "No truce holds in Syria, the opposition said.",
        "The rebels never signed the ceasefire agreement in Syria.",
        "The rebels have not accepted the truce in Syria.",
        "The general denied that the rebels are committed to the ceasefire in Syria.",
    ],
)
def test_a_truce_that_is_not_kept_or_concluded_is_never_told_as_upheld(text):
    claims = extract(text)
    assert not [c for c in claims if c.type in ("upholds", "cease_hostilities") and c.stance == "asserted"]


def test_a_statement_named_in_its_title_is_the_speakers_own_voice():
    claims = extract(
        "Statement by the General Command of the Army\n\nThe period of calm that began on 12 September has ended. "
        "The armed groups never complied with the truce.\n",
        publisher="",
    )
    (position,) = only(claims, "position")
    assert position.type == "rejects"
    assert words(position, "holder") == ["the General Command of the Army"]
    (breach,) = only(claims, "incident", "violation")
    assert words(breach, "perpetrator") == ["The armed groups"]
