"""The map: places drawn as exactly as they are known, beside a list that says the same; all from this host.

However many places there are, a page lists so many and the map is sent so many marks: those of what is looked at, where
they lie on each other as one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from trucewatch.desk.paging import page_of
from trucewatch.publishing.webmap import base_features, place_features
from trucewatch.service.context import Reader
from trucewatch.web.looking import PLACES, look, show

router = APIRouter(prefix="/map")
GEOJSON = "application/geo+json"
DRAWN = 500
"""Places of the drawing for browsers without script: the most told of."""
Box = Annotated[str, Query(max_length=100, pattern=r"^$|^-?[\d.]+(,-?[\d.]+){3}$")]


@router.get("")
def show_map(request: Request, context: Reader, page: int = 1) -> Response:
    """The page: without script it has the drawing of the brief."""
    at = look(request, context)
    view = at.picture.map
    if len(view.places) > DRAWN:
        most = {p.anchor for p in sorted(view.places, key=lambda p: -len(p.claims))[:DRAWN]}
        view = replace(view, places=tuple(p for p in view.places if p.anchor in most))
    listed = page_of(at.picture.map.places, page, PLACES)
    loose = page_of(view.unlocated, page, PLACES)
    last = max(listed.pages, loose.pages)
    return show(
        request, context, at, "picture/map.html", map=view, told=at.picture.told, listed=listed, loose=loose,
        page=min(max(page, 1), last), pages=last,
    )  # fmt: skip


@router.get("/places.geojson")
def places(request: Request, context: Reader, box: Box = "", zoom: Annotated[int, Query(ge=0, le=22)] = 0) -> Response:
    """What is told of where, in ``box`` (west, south, east, north; empty: everywhere), as seen at a zoom."""
    at = look(request, context)
    found = at.picture.map.places
    if box:
        west, south, east, north = map(float, box.split(","))
        found = tuple(p for p in found if west <= p.lon <= east and south <= p.lat <= north)
    told = place_features(found, at.picture.told, lambda i: at.to(f"/incidents/{i}"), zoom)
    return JSONResponse(told, media_type=GEOJSON)


@router.get("/base.geojson")
def base(request: Request, context: Reader) -> Response:
    """Land and water around the places."""
    return JSONResponse(base_features(look(request, context).picture.map.places), media_type=GEOJSON)
