"""A happening named as part of another, and how far a place is carried."""

from datetime import date

from trucewatch.claims.extract import extract_claims
from trucewatch.reading import read_document

ON = date(2017, 5, 3)


def incidents(text):
    document = read_document(text.encode(), "x.txt", published_on=ON)
    return [c for c in extract_claims(document) if c.kind == "incident"]


def test_a_part_is_no_surer_than_the_whole_and_has_its_doer_and_day():
    found = incidents(
        "Army jets allegedly launched dozens of raids around Idlib on Sunday, including a deadly attack on a column of "
        "aid lorries, according to a monitoring network."
    )
    part = next(c for c in found if c.type == "attack_on_aid")
    assert part.stance == "alleged"
    assert [a.span.quote for a in part.actors_as("perpetrator")] == ["Army jets"]
    assert part.when.start_on == date(2017, 4, 30)
    assert part.source_words == "a monitoring network"


def test_a_strike_told_paragraphs_later_does_not_take_the_last_towns_place():
    between = "The minister spoke at length about the budget, the harvest and the new bridge over the river. " * 4
    found = incidents(
        f"Shells hit a mill near Idlib on Monday, killing two people.\n\n{between}\n\n"
        "Jets bombed a bakery, the envoy said, and several people were wounded."
    )
    bakery = next(c for c in found if "bakery" in c.span.quote)
    assert bakery.places == ()


def test_the_sentence_right_behind_still_takes_the_place():
    found = incidents("Two rockets hit a market in the town of Douma on Monday. Three people were killed.")
    assert all(c.places for c in found)
