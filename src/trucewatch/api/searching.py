"""Search over claims and reports at once."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from trucewatch.api.answers import answer
from trucewatch.api.routing import Reader, marked, new_router
from trucewatch.api.shapes import ClaimAnswer, DocumentSummary, Shape, claim_answer, summarise
from trucewatch.desk.search import search_claims, search_documents
from trucewatch.ledger.search import Filters

router = new_router("search")


class FoundAnswer(Shape):
    """What has all the words: the newest of each; lists of claims and documents take the same words and page on."""

    claims: list[ClaimAnswer]
    documents: list[DocumentSummary]


@router.get("/search", response_model=FoundAnswer, openapi_extra=marked("read"))
def search(
    request: Request,
    context: Reader,
    words: Annotated[str, Query(min_length=1, max_length=400, description="`suwayda` also finds As-Suwaydāʾ.")],
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> Response:
    """Claims and reports that have words beginning with each of those asked for, however they are spelled."""
    wanted = Filters(words=words)
    claims = search_claims(context.desk, context.projection, wanted, limit).items
    documents = search_documents(context.desk, context.projection, wanted, limit).items
    found = FoundAnswer(claims=[claim_answer(c, None) for c in claims], documents=[summarise(d) for d in documents])
    return answer(request, FoundAnswer, found)
