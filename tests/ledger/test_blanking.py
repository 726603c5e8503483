"""Words taken out: offsets and length stay, whatever the words are, and nothing else of the text changes."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.ledger.blanking import Blanks, block, find_words, merge, words_pattern
from trucewatch.model.span import BLOCK, readable

TEXTS = st.text(alphabet="ab cdé\nالسويدء█", max_size=60)


@given(TEXTS, st.data())
def test_blocks_stand_where_the_words_stood_and_nowhere_else(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(ends, ends).map(lambda p: (min(p), max(p))), max_size=4))
    spans = merge(p for p in pairs if p[0] < p[1])
    after = Blanks(spans, words_pattern(())).of_text(text)
    assert len(after) == len(text)
    for at, (was, now) in enumerate(zip(text, after, strict=True)):
        inside = any(start <= at < end for start, end in spans)
        assert now == (was if not inside or was == "\n" else BLOCK)


@given(TEXTS, st.data())
def test_a_piece_of_the_text_is_blanked_as_the_text_is(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    blanks = Blanks(merge([(3, 9), (12, 30)]), words_pattern(()))
    assert blanks.of_text(text[start:end], start) == blanks.of_text(text)[start:end]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda p: (p[0], p[0] + p[1])), max_size=6))
def test_merged_stretches_cover_the_same_and_do_not_touch(spans: list[tuple[int, int]]) -> None:
    merged = merge(spans)
    assert {n for a, b in merged for n in range(a, b)} == {n for a, b in spans for n in range(a, b)}
    assert all(one[1] < two[0] for one, two in itertools.pairwise(merged))


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("Hazim Qabbani", "nurse HAZIM\nQABBANI said", "HAZIM\nQABBANI"),
        ("Hazim Qabbani", "nurse-hazim_qabbani.txt", "hazim_qabbani"),
        ("Ali", "Alight, an alien and Ali's car", "Ali"),
        ("حازم", "قال وحازم إن", "حازم"),
        ("+963 944", "call +963 944 123", "+963 944"),
        ("a.b", "axb a.b", "a.b"),
    ],
)
def test_words_are_found_in_any_case_and_spacing_as_whole_words(words: str, text: str, found: str) -> None:
    assert [text[a:b] for a, b in find_words(text, [words])] == [found]


def test_no_words_find_nothing() -> None:
    assert find_words("anything", []) == find_words("anything", ["  "]) == ()


def test_line_breaks_stay() -> None:
    assert block("ab\r\nc d") == "██\r\n███"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("killing ██████ in a raid", "killing [redacted] in a raid"),
        ("Nurse █████ ███████ said", "Nurse [redacted] said"),
        ("█████\n███████", "[redacted]"),
        ("nothing", "nothing"),
    ],
)
def test_where_no_offsets_count_the_word_is_said_instead_of_blocks(words: str, shown: str) -> None:
    assert readable(words) == shown
