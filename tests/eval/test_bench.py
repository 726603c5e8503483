"""The bench measures what it says: its texts are always the same, and lie where their names say."""

from __future__ import annotations

import pytest
from eval.bench import OUT_OF_SCOPE, documents, make_texts

from trucewatch.claims.gate import is_dense, is_relevant, touches


def test_the_texts_are_always_the_same_and_all_different() -> None:
    texts = make_texts(20, 120, lambda i: i % 2 == 0)
    assert texts == make_texts(20, 120, lambda i: i % 2 == 0)
    assert len(set(texts)) == 20


@pytest.mark.parametrize("words", [60, 500])
def test_a_text_is_hardly_longer_than_asked(words: int) -> None:
    for text in make_texts(10, words, lambda i: i % 2 == 0):
        assert words <= len(text.split()) < words + 30


@pytest.mark.parametrize("words", [60, 500])
def test_every_text_in_scope_passes_the_gate(words: int) -> None:
    assert all(is_dense(text) for text in make_texts(20, words, lambda _: True))


@pytest.mark.parametrize("words", [120, 500])
def test_no_article_out_of_scope_passes_the_gate(words: int) -> None:
    assert not any(is_relevant(text) for text in make_texts(20, words, lambda _: False))


def test_texts_out_of_scope_hold_words_that_may_belong_to_the_subject() -> None:
    assert sum(touches(sentence) for sentence in OUT_OF_SCOPE) >= 2


def test_documents_of_texts_are_read_whole_and_dated() -> None:
    texts = make_texts(3, 60, lambda _: True)
    read = list(documents(texts))
    assert [document.text for document in read] == texts
    assert {str(document.published.on) for document in read} == {"2016-09-19"}
