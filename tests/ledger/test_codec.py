"""Values come back from JSON as they went in."""

import json
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.ledger.codec import decode, encode, encode_briefly
from trucewatch.model.agreement import Clock
from trucewatch.model.claim import Claim, Claimant, Quantity
from trucewatch.model.span import Span
from trucewatch.model.when import When

texts = st.text(min_size=1, max_size=30)
spans = st.builds(Span, st.integers(0, 9), st.integers(10, 99), texts)
days = st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1))
whens = st.builds(When, start_on=days, end_on=days, precision=st.just("day"), span=st.none() | spans)
numbers = st.none() | st.floats(0, 1e9, allow_nan=False)
quantities = st.builds(Quantity, what=st.just("killed"), span=spans, low=numbers, high=numbers)
claimants = st.builds(Claimant, span=spans, actor_id=st.none() | texts, cue=st.none() | spans)
claims = st.builds(
    Claim,
    claim_id=texts,
    document_id=texts,
    kind=st.just("incident"),
    type=st.just("shelling"),
    stance=st.just("alleged"),
    span=spans,
    claimants=st.lists(claimants, max_size=2).map(tuple),
    when=st.none() | whens,
    quantities=st.lists(quantities, max_size=2).map(tuple),
)


@given(claims)
def test_a_claim_comes_back_as_it_went_in(claim):
    assert decode(Claim, encode(claim)) == claim


@given(claims)
def test_told_briefly_it_comes_back_too(claim):
    assert decode(Claim, encode_briefly(claim)) == claim
    assert encode(decode(Claim, encode_briefly(claim))) == encode(claim)
    assert len(encode_briefly(claim)) < len(encode(claim))


@given(claims)
def test_equal_values_give_equal_bytes(claim):
    assert encode(decode(Claim, encode(claim))) == encode(claim)


def test_durations_and_instants_come_back():
    clock = Clock(starts_at=datetime(2016, 9, 12, 16, tzinfo=UTC), length=timedelta(days=7))
    assert decode(Clock, encode(clock)) == clock


def test_a_field_that_an_older_ledger_lacks_takes_its_default():
    body = json.loads(encode(Quantity(what="trucks", span=Span(0, 2, "20"), low=20, high=20, approx=True)))
    del body["approx"]
    assert decode(Quantity, json.dumps(body)).approx is False
