from itertools import pairwise

import pytest

from trucewatch.claims.parsing import Paragraph, load_parser
from trucewatch.claims.where import FoundPlace, find_places
from trucewatch.model.document import Segment
from trucewatch.packs.gazetteer import load_gazetteer


def places(text: str) -> tuple[FoundPlace, ...]:
    paragraph = Paragraph(load_parser()(text), 100, Segment(kind="body", start=100, end=100 + len(text)))
    return find_places(paragraph, load_gazetteer())


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        (
            "Mortars hit the besieged town of Rastan in northern Homs on Friday.",
            "the besieged town of Rastan in northern Homs",
        ),
        ("Two men were shot south of Deir Ezzor, the group said.", "south of Deir Ezzor"),
        ("Aid reached eastern Aleppo.", "eastern Aleppo"),
        ("Raids continued in Idlib province on Sunday.", "Idlib province"),
        ("Fighting went on in the southern countryside of Hama.", "the southern countryside of Hama"),
        ("Guns fired from the outskirts of Manbij.", "the outskirts of Manbij"),
    ],
)
def test_the_whole_place_phrase_is_found_verbatim(sentence: str, phrase: str) -> None:
    assert phrase in [p.span.quote for p in places(sentence)]


def test_spans_are_offsets_of_the_document() -> None:
    text = "Shells fell on Douma."
    (found,) = places(text)
    assert text[found.span.start - 100 : found.span.end - 100] == found.span.quote == "Douma"


def test_a_capital_that_speaks_is_no_place() -> None:
    assert [p.span.quote for p in places("Moscow said that the truce was holding.")] == []


def test_adjectives_of_nations_and_people_are_no_places() -> None:
    assert places("Russian officers met Syrian commanders.") == ()


def test_relations_tell_the_named_place_from_its_surroundings() -> None:
    (south,) = places("A convoy stopped south of Homs.")
    (rural,) = places("A clinic in rural Damascus was hit.")
    assert (south.relation, rural.relation) == ("direction", "part")


def test_a_place_without_a_name_is_generic() -> None:
    found = [p for p in places("Soldiers entered a house in the village at dawn.") if p.is_generic]
    assert [p.span.quote for p in found] == ["the village"]


def test_phrases_never_overlap() -> None:
    found = places("From Aleppo, Hama and Homs to the Turkish border and the town of Azaz, shelling went on in Idlib.")
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_every_village_of_a_list_is_in_the_phrase() -> None:
    (found,) = places("Shells landed on the villages of Maraya, Zuhur and Tell Ward.")
    assert found.span.quote == "the villages of Maraya, Zuhur and Tell Ward"


def test_a_headlines_count_is_no_place() -> None:
    assert all("17" not in p.span.quote for p in places("At Least 17 Slain in Chechen Battle"))


def phrases(text: str) -> list[str]:
    return [p.span.quote for p in places(text)]


def test_villages_in_a_list_are_one_place_and_a_camp_is_called_by_its_name() -> None:
    assert "Al-Adla and Al-Nasira Villages" in " ".join(
        phrases("Troops crossed between Al-Adla and Al-Nasira Villages.")
    )
    assert any("Al-Hol camp" in p for p in phrases("Guards at Al-Hol camp in Syria searched some tents."))


def test_states_that_something_is_between_are_no_part_of_its_place() -> None:
    found = phrases("A child was hurt during the fighting between Iran and Israel in south Syria.")
    assert "south Syria" in found


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Trucks carrying medical supplies reached Vellmar on Tuesday.", "Vellmar"),
        ("Fighting erupted on Wednesday around Vellmar, shattering a truce.", "around Vellmar"),
        ("Two lorries were looted along Rashid Kamal Road.", "Rashid Kamal Road"),
        ("Rebels held the ancient site of Palmyra.", "the ancient site of Palmyra"),
    ],
)
def test_an_unknown_name_where_only_a_place_can_stand_is_a_place(sentence: str, phrase: str) -> None:
    assert phrase in [p.span.quote for p in places(sentence)]
