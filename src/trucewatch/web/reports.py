"""Sending reports: files and a form for the field; what was sent, and what came of it."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, File, Form, Request, UploadFile
from starlette.responses import Response

from trucewatch.desk.fieldreports import LONGEST, compose
from trucewatch.desk.search import search_claims
from trucewatch.desk.submissions import Given, submit
from trucewatch.errors import UnknownNameError, UsageError
from trucewatch.ledger.index import find_document
from trucewatch.ledger.search import Filters
from trucewatch.ledger.submissions import find_submission, read_submissions
from trucewatch.reading.files import ENDINGS
from trucewatch.service.context import Context, needs, service_of
from trucewatch.service.pictures import parse_day
from trucewatch.service.worker import ReadingWorker
from trucewatch.web.pages import go, is_partial, render
from trucewatch.web.reporttext import show_whole

router = APIRouter()
Sender = Annotated[Context, Depends(needs("add"))]
ClientId = Annotated[str, Form(max_length=60)]
SHOWN = 100


@asynccontextmanager
async def working(app: FastAPI) -> AsyncIterator[None]:
    """Read what is sent while the application lives."""
    worker = app.state.reading = ReadingWorker(app.state.service.desk)
    worker.start()
    yield
    worker.stop()


@router.get("/reports")
def show(request: Request, context: Sender) -> Response:
    """The forms, and what was sent."""
    return _page(request, context)


@router.get("/reports/sent")
def show_sent(request: Request, context: Sender) -> Response:
    """The list alone, for a page that waits."""
    return render(request, context, "reports/sent.html", **_sent(context))


@router.get("/reports/sent/{client_id}")
def show_one(request: Request, context: Sender, client_id: str) -> Response:
    """One report as it was read, for who sent it and for those who see everything."""
    row = find_submission(context.desk.engine, client_id)
    if row is None or not (row.name == context.user.name or context.may("see_restricted")):
        raise UnknownNameError("you sent no such report")
    document = find_document(context.desk.engine, row.document_id) if row.document_id else None
    if document is None:
        raise UnknownNameError("it is not read yet, or could not be; see the list of what was sent")
    found = search_claims(context.desk, "all", Filters(document_id=document.document_id), 200).items
    text = show_whole(document, [one.claim for one in found])
    return render(request, context, "reports/one.html", document=document, found=found, text=text)


@router.post("/reports/files")
def send_files(
    request: Request,
    context: Sender,
    client_id: ClientId,
    files: Annotated[list[UploadFile] | None, File()] = None,
    published_on: Annotated[str, Form(max_length=10)] = "",
    publisher: Annotated[str, Form(max_length=200)] = "",
    restricted: Annotated[bool, Form()] = False,
) -> Response:
    """Take files; each is read later, and a bad one is named with the reason."""
    try:
        given = Given(published_on=parse_day(published_on), publisher=publisher.strip(), restricted=restricted)
        sent = [f for f in files or () if f.filename]
        if not sent:
            raise UsageError("no file was chosen; choose one or more")
        for n, file in enumerate(sent):
            raw = file.file.read()
            submit(context.desk, context.user, f"{client_id}.{n}", file.filename or "", raw, given, context.now)
    except UsageError as error:
        return _page(request, context, str(error))
    return _done(request, context)


@router.post("/reports/field")
def send_field_report(
    request: Request,
    context: Sender,
    client_id: ClientId,
    text: Annotated[str, Form(max_length=4 * LONGEST)] = "",
    happened_on: Annotated[str, Form(max_length=10)] = "",
    place: Annotated[str, Form(max_length=200)] = "",
    headline: Annotated[str, Form(max_length=200)] = "",
    source: Annotated[str, Form(max_length=200)] = "",
    restricted: Annotated[bool, Form()] = False,
) -> Response:
    """Take a field report."""
    try:
        day = parse_day(happened_on)
        if day is None:
            raise UsageError("the day is missing; say on which day it happened")
        raw = compose(text, place, day, headline)
        # What is told "today" in the report is of the day that it tells of.
        given = Given(published_on=day, publisher=source.strip(), author=context.user.name, restricted=restricted)
        submit(context.desk, context.user, client_id, f"field-report-{day.isoformat()}.txt", raw, given, context.now)
    except UsageError as error:
        if is_partial(request):
            raise
        return _page(request, context, str(error), text=text, place=place, headline=headline, source=source)
    return _done(request, context)


def _done(request: Request, context: Context) -> Response:
    worker: ReadingWorker | None = getattr(request.app.state, "reading", None)
    if worker is not None:
        worker.wake()
    return Response(status_code=204) if is_partial(request) else go("/reports", "sent")


def _page(request: Request, context: Context, fault: str = "", **typed: str) -> Response:
    values = {
        "client_id": secrets.token_urlsafe(16),
        "today": context.now.date().isoformat(),
        "endings": ",".join(ENDINGS),
        "most": service_of(request).settings.max_upload,
        "fault": fault,
        "typed": {"text": "", "place": "", "headline": "", "source": "", **typed},
    }
    return render(request, context, "reports/page.html", 422 if fault else 200, **values, **_sent(context))


def _sent(context: Context) -> dict[str, Any]:
    everybody = context.may("see_restricted")
    rows = read_submissions(context.desk.engine, "" if everybody else context.user.name, SHOWN)
    return {"rows": rows, "waiting": any(r.state == "waiting" for r in rows), "everybody": everybody}
