"""What a text says will be done after it has spoken of a deal are the deal's terms."""

import pytest

from tests.claims.extracted import extract, only

DEAL = "France and Egypt brokered a truce between the army and the rebels of Mork in Syria. "


@pytest.mark.parametrize(
    ("clause", "type_"),
    [
        ("Tanks and artillery will be withdrawn from the valley by Friday.", "withdrawal"),
        ("The buffer zone would be in place by Sunday.", "duration"),
        ("The rebels will leave the zone.", "withdrawal"),
        ("Aid trucks would enter the town every day.", "aid_access"),
        ("The second phase would begin on Sunday.", "next_phase"),
        ("It designated the hills around Mork as a safe zone.", "other_term"),
        ("The sides have agreed to reopen the coast road by spring.", "other_term"),
        ("It was also agreed that observers should patrol the road.", "monitoring"),
    ],
)
def test_a_clause_after_a_deal_is_its_term(clause, type_):
    claims = extract(DEAL + clause)
    assert type_ in {c.type for c in only(claims, "term") if c.span.start >= len(DEAL) - 1}
    assert not [c for c in claims if c.kind in ("incident", "access") and c.span.start >= len(DEAL)]


def test_a_plan_of_two_nations_is_a_term():
    claims = extract(DEAL + "Talks led to a joint Saudi-Yemeni plan to set up a buffer zone near Aden.")
    assert "other_term" in {c.type for c in only(claims, "term")}


@pytest.mark.parametrize(
    "text",
    [
        "The rebels of Mork in Syria will leave the zone on Friday after the air strikes.",
        DEAL + "The weather in the zone will be fine by Sunday.",
        DEAL + "If the rebels stay, troops will storm the zone.",
    ],
)
def test_without_a_deal_or_a_side_it_is_none(text):
    assert not [c for c in only(extract(text), "term") if c.span.start >= len(DEAL) - 1 or DEAL not in text]
