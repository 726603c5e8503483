"""The start page: light, so that it is there at once."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from trucewatch.service.context import Reader
from trucewatch.web.pages import render

router = APIRouter()


@router.get("/")
def show(request: Request, context: Reader) -> Response:
    """Where to go."""
    return render(request, context, "home.html")
