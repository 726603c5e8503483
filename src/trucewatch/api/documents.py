"""Reports: lists by words and days, and one with its text."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Path, Query, Request
from starlette.responses import Response

from trucewatch.api.answers import answer
from trucewatch.api.paging import Cursor, Limit, gone, read_cursor, write_cursor
from trucewatch.api.routing import ID, Reader, marked, new_router, problems
from trucewatch.api.shapes import DocumentAnswer, DocumentSummary, Listed, document_answer, summarise
from trucewatch.desk.search import search_documents
from trucewatch.ledger.search import Filters, ListChangedError
from trucewatch.service.problems import Fault

router = new_router("documents")


@router.get("/documents", response_model=Listed[DocumentSummary], openapi_extra=marked("read"))
def list_documents(
    request: Request,
    context: Reader,
    words: Annotated[str, Query(max_length=400, description="Each must begin a word of title, source or text.")] = "",
    day_from: Annotated[date | None, Query(description="Published on or after this day.")] = None,
    day_to: Annotated[date | None, Query(description="Published on or before this day.")] = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Response:
    """Reports without their texts, newest recorded first."""
    wanted = Filters(words=words, day_from=str(day_from or ""), day_to=str(day_to or ""))
    try:
        page = search_documents(context.desk, context.projection, wanted, limit, read_cursor(cursor) if cursor else "")
    except ListChangedError as error:
        raise gone(error) from error
    listed = Listed[DocumentSummary](items=[summarise(f) for f in page.items], next=write_cursor(page.next))
    return answer(request, Listed[DocumentSummary], listed)


@router.get(
    "/documents/{document_id}", response_model=DocumentAnswer, responses=problems(404), openapi_extra=marked("read")
)
def show_document(request: Request, context: Reader, document_id: Annotated[str, Path(pattern=ID)]) -> Response:
    """One report with its text and segments."""
    found = search_documents(context.desk, context.projection, Filters(document_id=document_id), 1).items
    if not found:
        raise Fault(404, "there is no such report on this desk, or none that you may see")
    return answer(request, DocumentAnswer, document_answer(found[0]))
