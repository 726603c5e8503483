"""What a desk promises, on SQLite and on PostgreSQL."""

import dataclasses
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.ledger.conftest import AT, VERSIONS, make_claims, make_document
from trucewatch.errors import LedgerError
from trucewatch.ledger.append import append_decision
from trucewatch.ledger.desk import create_desk, open_desk
from trucewatch.ledger.engine import journal_mode
from trucewatch.model.decision import Decision


def fill(desk, body=None, at=AT):
    raw, document = make_document(body) if body else make_document()
    claims = make_claims(document)
    return desk.add(raw, document, claims, VERSIONS, at), document, claims


def test_what_is_added_is_read_back_equal(desk):
    added, document, claims = fill(desk)
    contents = desk.contents()
    assert added
    assert contents.documents == (document,)
    assert contents.claims == claims


def test_adding_the_same_document_twice_changes_nothing(desk):
    fill(desk)
    before = desk.contents()
    added, _, _ = fill(desk, at=AT + timedelta(days=3))
    assert not added
    assert desk.contents() == before


def test_what_was_recorded_later_does_not_exist_earlier(desk):
    fill(desk)
    then = desk.contents()
    fill(desk, "A convoy crossed the border on Wednesday, drivers said.", AT + timedelta(days=1))
    assert len(desk.contents().documents) == 2
    assert desk.contents(AT + timedelta(hours=1)) == then
    assert desk.contents(AT - timedelta(days=1)).documents == ()


def test_claims_of_a_newer_reading_replace_the_older_without_deleting_it(desk):
    _, document, claims = fill(desk)
    raw, _ = make_document()
    later = AT + timedelta(days=2)
    assert desk.add(raw, document, claims[:1], {**VERSIONS, "trucewatch": "0.2.0"}, later)
    assert desk.contents().claims == claims[:1]
    assert desk.contents(AT).claims == claims


def test_decisions_are_appended_and_read_as_of(desk):
    fill(desk)
    decision = Decision(kind="accept", subjects=("sha256:x",), payload={"n": 1}, reason="seen", by="mo", at=AT)
    append_decision(desk.engine, dataclasses.replace(decision, at=AT + timedelta(days=1)))
    assert [d.reason for d in desk.contents().decisions] == ["seen"]
    assert desk.contents(AT).decisions == ()


@pytest.mark.parametrize("table", ["entry", "document", "run", "claim", "reading"])
def test_recorded_rows_can_be_neither_changed_nor_deleted(desk, table):
    fill(desk)
    for statement in (f"UPDATE {table} SET seq = seq", f"DELETE FROM {table}"):
        if table == "run" and statement.startswith("UPDATE"):
            statement = "UPDATE run SET body = '{}'"
        with pytest.raises(DBAPIError, match="append-only"), desk.engine.begin() as connection:
            connection.execute(text(statement))


def test_a_whole_ledger_verifies(desk):
    fill(desk)
    fill(desk, "Mortar fire was heard in the north on Monday, a monitor said.")
    assert desk.faults() == ()


def test_a_desk_whose_ledger_is_gone_is_not_opened_as_one_that_never_knew_anything(tmp_path):
    desk = create_desk(tmp_path / "desk")
    fill(desk)
    desk.engine.dispose()
    (desk.folder / "ledger.db").unlink()
    with pytest.raises(LedgerError, match="missing"):
        open_desk(desk.folder)
    assert not (desk.folder / "ledger.db").exists()


def test_insert_or_replace_is_refused_on_sqlite(tmp_path):
    desk = create_desk(tmp_path / "d")
    fill(desk)
    with pytest.raises(DBAPIError, match="append-only"), desk.engine.begin() as connection:
        connection.execute(text("INSERT OR REPLACE INTO document SELECT document_id, seq, '{}' FROM document"))


