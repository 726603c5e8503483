"""Search: claims and reports by any spelling of their words, in what the reader may see."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from trucewatch.desk.search import search_claims, search_documents
from trucewatch.ledger.search import Filters
from trucewatch.model.vocabulary import TYPES
from trucewatch.service.context import Reader
from trucewatch.web.pages import render

router = APIRouter()
PAGE = 40
Day = Annotated[str, Query(max_length=10, pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


@router.get("/search")
def show(
    request: Request,
    context: Reader,
    q: Annotated[str, Query(max_length=200)] = "",
    of: Literal["claims", "reports"] = "claims",
    type: Annotated[str, Query(max_length=40)] = "",
    since: Day = "",
    until: Day = "",
    after: Annotated[str, Query(max_length=80)] = "",
) -> Response:
    """The form, and what was found, newest first."""
    asked = {"q": q.strip(), "of": of, "type": type if of == "claims" else "", "since": since, "until": until}
    filters = Filters(words=asked["q"], type=asked["type"], day_from=since, day_to=until)
    wanted = any(asked[name] for name in ("q", "type", "since", "until"))
    search = search_claims if of == "claims" else search_documents
    found = search(context.desk, context.projection, filters, PAGE, after) if wanted else None
    values: dict[str, Any] = {"asked": asked, "found": found, "types": TYPES}
    if found is not None and found.next:
        values["more"] = f"/search?{urlencode({**asked, 'after': found.next})}"
    return render(request, context, "search.html", **{"more": "", **values})
