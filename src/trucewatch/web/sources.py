"""One report with its text, and what was read in it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from trucewatch.errors import UnknownNameError
from trucewatch.publishing.sources import build_source
from trucewatch.service.context import Reader
from trucewatch.web.looking import look, show

router = APIRouter()


@router.get("/sources/{sha256}")
def show_one(request: Request, context: Reader, sha256: str) -> Response:
    """The report of that hash; one that the reader may not see is as if there was none."""
    at = look(request, context)
    document = at.picture.book.documents.get(f"sha256:{sha256}")
    if document is None:
        raise UnknownNameError("there is no such report on this desk on this day")
    numbered = at.picture.numbered
    short = {n: claim_id.removeprefix("sha256:")[:12] for n, claim_id in numbered.items()}
    return show(
        request, context, at, "picture/source.html",
        source=build_source(at.picture.book, document), short=short,
        restricted=document.document_id in at.picture.restricted,
    )  # fmt: skip
