"""What a clause's own words do to its truth: read by the real model, on Monday 4 March 2024."""

import pytest

from tests.claims.extracted import extract, only


def told(text):
    return [(c.stance, [x.span.quote for x in c.claimants]) for c in only(extract(text), "incident")]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry denied reports that its troops had shelled the market in Norhaven.",
        "The ministry rejected claims that its troops had shelled the market in Norhaven.",
        "The ministry dismissed allegations that its troops had shelled the market in Norhaven.",
        "The ministry refuted accusations that its troops had shelled the market in Norhaven.",
    ],
)
def test_who_turns_down_a_tale_denies_what_it_tells(text):
    assert told(text) == [("denied", ["The ministry"])]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not deny reports that its troops had shelled the market in Norhaven.",
        "The ministry confirmed reports that its troops had shelled the market in Norhaven.",
        "Residents spread reports that troops had shelled the market in Norhaven.",
    ],
)
def test_who_passes_a_tale_on_denies_nothing(text):
    assert all(stance != "denied" for stance, _ in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "The agency did not say who shelled the market in Norhaven.",
        "It is not known whose aircraft bombed the market in Norhaven.",
        "Observers asked which side shelled the market in Norhaven.",
        "The mission will establish who planned and carried out the air strike on the market in Norhaven.",
    ],
)
def test_who_asks_who_did_it_tells_of_no_act(text):
    assert told(text) == []


def test_who_did_it_tells_of_the_act_where_it_says_which_one():
    ((stance, _),) = told("The army blamed rebels who shelled the market in Norhaven.")
    assert stance == "asserted"
