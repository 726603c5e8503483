from hypothesis import given
from hypothesis import strategies as st

from tests.claims.extracted import extract
from trucewatch.claims import gate
from trucewatch.claims.gate import is_plain, is_relevant, touches, worth_reading
from trucewatch.model.document import Segment

BODY = Segment(kind="body", start=0, end=1)
IN = (
    "Army shells landed on the village market.",
    "Three aid trucks were turned back at the crossing.",
    "The ceasefire collapsed after two days.",
    "The minister condemned the attack on civilians.",
)
OUT = (
    "The orchestra opened its season with a new symphony.",
    "The recipe asks for two eggs and a cup of sugar.",
    "Shares closed higher as investors weighed earnings.",
)


def test_reports_in_the_subject_are_read():
    assert all(is_relevant(text) for text in IN)


def test_texts_outside_the_subject_are_not_read():
    assert not any(is_relevant(text) for text in OUT)


def test_one_doubtful_word_is_not_enough():
    assert not is_relevant("The team's attack looked tired in the second half.")


@given(st.lists(st.sampled_from(OUT + IN), max_size=60))
def test_of_any_text_every_paragraph_that_is_plainly_in_the_subject_is_read(lines):
    pieces = [(i, text, BODY) for i, text in enumerate(lines)]
    kept = {offset for offset, _, _ in worth_reading(pieces)}
    assert {i for i, text, _ in pieces if is_plain(text)} <= kept


@given(st.lists(st.sampled_from(IN), min_size=41, max_size=80), st.integers(0, 40))
def test_of_a_long_report_every_paragraph_that_touches_the_subject_is_read(lines, place):
    lines = [*lines, *[IN[2]] * 10]
    lines.insert(place, OUT[0])
    pieces = [(i, text, BODY) for i, text in enumerate(lines)]
    kept = {offset for offset, _, _ in worth_reading(pieces)}
    assert {i for i, text, _ in pieces if touches(text)} <= kept


def test_of_a_text_about_something_else_only_the_paragraphs_in_the_subject_are_read():
    lines = [OUT[i % len(OUT)] for i in range(44)]
    lines[17] = "Warplanes bombed a village held by rebels and killed nine civilians in the attack."
    claims = extract("\n\n".join(lines))
    assert {c.type for c in claims} == {"air_strike"}


def test_no_claim_of_a_long_report_is_lost_to_the_gate(monkeypatch):
    lines = [IN[i % len(IN)] for i in range(44)]
    lines[20] = OUT[0]
    gated = extract("\n\n".join(lines))
    monkeypatch.setattr(gate, "_LONG", 1000)
    assert gated and gated == extract("\n\n".join(lines))
