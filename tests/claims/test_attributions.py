"""The list of attributions that a user sees: the outermost of each, sources with their closing comma."""

from tests.claims.attributed import document
from trucewatch.claims.attributions import extract_attributions


def test_what_is_attributed_inside_of_a_content_is_not_listed_again():
    found = extract_attributions(document("The army said that the rebels had claimed that the road was shelled."))
    assert [a.source.quote for a in found] == ["The army"]


def test_a_source_keeps_the_comma_that_closes_its_apposition():
    (found,) = extract_attributions(document("Maria Lopez, a doctor in the camp, said the clinic was hit."))
    assert found.source.quote == "Maria Lopez, a doctor in the camp,"
    assert found.content[0].quote == "the clinic was hit"


def test_attributions_are_listed_in_the_order_of_the_text():
    text = (
        "The army said the road was shut.\n\n“It is open,” Anna Petrova said.\n\nThe rebels denied that they had fired."
    )
    starts = [a.cue.start for a in extract_attributions(document(text))]
    assert starts == sorted(starts)
    assert len(starts) == 3


def test_a_text_without_speech_has_no_attributions():
    assert extract_attributions(document("Ten trucks left the border at dawn.")) == ()
