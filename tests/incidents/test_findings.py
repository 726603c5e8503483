"""What people sign about an incident stands beside the rules, goes with its claims, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.incidents.findings import find_signed, sign
from trucewatch.model.decision import STANDARDS, Decision
from trucewatch.model.incident import GRADES, Incident

AT = datetime(2026, 1, 1, tzinfo=UTC)


def incident(name: str, *claims: str) -> Incident:
    return Incident(
        incident_id=name, types=("shelling",), title=name, when=None, places=(), accounts=(), positions=(), origins=(),
        grade="weak", grade_reason="Weak: a single source claim.", claim_ids=claims,
    )  # fmt: skip


def finding(*claims: str, found: str = "the depot was shelled from the north", by: str = "mo") -> Decision:
    payload = {"found": found, "standard": STANDARDS[1]}
    return Decision(kind="finding", subjects=claims, payload=payload, reason="two visits", by=by, at=AT)


def grade(value: str, *claims: str, by: str = "mo") -> Decision:
    return Decision(kind="grade", subjects=claims, payload={"grade": value}, reason="seen on site", by=by, at=AT)


def undo(number: int) -> Decision:
    return Decision(
        kind="withdraw", subjects=(f"decision:{number}",), payload={}, reason="mistaken", by="mo", at=AT + timedelta(1)
    )


def test_a_finding_says_what_is_found_to_which_standard_and_who_signed() -> None:
    made = finding("c1")
    (signed,) = sign([incident("a", "c1", "c2")], [made])
    assert signed.assessed == (
        "the depot was shelled from the north (to the standard: reasonable grounds to believe; signed by mo on "
        f"2026-01-01, decision {made.name})",
    )


def test_the_rules_grade_stays_beside_a_persons() -> None:
    made = grade("fair", "c1")
    (signed,) = sign([incident("a", "c1")], [made])
    assert (signed.grade, signed.grade_reason) == ("weak", "Weak: a single source claim.")
    assert signed.judged == (
        f"Graded fair by a person: seen on site (signed by mo on 2026-01-01, decision {made.name}).",
    )


def test_a_persons_later_grade_takes_the_place_of_their_own_and_not_of_anothers() -> None:
    decisions = [grade("fair", "c1"), grade("contested", "c1", by="amal"), grade("confirmed", "c1")]
    (signed,) = sign([incident("a", "c1")], decisions)
    assert [j.split()[1] for j in signed.judged] == ["contested", "confirmed"]


def test_what_was_signed_goes_with_the_incident_that_holds_most_of_its_claims() -> None:
    parted = [incident("a", "c1"), incident("b", "c2", "c3")]
    assert [bool(i.assessed) for i in sign(parted, [finding("c1", "c2", "c3")])] == [False, True]


def test_what_was_signed_on_claims_that_are_no_longer_read_is_put_nowhere() -> None:
    assert sign([incident("a", "c1")], [finding("gone")]) == (incident("a", "c1"),)


CLAIMS = st.sampled_from("xyz")
SIGNED = st.one_of(st.builds(finding, CLAIMS), st.builds(grade, st.sampled_from(GRADES), CLAIMS))


@given(st.lists(SIGNED, max_size=5), CLAIMS)
def test_a_withdrawn_signature_is_as_if_it_was_never_given(before: list[Decision], claim: str) -> None:
    incidents = [incident("a", "x", "y"), incident("b", "z")]
    after = sign(incidents, [*before, finding(claim), undo(len(before) + 1)])
    assert after == sign(incidents, before)


def test_signing_nothing_changes_nothing() -> None:
    bare = (incident("a", "c1"),)
    assert sign(bare, []) == bare
    assert find_signed([replace(finding("c1"), kind="accept")]) == ()
