"""The queue: one claim after the other, its text beside it, to accept, correct or reject by keyboard."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from trucewatch.desk.coding import measure_codings, read_codings
from trucewatch.desk.queue import Item, find_item, read_progress, take_ahead, take_next
from trucewatch.desk.review import ConflictError, Edit, history, review, review_and_take
from trucewatch.errors import UnknownNameError, UsageError
from trucewatch.ledger.holds import let_go, read_holds
from trucewatch.ledger.index import find_document
from trucewatch.model.vocabulary import STANCES, TYPES
from trucewatch.packs.actors import load_actors
from trucewatch.service.context import Context, needs
from trucewatch.service.problems import Fault
from trucewatch.web.claimform import fields_of, read_changes, typed_over
from trucewatch.web.pages import go, is_partial, render
from trucewatch.web.reporttext import show_around

router = APIRouter()
Reviewer = Annotated[Context, Depends(needs("review", "see_restricted"))]
_MOST_SKIPPED = 500
_MOST_AHEAD = 50
AHEAD = "x-desk-ahead"
"""The header of a browser that has the next claim already: what it posts is answered without a page."""


@router.get("/queue")
def show_next(request: Request, context: Reviewer) -> Response:
    """The next claim, held for who looks at it."""
    return _next(request, context)


@router.get("/queue/progress")
def show_progress(request: Request, context: Reviewer) -> Response:
    """How far the review is, who is at work, and how well two readers of one claim agree."""
    # The page is asked for after every decision as a part of the queue; agreement is measured for whoever opens it.
    measured = {} if is_partial(request) else measure_codings(read_codings(context.desk))
    at_work = sorted({h.by for h in read_holds(context.desk.engine, context.now)})
    values: dict[str, Any] = {"progress": read_progress(context.desk), "measured": measured, "at_work": at_work}
    return render(request, context, "queue/progress.html", **values)


@router.post("/queue/ahead")
async def show_ahead(request: Request, context: Reviewer) -> Response:
    """The claim after those that the browser has (``has``), so that it is there before it is asked for."""
    has = [v for v in (await request.form()).getlist("has") if isinstance(v, str)][:_MOST_AHEAD]
    return await run_in_threadpool(_ahead, request, context, has)


@router.get("/queue/{claim_id}")
def show(request: Request, context: Reviewer, claim_id: str, whole: bool = False) -> Response:
    """One claim, whoever holds it."""
    item = find_item(context.desk, claim_id, context.now)
    if item is None:
        raise UnknownNameError("this desk has no such claim; it may have been read anew or withdrawn")
    return _page(request, context, item, whole=whole)


@router.post("/queue/{claim_id}/next")
def skip(request: Request, context: Reviewer, claim_id: str) -> Response:
    """Leave a claim to others, and go on."""
    let_go(context.desk.engine, context.user.name, (claim_id,))
    skipped = _skipped(request, context)
    skipped[claim_id] = None
    while len(skipped) > _MOST_SKIPPED:
        skipped.popitem(last=False)
    return _onward(request, context)


@router.post("/queue/{claim_id}")
async def decide(request: Request, context: Reviewer, claim_id: str) -> Response:
    """Accept, correct or reject; then the next one.  A conflict shows both edits, and nothing is lost."""
    form = {k: v for k, v in (await request.form()).items() if isinstance(v, str)}
    return await run_in_threadpool(_decide, request, context, claim_id, form)


def _decide(request: Request, context: Context, claim_id: str, form: Mapping[str, str]) -> Response:
    second = form.get("second") == "true"
    item = find_item(context.desk, claim_id, context.now, second=second)
    if item is None:
        raise UnknownNameError("this desk has no such claim; it may have been read anew or withdrawn")
    kind = form.get("act", "")
    edit = _edit(context, form, context.now, second)
    try:
        changes = read_changes(item.claim, form)
        if kind == "accept" and changes:
            raise UsageError(f"you changed {', '.join(changes)}: press Correct to record it, or load the claim again")
        corrected = changes if kind == "correct" else None
        if is_partial(request) and not request.headers.get(AHEAD):
            skipped = tuple(_skipped(request, context))
            return _show(request, context, review_and_take(context.desk, kind, item, edit, corrected, skipped))
        review(context.desk, kind, claim_id, edit, corrected, seen=item)
    except ConflictError as conflict:
        found = conflict.item or item
        return _page(request, context, found, status=409, conflict=conflict, typed=form)
    except UsageError as error:
        return _page(request, context, item, status=422, fault=str(error), typed=form)
    except UnknownNameError as error:
        return _page(request, context, item, status=422, fault=str(error), typed=form)
    return _onward(request, context)


def _onward(request: Request, context: Context) -> Response:
    if request.headers.get(AHEAD):
        return Response(status_code=204)
    return _next(request, context) if is_partial(request) else go("/queue")


def _ahead(request: Request, context: Context, has: Sequence[str]) -> Response:
    item = take_ahead(context.desk, context.user.name, context.now, has, tuple(_skipped(request, context)))
    return _page(request, context, item) if item else Response(status_code=204)


def _edit(context: Context, form: Mapping[str, str], at: datetime, second: bool) -> Edit:
    expects = form.get("expects", "")
    if not expects.isdecimal() or len(expects) > 9:
        raise Fault(422, "the form does not say after which decision it was made; load the page again")
    reason, client_id = form.get("reason", "").strip(), form.get("client_id", "")
    user = context.user.name
    return Edit(by=user, at=at, expects=int(expects), reason=reason, client_id=client_id, second=second)


def _next(request: Request, context: Context) -> Response:
    return _show(
        request, context, take_next(context.desk, context.user.name, context.now, tuple(_skipped(request, context)))
    )


def _show(request: Request, context: Context, item: Item | None) -> Response:
    if item is None:
        skipped = len(_skipped(request, context))
        _skipped(request, context).clear()
        return render(request, context, "queue/done.html", skipped=skipped)
    return _page(request, context, item)


def _page(
    request: Request,
    context: Context,
    item: Item,
    *,
    status: int = 200,
    fault: str = "",
    conflict: ConflictError | None = None,
    typed: Mapping[str, str] | None = None,
    whole: bool = False,
) -> Response:
    claim = item.claim
    document = find_document(context.desk.engine, claim.document_id)
    if document is None:
        raise UnknownNameError("the report of this claim is no longer on this desk")
    fields = fields_of(claim)
    values: dict[str, Any] = {
        "item": item,
        "document": document,
        "text": show_around(document, claim, whole),
        "fields": typed_over(fields, typed) if typed and not conflict else fields,
        "types": TYPES,
        "stances": STANCES,
        "actors": _actors() if not is_partial(request) else (),
        # A blind second reader sees nothing of the first.
        "decided": () if item.second else history(context.desk, claim.claim_id),
        "client_id": secrets.token_urlsafe(16),
        "reason": typed.get("reason", "") if typed else "",
        "fault": fault,
        "conflict": conflict,
        "typed": _changed(typed) if typed and conflict else {},
    }
    return render(request, context, "queue/item.html", status, **values)


def _changed(form: Mapping[str, str]) -> dict[str, str]:
    """What a form holds of its own, to be posted again after a conflict."""
    frame = {"csrf", "client_id", "expects", "second", "act", "reason"}
    return {k: v for k, v in form.items() if k not in frame}


def _actors() -> tuple[tuple[str, str], ...]:
    return tuple((a.actor_id, a.name) for a in load_actors().actors.values())


def _skipped(request: Request, context: Context) -> OrderedDict[str, None]:
    """What a user left to others since the application began; kept in its memory."""
    state = request.app.state
    if not hasattr(state, "skipped"):
        state.skipped = {}
    kept: dict[str, OrderedDict[str, None]] = state.skipped
    return kept.setdefault(context.user.name, OrderedDict())
