"""Redaction: the words are in no byte of the desk any more, on either database, and the chain still verifies."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from tests.ledger.conftest import desk as a_desk  # noqa: F401  # on SQLite and PostgreSQL
from trucewatch.claims.verify import is_grounded
from trucewatch.desk.erasure import Redaction, finish, look_ahead, redact
from trucewatch.desk.pictures import Pictures
from trucewatch.desk.releases import preview, release
from trucewatch.desk.review import Edit, review, withdraw
from trucewatch.desk.search import search_claims, search_documents
from trucewatch.desk.submissions import Given, read_waiting, submit
from trucewatch.desk.view import view_as_of
from trucewatch.errors import LedgerError, UnknownNameError, UsageError
from trucewatch.ledger import tables
from trucewatch.ledger.codec import encode
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.erasing import Wanted
from trucewatch.ledger.search import Filters
from trucewatch.ledger.verification import verify
from trucewatch.model.decision import Decision
from trucewatch.model.document import Document
from trucewatch.model.span import REDACTED
from trucewatch.pipeline import extract_each
from trucewatch.reading import read_document

AT = datetime(2016, 9, 21, 9, 0, tzinfo=UTC)
DAY = AT.date()
CANARY = "Zubayda Qarrabiyeh"
TEXT = (
    f"Witness {CANARY} tells of a strike\n\n18 September 2016\n\n"
    f"Nurse {CANARY} said that 14 people were killed in an air strike on a clinic in Talbiseh on 18 September 2016. "
    "A second air strike hit a school in Madaya on 18 September 2016, residents said.\n"
)
OTHER = (
    "Talbiseh, 18 September 2016\n\nResidents said an air strike killed 12 people in Talbiseh on 18 September 2016.\n"
)


def add(desk: Desk, body: str, name: str) -> Document:
    raw = body.encode()
    for document, claims in extract_each([read_document(raw, name)]):
        assert desk.add(raw, document, claims, {"trucewatch": "test"}, AT)
    return document


@pytest.fixture
def desk(a_desk: Desk) -> Desk:  # noqa: F811
    """A desk whose ledger, index, cache, evidence, submissions and decisions all hold the canary."""
    desk = dataclasses.replace(a_desk, agreement="")
    document = add(desk, TEXT, f"inbox/amal/{CANARY.lower().replace(' ', '_')}.txt")
    add(desk, OTHER, "other.txt")
    claims = [c for c in desk.contents().claims if c.document_id == document.document_id]
    first = next(c for c in claims if CANARY in encode(c))
    edit = Edit(by="mo", at=AT, expects=0, reason=f"{CANARY} says so")
    review(desk, "correct", first.claim_id, edit, {"claimant": f"?@{CANARY}"})
    desk.decide(
        Decision(
            kind="finding", subjects=(first.claim_id,), reason=f"{CANARY} was there", by="mo", at=AT,
            payload={"found": f"{CANARY} saw it", "standard": "reasonable grounds to believe", "public": True},
        )
    )  # fmt: skip
    for projection in ("all", "public"):
        view_as_of(desk, DAY, projection)  # type: ignore[arg-type]
    search_claims(desk, "all", Filters(words="zubayda"))
    opened = Pictures(desk, lambda: DAY)
    opened.get("all")
    opened.get("public")
    opened.close()
    return desk


def report_of(desk: Desk) -> Document:
    return next(d for d in desk.contents().documents if d.path != "other.txt")


def everywhere(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """Every byte of the desk: its files, every row of every table, and the files in which PostgreSQL keeps them."""
    for path in desk.folder.rglob("*"):
        if path.is_file():
            yield str(path), path.read_bytes()
    with desk.engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                yield table, repr(tuple(row)).encode()
        if connection.dialect.name == "postgresql":
            kept = (
                "SELECT c.relname, pg_relation_filepath(c.oid) FROM pg_class c WHERE pg_relation_filepath(c.oid) > ''"
            )
            for name, path in connection.execute(text(kept)).all():
                read = connection.execute(
                    text("SELECT pg_read_binary_file(:p, 0, 100000000, true)"), {"p": path}
                ).scalar()
                yield f"{name} in {path}", bytes(read or b"")


def holding(desk: Desk, *words: str) -> set[str]:
    needles = [w.casefold().encode() for word in words for w in (word, json.dumps(word)[1:-1])]
    return {where for where, held in everywhere(desk) if any(n in held.lower() for n in needles)}


def test_before_a_redaction_the_words_are_in_every_place_that_is_looked_at(desk: Desk) -> None:
    where = holding(desk, "zubayda", "qarrabiyeh")
    for place in ("document", "document_text", "claim", "decision", "index_claim_all", "index_document_public"):
        assert place in where
    assert any("evidence" in w for w in where) and any("cache" in w for w in where)


def test_redacted_words_are_in_no_byte_of_the_desk(desk: Desk) -> None:
    done = redact(desk, report_of(desk).document_id, Wanted(words=(CANARY,)), "her family asked", "amal", AT)
    assert holding(desk, "zubayda", "qarrabiyeh") == set()
    assert (done.places, done.left, done.released, done.clean) == (2, (), (), True)
    assert desk.faults() == ()


def test_offsets_stay_and_the_rest_of_the_report_is_as_it_was(desk: Desk) -> None:
    before = {c.claim_id: c for c in desk.contents().claims}
    redact(desk, report_of(desk).document_id, Wanted(words=(CANARY,)), "her family asked", "amal", AT)
    contents = desk.contents()
    document = next(d for d in contents.documents if d.path != "other.txt")
    assert document.text == TEXT.replace(CANARY, "█" * len(CANARY))
    assert document.text_sha256 == hashlib.sha256(document.text.encode()).hexdigest()
    assert [c.claim_id for c in contents.claims] == list(before), "what was decided about claims still finds them"
    for claim in contents.claims:
        assert is_grounded(claim, document.text if claim.document_id == document.document_id else OTHER)
        assert claim.quantities == before[claim.claim_id].quantities, "numbers that other words carry stand"


def test_incidents_say_that_something_is_redacted_and_two_redacted_speakers_are_not_one(desk: Desk) -> None:
    report, other = report_of(desk), add(desk, TEXT.replace(CANARY, "Warda Qasimliyyah!"[:-1]), "third.txt")
    redact(desk, report.document_id, Wanted(words=(CANARY,)), "her family asked", "amal", AT)
    redact(desk, other.document_id, Wanted(words=("Warda Qasimliyyah",)), "hers too", "amal", AT)
    shown = encode(view_as_of(desk, DAY, "public").situation.incidents)
    assert "[redacted]" in shown and "█" not in shown
    claims = [c for c in desk.contents().claims if "█" in encode(c.claimants)]
    assert len({c.document_id for c in claims}) == 2 and all(c.claimants[-1].anonymous for c in claims)


def test_what_a_claim_made_of_redacted_words_goes_with_them(desk: Desk) -> None:
    wanted = Wanted(words=("14 people", "Talbiseh", "on 18 September 2016"))
    redact(desk, report_of(desk).document_id, wanted, "it leads to her", "amal", AT)
    report = report_of(desk)
    claims = [c for c in desk.contents().claims if c.document_id == report.document_id]
    strike = next(c for c in claims if CANARY in encode(c))
    assert strike.quantity("killed") is None and strike.when is None
    assert not any(p.place_id or p.name or p.lat for c in claims for p in c.places if "█" in p.span.quote)
    assert "talbiseh" not in " ".join(encode(c) for c in claims).casefold()
    assert not search_claims(desk, "all", Filters(words="talbiseh", document_id=report.document_id)).items


def test_views_search_and_briefs_show_blocks_and_say_who_redacted_and_why(desk: Desk) -> None:
    redact(desk, report_of(desk).document_id, Wanted(words=(CANARY,)), "her family asked", "amal", AT)
    for projection in ("all", "public"):
        assert not search_claims(desk, projection, Filters(words="zubayda")).items  # type: ignore[arg-type]
        assert not search_documents(desk, projection, Filters(words="qarrabiyeh")).items  # type: ignore[arg-type]
    opened = Pictures(desk, lambda: DAY)
    seen = preview(desk, opened.get("public"), opened.held(), "md")
    opened.close()
    brief = seen.content.decode()
    assert CANARY not in brief and r"\[redacted\]" in brief
    assert "Words were redacted on 2016-09-21 by amal: her family asked." in brief


def test_a_desk_that_is_being_served_shows_and_keeps_nothing_from_before(desk: Desk) -> None:
    opened = Pictures(desk, lambda: DAY)
    assert CANARY in encode(opened.get("all").picture.situation.claims)
    redact(desk, report_of(desk).document_id, Wanted(words=(CANARY,)), "her family asked", "amal", AT)
    for projection in ("all", "public"):
        shown = opened.get(projection).picture  # type: ignore[arg-type]
        assert CANARY not in "".join(encode(part) for part in (shown.situation, shown.decisions, shown.brief))
    assert CANARY not in encode(opened.held().documents)
    opened.close()
    assert holding(desk, "zubayda", "qarrabiyeh") == set()


def test_a_picture_that_was_being_drawn_meanwhile_does_not_bring_the_words_back_to_the_disk(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trucewatch.desk import drawer as module

    derive = module.derive

    def redact_while_drawing(*given):  # type: ignore[no-untyped-def]
        made = derive(*given)
        if not desk.is_redacted(report_of(desk).document_id):
            redact(desk, report_of(desk).document_id, Wanted(words=(CANARY,)), "asked", "amal", AT)
        return made

    monkeypatch.setattr(module, "derive", redact_while_drawing)
    opened = Pictures(desk, lambda: DAY.replace(day=20))
    opened.get("all")
    opened.close()
    assert desk.is_redacted(report_of(desk).document_id)
    assert holding(desk, "zubayda", "qarrabiyeh") == set()


def test_a_whole_report_leaves_its_hashes_its_day_and_the_reason(desk: Desk) -> None:
    before = report_of(desk)
    done = redact(desk, before.document_id, Wanted(whole=True), "sent by mistake", "amal", AT)
    assert holding(desk, "zubayda", "qarrabiyeh", "school in Madaya", "amal/") == set()
    assert done.left == () and desk.faults() == ()
    after = report_of(desk)
    assert (after.document_id, after.published.on) == (before.document_id, before.published.on)
    assert (after.text, after.title, after.path, after.publisher) == (REDACTED, REDACTED, REDACTED, "")
    assert after.issues == ("The whole report was redacted on 2016-09-21 by amal: sent by mistake.",)
    assert {c.document_id for c in desk.contents().claims} == {
        d.document_id for d in desk.contents().documents if d.path == "other.txt"
    }
    (decision,) = [d for d in desk.contents().decisions if d.kind == "redact"]
    assert decision.payload["was"] == before.text_sha256
    assert view_as_of(desk, DAY, "all").situation.incidents, "what others say is still told"


def test_a_redacted_report_of_a_restricted_source_stays_restricted(desk: Desk) -> None:
    report = report_of(desk)
    named = dataclasses.replace(report, publisher="Field desk", sha256="c" * 64)
    desk.add(b"x", named, (), {"trucewatch": "test"}, AT)
    desk.decide(
        Decision(
            kind="restrict", subjects=("publisher:Field desk",), payload={"restricted": True}, reason="at risk",
            by="mo", at=AT,
        )
    )  # fmt: skip
    redact(desk, named.document_id, Wanted(whole=True), "sent by mistake", "amal", AT)
    assert not search_documents(desk, "public", Filters(document_id=named.document_id)).items


def test_what_was_redacted_does_not_come_back_by_reading_it_again(desk: Desk) -> None:
    report = report_of(desk)
    redact(desk, report.document_id, Wanted(words=(CANARY,)), "her family asked", "amal", AT)
    for versions in ({"trucewatch": "test"}, {"trucewatch": "newer"}):
        for document, claims in extract_each([read_document(TEXT.encode(), "again.txt")]):
            assert not desk.add(TEXT.encode(), document, claims, versions, AT)
    assert holding(desk, "zubayda") == set()


def test_a_redaction_can_be_repeated_for_other_words_and_is_never_taken_back(desk: Desk) -> None:
    report = report_of(desk)
    redact(desk, report.document_id, Wanted(words=("Zubayda",)), "her family asked", "amal", AT)
    redact(desk, report.document_id, Wanted(words=("Qarrabiyeh",)), "all of it", "amal", AT)
    assert holding(desk, "zubayda", "qarrabiyeh") == set()
    assert desk.faults() == ()
    number = next(n for n, d in enumerate(desk.contents().decisions, 1) if d.kind == "redact")
    with pytest.raises(UnknownNameError, match="what was redacted is gone"):
        withdraw(desk, number, Edit(by="mo", at=AT, expects=0, reason="back"))


def test_a_span_goes_and_the_same_words_elsewhere_in_the_text_stay(desk: Desk) -> None:
    start = TEXT.rindex(CANARY)
    redact(
        desk, report_of(desk).document_id, Wanted(spans=((start, start + len(CANARY)),)), "once is enough", "amal", AT
    )
    text_now = report_of(desk).text
    assert text_now.count(CANARY) == 1 and text_now[start] == "█"


def test_released_briefs_that_carry_the_words_are_named_and_stay(desk: Desk) -> None:
    opened = Pictures(desk, lambda: DAY)
    seen = preview(desk, opened.get("public"), opened.held(), "html")
    release(desk, seen, seen.sha256, "weekly", [t.sentence for t in seen.traces], "amal", AT)
    opened.close()
    outlook = look_ahead(desk, report_of(desk).document_id, Wanted(words=(CANARY,)))
    assert [r.release.sha256 for r in outlook.released] == [seen.sha256]
    done = redact(desk, report_of(desk).document_id, Wanted(words=(CANARY,)), "her family asked", "amal", AT)
    assert [r.release.sha256 for r in done.released] == [seen.sha256]
    assert desk.contents().decisions[-1].payload["released"] == [seen.sha256]
    assert desk.faults() == ()
    if desk.engine.dialect.name == "sqlite":
        assert done.left == ("ledger.db",), "the release is in it"


def test_other_reports_with_the_same_words_are_named(desk: Desk) -> None:
    outlook = look_ahead(desk, report_of(desk).document_id, Wanted(words=("Talbiseh",)))
    assert [name for _, name in outlook.elsewhere] == ["other.txt"]


def test_what_waits_to_be_read_and_was_sent_is_redacted_too(desk: Desk) -> None:
    from trucewatch.desk.people import User, create

    create(desk, "rana", "monitor", "test", AT)
    user = User("rana", "monitor", frozenset())
    sent = TEXT.replace("14", "15")
    row = submit(desk, user, "client-id-1", f"{CANARY}.txt", sent.encode(), Given(publisher=CANARY), AT)
    read_waiting(desk, row, AT)
    key = f"sha256:{hashlib.sha256(sent.encode()).hexdigest()}"
    redact(desk, key, Wanted(words=(CANARY,)), "her family asked", "amal", AT)
    redact(desk, report_of(desk).document_id, Wanted(words=(CANARY,)), "her family asked", "amal", AT)
    assert holding(desk, "zubayda", "qarrabiyeh") == set()
    again = submit(desk, user, "client-id-2", "again.txt", sent.encode(), Given(), AT)
    read_waiting(desk, again, AT)
    assert holding(desk, "zubayda") == set()


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (Wanted(), "say what to redact"),
        (Wanted(words=("a",), whole=True), "say what to redact"),
        (Wanted(words=("no such words",)), "do not stand in this report"),
        (Wanted(spans=((5, 100_000),)), "is no span of this text"),
        (Wanted(spans=((9, 5),)), "is no span of this text"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_changes_nothing(desk: Desk, wanted: Wanted, why: str) -> None:
    before = desk.contents()
    with pytest.raises(UsageError, match=why):
        redact(desk, report_of(desk).document_id, wanted, "seen", "amal", AT)
    assert desk.contents() == before


def test_a_reason_is_needed_and_must_not_say_the_words(desk: Desk) -> None:
    key = report_of(desk).document_id
    for reason, why in (("  ", "say why"), (f"{CANARY.upper()} asked", "the very words")):
        with pytest.raises(UsageError, match=why):
            redact(desk, key, Wanted(words=(CANARY,)), reason, "amal", AT)
    with pytest.raises(UnknownNameError):
        redact(desk, "sha256:" + "0" * 64, Wanted(whole=True), "seen", "amal", AT)


def test_a_stop_before_the_files_are_gone_is_told_and_finished_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trucewatch.desk.erasure.finish", lambda desk: True)
    done: Redaction = redact(desk, report_of(desk).document_id, Wanted(words=(CANARY,)), "asked", "amal", AT)
    assert any("evidence" in f for f in done.left)
    (fault,) = desk.faults()
    assert "still holds what was redacted; run: trucewatch redact --finish" in fault
    monkeypatch.undo()
    assert finish(desk)
    assert desk.faults() == () and holding(desk, "zubayda") == set()


def test_nothing_but_a_redaction_changes_a_body(desk: Desk) -> None:
    redact(desk, report_of(desk).document_id, Wanted(words=(CANARY,)), "asked", "amal", AT)
    with desk.engine.connect() as connection:
        free = select(tables.claim.c.seq).where(tables.claim.c.seq.not_in(select(tables.redacted.c.seq)))
        seq = connection.execute(free.limit(1)).scalar_one()
    for statement in (
        f"UPDATE claim SET body = '{{}}' WHERE seq = {seq}",
        "UPDATE claim SET document_id = 'sha256:0' WHERE seq IN (SELECT seq FROM redacted)",
        "DELETE FROM claim",
        "DELETE FROM redacted",
        "UPDATE redacted SET leaf = ''",
    ):
        with pytest.raises(Exception, match="append-only"), desk.engine.begin() as connection:
            connection.execute(text(statement))
    assert verify(desk.engine) == ()


def test_words_put_back_after_a_redaction_are_found_by_verify(desk: Desk) -> None:
    report = report_of(desk)
    with desk.engine.connect() as connection:
        before = connection.execute(
            select(tables.document).where(tables.document.c.document_id == report.document_id)
        ).one()
    redact(desk, report.document_id, Wanted(words=(CANARY,)), "asked", "amal", AT)
    with desk.engine.begin() as connection:
        connection.execute(tables.document.update().where(tables.document.c.seq == before.seq).values(body=before.body))
    assert any(f"entry {before.seq}: the document" in fault for fault in desk.faults())


@pytest.fixture(params=["sqlite"])
def in_wal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trucewatch.ledger.engine.journal_mode", lambda: "wal")


def test_a_write_ahead_log_is_emptied_too(in_wal: None, tmp_path: Path) -> None:
    from trucewatch.ledger.desk import create_desk

    desk = create_desk(tmp_path / "d")
    reader = desk.engine.connect()  # while somebody is connected, SQLite keeps the log
    reader.execute(text("SELECT count(*) FROM entry"))
    reader.commit()
    document = add(desk, TEXT, "note.txt")
    assert (desk.folder / "ledger.db-wal").stat().st_size
    redact(desk, document.document_id, Wanted(words=(CANARY,)), "asked", "amal", AT)
    assert holding(desk, "zubayda", "qarrabiyeh") == set()
    reader.close()


def test_a_file_that_cannot_be_deleted_says_what_to_do(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(1, "not permitted")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(LedgerError, match="redact --finish"):
        redact(desk, report_of(desk).document_id, Wanted(words=(CANARY,)), "asked", "amal", AT)


def test_a_database_that_others_keep_in_use_is_told_and_cleaned_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trucewatch.ledger.cleaning.LOCK_WAIT_S", 0.3)
    monkeypatch.setattr("trucewatch.ledger.engine.LOCK_WAIT_S", 0.3)
    with desk.engine.connect() as reader:
        held = reader.execute(text("SELECT count(*) FROM claim"))
        held.scalar()
        assert not finish(desk)
        reader.rollback()
    assert finish(desk)
    with desk.engine.begin() as connection:  # transactions are transactions still
        connection.execute(text("CREATE TABLE passing (n INTEGER)"))
        connection.rollback()
    assert not inspect(desk.engine).has_table("passing")


def test_old_rows_that_an_open_transaction_keeps_are_told_and_go_when_it_ends(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    if desk.engine.dialect.name != "postgresql":
        pytest.skip("SQLite keeps no old rows for others")
    monkeypatch.setattr("trucewatch.ledger.cleaning.LOCK_WAIT_S", 0.3)
    with desk.engine.connect() as other:
        other.execute(text("SELECT txid_current()"))  # it writes, somewhere, and holds no table
        done = redact(desk, report_of(desk).document_id, Wanted(words=(CANARY,)), "her family asked", "amal", AT)
        assert not done.clean
        other.rollback()
    monkeypatch.undo()
    assert finish(desk)
    assert holding(desk, "zubayda", "qarrabiyeh") == set()
