"""What stands after decisions, and which version of a record a table leaves standing."""

import dataclasses
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.conftest import AT, VERSIONS, make_claims, make_document
from trucewatch.ledger.read import Held
from trucewatch.ledger.standing import Succession, find_restricted, find_withdrawn, keep_standing
from trucewatch.model.decision import Decision
from trucewatch.model.record import Removal

A, B, C = "sha256:a", "sha256:b", "sha256:c"


def decided(kind, *subjects):
    return Decision(kind=kind, subjects=subjects, payload={}, reason="r", by="b", at=datetime(2026, 1, 1, tzinfo=UTC))


def document(name, record, revises=""):
    _, made = make_document(name)
    return dataclasses.replace(made, sha256=name, record=record, revises=revises)


def test_the_last_decision_about_a_document_counts():
    assert find_withdrawn([decided("withdraw", A, B), decided("restore", A)]) == {B}
    assert find_withdrawn([decided("withdraw", A), decided("restore", A), decided("withdraw", A)]) == {A}


def test_a_withdrawal_that_was_itself_taken_back_counts_for_nothing():
    assert find_withdrawn([decided("withdraw", A), decided("withdraw", "decision:1")]) == frozenset()


@given(st.lists(st.tuples(st.sampled_from(["withdraw", "restore", "accept"]), st.sampled_from([A, B])), max_size=8))
def test_the_fold_is_each_documents_own_last_word(steps):
    gone = find_withdrawn([decided(kind, subject) for kind, subject in steps])
    for subject in (A, B):
        last = [kind for kind, s in steps if s == subject and kind != "accept"]
        assert (subject in gone) == (bool(last) and last[-1] == "withdraw")


def test_withdrawn_documents_leave_with_their_claims(desk):
    raw, report = make_document()
    desk.add(raw, report, make_claims(report), VERSIONS, AT)
    desk.decide(decided("withdraw", report.document_id))
    assert len(desk.contents().documents) == 1
    left = keep_standing(desk.contents())
    assert (left.documents, left.claims) == ((), ())


def test_a_new_version_replaces_the_old_one():
    succession = Succession([Held(A, "x:1", "")], [])
    succession.give(document("b", "x:1"))
    changes = succession.settle()
    assert changes.replaced == {A: B}
    assert changes.restored == ()


def test_the_same_version_changes_nothing():
    succession = Succession([Held(A, "x:1", "")], [])
    succession.give(document("a", "x:1"))
    assert not succession.settle().replaced


def test_an_older_version_that_comes_again_stands_again():
    succession = Succession([Held(A, "x:1", ""), Held(B, "x:1", "")], [decided("withdraw", A)])
    succession.give(document("a", "x:1"))
    changes = succession.settle()
    assert (changes.replaced, changes.restored) == ({B: A}, (A,))


@pytest.mark.parametrize("order", [("a", "b", "c"), ("c", "b", "a")])
def test_of_a_chain_of_revisions_the_last_stands_in_whatever_order_they_come(order):
    versions = {"a": ("x:1", ""), "b": ("x:2", "x:1"), "c": ("x:3", "x:2")}
    succession = Succession([], [])
    for name in order:
        succession.give(document(name, *versions[name]))
    assert succession.settle().replaced == {A: C, B: C}


def test_a_revision_replaces_what_the_ledger_held_under_the_other_id():
    succession = Succession([Held(A, "x:1", "")], [])
    succession.give(document("b", "x:2", "x:1"))
    assert succession.settle().replaced == {A: B}


def test_revisions_in_a_circle_end():
    succession = Succession([Held(A, "x:1", "x:2"), Held(B, "x:2", "x:1")], [])
    succession.give(document("c", "x:1", "x:2"))
    assert succession.settle().replaced


