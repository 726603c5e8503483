"""Headlines hide their verb behind capitals and the clipped present; they are read as the sentence they stand for."""

import pytest

from tests.claims.extracted import extract

BODY = "The ceasefire between the army and the rebels is in its second week, monitors said.\n"


def of_headline(headline):
    return [c for c in extract(f"{headline}\n\n{BODY}") if c.span.end <= len(headline)]


@pytest.mark.parametrize(
    ("headline", "type_"),
    [
        ("Rebels Attack Army Base in Mali", "armed_clash"),
        ("Factions target outposts in Golan", "armed_clash"),
        ("Jets Pound Rebel-Held Suburb", "air_strike"),
        ("Thousands Flee Fighting in Eastern Congo", "displacement"),
        ("Army Blocks Aid Convoy", "aid_blocked"),
        ("UN Condemns Attack on Hospital", "condemns"),
        ("UN chief urges restraint", "demands"),
        ("Colombia Rebels Sign Peace Deal", "upholds"),
        ("First Aid Convoy Reaches Tigray", "aid_delivered"),
    ],
)
def test_a_headline_tells_what_its_sentence_would_tell(headline, type_):
    assert type_ in [c.type for c in of_headline(headline)]


def test_the_words_of_a_headline_stand_as_they_are_written():
    (claim,) = of_headline("Rebels Attack Army Base in Mali")
    assert claim.span.quote == "Rebels Attack Army Base in Mali"
    assert [a.span.quote for a in claim.actors if a.role == "perpetrator"] == ["Rebels"]


def test_a_name_that_the_body_writes_with_a_capital_stays_a_name():
    text = "March Attacks Base in Mali\n\nFighters of March shelled a base in Mali. " + BODY
    assert [c.type for c in extract(text) if c.span.start == 0]


def test_a_headline_without_a_deed_tells_none():
    assert of_headline("The Long Road to the River") == []
