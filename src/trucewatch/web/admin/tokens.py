"""Tokens: keys of programs, shown once."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from trucewatch.desk.roles import WHATS
from trucewatch.desk.tokens import create_token, end_token
from trucewatch.errors import UsageError
from trucewatch.ledger.people import read_people, read_tokens, stamp
from trucewatch.service.context import Context, needs
from trucewatch.web.pages import go, render

router = APIRouter()
Manager = Annotated[Context, Depends(needs("manage"))]


@router.get("/admin/tokens")
def show(request: Request, context: Manager) -> Response:
    """All tokens, and the form for a new one."""
    return _page(request, context)


@router.post("/admin/tokens")
def create(
    request: Request,
    context: Manager,
    name: Annotated[str, Form(max_length=64)] = "",
    label: Annotated[str, Form(max_length=200)] = "",
    days: Annotated[int, Form(ge=1, le=366)] = 90,
    scope: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Make a token; it is shown this once."""
    try:
        lasts = timedelta(days=days)
        secret = create_token(context.desk, name, label, scope or (), context.user.name, context.now, lasts)
    except UsageError as error:
        return _page(request, context, 422, fault=str(error))
    return _page(request, context, secret=secret)


@router.post("/admin/tokens/end")
def end(request: Request, context: Manager, token: Annotated[str, Form(max_length=16)]) -> Response:
    """Revoke a token."""
    end_token(context.desk, token, context.user.name, context.now)
    return go("/admin/tokens", "token_ended")


def _page(request: Request, context: Context, status: int = 200, fault: str = "", secret: str = "") -> Response:
    people = [p for p in read_people(context.desk.engine) if not p.disabled]
    values = {"tokens": read_tokens(context.desk.engine), "people": people, "scopes": WHATS, "now": stamp(context.now)}
    return render(request, context, "admin/tokens.html", status, **values, fault=fault, secret=secret)
