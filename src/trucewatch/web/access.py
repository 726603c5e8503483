"""The access board: places and when they were reached, convoys by stage, people by figure, gaps."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from trucewatch.service.context import Reader
from trucewatch.web.looking import look, show

router = APIRouter()


@router.get("/access")
def show_board(request: Request, context: Reader) -> Response:
    """The board."""
    at = look(request, context)
    return show(request, context, at, "picture/access.html", access=at.picture.access)
