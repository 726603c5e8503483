"""Terms told in plain words, who is left out, and that a truce holds."""

import pytest

from tests.claims.extracted import extract, only, words

LEAD = "A ceasefire was agreed and the truce has begun. "


def terms(text):
    return [c for c in only(extract(LEAD + text), "term") if c.span.start >= len(LEAD)]


def test_what_all_sides_are_to_do_is_a_term_of_its_length():
    stop, aid = terms("All sides are to halt attacks for ten days, and relief convoys are to reach the towns.")
    assert (stop.type, aid.type) == ("cease_hostilities", "aid_access")
    assert stop.quantity("days").low == 10
    assert words(stop, "holder") == ["All sides"]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Under the deal, the army must withdraw from the coast road.", "withdrawal"),
        ("Under the arrangement, the two sides shall exchange prisoners within a week.", "exchange"),
        ("The accord calls for an end to all air strikes.", "cease_hostilities"),
        ("Neither militia is covered by the truce.", "exclusion"),
        ("Jabhat al-Nusra is excluded from the ceasefire.", "exclusion"),
        ("The group is not part of the deal.", "exclusion"),
        ("The truce does not apply to the extremists.", "exclusion"),
        ("The truce began at 7 p.m. on Monday.", "duration"),
        ("The truce will last nine days.", "duration"),
        ("The truce was extended by 48 hours.", "duration"),
    ],
)
def test_a_provision_has_its_type_and_is_no_incident(text, type_):
    claims = [c for c in extract(LEAD + text) if c.span.start >= len(LEAD)]
    assert [(c.kind, c.type) for c in claims] == [("term", type_)]


def test_different_things_that_an_agreement_provides_for_are_terms_of_their_own():
    found = terms(
        "The agreement provides for the withdrawal of heavy weapons and the monitoring of the front by observers."
    )
    assert [t.type for t in found] == ["withdrawal", "monitoring"]


def test_how_long_a_truce_will_last_is_a_length_and_no_day_in_the_past():
    (term,) = terms("The truce will last nine days.")
    assert term.when is None and term.quantity("days").low == 9


def test_what_follows_if_calm_holds_is_a_conditional_next_phase():
    (term,) = terms(
        "If calm holds for five days and aid gets through, Russia and the United States would set up a joint centre "
        "and coordinate strikes against the extremists."
    )
    assert (term.type, term.stance) == ("next_phase", "conditional")
    assert words(term, "holder") == ["Russia", "the United States"]


@pytest.mark.parametrize(
    "text", ["The truce was largely holding, the army said.", "Calm prevailed in the valley, the army said."]
)
def test_that_a_truce_holds_or_calm_prevails_upholds_it(text):
    (claim,) = [c for c in extract(LEAD + text) if c.span.start >= len(LEAD)]
    assert (claim.kind, claim.type) == ("position", "upholds")
    assert [c.span.quote for c in claim.claimants] == ["the army"]


@pytest.mark.parametrize(
    "text", ["The players are to stop training for a week.", "Under the contract, the firm must pay a fine."]
)
def test_duties_outside_the_subject_are_no_terms(text):
    assert not extract(text)
