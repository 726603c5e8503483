"""What sides shall, must, may not or are to do: a term of its type, in many words."""

import pytest

from tests.claims.extracted import extract, only, words

LEAD = "The truce between the army and the rebels of Mork in Syria was agreed in May, after weeks of shelling. "


def told(text):
    return [c for c in extract(LEAD + text) if c.span.start >= len(LEAD)]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Warplanes may not fly over the zone.", "no_fly"),
        ("Army units will leave the towns within sixty days.", "withdrawal"),
        ("The accord bans offensive operations.", "cease_hostilities"),
        ("The two sides shall cease all combat operations.", "cease_hostilities"),
        ("No side may carry out raids.", "cease_hostilities"),
        ("The pact prohibits attacks on ports.", "cease_hostilities"),
        ("Both militias are to hold their fire.", "cease_hostilities"),
        ("Food lorries must be let through to the enclave.", "aid_access"),
        ("The gate is to be kept open for relief goods.", "aid_access"),
        ("Howitzers are to be moved behind the river.", "withdrawal"),
        ("The text obliges all mercenaries to depart.", "withdrawal"),
        ("Sixty detainees shall be handed over for each captive.", "exchange"),
        ("A joint commission will supervise the truce.", "monitoring"),
        ("Inspectors shall have access to the depots.", "monitoring"),
        ("Bombers are barred from flying over the enclave.", "no_fly"),
        ("Overflights of the valley are prohibited.", "no_fly"),
        ("Negotiations are to open within a month.", "next_phase"),
        ("Raids on the extremists remain permitted.", "exclusion"),
        ("The accord leaves out the northern militias.", "exclusion"),
        ("The lull is to last forty days.", "duration"),
        ("Refugees are to return to the valley.", "other_term"),
    ],
)
def test_a_duty_is_a_term_of_the_type_that_its_act_tells(text, type_):
    assert [(c.kind, c.type) for c in told(text)] == [("term", type_)]


def test_who_has_the_duty_is_its_holder():
    (term,) = told("The armies shall withdraw their tanks.")
    assert words(term, "holder") == ["The armies"]


def test_coordinated_duties_share_their_words_of_duty():
    assert [c.type for c in told("The sides shall halt all attacks and release their captives.")] == [
        "cease_hostilities",
        "exchange",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The convoy has yet to enter the town.",
        "The municipality must repair the bridge by autumn.",
        "The road along which the lorries are to travel is long.",
        "The treaty of 1923 set the borders of the modern state.",
    ],
)
def test_what_binds_no_party_is_no_term(text):
    assert not only(told(text), "term")
