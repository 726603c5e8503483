"""Decisions: all that people decided, in the ledger's order, and taking one back."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from trucewatch.api.answers import answer
from trucewatch.api.claims import ClientId, conflict_fault
from trucewatch.api.paging import Cursor, Limit, read_cursor, write_cursor
from trucewatch.api.routing import Insider, Reviewer, marked, new_router, problems
from trucewatch.api.shapes import Asked, DecisionAnswer, Listed, Plain, Shape
from trucewatch.desk.review import LONGEST_REASON, ConflictError, Edit, withdraw
from trucewatch.desk.roles import What
from trucewatch.ledger.edits import RepeatedIdError, find_decisions, list_decisions
from trucewatch.service.context import Context
from trucewatch.service.problems import Fault

router = new_router("decisions")
ADMIN = "admin"
"""Kind of what administrators did: the audit log, which is theirs."""
WITHDRAWN_BY: dict[str, What] = {
    **dict.fromkeys(
        ("accept", "reject", "correct", "link", "separate", "same_origin", "other_origin", "grade"), "review"
    ),
    "finding": "finding",
}
"""What may be taken back here, and by whom; the rest is taken back where it is made."""
Number = Annotated[int, Path(ge=1, le=2**31, description="The decision's number.")]


class WithdrawalAsked(Asked):
    """Why the decision is taken back; ``expects``, where it is not 0, is the last decision about the same claim."""

    reason: Plain = Field(min_length=1, max_length=LONGEST_REASON)
    expects: int = Field(default=0, ge=0, le=2**31)


class NumberAnswer(Shape):
    """The number of the decision that was recorded."""

    number: int


@router.get("/decisions", response_model=Listed[DecisionAnswer], openapi_extra=marked("see_restricted"))
def list_all(
    request: Request,
    context: Insider,
    kind: Annotated[str, Query(max_length=16, pattern=r"^[a-z_]*$")] = "",
    by: Annotated[str, Query(max_length=80, pattern=r"^[^\x00-\x1f]*$")] = "",
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Response:
    """Decisions, the newest first; those of administrators only for administrators."""
    below = read_cursor(cursor) if cursor else ""
    if below and not (below.isdecimal() and len(below) < 11):
        raise Fault(422, "cursor: not one of this list; take it from `next` of the page before")
    hidden = () if context.may("manage") else (ADMIN,)
    found = list_decisions(context.desk.engine, limit + 1, int(below or 0), kind, by, hidden)
    items = [DecisionAnswer(number=n, decision=d) for n, d in found[:limit]]
    more = write_cursor(str(items[-1].number)) if len(found) > limit else None
    return answer(request, Listed[DecisionAnswer], Listed[DecisionAnswer](items=items, next=more))


@router.get(
    "/decisions/{number}", response_model=DecisionAnswer, responses=problems(404),
    openapi_extra=marked("see_restricted"),
)  # fmt: skip
def show_one(request: Request, context: Insider, number: Number) -> Response:
    """One decision."""
    return answer(request, DecisionAnswer, _find(context, number))


@router.post(
    "/decisions/{number}/withdrawals", status_code=201, response_model=NumberAnswer, responses=problems(404, 409),
    openapi_extra=marked("review"),
)  # fmt: skip
def withdraw_one(
    request: Request, context: Reviewer, number: Number, asked: WithdrawalAsked, client_id: ClientId = ""
) -> Response:
    """Take a decision on a claim or an incident back; it stays on record."""
    kind = _find(context, number).decision.kind
    if kind not in WITHDRAWN_BY:
        raise Fault(403, f"a decision of the kind {kind} is not taken back by this operation")
    if not context.may(WITHDRAWN_BY[kind]):
        raise Fault(403, f"a {kind} is taken back by who may make one")
    edit = Edit(
        by=context.user.name, at=context.now, expects=asked.expects, reason=asked.reason, client_id=client_id
    )  # fmt: skip
    try:
        done = withdraw(context.desk, number, edit)
    except ConflictError as conflict:
        raise conflict_fault(conflict, 409) from conflict
    except RepeatedIdError as error:
        raise Fault(422, f"Idempotency-Key: {error}") from error
    headers = {"Idempotent-Replayed": "true"} if done.repeated else {}
    return answer(request, NumberAnswer, NumberAnswer(number=done.number), 201, headers)


def _find(context: Context, number: int) -> DecisionAnswer:
    found = find_decisions(context.desk.engine, (number,)).get(number)
    if found is None or (found.kind == ADMIN and not context.may("manage")):
        raise Fault(404, f"there is no decision {number}")
    return DecisionAnswer(number=number, decision=found)
