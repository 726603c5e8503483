"""Released briefs are sealed by the chain and can never be changed; on every database."""

import dataclasses
import hashlib

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.ledger.conftest import AT
from trucewatch.ledger.append import append_decision, append_release
from trucewatch.ledger.codec import encode
from trucewatch.ledger.marks import read_marks
from trucewatch.ledger.releases import Release, list_releases, read_release
from trucewatch.ledger.verification import verify
from trucewatch.model.decision import Decision


def make_release(content):
    digest = hashlib.sha256(content).hexdigest()
    return Release(
        sha256=digest, size=len(content), title="A brief", format="html", as_of=AT.date(), of_entry=3, of_chain="ab",
        by="amal", at=AT, reason="weekly brief",
    )  # fmt: skip


def release(desk, content, still=lambda connection: True):
    made = make_release(content)
    return append_release(desk.engine, made.sha256, encode(made), content, AT, still)


def test_a_release_is_its_bytes_and_what_is_said_of_them(desk):
    content = "<p>Brief ✓</p>".encode()
    seq = release(desk, content)
    (listed,) = list_releases(desk.engine)
    assert (listed.seq, listed.release) == (seq, make_release(content))
    assert read_release(desk.engine, listed.release.sha256) == (listed, content)
    assert verify(desk.engine) == ()


def test_the_newest_stands_first_and_an_unknown_hash_is_none(desk):
    release(desk, b"one")
    release(desk, b"two")
    assert [x.release.size for x in list_releases(desk.engine)] == [3, 3]
    assert list_releases(desk.engine)[0].release.sha256 == hashlib.sha256(b"two").hexdigest()
    assert read_release(desk.engine, "0" * 64) is None


def test_the_same_bytes_are_released_once(desk):
    assert release(desk, b"one") > 0
    assert release(desk, b"one") == 0
    assert len(list_releases(desk.engine)) == 1


def test_a_release_moves_the_chain_and_not_what_the_reports_tell(desk):
    decision = Decision(kind="accept", subjects=("c",), payload={}, reason="seen", by="amal", at=AT)
    append_decision(desk.engine, decision)
    append_decision(desk.engine, dataclasses.replace(decision, kind="admin"))
    marks = read_marks(desk.engine, AT)
    assert release(desk, b"one") == 3
    assert read_marks(desk.engine, AT) == marks
    assert (marks.now.seq, marks.then.seq, marks.began_at) == (1, 1, AT)


def test_nothing_is_released_that_may_no_longer_go_out(desk):
    assert release(desk, b"one", still=lambda connection: False) == 0
    assert list_releases(desk.engine) == ()


@pytest.mark.parametrize("change", ["UPDATE release SET sha256 = 'x'", "DELETE FROM release"])
def test_what_was_released_cannot_be_changed_or_deleted(desk, change):
    release(desk, b"one")
    with pytest.raises(DBAPIError, match="append-only"), desk.engine.begin() as connection:
        connection.execute(text(change))
    assert read_release(desk.engine, hashlib.sha256(b"one").hexdigest())[1] == b"one"


def test_bytes_that_were_changed_behind_its_back_are_found(desk):
    release(desk, b"one")
    with desk.engine.begin() as connection:
        if desk.engine.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE release DISABLE TRIGGER ALL"))
        else:
            connection.execute(text("DROP TRIGGER release_no_update"))
        connection.execute(text("UPDATE release SET content = :c"), {"c": b"two"})
    (fault,) = verify(desk.engine)
    assert "is not what was released" in fault