def test_a_changed_claim_text_or_original_is_named(tmp_path):
    desk = create_desk(tmp_path / "d")
    _, document, _ = fill(desk)
    with sqlite3.connect(tmp_path / "d" / "ledger.db") as raw:
        raw.execute("DROP TRIGGER claim_no_update")
        raw.execute("UPDATE claim SET body = replace(body, 'asserted', 'alleged') WHERE place = 0")
        raw.execute("UPDATE document_text SET body = body || '!'")
    (desk.evidence / document.sha256).write_bytes(b"other")
    faults = desk.faults()
    assert any("the claim" in f and "not what was recorded" in f for f in faults)
    assert any("text of note.txt" in f for f in faults)
    assert any("was changed" in f for f in faults)


def test_a_removed_entry_is_named(tmp_path):
    desk = create_desk(tmp_path / "d")
    fill(desk)
    with sqlite3.connect(tmp_path / "d" / "ledger.db") as raw:
        raw.execute("DROP TRIGGER entry_no_delete")
        raw.execute("DELETE FROM entry WHERE seq = 2")
    assert any("entry 2 is missing" in f for f in desk.faults())


def test_a_locked_ledger_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("trucewatch.ledger.engine.LOCK_WAIT_S", 0.1)
    desk = create_desk(tmp_path / "d")
    holder = sqlite3.connect(tmp_path / "d" / "ledger.db")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LedgerError, match="locked by another program"):
        fill(desk)
    holder.rollback()


def test_a_damaged_ledger_says_so(tmp_path):
    create_desk(tmp_path / "d")
    (tmp_path / "d" / "ledger.db").write_bytes(b"not a database at all, certainly" * 200)
    with pytest.raises(LedgerError, match="is damaged; restore it from a backup"):
        open_desk(tmp_path / "d")


def test_a_full_database_says_so_and_keeps_what_was_there(tmp_path):
    desk = create_desk(tmp_path / "d")
    fill(desk)
    before = desk.contents()
    from sqlalchemy import event

    pages = sqlite3.connect(tmp_path / "d" / "ledger.db").execute("PRAGMA page_count").fetchone()[0]
    event.listen(desk.engine, "connect", lambda c, _: c.execute(f"PRAGMA max_page_count={pages}"))
    desk.engine.dispose()  # connections opened before have no bound
    with pytest.raises(LedgerError, match="disk is full"):
        fill(desk, "A long note. " * 20_000)
    assert desk.contents() == before


def test_a_desk_is_not_made_twice_and_a_missing_one_says_how_to_make_it(tmp_path):
    create_desk(tmp_path / "d")
    with pytest.raises(LedgerError, match="there is a desk already"):
        create_desk(tmp_path / "d")
    with pytest.raises(LedgerError, match="trucewatch init"):
        open_desk(tmp_path)


def test_the_write_ahead_log_is_used_only_where_sqlite_is_repaired():
    assert journal_mode((3, 40, 1)) == "delete"
    assert journal_mode((3, 44, 5)) == "delete"
    assert journal_mode((3, 44, 6)) == "wal"
    assert journal_mode((3, 50, 7)) == "wal"
    assert journal_mode((3, 51, 2)) == "delete"
    assert journal_mode((3, 51, 3)) == "wal"


def test_instants_are_recorded_in_utc(tmp_path):
    desk = create_desk(tmp_path / "d")
    from datetime import timezone

    fill(desk, at=datetime(2026, 3, 1, 17, 45, tzinfo=timezone(timedelta(hours=5, minutes=45))))
    assert desk.contents().began_at == datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql+psycopg://u:secret@127.0.0.1:1/x", "is the server running"),
        ("postgresql+psycopg://u:secret@127.0.0.1:port/x", "cannot be read as an address"),
        ("mysql://u:secret@host/x", "no address of PostgreSQL"),
        ("secret", "no address of PostgreSQL"),
    ],
)
def test_a_database_that_cannot_be_reached_says_what_to_do_and_tells_no_password(tmp_path, address, said):
    folder = tmp_path / "desk"
    create_desk(folder)
    settings = folder / "trucewatch.toml"
    settings.write_text(settings.read_text().replace('database = ""', f'database = "{address}"'))
    with pytest.raises(LedgerError, match=said) as caught:
        open_desk(folder)
    assert "secret" not in str(caught.value)
