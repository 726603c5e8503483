"""Sending reports: what `trucewatch add` takes, one a request, read in the background."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import Header, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from trucewatch.api.answers import answer
from trucewatch.api.routing import Adder, marked, new_router, problems
from trucewatch.api.shapes import Shape
from trucewatch.desk.submissions import Given, submit
from trucewatch.errors import UsageError
from trucewatch.ledger.submissions import SubmissionRow, find_submission, read_submissions
from trucewatch.service.pictures import check_day
from trucewatch.service.problems import Fault

router = new_router("submissions")
MOST_SHOWN = 100
_ID = r"^[A-Za-z0-9_.-]{8,64}$"
_NAME = r"^[^\x00-\x1f\x7f]{1,200}$"
_BODY = {
    "requestBody": {
        "required": True,
        "description": "The file as it is: text, Markdown, HTML or PDF.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary", "minLength": 1}}},
    }
}
Id = Annotated[str, Header(alias="Idempotency-Key", pattern=_ID, description="An id of your own; sent again: once.")]


class SubmissionAnswer(Shape):
    """A report that was sent, and what came of it; ``reason``: why it could not be read."""

    client_id: str
    by: str
    name: str
    sha256: str
    state: Literal["waiting", "read", "known", "failed"]
    reason: str
    document_id: str
    claims: int
    sent_at: str
    done_at: str


@router.post(
    "/submissions", status_code=202, response_model=SubmissionAnswer, responses=problems(413),
    openapi_extra=marked("add") | _BODY,
)  # fmt: skip
async def send(
    request: Request,
    context: Adder,
    client_id: Id,
    name: Annotated[str, Query(pattern=_NAME, description="The file's name; its ending says what it is.")],
    published_on: Annotated[date | None, Query(description="The day of publication, if known.")] = None,
    publisher: Annotated[str, Query(max_length=200)] = "",
    url: Annotated[str, Query(max_length=1000)] = "",
    restricted: Annotated[bool, Query(description="Keep it out of every public output.")] = False,
) -> Response:
    """Send a report; it is read later, and asking for it says what came of it."""
    raw = await request.body()
    if published_on is not None:
        try:
            check_day(published_on)
        except UsageError as error:
            raise Fault(422, f"published_on: {error}") from error
    given = Given(published_on=published_on, publisher=publisher.strip(), url=url, restricted=restricted)
    row = await run_in_threadpool(submit, context.desk, context.user, client_id, name, raw, given, context.now)
    if (worker := getattr(request.app.state, "reading", None)) is not None:
        worker.wake()
    return answer(request, SubmissionAnswer, _answer_of(row), 202)


@router.get("/submissions", response_model=list[SubmissionAnswer], openapi_extra=marked("add"))
def list_sent(request: Request, context: Adder) -> Response:
    """The newest reports that were sent: one's own, or everybody's for those who see what is restricted."""
    name = "" if context.may("see_restricted") else context.user.name
    rows = read_submissions(context.desk.engine, name, MOST_SHOWN)
    return answer(request, list[SubmissionAnswer], [_answer_of(row) for row in rows])


@router.get(
    "/submissions/{client_id}", response_model=SubmissionAnswer, responses=problems(404), openapi_extra=marked("add")
)
def show_sent(request: Request, context: Adder, client_id: Annotated[str, Path(pattern=_ID)]) -> Response:
    """What came of one."""
    row = find_submission(context.desk.engine, client_id)
    if row is None or not (row.name == context.user.name or context.may("see_restricted")):
        raise Fault(404, "there is no such report that you sent")
    return answer(request, SubmissionAnswer, _answer_of(row))


def _answer_of(row: SubmissionRow) -> SubmissionAnswer:
    return SubmissionAnswer(
        client_id=row.client_id, by=row.name, name=row.path, sha256=row.sha256, state=row.state,  # type: ignore[arg-type]
        reason=row.reason, document_id=row.document_id, claims=row.claims, sent_at=row.sent_at, done_at=row.done_at,
    )  # fmt: skip
