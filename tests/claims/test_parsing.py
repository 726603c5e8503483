"""Long texts without ends of sentences are cut, so that nobody can make the reading of a file take for ever."""

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims.extracted import extract
from tests.claims.parsed import paragraph
from trucewatch.claims.parsing import MAX_PARAGRAPH, MAX_SENTENCE, paragraphs, parse
from trucewatch.reading import read_document

CLAUSE = "the army shelled the village of Talbiseh and killed two farmers"
RUNS = (
    f"{CLAUSE}, ",
    f"{CLAUSE} ",
    f"{CLAUSE}\u00a0and ",
    "shelling; ",
    "1 200 ",
    "a. ",
    "-,-;",
    "aéß",
    "army’s army’s ",
)


@functools.cache
def longest(text):
    """Tokens of the longest sentence of a paragraph."""
    return max(len(sentence) for sentence in paragraph(text).doc.sents)


@pytest.mark.parametrize("run", RUNS)
def test_no_sentence_is_longer_than_the_bound_whatever_it_is_made_of(run):
    text = (run * 3000)[:9000].strip()
    assert longest(text) <= MAX_SENTENCE


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from((*RUNS, "The army said. ", "“No.” ", "\t", "  ")), min_size=200, max_size=400))
def test_cut_sentences_keep_every_character_at_its_place(runs):
    text = "".join(runs)
    parsed = paragraph(text, offset=7)
    assert parsed.doc.text == text
    assert "".join(t.text_with_ws for s in parsed.doc.sents for t in s) == text
    assert all(len(s) <= MAX_SENTENCE for s in parsed.doc.sents)


def test_a_long_sentence_is_cut_between_its_clauses():
    starts = {s.text.split()[0] for s in paragraph(f"{CLAUSE}, " * 200).doc.sents}
    assert starts == {"the"}


def test_a_long_paragraph_is_cut_where_its_sentences_end():
    sentence = "The army shelled the village of Talbiseh on Monday. "
    ends = [s.text[-1] for s in paragraph(sentence * 200).doc.sents]
    assert set(ends) == {"."}


def test_no_paragraph_is_cut_in_a_number():
    document = read_document(("the army fired shells 1 200 " * 3000).encode(), "a.txt")
    pieces = [piece for _, piece, _ in paragraphs(document, ("headline", "body"))]
    assert len(pieces) > 1
    assert not any(piece.rstrip().endswith(" 1") for piece in pieces)


@pytest.mark.parametrize("run", RUNS)
def test_paragraphs_are_bounded_and_lose_nothing(run):
    text = "The army shelled Talbiseh on Monday " + (run * 30_000)[: 3 * MAX_PARAGRAPH].strip()
    document = read_document(text.encode(), "a.txt")
    pieces = list(paragraphs(document, ("headline", "dateline", "caption", "body")))
    assert all(len(piece) <= MAX_PARAGRAPH for _, piece, _ in pieces)
    assert all(document.text[at : at + len(piece)] == piece for at, piece, _ in pieces)
    assert sum(len(piece) for _, piece, _ in pieces) >= len(document.text.strip())


def test_a_short_paragraph_is_parsed_as_it_always_was():
    (one,) = parse([(0, CLAUSE, None)])
    assert [t.is_sent_start for t in one.doc].count(True) == 1


def test_a_claim_in_the_middle_of_a_line_without_a_full_stop_is_found_at_its_place():
    filler = "the delegates of the parties to the truce met again and talked of the map, " * 120
    told = "government aircraft bombed the market of Douma on Monday and killed nine civilians, "
    claims = extract(filler + told + filler)
    (strike,) = [c for c in claims if c.type == "air_strike"]
    assert strike.span.start >= len(filler) - 1 and strike.span.end <= len(filler + told)
    assert strike.span.quote == (filler + told)[strike.span.start : strike.span.end]
    assert [(q.what, q.low) for q in strike.quantities] == [("killed", 9)]
