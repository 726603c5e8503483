from __future__ import annotations

from datetime import UTC, date, datetime

from trucewatch.compliance.clocks import Reset
from trucewatch.compliance.decided import find_resets, find_reviewed
from trucewatch.model.decision import Decision, standing
from trucewatch.packs.agreement import load_agreement

TERMS = load_agreement("syria-us-russia-2016-09")
AT = datetime(2026, 1, 1, tzinfo=UTC)


def decide(kind: str, *subjects: str, **payload: object) -> Decision:
    return Decision(kind=kind, subjects=subjects, payload=payload, reason="because", by="A. Reviewer", at=AT)


def reset(agreement: str = "syria-us-russia-2016-09") -> Decision:
    payload = {"provision": "calm", "on": "2016-09-14", "by": ["russia", "us"], "document": "d", "quote": "again"}
    return decide("reset", "d", agreement=agreement, **payload)


def test_the_last_word_on_a_claim_stands() -> None:
    decisions = (decide("accept", "a", "b"), decide("reject", "a"), decide("accept", "c"))
    assert find_reviewed(decisions) == {"b", "c"}


def test_a_withdrawn_decision_no_longer_counts_and_keeps_its_number() -> None:
    decisions = (decide("accept", "a"), decide("accept", "b"), decide("withdraw", "decision:1"))
    assert [n for n, _ in standing(decisions)] == [2]
    assert find_reviewed(decisions) == {"b"}


def test_a_reset_is_read_back_for_its_own_agreement_only() -> None:
    wanted = Reset(provision_id="calm", on=date(2016, 9, 14), by=("russia", "us"), document_id="d", quote="again")
    assert find_resets((reset(), reset("another")), TERMS) == (wanted,)
