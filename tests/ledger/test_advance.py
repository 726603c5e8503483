"""What is read on from an earlier entry is what a reading from the beginning gives."""

from datetime import timedelta

from tests.ledger.conftest import AT, VERSIONS, make_claims, make_document
from trucewatch.ledger import read as module
from trucewatch.ledger.advance import advance, cut_back
from trucewatch.ledger.read import read
from trucewatch.model.decision import Decision


def add(desk, body, versions=VERSIONS, at=AT):
    raw, document = make_document(body)
    claims = make_claims(document)
    desk.add(raw, document, claims, versions, at)
    return document, claims


def decide(desk, kind, *subjects, at=AT, **payload):
    return desk.decide(Decision(kind=kind, subjects=subjects, payload=payload, reason="seen", by="mo", at=at))


def entries(desk):
    return read(desk.engine).head.seq


def test_from_every_entry_it_reads_on_to_the_same(desk, monkeypatch):
    monkeypatch.setattr(module, "TOGETHER", 2)
    first, claims = add(desk, "Twelve trucks waited at the crossing on Tuesday, the agency said.")
    decide(desk, "accept", claims[0].claim_id)
    for number in range(5):
        add(desk, f"Report {number}: twelve trucks waited again at the crossing, an agency said.")
    add(desk, first.text, {**VERSIONS, "model": "newer"})
    decide(desk, "reject", claims[1].claim_id)
    last = entries(desk)
    whole = read(desk.engine)
    assert whole.documents[0].document_id == first.document_id
    assert len(whole.claims) == 12
    for start in range(last + 1):
        held = read(desk.engine, up_to=start)
        assert held.head.seq == start
        assert advance(desk.engine, held) == whole
        assert advance(desk.engine, held, last - 1) == read(desk.engine, up_to=last - 1)


def test_what_was_erased_is_not_held_on_to(desk):
    document, _ = add(desk, "Twelve trucks waited at the crossing on Tuesday, the agency said.")
    held = read(desk.engine)
    with desk.engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("DELETE FROM document_text")
    decide(desk, "redact", document.document_id)
    assert document.text not in {d.text for d in advance(desk.engine, held).documents}


def test_cut_back_to_an_instant_it_is_what_was_recorded_by_then(desk):
    _, claims = add(desk, "Twelve trucks waited at the crossing on Tuesday, the agency said.")
    decide(desk, "accept", claims[0].claim_id, at=AT + timedelta(days=1))
    decide(desk, "reject", claims[1].claim_id, at=AT + timedelta(days=2))
    held = read(desk.engine)
    for days in range(4):
        then = AT + timedelta(days=days)
        assert cut_back(desk.engine, held, then) == read(desk.engine, then)
    add(desk, "A later report: twelve trucks waited again, the agency said.", at=AT + timedelta(days=3))
    assert cut_back(desk.engine, read(desk.engine), AT) == read(desk.engine, AT)
