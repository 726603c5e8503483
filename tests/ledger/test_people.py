"""Who may sign in and what waits to be read, on SQLite and on PostgreSQL."""

from datetime import timedelta

from tests.ledger.conftest import AT, VERSIONS, make_claims, make_document
from trucewatch.ledger import people, submissions
from trucewatch.ledger.catalogue import read_decided, read_entries, read_reports_of, read_runs, read_sources
from trucewatch.ledger.people import PersonRow, TokenRow, stamp
from trucewatch.ledger.submissions import SubmissionRow
from trucewatch.model.decision import Decision

SAM = PersonRow("sam", "analyst", "hash", True, False, "", stamp(AT))


def submission(client_id, name="sam", sent_at=AT, **changes):
    row = SubmissionRow(client_id, name, "a.txt", "0" * 64, "{}", "waiting", "", "", 0, stamp(sent_at), "")
    import dataclasses

    return dataclasses.replace(row, **changes)


def test_a_person_is_added_once_and_read_back(desk):
    assert people.add_person(desk.engine, SAM)
    assert not people.add_person(desk.engine, SAM)
    assert people.read_people(desk.engine) == (SAM,)
    assert people.find_person(desk.engine, "nobody") is None


def test_changing_what_a_session_rests_on_ends_it_and_the_language_does_not(desk):
    people.add_person(desk.engine, SAM)
    until = AT + timedelta(hours=1)
    people.open_session(desk.engine, "s" * 64, "sam", "csrf", AT, until)
    people.change_person(desk.engine, "sam", language="ar")
    found = people.find_session(desk.engine, "s" * 64)
    assert (found.person.language, found.csrf, found.expires_at) == ("ar", "csrf", stamp(until))
    people.change_person(desk.engine, "sam", role="viewer")
    assert people.find_session(desk.engine, "s" * 64) is None


def test_sessions_that_are_over_are_forgotten_when_a_new_one_begins(desk):
    people.add_person(desk.engine, SAM)
    people.open_session(desk.engine, "a" * 64, "sam", "x", AT, AT + timedelta(hours=1))
    later = AT + timedelta(hours=2)
    people.open_session(desk.engine, "b" * 64, "sam", "x", later, later + timedelta(hours=1))
    assert people.find_session(desk.engine, "a" * 64) is None
    people.close_session(desk.engine, "b" * 64)
    assert people.find_session(desk.engine, "b" * 64) is None


def test_a_token_is_found_with_its_person_and_revoked_once(desk):
    people.add_person(desk.engine, SAM)
    row = TokenRow("t1", "sam", "a program", "read", stamp(AT), stamp(AT + timedelta(days=1)), "")
    people.add_token(desk.engine, "h" * 64, row)
    assert people.find_token(desk.engine, "h" * 64) == (row, SAM)
    people.revoke_token(desk.engine, "t1", AT)
    people.revoke_token(desk.engine, "t1", AT + timedelta(days=1))
    assert [t.revoked_at for t in people.read_tokens(desk.engine)] == [stamp(AT)]


def test_failures_are_counted_by_key_within_a_window(desk):
    for minutes in (0, 1, 2):
        at = AT + timedelta(minutes=minutes)
        people.add_failure(desk.engine, ("a", "b") if minutes else ("a",), at, at - timedelta(minutes=15))
    assert people.count_failures(desk.engine, ("a", "b", "c"), AT) == {"a": 3, "b": 2}
    late = AT + timedelta(hours=1)
    people.add_failure(desk.engine, ("a",), late, late - timedelta(minutes=15))
    assert people.count_failures(desk.engine, ("a", "b"), late - timedelta(minutes=15)) == {"a": 1}
    people.clear_failures(desk.engine, "a")
    assert people.count_failures(desk.engine, ("a",), AT) == {}


def test_what_was_sent_is_kept_once_and_read_in_the_order_in_which_it_came(desk):
    people.add_person(desk.engine, SAM)
    second = submission("id-2", sent_at=AT + timedelta(seconds=5))
    first = submission("id-1")
    assert submissions.add_submission(desk.engine, second) == second
    assert submissions.add_submission(desk.engine, first) == first
    assert submissions.add_submission(desk.engine, submission("id-1", path="other.txt")) == first
    assert submissions.next_waiting(desk.engine) == first
    submissions.settle_submission(desk.engine, "id-1", "failed", AT, reason="empty")
    assert submissions.next_waiting(desk.engine) == second
    submissions.settle_submission(desk.engine, "id-1", "read", AT)  # what was settled stays so
    assert submissions.find_submission(desk.engine, "id-1").state == "failed"
    assert [r.client_id for r in submissions.read_submissions(desk.engine, "sam", 9)] == ["id-2", "id-1"]
    assert submissions.read_submissions(desk.engine, "kim", 9) == ()
    assert submissions.is_awaited(desk.engine, "0" * 64)


def test_the_catalogue_tells_sources_reports_runs_and_who_did_what(desk):
    people.add_person(desk.engine, SAM)
    raw, document = make_document()
    desk.add(raw, document, make_claims(document), VERSIONS, AT)
    desk.decide(Decision(kind="accept", subjects=("x",), payload={}, reason="seen", by="mo", at=AT))
    submissions.add_submission(desk.engine, submission("id-1", state="read", document_id=document.document_id))
    assert [(s.name, s.reports, s.added_restricted) for s in read_sources(desk.engine)] == [("Example agency", 1, 0)]
    ((seq, read),) = read_reports_of(desk.engine, "Example agency", 0, 9)
    assert read.document_id == document.document_id
    assert read_reports_of(desk.engine, "Example agency", seq, 9) == ()
    ((versions, _, reports),) = read_runs(desk.engine)
    assert (versions, reports) == (VERSIONS, 1)
    assert [d.by for d in read_decided(desk.engine)] == ["mo"]
    newest, oldest = read_entries(desk.engine, ("decision", "document"), 0, 9)
    assert (newest.by, newest.decision.kind, oldest.by, oldest.named) == ("mo", "accept", "sam", document.path)
