"""The map: places drawn as exactly as they are known, beside a list that says the same; all from this host."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from trucewatch.publishing.webmap import Told, base_features, describe, place_features
from trucewatch.service.context import Reader
from trucewatch.web.looking import Looking, look, show

router = APIRouter(prefix="/map")
GEOJSON = "application/geo+json"


@router.get("")
def show_map(request: Request, context: Reader) -> Response:
    """The page: without script it has the drawing of the brief."""
    at = look(request, context)
    view = at.picture.map
    return show(request, context, at, "picture/map.html", map=view, told=_told(at))


@router.get("/places.geojson")
def places(request: Request, context: Reader) -> Response:
    """What is told of where."""
    at = look(request, context)
    return JSONResponse(place_features(at.picture.map.places, _told(at)), media_type=GEOJSON)


@router.get("/base.geojson")
def base(request: Request, context: Reader) -> Response:
    """Land and water around the places."""
    return JSONResponse(base_features(look(request, context).picture.map.places), media_type=GEOJSON)


def _told(at: Looking) -> dict[str, Told]:
    pages = {i: at.to(f"/incidents/{i}") for i in at.picture.incidents}
    return describe(at.picture.book, at.picture.map.places, pages)
