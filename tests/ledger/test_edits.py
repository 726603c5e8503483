"""Edits are compared with what was decided before, and repeated posts are answered once."""

import dataclasses
from datetime import timedelta

import pytest

from tests.ledger.conftest import AT, VERSIONS, make_claims, make_document
from trucewatch.ledger.edits import RepeatedIdError, append_edit, decisions_about, find_decisions, last_decisions
from trucewatch.ledger.holds import let_go, read_holds, take_hold
from trucewatch.model.decision import Decision


@pytest.fixture
def claim_id(desk):
    raw, document = make_document()
    made = make_claims(document)
    desk.add(raw, document, made, VERSIONS, AT)
    return made[0].claim_id


def reject(claim_id, by="mo", reason="misread"):
    return Decision(kind="reject", subjects=(claim_id,), payload={}, reason=reason, by=by, at=AT)


def test_an_edit_after_the_last_decision_is_appended(desk, claim_id):
    assert append_edit(desk.engine, reject(claim_id), {claim_id: 0}).number == 1
    assert append_edit(desk.engine, reject(claim_id, by="jo"), {claim_id: 1}).number == 2
    assert last_decisions(desk.engine, (claim_id,)) == {claim_id: 2}
    assert [n for n, _ in decisions_about(desk.engine, claim_id)] == [1, 2]


def test_an_edit_that_somebody_was_faster_than_is_not_appended_and_names_theirs(desk, claim_id):
    append_edit(desk.engine, reject(claim_id, by="jo"), {claim_id: 0})
    came = append_edit(desk.engine, reject(claim_id), {claim_id: 0})
    assert not came.done
    assert came.faster == {claim_id: 1}
    assert find_decisions(desk.engine, (1, 9))[1].by == "jo"
    assert len(desk.contents().decisions) == 1


def test_a_repeated_post_has_the_first_ones_outcome(desk, claim_id):
    first = append_edit(desk.engine, reject(claim_id), {claim_id: 0}, "post-1")
    again = dataclasses.replace(reject(claim_id), at=AT + timedelta(minutes=5))
    assert append_edit(desk.engine, again, {claim_id: 0}, "post-1") == dataclasses.replace(first, repeated=True)
    lost = append_edit(desk.engine, reject(claim_id, by="jo"), {claim_id: 0}, "post-1")
    assert (lost.done, lost.repeated) == (False, False)
    assert append_edit(desk.engine, reject(claim_id, by="jo"), {claim_id: 0}, "post-1").repeated
    assert len(desk.contents().decisions) == 1


def test_a_client_id_is_good_for_one_edit(desk, claim_id):
    append_edit(desk.engine, reject(claim_id), {claim_id: 0}, "post-1")
    with pytest.raises(RepeatedIdError, match="used for another edit"):
        append_edit(desk.engine, reject(claim_id, reason="other"), {claim_id: 1}, "post-1")


def test_a_hold_keeps_others_off_until_it_ends(desk):
    assert take_hold(desk.engine, "x", "mo", AT).by == "mo"
    assert take_hold(desk.engine, "x", "jo", AT).by == "mo"
    assert [h.subject for h in read_holds(desk.engine, AT)] == ["x"]
    assert take_hold(desk.engine, "x", "jo", AT + timedelta(minutes=16)).by == "jo"
    let_go(desk.engine, "jo")
    assert read_holds(desk.engine, AT) == ()


def test_who_decides_lets_go(desk, claim_id):
    take_hold(desk.engine, claim_id, "mo", AT)
    append_edit(desk.engine, reject(claim_id), {claim_id: 0})
    assert read_holds(desk.engine, AT) == ()
