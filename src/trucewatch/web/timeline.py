"""The timeline: day by day, what is said to have happened, and who stands where."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from trucewatch.publishing.timeline import LANES
from trucewatch.service.context import Reader
from trucewatch.service.pictures import parse_day
from trucewatch.web.looking import look, show

router = APIRouter()
DAYS = 31
"""Days of one page."""
ENTRIES = 40
"""Entries of a lane that a day, or what has no day, shows; the others are counted, and are in the lists."""


@router.get("/timeline")
def show_days(
    request: Request, context: Reader, since: str = "", until: str = "",
    lane: Annotated[str, Query(max_length=20)] = "",
) -> Response:  # fmt: skip
    """The days, or some of them."""
    at = look(request, context)
    first, last = parse_day(since), parse_day(until)
    line = at.picture.timeline
    days = [
        d for d in line.days if (not first or d.iso >= first.isoformat()) and (not last or d.iso <= last.isoformat())
    ]
    # Without a first day the last days are shown, with one those after it.
    cut = days[:DAYS] if first else days[-DAYS:]
    earlier = next((d.iso for d in reversed(line.days) if cut and d.iso < cut[0].iso), "")
    later = next((d.iso for d in line.days if cut and d.iso > cut[-1].iso), "")
    lanes = [lane] if lane in LANES else list(LANES)
    return show(
        request, context, at, "picture/timeline.html",
        timeline=line, days=cut, earlier=earlier, later=later, most=ENTRIES, anchors={d.anchor for d in cut},
        lanes=lanes, lane=lane if lane in LANES else "", all_lanes=LANES, since=since, until=until,
        positions=at.picture.positions,
    )  # fmt: skip


@router.get("/unknowns")
def show_unknowns(request: Request, context: Reader) -> Response:
    """What nobody knows: where nobody was looking, what is told of without a day or a place, who was not heard."""
    at = look(request, context)
    return show(request, context, at, "picture/unknowns.html", unknowns=at.picture.brief.unknowns)
