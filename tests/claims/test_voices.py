"""Whose words a clause is: a statement in its own voice, a speaker's block of words, the narrator."""

from tests.claims.extracted import extract, only, words


def claimants(claim):
    return [c.span.quote for c in claim.claimants]


def test_a_statement_that_says_we_has_no_claimant_for_its_own_words():
    text = (
        "Norway strongly condemns the bombing of the clinic in Idlib by the regime. We extend our condolences.\n\n"
        "Norway remains committed to the ceasefire."
    )
    condemned = only(extract(text, publisher=""), "position", "condemns")[0]
    assert claimants(condemned) == []
    assert words(condemned, "holder") == ["Norway"]


def test_who_condemns_an_attack_does_not_tell_of_it():
    text = "The envoy said the truce had held. Norway condemned the shelling of Douma that killed nine people."
    shelled = only(extract(text), "incident", "shelling")[0]
    assert claimants(shelled) == []


def test_a_report_named_in_a_block_of_words_does_not_end_it():
    text = (
        "The Foreign Minister, Anna Berg, said:\n\n"
        "The inquiry has concluded that the army shelled Douma in March.\n\n"
        "The army must lift the siege of Douma and let the convoys pass."
    )
    demanded = only(extract(text, publisher=""), "position", "demands")[0]
    assert claimants(demanded) == ["Anna Berg"]


def test_a_province_before_a_colon_is_no_speaker():
    text = "Homs province: Local activists documented the shelling of Talbiseh by the army, which killed four people."
    shelled = only(extract(text), "incident", "shelling")[0]
    assert claimants(shelled) == ["Local activists"]
