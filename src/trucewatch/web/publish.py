"""Publishing: the brief that may go out, what the check found in it, releasing it, and what was released."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import Response

from trucewatch.desk import releases
from trucewatch.desk.releases import MEDIA, Preview
from trucewatch.errors import UnknownNameError, UsageError
from trucewatch.ledger.releases import list_releases, read_release
from trucewatch.service.context import Context, Reader, needs
from trucewatch.service.pictures import pictures_of
from trucewatch.web.looking import Looking, look, show
from trucewatch.web.pages import go

router = APIRouter(prefix="/publish")
Verifier = Annotated[Context, Depends(needs("release"))]
Format = Annotated[str, Query(max_length=10)]
ENDINGS = {"html": "html", "md": "md", "json": "json", "text": "txt"}
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


@router.get("")
def show_releases(request: Request, context: Reader) -> Response:
    """What was released, and the way to a new one."""
    at = look(request, context)
    return show(
        request, context, at, "publish/releases.html", releases=list_releases(context.desk.engine), formats=MEDIA
    )


@router.get("/preview")
def show_preview(request: Request, context: Verifier, format: Format = "html") -> Response:
    """The brief as it would go out, with what the check found."""
    at, seen = _preview(request, context, format)
    return _page(request, context, at, seen)


@router.get("/preview/content")
def show_content(request: Request, context: Verifier, format: Format = "html") -> Response:
    """The bytes that would go out."""
    _, seen = _preview(request, context, format)
    return _bytes(seen.content, format)


@router.post("/release")
def release(
    request: Request,
    context: Verifier,
    sha256: Annotated[str, Form(max_length=64)],
    format: Annotated[str, Form(max_length=10)],
    reason: Annotated[str, Form(max_length=2000)] = "",
    confirmed: Annotated[list[str] | None, Form(max_length=2000)] = None,
) -> Response:
    """Release what was looked at."""
    at, seen = _preview(request, context, format)
    try:
        made = releases.release(context.desk, seen, sha256, reason, confirmed or [], context.user.name, context.now)
    except UsageError as error:
        return _page(request, context, at, seen, 409, str(error))
    return go(f"/publish/released/{made.sha256}", "released")


@router.get("/released/{sha256}")
def show_released(request: Request, context: Reader, sha256: str) -> Response:
    """What is known of a release."""
    found = read_release(context.desk.engine, sha256)
    if found is None:
        raise UnknownNameError("no brief of that hash was released; see the list of releases")
    return show(request, context, look(request, context), "publish/released.html", listed=found[0])


@router.get("/released/{sha256}/content")
def show_released_content(context: Reader, sha256: str, download: bool = False) -> Response:
    """The very bytes."""
    found = read_release(context.desk.engine, sha256)
    if found is None:
        raise UnknownNameError("no brief of that hash was released; see the list of releases")
    listed, content = found
    response = _bytes(content, listed.release.format)
    if download:
        name = f"brief-{listed.release.as_of}-{sha256[:12]}.{ENDINGS[listed.release.format]}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _preview(request: Request, context: Context, format: str) -> tuple[Looking, Preview]:
    at = look(request, context)
    pictures = pictures_of(request)
    shown = pictures.get("public", at.picture.as_of, patient=True)
    return at, releases.preview(context.desk, shown, pictures.held(), format)


def _page(
    request: Request, context: Context, at: Looking, seen: Preview, status: int = 200, fault: str = ""
) -> Response:
    paths = {d.document_id: d.file_name for d in pictures_of(request).held().documents}
    return show(
        request, context, at, "publish/preview.html", status,
        seen=seen, fault=fault, formats=MEDIA, paths=paths,
        inside=at.to("/publish/preview/content", format=seen.format),
    )  # fmt: skip


def _bytes(content: bytes, format: str) -> Response:
    """A brief by itself: it may show its own style and nothing else, run nothing, and stand in a frame of ours."""
    styles = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(style).digest()).decode()}'" for style in _STYLE.findall(content)
    )
    policy = (
        f"default-src 'none'; style-src {styles or chr(39) + 'none' + chr(39)}; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"
    )
    return Response(content, media_type=MEDIA[format], headers={"Content-Security-Policy": policy})
