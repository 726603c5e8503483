"""The access board: places and when they were reached, convoys by stage, people by figure, gaps; a page at a time."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from trucewatch.desk.paging import page_of
from trucewatch.service.context import Reader
from trucewatch.web.looking import CONVOYS, look, show

router = APIRouter()
PLACES, GAPS = 60, 60
"""Places and gaps of one page."""
MOST = 100
"""Counts and totals of a kind that are shown; all are in the API and the exports."""
FEW = 6
"""Lines of one stage of a place, or of its people: the others are counted."""


@router.get("/access")
def show_board(request: Request, context: Reader, places: int = 1, gaps: int = 1, convoys: int = 1) -> Response:
    """The board."""
    at = look(request, context)
    access = at.picture.access
    return show(
        request, context, at, "picture/access.html", access=access, most=MOST, few=FEW,
        places=page_of(access.places, places, PLACES), gaps=page_of(access.gaps, gaps, GAPS),
        movements=page_of(access.movements, convoys, CONVOYS),
    )  # fmt: skip
