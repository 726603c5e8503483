"""Corrections and rejections, folded: the last word on each field stands, and withdrawing brings back what was."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.claims.corrected import correct_claims, is_second
from trucewatch.ledger.codec import to_plain
from trucewatch.model.claim import Claim, Quantity
from trucewatch.model.decision import Decision
from trucewatch.model.span import Span
from trucewatch.model.when import When

AT = datetime(2026, 1, 1, tzinfo=UTC)
CLAIM = Claim(
    claim_id="sha256:a",
    document_id="sha256:d",
    kind="incident",
    type="shelling",
    stance="asserted",
    span=Span(0, 5, "Shots"),
    quantities=(Quantity(what="killed", span=Span(6, 8, "12"), low=12, high=12),),
)
OTHER = dataclasses.replace(CLAIM, claim_id="sha256:b")


def decide(kind: str, *subjects: str, **payload: object) -> Decision:
    return Decision(kind=kind, subjects=subjects, payload=payload, reason="seen", by="mo", at=AT)


def correct(**fields: object) -> Decision:
    return decide("correct", CLAIM.claim_id, fields={k: to_plain(v) for k, v in fields.items()})


def test_every_field_comes_back_as_it_was_stored() -> None:
    when = When(start_on=date(2016, 9, 14), end_on=date(2016, 9, 15), precision="range")
    quantities = (Quantity(what="killed", span=Span(6, 8, "12"), low=10, high=None, approx=True),)
    now = correct_claims([CLAIM, OTHER], [correct(when=when, quantities=quantities, type="gunfire")])
    assert now[1] == OTHER
    assert (now[0].when, now[0].quantities, now[0].type) == (when, quantities, "gunfire")
    assert now[0].rules == ("corrected:type", "corrected:when", "corrected:quantities")


def test_a_later_correction_of_a_field_wins_and_leaves_the_other_fields() -> None:
    (now,) = correct_claims([CLAIM], [correct(stance="denied", type="gunfire"), correct(stance="alleged")])
    assert (now.stance, now.type) == ("alleged", "gunfire")


def test_a_withdrawn_correction_was_never_made() -> None:
    decisions = [correct(stance="denied"), decide("withdraw", "decision:1")]
    assert correct_claims([CLAIM], decisions) == (CLAIM,)


def test_a_blind_second_reading_changes_nothing() -> None:
    blind = decide("reject", CLAIM.claim_id, second=True)
    assert is_second(blind)
    assert correct_claims([CLAIM], [blind]) == (CLAIM,)


def test_what_is_no_field_is_not_set() -> None:
    (now,) = correct_claims([CLAIM], [correct(claim_id="sha256:z", confidence=1.0, stance="denied")])
    assert (now.claim_id, now.confidence, now.stance) == ("sha256:a", 0.5, "denied")


def test_a_value_of_another_shape_changes_nothing() -> None:
    wrong = decide("correct", CLAIM.claim_id, fields={"when": {"start_on": "soon"}})
    assert correct_claims([CLAIM], [wrong]) == (CLAIM,)


@given(st.lists(st.sampled_from(["accept", "reject", "correct"]), max_size=8))
def test_a_claim_is_left_out_exactly_when_its_last_review_rejects_it(kinds: list[str]) -> None:
    decisions = [decide(k, CLAIM.claim_id, fields={"stance": "denied"}) for k in kinds]
    assert (not correct_claims([CLAIM], decisions)) == (kinds[-1:] == ["reject"])