def test_a_deletion_withdraws_and_only_a_complete_table_lets_the_missing_go():
    held = [Held(A, "x:1", ""), Held(B, "x:2", ""), Held(C, "y:2", "")]
    succession = Succession(held, [])
    succession.remove(Removal(record="x:1", number=2, deleted=True))
    assert succession.settle().deleted == (A,)
    assert succession.settle().missing == ()
    assert succession.settle("x").missing == (B,)


def test_a_row_that_cannot_be_read_leaves_its_record_standing():
    succession = Succession([Held(A, "x:1", "")], [])
    succession.see("x:1")
    assert succession.settle("x").missing == ()


ROWS = st.lists(
    st.tuples(st.sampled_from("abcde"), st.sampled_from(["x:1", "x:2", "x:3"]), st.sampled_from(["", "x:1", "x:2"])),
    max_size=9,
)


@given(ROWS, st.sets(st.integers(0, 8)), st.sets(st.sampled_from("abc")))
def test_piece_by_piece_the_same_stands_as_when_a_table_is_taken_in_at_once(rows, cuts, gone):
    held = [Held(f"sha256:{'abc'[n]}x:{n + 1}", f"x:{n + 1}", "") for n in range(3)]
    decisions = [decided("withdraw", *(h.document_id for h in held if h.document_id[7] in gone))] if gone else []
    whole, pieces = Succession(held, decisions), Succession(held, decisions)
    withdrawn = set(find_withdrawn(decisions))
    for number, (name, record, revises) in enumerate(rows):
        row = document(name + record, record, revises)
        if whole.given(record):
            continue
        whole.give(row)
        pieces.give(row)
        if number in cuts:
            some = pieces.take_over()
            withdrawn = withdrawn.union(some.replaced).difference(some.restored)
    rest = pieces.take_over()
    withdrawn = withdrawn.union(rest.replaced).difference(rest.restored)
    last = pieces.settle("x")
    withdrawn = withdrawn.union(last.replaced, last.missing).difference(last.restored)
    once = whole.settle("x")
    assert withdrawn == set(find_withdrawn(decisions)).union(once.replaced, once.missing).difference(once.restored)


def restrict(*subjects, yes=True):
    return dataclasses.replace(decided("restrict", *subjects), payload={"restricted": yes})


def told(name, publisher="Example agency", restricted=False):
    made = make_document(name)[1]
    return dataclasses.replace(made, sha256=name, publisher=publisher, restricted=restricted)


def restricted_of(documents, *decisions):
    return {i.removeprefix("sha256:") for i in find_restricted(documents, decisions)}


def test_a_document_is_restricted_as_it_was_added_until_somebody_decides_otherwise():
    both = (told("a", restricted=True), told("b"))
    assert restricted_of(both) == {"a"}
    assert restricted_of(both, restrict("sha256:a", yes=False), restrict("sha256:b")) == {"b"}


def test_a_publishers_level_holds_for_all_that_it_brings_and_a_documents_own_goes_before_it():
    both = (told("a"), told("b"), told("c", "Another"))
    level = restrict("publisher:example  AGENCY")
    assert restricted_of(both, level) == {"a", "b"}
    assert restricted_of(both, level, restrict("sha256:b", yes=False)) == {"a"}


def test_a_restriction_that_was_taken_back_is_as_if_it_was_never_made():
    assert restricted_of((told("a"),), restrict("sha256:a"), decided("withdraw", "decision:1")) == set()


def test_whatever_stands_says_of_itself_whether_it_is_restricted(desk):
    raw, document = make_document()
    desk.add(raw, document, make_claims(document), VERSIONS, AT)
    desk.decide(restrict(document.document_id))
    assert [d.restricted for d in keep_standing(desk.contents()).documents] == [True]


def test_opening_a_publisher_opens_no_report_that_was_itself_added_as_restricted():
    both = (told("a", restricted=True), told("b"))
    levels = (restrict("publisher:Example agency"), restrict("publisher:Example agency", yes=False))
    assert restricted_of(both, *levels) == {"a"}
