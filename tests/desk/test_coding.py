"""What two people made of one claim, side by side."""

from __future__ import annotations

from tests.desk.conftest import decide
from trucewatch.desk.coding import FIELDS, measure_codings, read_codings
from trucewatch.ledger.desk import Desk


def test_each_persons_first_decision_counts_and_blind_readings_are_told_apart(desk: Desk) -> None:
    one, two, three, four = (c.claim_id for c in desk.contents().claims[:4])
    decide(desk, "accept", one, two, three, four, by="mo")
    decide(desk, "reject", one, by="jo", second=True)
    decide(desk, "accept", one, by="jo")
    decide(desk, "correct", two, by="jo", fields={"stance": "conditional"}, second=True)
    decide(desk, "accept", three, by="jo")
    codings = {c.claim_id: c for c in read_codings(desk)}
    assert set(codings) == {one, two, three}
    assert (codings[one].blind, codings[two].blind, codings[three].blind) == (True, True, False)
    assert codings[one].disputed == FIELDS
    assert codings[two].disputed == ("review", "stance")
    assert codings[three].disputed == ()
    assert codings[two].values["jo"]["stance"] == "conditional"
    found = measure_codings(tuple(codings.values()))
    assert found["review"].units == 3
    assert found["review"].raw == 1 / 3


def test_a_review_that_was_taken_back_does_not_count(desk: Desk) -> None:
    one = desk.contents().claims[0].claim_id
    decide(desk, "accept", one, by="mo")
    decide(desk, "reject", one, by="jo")
    decide(desk, "withdraw", "decision:2", by="jo")
    assert read_codings(desk) == ()
