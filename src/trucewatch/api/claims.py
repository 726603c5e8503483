"""Claims: lists by words and filters, one claim, its history, and its review."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import Depends, Header, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from trucewatch.api.answers import answer, names, tag_of
from trucewatch.api.paging import Cursor, Limit, gone, read_cursor, write_cursor
from trucewatch.api.routing import ID, Insider, Reader, Reviewer, marked, new_router, problems
from trucewatch.api.shapes import (
    TYPE_NAMES,
    Asked,
    ClaimAnswer,
    DecisionAnswer,
    Kind,
    Listed,
    Plain,
    Shape,
    Stance,
    State,
    TypeName,
    claim_answer,
)  # fmt: skip
from trucewatch.desk.correction import MOST_CHANGES
from trucewatch.desk.review import LONGEST_REASON, ConflictError, Edit, history, review
from trucewatch.desk.search import FoundClaim, find_claim, search_claims
from trucewatch.ledger.codec import to_plain
from trucewatch.ledger.edits import RepeatedIdError, last_decisions
from trucewatch.ledger.search import Filters, ListChangedError
from trucewatch.model.vocabulary import STANCES
from trucewatch.service.context import Context
from trucewatch.service.problems import Fault

router = new_router("claims")
ClaimId = Annotated[str, Path(pattern=ID, description="The claim's id.")]
ClientId = Annotated[
    str,
    Header(
        alias="Idempotency-Key", max_length=80, pattern=r"^[!-~]*$",
        description="An id of your own for this edit: sent again, the first answer is repeated.",
    ),
]  # fmt: skip
IfMatch = Annotated[str, Header(alias="If-Match", max_length=400, description="The ETag that the edit is based on.")]


BOX = r"^$|^(-?\d{1,3}(\.\d{1,9})?,){3}-?\d{1,3}(\.\d{1,9})?$"


class ReviewAsked(Asked):
    """A review of a claim.

    ``set`` holds a correction's fields, such as ``{"stance": "denied", "killed": "12@twelve people"}``; after ``@``
    stand the report's words, or their place (``@57-63``).  ``expects`` is ``decided`` of the claim as it was read; an
    If-Match header with the claim's ETag says the same.
    """

    kind: Literal["accept", "reject", "correct"]
    reason: Plain = Field(default="", max_length=LONGEST_REASON)
    set: dict[Plain, Plain] = Field(default_factory=dict, max_length=MOST_CHANGES)
    expects: int | None = Field(default=None, ge=0, le=2**31)
    second: bool = False


class DoneAnswer(Shape):
    """The decision that was recorded, and the claim as it is now."""

    number: int
    claim: ClaimAnswer


def filters(
    words: Annotated[str, Query(max_length=400, description="Each must begin a word of the claim.")] = "",
    kind: Annotated[Kind | None, Query()] = None,
    type: Annotated[TypeName | None, Query()] = None,
    stance: Annotated[Stance | None, Query()] = None,
    state: Annotated[State | None, Query()] = None,
    document_id: Annotated[str, Query(pattern=rf"^$|{ID}")] = "",
    day_from: Annotated[date | None, Query(description="What happened on or after this day.")] = None,
    day_to: Annotated[date | None, Query(description="What happened on or before this day.")] = None,
    box: Annotated[str, Query(description="West,south,east,north in degrees.", pattern=BOX)] = "",
    located: Annotated[bool, Query(description="Only claims with a place on the map.")] = False,
) -> Filters:
    """The filters that a request asks for."""
    if type is not None and type not in TYPE_NAMES:
        raise Fault(422, f"type: {type[:40]!r} is no type of claim")
    if stance is not None and stance not in STANCES:
        raise Fault(422, f"stance: {stance[:40]!r} is none; use one of {', '.join(STANCES)}")
    west_south_east_north = tuple(map(float, box.split(","))) if box else None
    return Filters(
        words=words, kind=kind or "", type=type or "", stance=stance or "", state=state or "", document_id=document_id,
        day_from=day_from.isoformat() if day_from else "", day_to=day_to.isoformat() if day_to else "",
        box=west_south_east_north, located=located,  # type: ignore[arg-type]
    )  # fmt: skip


Wanted = Annotated[Filters, Depends(filters)]


@router.get("/claims", response_model=Listed[ClaimAnswer], openapi_extra=marked("read"))
def list_claims(request: Request, context: Reader, wanted: Wanted, limit: Limit = 50, cursor: Cursor = "") -> Response:
    """Claims, newest recorded first, as they stand."""
    try:
        after = read_cursor(cursor) if cursor else ""
        page = search_claims(context.desk, context.projection, wanted, limit, after)
    except ListChangedError as error:
        raise gone(error) from error
    items = _answers(context, page.items)
    return answer(request, Listed[ClaimAnswer], Listed[ClaimAnswer](items=items, next=write_cursor(page.next)))


@router.get("/claims/{claim_id}", response_model=ClaimAnswer, responses=problems(404), openapi_extra=marked("read"))
def show_claim(request: Request, context: Reader, claim_id: ClaimId) -> Response:
    """One claim; its ETag is what If-Match of a review names."""
    return answer(request, ClaimAnswer, _one(context, claim_id))


@router.get(
    "/claims/{claim_id}/decisions", response_model=list[DecisionAnswer], responses=problems(404),
    openapi_extra=marked("see_restricted"),
)  # fmt: skip
def show_history(request: Request, context: Insider, claim_id: ClaimId) -> Response:
    """Everything that was decided about a claim, the oldest first."""
    _one(context, claim_id)
    decided = [DecisionAnswer(number=n, decision=d) for n, d in history(context.desk, claim_id)]
    return answer(request, list[DecisionAnswer], decided)


@router.post(
    "/claims/{claim_id}/reviews", status_code=201, response_model=DoneAnswer, responses=problems(404, 409, 412, 428),
    openapi_extra=marked("review"),
)  # fmt: skip
def review_claim(
    request: Request,
    context: Reviewer,
    claim_id: ClaimId,
    asked: ReviewAsked,
    client_id: ClientId = "",
    if_match: IfMatch = "",
) -> Response:
    """Accept, reject or correct a claim, unless somebody decided about it meanwhile: then both decisions are shown."""
    expects = asked.expects
    before = _one(context, claim_id)
    if expects is None:
        if not if_match:
            raise Fault(428, "say after which decision the edit was made: send If-Match or `expects`")
        # A claim that changed has another tag: let the comparison fail in the ledger, where both sides are at hand.
        expects = before.decided if names(if_match, tag_of(ClaimAnswer, before)) else -1
    edit = Edit(
        by=context.user.name, at=context.now, expects=expects or 0, reason=asked.reason, client_id=client_id,
        second=asked.second, basis=if_match if asked.expects is None else "",
    )  # fmt: skip
    try:
        done = review(context.desk, asked.kind, claim_id, edit, asked.set)
    except ConflictError as conflict:
        raise conflict_fault(conflict, 409 if asked.expects is not None else 412) from conflict
    except RepeatedIdError as error:
        raise Fault(422, f"Idempotency-Key: {error}") from error
    headers = {"Idempotent-Replayed": "true"} if done.repeated else {}
    told = DoneAnswer(number=done.number, claim=_one(context, claim_id))
    return answer(request, DoneAnswer, told, 201, headers)


def conflict_fault(conflict: ConflictError, status: int) -> Fault:
    """The answer to an edit that somebody was faster than: both sides, and how things are now."""
    theirs = [{"number": n, "decision": to_plain(d)} for n, d in conflict.theirs]
    item = conflict.item
    now = {"state": item.state, "expects": item.expects, "claim": to_plain(item.claim)} if item else None
    return Fault(status, str(conflict), yours=to_plain(conflict.yours), theirs=theirs, now=now)


def _one(context: Context, claim_id: str) -> ClaimAnswer:
    found = find_claim(context.desk, context.projection, claim_id)
    if found is None:
        raise Fault(404, "there is no such claim on this desk, or none that you may see")
    return _answers(context, (found,))[0]


def _answers(context: Context, found: tuple[FoundClaim, ...]) -> list[ClaimAnswer]:
    ids = tuple(f.claim.claim_id for f in found)
    decided = (
        last_decisions(context.desk.engine, ids)
        if ids and context.may("review") and context.may("see_restricted")
        else {}
    )
    return [claim_answer(f, decided.get(f.claim.claim_id)) for f in found]
