"""Phrases are found where their pattern finds them, and a text without them is not gone through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.incidents.phrases import Phrases
from trucewatch.incidents.vocabulary import load_vocabulary, word_pattern

WORDS = ["air strike", "air-strike", "strike", "by mistake", "jet", "jet fire", "’s fault", "it"]
TEXTS = st.lists(
    st.sampled_from(
        [*"ſKıİ-’' \n_", "air", "Strikes", "strike", "jets", "JET", "fire", "by", "mistake", "fault", "s", "it"]
    )
).map("".join)


@given(TEXTS, st.sampled_from([WORDS, WORDS[:6]]), st.booleans())
def test_phrases_are_found_where_the_pattern_finds_them(text: str, words: list[str], plural: bool) -> None:
    pattern = word_pattern(words, plural=plural)
    phrases = Phrases.of(pattern, words)
    found = [m.span() for m in pattern.finditer(text)]
    assert [m.span() for m in phrases.finditer(text)] == found
    first, whole = phrases.search(text), phrases.fullmatch(text)
    assert (first and first.span()) == (found[0] if found else None)
    assert (whole is None) == (pattern.fullmatch(text) is None)


@pytest.mark.parametrize("name", ["happenings", "means"])
def test_every_shipped_list_says_how_its_phrases_begin(name: str) -> None:
    assert getattr(load_vocabulary(), name).openings
    assert all(intent.openings for intent in load_vocabulary().intent.values())
