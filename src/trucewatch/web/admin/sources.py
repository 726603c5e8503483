"""Sources and their restriction level."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import Response

from trucewatch.desk.sources import list_reports, list_sources, restrict
from trucewatch.errors import UsageError
from trucewatch.service.context import Context, needs
from trucewatch.web.pages import go, render

router = APIRouter()
Manager = Annotated[Context, Depends(needs("manage"))]
PAGE = 50


@router.get("/admin/sources")
def show(request: Request, context: Manager) -> Response:
    """All sources, how many reports, and who may see them."""
    return render(request, context, "admin/sources.html", sources=list_sources(context.desk), fault="")


@router.get("/admin/sources/reports")
def show_reports(
    request: Request,
    context: Manager,
    source: Annotated[str, Query(max_length=300)] = "",
    before: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """One source's reports, newest first."""
    return _reports(request, context, source, before)


@router.post("/admin/sources")
def decide(
    request: Request,
    context: Manager,
    subject: Annotated[str, Form(max_length=320)],
    restricted: Annotated[bool, Form()],
    reason: Annotated[str, Form(max_length=500)] = "",
    source: Annotated[str | None, Form(max_length=300)] = None,
) -> Response:
    """Restrict or open a report or a source; ``source``: the page of reports it was decided on."""
    try:
        restrict(context.desk, subject, restricted, reason, context.user.name, context.now)
    except UsageError as error:
        if source is not None:
            return _reports(request, context, source, 0, str(error))
        return render(request, context, "admin/sources.html", 422, sources=list_sources(context.desk), fault=str(error))
    to = "/admin/sources" if source is None else f"/admin/sources/reports?{urlencode({'source': source})}"
    return go(to, "restricted" if restricted else "opened")


def _reports(request: Request, context: Context, source: str, before: int, fault: str = "") -> Response:
    reports = list_reports(context.desk, source, before, PAGE + 1)
    more = reports[PAGE - 1].seq if len(reports) > PAGE else 0
    values = {"source": source, "reports": reports[:PAGE], "more": more, "fault": fault}
    return render(request, context, "admin/reports.html", 422 if fault else 200, **values)
