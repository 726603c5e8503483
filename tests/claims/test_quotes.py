"""Quotations are paired in one pass, whatever marks the text uses."""

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.claims.quotes import find_quotes


def quoted(text):
    return [text[q.start : q.end] for q in find_quotes(text).all]


def test_curly_straight_and_doubled_marks_are_paired():
    assert quoted("“One two,” he said. \"Three.\" And ''four''.") == ["“One two,”", '"Three."', "''four''"]


def test_an_apostrophe_opens_nothing():
    assert quoted("The army's men didn't fire; the rebels' did.") == []


def test_a_quotation_inside_of_a_quotation_belongs_to_the_outer_one():
    assert quoted("“He said ‘never’ to us,” she said.") == ["“He said ‘never’ to us,”"]


def test_a_quotation_that_is_not_closed_runs_to_the_end_of_the_paragraph():
    (quote,) = find_quotes("He said: “We will wait").all
    assert (quote.closed, quote.end) == (False, len("He said: “We will wait"))


@given(st.text(alphabet="ab .,“”‘’'\"`", max_size=200))
def test_quotations_are_in_order_do_not_overlap_and_lie_in_the_text(text):
    quotes = find_quotes(text)
    ends = 0
    for quote in quotes.all:
        assert ends <= quote.start < quote.end <= len(text)
        ends = quote.end
        assert quotes.at(quote.start) == quote
    for i, quote in enumerate(quotes.all):
        assert (i, quote) in list(quotes.touching(quote.start, quote.end))
