"""The sentences of the analysis and their words in other languages, as data."""

from __future__ import annotations

import re

import pytest

from trucewatch.packs.plurals import CATEGORIES
from trucewatch.packs.sentences import load_sentences, slots
from trucewatch.service.context import LANGUAGES


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_sentence_is_told_in_every_language_with_its_parameters(language: str) -> None:
    sentences = load_sentences(language)
    assert sentences is not None
    assert sorted(sentences.patterns) == sorted(sentences.words)
    for i, words in sentences.words.items():
        asked = {name for _, name in slots(sentences.patterns[i])}
        for form in words.values() if isinstance(words, dict) else [words]:
            used = {name for _, name in slots(form)}
            assert used <= asked
            assert asked - used <= {"n"}, i
            assert not re.search("[a-z]{4}", re.sub(r"\{\w+\}|Natural Earth", "", form)), i
        if isinstance(words, dict):
            assert set(words) == set(CATEGORIES[language])


def test_english_needs_no_translation_and_a_language_without_a_file_has_none() -> None:
    assert load_sentences("en") is None
    assert load_sentences("xx") is None
