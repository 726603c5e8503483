from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.claims.parsed import paragraph
from trucewatch.claims.settings import find_mentions, recur
from trucewatch.packs.gazetteer import load_gazetteer
from trucewatch.packs.placewords import load_place_words


def mentions(text):
    doc = paragraph(text).doc
    return [doc[t.start : t.end].text for t in find_mentions(doc, load_gazetteer(), load_place_words())]


def test_names_that_only_qualify_are_mentions():
    assert "Lafayette" in mentions("Lafayette police arrested a man.")
    assert "Iowa" in mentions("She teaches at the University of Iowa.")
    assert "Chicago" in mentions("The Chicago-based company closed.")


def test_a_dateline_in_capitals_is_a_mention():
    assert "BEIRUT" in mentions("BEIRUT: A bank was robbed.")


def test_a_name_found_once_is_found_again():
    text = "He lives in Salina. A Salina woman was hurt."
    assert recur(text, [(12, 18)]) == ((12, 18), (22, 28))


def test_a_name_inside_a_longer_one_does_not_recur():
    text = "He lives in Jackson. Andrew Jackson and Mr. Jackson met."
    assert recur(text, [(12, 19)]) == ((12, 19),)


@given(st.lists(st.sampled_from(["Salina", "Homs", "Andrew", "met", ".", "in", "\n"]), max_size=30))
def test_what_recurs_holds_the_same_words_and_never_overlaps(words):
    text = " ".join(words)
    first = text.find("Salina")
    found = recur(text, [(first, first + 6)] if first >= 0 else [])
    assert all(text[a:b] == "Salina" for a, b in found)
    assert all(b <= c for (_, b), (c, _) in pairwise(found))
