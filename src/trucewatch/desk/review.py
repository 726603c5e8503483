"""Reviews: accept, correct, reject, withdraw.  Each is compared with what was decided before; a conflict shows both."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from trucewatch.claims.corrected import REVIEWS
from trucewatch.desk.correction import changed_fields, correct
from trucewatch.desk.queue import Item, find_item, take_next, take_next_within
from trucewatch.errors import TrucewatchError, UnknownNameError, UsageError
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.edits import append_edit, decisions_about, digest, find_decisions, recall
from trucewatch.ledger.index import find_document
from trucewatch.model.decision import DECISION, Decision

LONGEST_REASON = 2000
LONGEST_CLIENT_ID = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Who edits, when, why, after which decision (``expects``; 0: none), and the id that makes a repeat harmless.

    ``second``: a blind second reading, which only measures agreement.  ``basis``: how a program named the state that it
    edits, where it did not name a number; a repeat is known by it.
    """

    by: str
    at: datetime
    expects: int
    reason: str = ""
    client_id: str = ""
    second: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """The edit is recorded as the decision of that number; ``repeated``: it had been already."""

    number: int
    repeated: bool = False


class ConflictError(TrucewatchError):
    """Somebody decided meanwhile: ``yours`` was not recorded; ``theirs`` are, with their numbers; ``item`` is as it is.

    An edit made after looking at both expects the last number of ``theirs``.
    """

    def __init__(self, yours: Decision, theirs: tuple[tuple[int, Decision], ...], item: Item | None) -> None:
        self.yours, self.theirs, self.item = yours, theirs, item
        said = "; ".join(f"{d.by}: {d.kind} ({d.reason or 'no reason given'})" for _, d in theirs)
        why = f"somebody was faster: {said}" if theirs else "what it is about was changed meanwhile"
        super().__init__(f"your {yours.kind} was not recorded, because {why}; look at both")


def review(
    desk: Desk,
    kind: str,
    claim_id: str,
    edit: Edit,
    changes: Mapping[str, str] | None = None,
    *,
    seen: Item | None = None,
    then: Callable[[Connection], None] | None = None,
) -> Done:
    """Accept, reject or correct a claim; ``changes`` are a correction's (:mod:`trucewatch.desk.correction`).

    ``seen`` is the claim's item, where the caller has just read it; ``then`` is done in the transaction that records
    the review, such as taking the next item.

    Raises :class:`ConflictError`, :class:`UnknownNameError` when the desk has no such claim, and :class:`UsageError`
    when a rejection or correction gives no reason or the changes cannot be made.
    """
    if kind not in REVIEWS:
        raise UnknownNameError(f"{kind!r} is no review; use one of {', '.join(REVIEWS)}")
    _check(edit)
    if kind != "accept" and not edit.reason.strip():
        raise UsageError(f"say why: a {kind} needs a reason")
    request = digest(kind, claim_id, dict(changes or {}), edit.reason, edit.second, edit.basis or edit.expects)
    if edit.client_id and (before := recall(desk.engine, edit.by, edit.client_id, request)) and before.done:
        return Done(before.number, repeated=True)
    item = seen or find_item(desk, claim_id, edit.at, second=edit.second)
    if item is None:
        raise UnknownNameError(f"this desk has no claim {claim_id[:80]!r}; it may have been read anew or withdrawn")
    payload: dict[str, object] = {}
    if kind == "correct":
        document = find_document(desk.engine, item.claim.document_id)
        if document is None:
            raise UnknownNameError(f"the report of {claim_id[:80]!r} is no longer on this desk")
        after = correct(item.claim, document, changes or {})
        payload = {"set": dict(changes or {}), "fields": changed_fields(item.claim, after)}
    if item.second:
        payload["second"] = True
    decision = Decision(kind=kind, subjects=(claim_id,), payload=payload, reason=edit.reason, by=edit.by, at=edit.at)
    return _append(desk, decision, {claim_id: edit.expects}, edit, request, then)


def review_and_take(
    desk: Desk,
    kind: str,
    item: Item,
    edit: Edit,
    changes: Mapping[str, str] | None = None,
    skipping: Collection[str] = (),
) -> Item | None:
    """Review a claim and take the next item (None: nothing is left), waiting for the disk once.

    Raises what :func:`review` raises.
    """
    taken: list[Item | None] = []

    def take(connection: Connection) -> None:
        taken.append(take_next_within(connection, edit.by, edit.at, skipping))

    review(desk, kind, item.claim.claim_id, edit, changes, seen=item, then=take)
    # A review that was recorded before took nothing now.
    return taken[0] if taken else take_next(desk, edit.by, edit.at, skipping)


def withdraw(desk: Desk, number: int, edit: Edit) -> Done:
    """Take a decision back, once.

    ``edit.expects``, where it is not 0, is the last decision about what the withdrawn one is about.

    Raises :class:`ConflictError`, :class:`UnknownNameError` when there is no such decision, and :class:`UsageError`
    without a reason.
    """
    _check(edit)
    if not edit.reason.strip():
        raise UsageError("say why: to withdraw a decision needs a reason")
    taken = find_decisions(desk.engine, (number,)).get(number)
    if taken is None or taken.kind in ("withdraw", "redact"):
        gone = ": what was redacted is gone" if taken is not None and taken.kind == "redact" else ""
        raise UnknownNameError(f"there is no decision {number} that could be withdrawn{gone}")
    subject = f"{DECISION}{number}"
    decision = Decision(kind="withdraw", subjects=(subject,), payload={}, reason=edit.reason, by=edit.by, at=edit.at)
    expects = (dict.fromkeys(taken.subjects, edit.expects) if edit.expects else {}) | {subject: 0}
    return _append(desk, decision, expects, edit, digest("withdraw", number, edit.reason, edit.basis or edit.expects))


def history(desk: Desk, claim_id: str) -> tuple[tuple[int, Decision], ...]:
    """Everything that was decided about a claim, the oldest first, with the numbers."""
    return decisions_about(desk.engine, claim_id)


def _append(
    desk: Desk,
    decision: Decision,
    expects: Mapping[str, int],
    edit: Edit,
    request: str,
    then: Callable[[Connection], None] | None = None,
) -> Done:
    came = append_edit(desk.engine, decision, expects, edit.client_id, request, then)
    if came.done:
        return Done(came.number, came.repeated)
    theirs = find_decisions(desk.engine, tuple(n for n in came.faster.values() if n))
    item = find_item(desk, decision.subjects[0], edit.at)
    raise ConflictError(decision, tuple(sorted(theirs.items(), key=lambda entry: entry[0])), item)


def _check(edit: Edit) -> None:
    if not edit.by.strip():
        raise UsageError("a decision needs to say who took it")
    if len(edit.reason) > LONGEST_REASON:
        raise UsageError(f"the reason is longer than {LONGEST_REASON} characters; shorten it")
    if len(edit.client_id) > LONGEST_CLIENT_ID:
        raise UsageError(f"the client id is longer than {LONGEST_CLIENT_ID} characters")
