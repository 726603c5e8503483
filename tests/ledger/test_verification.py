"""A database that was changed behind the desk's back says which entry: findings, redactions and releases too."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.ledger.conftest import AT, VERSIONS, make_claims, make_document
from trucewatch.ledger.append import append_decision, append_release
from trucewatch.ledger.codec import encode
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.erasing import Wanted, erase
from trucewatch.ledger.releases import Release
from trucewatch.ledger.tables import metadata
from trucewatch.ledger.verification import verify
from trucewatch.model.decision import Decision

CONTENT = b"<p>A brief</p>"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def whole(desk: Desk) -> Desk:
    """A ledger with an entry of every kind, without its triggers, as somebody with the file can make it."""
    for body in (
        "Twelve trucks waited at the crossing on Tuesday, the agency said.",
        "Nobody had passed the bridge in May.",
    ):
        raw, document = make_document(body)
        claims = tuple(
            dataclasses.replace(c, claim_id=f"{c.claim_id[:-2]}{n}") for n, c in enumerate(make_claims(document))
        )
        desk.add(raw, document, claims, VERSIONS, AT)
    subjects = (desk.contents().claims[0].claim_id,)
    payload = {"found": "It was so", "standard": "reasonable grounds to believe"}
    append_decision(
        desk.engine, Decision(kind="finding", subjects=subjects, payload=payload, reason="seen", by="mo", at=AT)
    )
    made = Release(
        sha256=DIGEST, size=len(CONTENT), title="A brief", format="html", as_of=AT.date(), of_entry=3, of_chain="ab",
        by="amal", at=AT, reason="weekly",
    )  # fmt: skip
    append_release(desk.engine, DIGEST, encode(made), CONTENT, AT)
    erase(desk.engine, desk.contents().documents[0].document_id, Wanted(words=("Tuesday",)), "asked", "amal", AT)
    assert verify(desk.engine) == ()
    with desk.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            for name in metadata.tables:
                connection.execute(text(f'ALTER TABLE "{name}" DISABLE TRIGGER ALL'))
        else:
            found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
            for name in found:
                connection.execute(text(f"DROP TRIGGER {name}"))
            connection.commit()
    return desk


def entry(kind: str, subject: str = "") -> Callable[[Desk], int]:
    """The number of the last entry of a kind."""

    def find(desk: Desk) -> int:
        wanted = "SELECT max(seq) FROM entry WHERE kind = :kind AND subject LIKE :subject"
        with desk.engine.connect() as connection:
            return int(connection.execute(text(wanted), {"kind": kind, "subject": f"{subject}%"}).scalar_one())

    return find


def reworded(table: str, before: str, after: str) -> str:
    return f"UPDATE {table} SET body = replace(body, '{before}', '{after}') WHERE seq = {{seq}}"


FINDING, REDACTION, RELEASE = entry("decision", "finding"), entry("decision", "redact"), entry("release")
CLAIM, DOCUMENT = entry("claim"), entry("document")
ROW = "INSERT INTO redacted (seq, by_seq, leaf) VALUES (1, {seq}, 'x')"
PUT = "INSERT INTO decision (seq, body) SELECT {seq}, body FROM decision LIMIT 1"
MOVED = "UPDATE claim SET document_id = (SELECT min(document_id) FROM document), place = 7 WHERE seq = {seq}"
ATTACKS: dict[str, tuple[str, Callable[[Desk], int]]] = {
    "a finding reworded": (reworded("decision", "It was so", "It was not so"), FINDING),
    "a finding to a higher standard": (reworded("decision", "reasonable grounds", "beyond doubt"), FINDING),
    "a finding signed by another": (reworded("decision", '"mo"', '"amal"'), FINDING),
    "a finding that cannot be read": ("UPDATE decision SET body = '{{' WHERE seq = {seq}", FINDING),
    "a finding deleted": ("DELETE FROM decision WHERE seq = {seq}", FINDING),
    "a finding put where no decision was": (PUT, entry("reading")),
    "a finding that is called something else": ("UPDATE entry SET subject = 'grade' WHERE seq = {seq}", FINDING),
    "a redaction with another reason": (reworded("decision", "asked", "wished"), REDACTION),
    "a redaction that cannot be read": ("UPDATE decision SET body = '[]' WHERE seq = {seq}", REDACTION),
    "a redaction's list cut": ("DELETE FROM redacted WHERE by_seq = {seq}", REDACTION),
    "a redaction's list made longer": (ROW, REDACTION),
    "a redaction that nobody decided": (ROW, FINDING),
    "a release's bytes": ("UPDATE release SET content = '<p>B</p>' WHERE seq = {seq}", RELEASE),
    "a release's reason": (reworded("release", "weekly", "daily"), RELEASE),
    "a release that cannot be read": ("UPDATE release SET body = '' WHERE seq = {seq}", RELEASE),
    "a release deleted": ("DELETE FROM release WHERE seq = {seq}", RELEASE),
    "a claim reworded": (reworded("claim", "alleged", "denied"), CLAIM),
    "a claim of another report": (MOVED, CLAIM),
    "a claim in another place": ("UPDATE claim SET place = 5 WHERE seq = {seq}", CLAIM),
    "a claim under another id": ("UPDATE claim SET claim_id = 'sha256:0' WHERE seq = {seq}", CLAIM),
    "a report that cannot be read": ("UPDATE document SET body = '{{}}' WHERE seq = {seq}", DOCUMENT),
    "a text": ("UPDATE document_text SET body = 'Nothing happened.'", DOCUMENT),
    "a text deleted": ("DELETE FROM document_text", DOCUMENT),
    "a time": ("UPDATE entry SET recorded_at = '2026-03-02T12:00:00+00:00' WHERE seq = {seq}", DOCUMENT),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_was_changed_is_told_with_its_entry(whole: Desk, attack: str) -> None:
    statement, find = ATTACKS[attack]
    seq = find(whole)
    with whole.engine.begin() as connection:
        done = connection.execute(text(statement.format(seq=seq)))
    assert done.rowcount >= 1, "the attack changed something"
    assert any(f"entry {seq}" in fault for fault in verify(whole.engine)), verify(whole.engine)
    assert any(f"entry {seq}" in fault for fault in whole.faults())
