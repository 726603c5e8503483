"""The index says what a reading of the whole ledger would say, and catches up by entry number."""

import dataclasses

import pytest
from sqlalchemy import select, text

from tests.ledger.conftest import AT, VERSIONS, make_claims, make_document
from trucewatch.claims.corrected import correct_claims
from trucewatch.ledger import index as indexing
from trucewatch.ledger.codec import decode
from trucewatch.ledger.index import catch_up, decided_last, find_document
from trucewatch.ledger.standing import keep_standing
from trucewatch.ledger.views import claims, documents, index_state
from trucewatch.model.claim import Claim
from trucewatch.model.decision import Decision


def add(desk, body=None, restricted=False, publisher="Example agency", versions=VERSIONS):
    raw, document = make_document(*([body] if body else []))
    document = dataclasses.replace(document, restricted=restricted, publisher=publisher)
    made = make_claims(document)
    desk.add(raw, document, made, versions, AT)
    return document, made


def decide(desk, kind, *subjects, by="mo", **payload):
    return desk.decide(Decision(kind=kind, subjects=subjects, payload=payload, reason="seen", by=by, at=AT))


def rows(desk, table, *columns):
    catch_up(desk.engine)
    with desk.engine.begin() as connection:
        return [tuple(r) for r in connection.execute(select(*(table.c[c] for c in columns)).order_by(table.c.seq))]


def held(desk, projection="all"):
    return tuple(decode(Claim, body) for (body,) in rows(desk, claims[projection], "body"))


def truth(desk, projection="all"):
    """What the index must hold, by reading the whole ledger; rejected claims are marked, not left out."""
    contents = keep_standing(desk.contents())
    seen = {d.document_id for d in contents.documents if projection == "all" or not d.restricted}
    kept = [d for d in contents.decisions if d.kind != "reject"]
    return correct_claims((c for c in contents.claims if c.document_id in seen), kept)


def test_it_holds_what_the_ledger_holds(desk):
    add(desk)
    add(desk, "Mortar fire was heard in the north on Monday, a monitor said.")
    assert held(desk) == truth(desk)
    assert len(held(desk)) == 4


def test_it_takes_in_only_what_is_new(desk, monkeypatch):
    add(desk)
    catch_up(desk.engine)
    seen = []
    before = indexing._index_documents
    monkeypatch.setattr(indexing, "_index_documents", lambda c, ids: (seen.extend(ids), before(c, ids)))
    document, _ = add(desk, "A second report: twelve trucks waited again at the crossing.")
    catch_up(desk.engine)
    catch_up(desk.engine)
    assert seen == [document.document_id]


def test_restricted_reports_and_their_claims_are_in_no_public_table(desk):
    add(desk)
    secret, _ = add(desk, "Word from a person who must not be named: the depot of Qarrabi burned.", restricted=True)
    catch_up(desk.engine)
    assert len(held(desk)) == 4
    assert len(held(desk, "public")) == 2
    assert find_document(desk.engine, secret.document_id, "public") is None
    assert find_document(desk.engine, secret.document_id).text.startswith("Word from")
    assert "qarrabi" not in everything_public(desk)


def test_a_report_that_is_restricted_later_leaves_the_public_tables_and_comes_back(desk):
    document, _ = add(desk, "The depot of Qarrabi burned on Monday, a guard told the agency over the phone.")
    assert "qarrabi" in everything_public(desk)
    number = decide(desk, "restrict", document.document_id, restricted=True)
    assert "qarrabi" not in everything_public(desk)
    assert held(desk, "public") == ()
    decide(desk, "withdraw", f"decision:{number}")
    assert len(held(desk, "public")) == 2
    decide(desk, "restrict", "publisher:example  AGENCY", restricted=True)
    assert held(desk, "public") == ()
    add(desk, "A later report of the same agency: trucks waited at the crossing on Friday.")
    assert held(desk, "public") == ()
    assert len(held(desk)) == 4


def everything_public(desk):
    """Every row of every public table, and the raw full text on SQLite."""
    catch_up(desk.engine)
    found = []
    with desk.engine.begin() as connection:
        for table in (claims["public"], documents["public"]):
            found += [str(tuple(r)) for r in connection.execute(select(table))]
            if connection.dialect.name == "sqlite":
                blocks = connection.execute(text(f"SELECT block FROM {table.name}_words_data")).scalars()
                found += [bytes(b).decode("latin1") for b in blocks]
    return "\n".join(found).casefold()


def test_reviews_change_the_state_and_withdrawals_take_it_back(desk):
    _, (first, second) = add(desk)
    decide(desk, "accept", first.claim_id, second.claim_id)
    number = decide(desk, "reject", first.claim_id, by="jo")
    assert rows(desk, claims["all"], "state", "coders") == [("rejected", 2), ("accepted", 1)]
    decide(desk, "withdraw", f"decision:{number}")
    assert rows(desk, claims["all"], "state", "coders") == [("accepted", 1), ("accepted", 1)]
    with desk.engine.begin() as connection:
        assert decided_last(connection, (first.claim_id, second.claim_id, "x")) == {
            first.claim_id: 3, second.claim_id: 1, "x": 0,
        }  # fmt: skip


def test_a_blind_second_reading_counts_as_a_coder_and_changes_nothing(desk):
    _, (first, _) = add(desk)
    decide(desk, "accept", first.claim_id)
    decide(desk, "reject", first.claim_id, by="jo", second=True)
    assert rows(desk, claims["all"], "state", "coders")[0] == ("accepted", 2)


def test_corrected_fields_are_in_the_index_as_in_the_fold(desk):
    _, (first, _) = add(desk)
    decide(desk, "correct", first.claim_id, fields={"stance": "denied"})
    assert held(desk) == truth(desk)
    assert rows(desk, claims["all"], "stance")[0] == ("denied",)
    assert rows(desk, claims["public"], "stance")[0] == ("denied",)


def test_withdrawn_reports_leave_and_restored_ones_return(desk):
    document, _ = add(desk)
    decide(desk, "withdraw", document.document_id)
    assert held(desk) == () == truth(desk)
    decide(desk, "restore", document.document_id)
    assert held(desk) == truth(desk)
    assert len(held(desk)) == 2


def test_a_newer_reading_replaces_the_claims_of_the_older_and_keeps_their_reviews(desk):
    document, made = add(desk)
    decide(desk, "accept", made[0].claim_id)
    catch_up(desk.engine)
    raw, _ = make_document()
    desk.add(raw, document, made[:1], {**VERSIONS, "trucewatch": "0.2.0"}, AT)
    assert held(desk) == made[:1]
    assert rows(desk, claims["all"], "state") == [("accepted",)]


@pytest.mark.parametrize("at_once", [1, 2, 200])
def test_however_it_is_caught_up_it_is_the_same(desk, monkeypatch, at_once):
    monkeypatch.setattr(indexing, "TOGETHER", at_once)
    seen = {}
    for step in range(5):
        document, made = add(desk, f"Report number {step}: twelve trucks waited at the crossing on Tuesday.")
        decide(desk, ("accept", "reject")[step % 2], made[0].claim_id, by=f"coder {step}")
        if step == 3:
            decide(desk, "withdraw", document.document_id)
        if step % 2 == 0:
            catch_up(desk.engine)
    for table in (*claims.values(), *documents.values()):
        seen[table.name] = rows(desk, table, *(c.name for c in table.columns))
    with desk.engine.begin() as connection:
        connection.execute(index_state.update().values(layout=0))
    for table in (*claims.values(), *documents.values()):
        assert rows(desk, table, *(c.name for c in table.columns)) == seen[table.name]
