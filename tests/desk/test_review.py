"""Reviews: compared, shown beside each other when they collide, and read by everything that follows."""

from __future__ import annotations

import pytest

from tests.desk.conftest import AS_OF, AT
from trucewatch.claims.corrected import CORRECTED
from trucewatch.compliance.decided import find_reviewed
from trucewatch.desk.correction import correct
from trucewatch.desk.review import ConflictError, Edit, history, review, withdraw
from trucewatch.errors import UnknownNameError, UsageError
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.index import find_document
from trucewatch.ledger.standing import keep_standing
from trucewatch.model.claim import Claim
from trucewatch.pipeline import situation_as_of


def edit(by: str = "mo", expects: int = 0, reason: str = "read it again", **more: str) -> Edit:
    return Edit(by=by, at=AT, expects=expects, reason=reason, **more)  # type: ignore[arg-type]


def public_claims(desk: Desk) -> dict[str, Claim]:
    contents = keep_standing(desk.contents())
    situation = situation_as_of(contents.documents, contents.claims, AS_OF, contents.decisions)
    return {c.claim_id: c for c in situation.claims}


def a_claim(desk: Desk, *, quantity: str = "") -> Claim:
    return next(c for c in public_claims(desk).values() if not quantity or c.quantity(quantity))


def test_a_conflict_shows_both_and_records_one(desk: Desk) -> None:
    claim = a_claim(desk)
    review(desk, "accept", claim.claim_id, edit("jo"))
    with pytest.raises(ConflictError, match="jo: accept") as caught:
        review(desk, "reject", claim.claim_id, edit("mo"))
    conflict = caught.value
    assert (conflict.yours.by, conflict.yours.kind) == ("mo", "reject")
    assert [(n, d.by, d.kind) for n, d in conflict.theirs] == [(1, "jo", "accept")]
    assert conflict.item is not None and (conflict.item.state, conflict.item.expects) == ("accepted", 1)
    review(desk, "reject", claim.claim_id, edit("mo", expects=1))
    assert [n for n, _ in history(desk, claim.claim_id)] == [1, 2]


def test_a_rejected_claim_moves_nothing_any_more_until_the_rejection_is_taken_back(desk: Desk) -> None:
    claim = a_claim(desk)
    done = review(desk, "reject", claim.claim_id, edit())
    assert claim.claim_id not in public_claims(desk)
    withdraw(desk, done.number, edit("jo"))
    assert public_claims(desk)[claim.claim_id] == claim
    with pytest.raises(ConflictError):
        withdraw(desk, done.number, edit("al"))


def test_a_corrected_claim_is_what_is_resolved_and_the_ledger_keeps_the_machines(desk: Desk) -> None:
    claim = a_claim(desk)
    review(desk, "correct", claim.claim_id, edit(), {"stance": "denied"})
    now = public_claims(desk)[claim.claim_id]
    assert now.stance == "denied"
    assert f"{CORRECTED}stance" in now.rules
    assert claim in desk.contents().claims
    assert find_reviewed(desk.contents().decisions) == {claim.claim_id}


def test_a_rejection_and_a_correction_say_why(desk: Desk) -> None:
    claim = a_claim(desk)
    for kind in ("reject", "correct"):
        with pytest.raises(UsageError, match="say why"):
            review(desk, kind, claim.claim_id, edit(reason=" "), {"stance": "denied"})
    assert review(desk, "accept", claim.claim_id, edit(reason="")).number == 1


def test_what_the_desk_does_not_have_cannot_be_reviewed(desk: Desk) -> None:
    with pytest.raises(UnknownNameError, match="no claim"):
        review(desk, "accept", "sha256:none", edit())
    with pytest.raises(UnknownNameError, match="no decision 7"):
        withdraw(desk, 7, edit())


def test_numbers_are_corrected_by_words_of_the_report_alone(desk: Desk) -> None:
    claim = a_claim(desk, quantity="killed")
    document = find_document(desk.engine, claim.document_id)
    assert document is not None
    words = claim.quantity("killed").span.quote  # type: ignore[union-attr]
    fixed = correct(claim, document, {"killed": f"1..2@{claim.span.start}-{claim.span.start + 3}"})
    assert [(q.low, q.high) for q in fixed.quantities if q.what == "killed"] == [(1, 2)]
    for value, why in (
        ("many", "not a number"),
        ("9..3", "smaller than the first"),
        ("12@these words are nowhere", "does not have the words"),
        ("12@0-999999", "no span"),
        ("98765@2016", "do not say this number"),
    ):
        with pytest.raises(UsageError, match=why):
            correct(claim, document, {"killed": value})
    assert correct(claim, document, {"killed": ""}).quantity("killed") is None
    assert words in document.text


def test_each_field_can_be_corrected_and_a_slip_is_named(desk: Desk) -> None:
    claim = a_claim(desk)
    document = find_document(desk.engine, claim.document_id)
    assert document is not None
    word = document.text[claim.span.start : claim.span.end].split()[0]
    fixed = correct(
        claim,
        document,
        {
            "type": "shelling",
            "when": "2016-09-14..2016-09-15",
            "place": f"Talbiseh@{word}",
            "perpetrator": f"?@{word}",
            "claimant": f"syr-government@{word}",
            "words": f"@{word}",
        },
    )
    assert (fixed.kind, fixed.type) == ("incident", "shelling")
    assert fixed.when is not None and fixed.when.precision == "range"
    assert fixed.places[0].lat is not None and fixed.places[0].span.quote == word
    assert fixed.actors_as("perpetrator")[0].actor_id is None
    assert fixed.claimants[-1].actor_id == "syr-government"
    assert fixed.span.quote == word
    assert fixed.claim_id == claim.claim_id
    for changes, why in (
        ({"colour": "red"}, "no field that can be corrected"),
        ({"type": "picnic"}, "no type of claim"),
        ({"stance": "sung"}, "use one of asserted"),
        ({"when": "Tuesday"}, "not a day"),
        ({"when": "2016-09-15..2016-09-14"}, "before the first"),
        ({"when": "0001-01-01"}, "give days from 1900-01-01"),
        ({"place": f"Nowhere at all@{word}"}, "no place of the gazetteer"),
        ({"perpetrator": f"nobody-known@{word}"}, "no actor's id"),
        ({"stance": claim.stance}, "changes nothing"),
        ({}, "1 to"),
    ):
        with pytest.raises((UsageError, UnknownNameError), match=why):
            correct(claim, document, changes)
