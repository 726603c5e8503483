"""Redacting a report: what would go, doing it, and where the words still are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from trucewatch.desk import erasure
from trucewatch.desk.erasure import Outlook, Redaction
from trucewatch.errors import UsageError
from trucewatch.ledger.engine import database_errors
from trucewatch.ledger.erasing import Wanted, read_document
from trucewatch.model.document import Document
from trucewatch.service.context import Context, needs
from trucewatch.web.pages import render
from trucewatch.web.reporttext import show_whole

router = APIRouter(prefix="/redact")
Verifier = Annotated[Context, Depends(needs("redact", "see_restricted"))]
_SPAN = re.compile(r"\s*(\d{1,9})\s*[:-]\s*(\d{1,9})\s*\Z")


@router.get("/{sha256}")
def show(request: Request, context: Verifier, sha256: str) -> Response:
    """The report, and the form."""
    return _page(request, context, _find(context, sha256))


@router.post("/{sha256}")
def decide(
    request: Request,
    context: Verifier,
    sha256: str,
    words: Annotated[str, Form(max_length=20_000)] = "",
    spans: Annotated[str, Form(max_length=2000)] = "",
    whole: Annotated[bool, Form()] = False,
    reason: Annotated[str, Form(max_length=2000)] = "",
    act: Annotated[str, Form(max_length=10)] = "look",
) -> Response:
    """Say what would go (``act``: look), or redact it (``redact``).  Words stand a line each, spans as 57:63."""
    document = _find(context, sha256)
    typed: dict[str, object] = {"words": words, "spans": spans, "whole": whole, "reason": reason}
    try:
        wanted = Wanted(words=tuple(w for w in words.splitlines() if w.strip()), spans=_spans(spans), whole=whole)
        if act != "redact":
            ahead = erasure.look_ahead(context.desk, document.document_id, wanted)
            return _page(request, context, document, ahead=ahead, typed=typed)
        done = erasure.redact(context.desk, document.document_id, wanted, reason, context.user.name, context.now)
    except UsageError as error:
        return _page(request, context, document, 422, str(error), typed=typed)
    return _page(request, context, _find(context, sha256), done=done)


def _find(context: Context, sha256: str) -> Document:
    with database_errors(context.desk.engine), context.desk.engine.begin() as connection:
        return read_document(connection, f"sha256:{sha256}")


def _spans(given: str) -> tuple[tuple[int, int], ...]:
    found = [_SPAN.match(part) for part in given.replace("،", ",").split(",") if part.strip()]
    if not all(found):
        raise UsageError("write spans as START:END, with commas between them, such as 57:63, 80:91")
    return tuple((int(m[1]), int(m[2])) for m in found if m)


def _page(
    request: Request,
    context: Context,
    document: Document,
    status: int = 200,
    fault: str = "",
    ahead: Outlook | None = None,
    done: Redaction | None = None,
    typed: Mapping[str, object] | None = None,
) -> Response:
    return render(
        request, context, "redact.html", status,
        document=document, text=show_whole(document, ()), fault=fault, ahead=ahead, done=done,
        typed=typed or {"words": "", "spans": "", "whole": False, "reason": ""},
    )  # fmt: skip
