"""The audit log: every decision and every act of an administrator, as the ledger has it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from trucewatch.ledger.catalogue import read_entries
from trucewatch.service.context import Context, needs
from trucewatch.web.pages import render

router = APIRouter()
Manager = Annotated[Context, Depends(needs("manage"))]
PAGE = 100
_KINDS = {"decisions": ("decision",), "reports": ("document",), "all": ("decision", "document")}


@router.get("/admin/audit")
def show(
    request: Request,
    context: Manager,
    of: Literal["decisions", "reports", "all"] = "all",
    before: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """Entries, newest first."""
    entries = read_entries(context.desk.engine, _KINDS[of], before, PAGE + 1)
    more = entries[PAGE - 1].seq if len(entries) > PAGE else 0
    return render(request, context, "admin/audit.html", entries=entries[:PAGE], more=more, of=of, kinds=tuple(_KINDS))
