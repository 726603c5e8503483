"""Pronouns and short names are resolved to the fullest name in the document."""

import pytest

from tests.claims.attributed import attributions


def names(text, cue):
    return [a.name.quote for a in attributions(text).all if a.cue.quote == cue]


def test_she_is_the_last_woman_who_spoke():
    text = "Maria Lopez, the U.N. envoy, said the truce had held.\n\nShe added that ten trucks had crossed."
    assert names(text, "added") == ["Maria Lopez"]


def test_he_is_not_a_man_named_only_inside_a_quotation():
    said = "“Kerry and his staff built this truce,” Foreign Minister Jean Roux told reporters."
    text = said + " Otherwise, he warned, war will restart."
    assert names(text, "warned") == ["Foreign Minister Jean Roux"]


def test_it_is_the_body_that_speaks_in_the_clause_above():
    assert names("The Syrian army said it hoped to open the road.", "hoped") == ["The Syrian army"]


def test_a_surname_is_resolved_to_the_full_name_across_paragraphs():
    text = "Spokesman John Kirby met reporters in Washington.\n\nThe truce is fragile, Kirby said."
    assert names(text, "said") == ["John Kirby"]


def test_a_relative_pronoun_is_what_it_relates_to():
    text = "Russia, which said that the truce had held, sent ten trucks."
    found = attributions(text).all[0]
    assert (found.source.quote, found.name.quote) == ("which", "Russia")


def test_a_name_is_given_without_its_apposition():
    assert names("Maria Lopez, a doctor in the camp, said the clinic was hit.", "said") == ["Maria Lopez"]


def test_we_inside_of_a_quotation_is_its_speaker():
    text = "“We vow to open the road,” General Ivan Petrov said."
    assert names(text, "vow") == names(text, "said")


@pytest.mark.parametrize(
    ("text", "anonymous"),
    [
        ("A senior official said the truce was over.", True),
        ("Activists said the truce was over.", True),
        ("John Kirby said the truce was over.", False),
        ("The ministry said the truce was over.", False),
    ],
)
def test_a_speaker_whom_the_text_leaves_unnamed_is_anonymous(text, anonymous):
    assert attributions(text).all[0].anonymous is anonymous


def test_reporters_are_no_medium():
    found = attributions("The envoy told reporters that the truce had held.").all[0]
    assert found.addressee.quote == "reporters"
    assert found.medium is None


def test_he_is_the_man_of_the_sentence_before_though_another_spoke_earlier():
    text = "James Hill said the road was open. Later the plan was criticised by Omar Said. He urged the army to wait."
    assert names(text, "urged") == ["Omar Said"]
