"""Released briefs: the list, the very bytes, and releasing what was looked at."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from trucewatch.api.answers import answer
from trucewatch.api.routing import Reader, Releaser, marked, new_router, problems
from trucewatch.api.shapes import Asked, Plain, Shape
from trucewatch.desk import releases
from trucewatch.desk.pictures import DrawingError
from trucewatch.desk.releases import MEDIA, Preview
from trucewatch.errors import UsageError
from trucewatch.ledger.releases import Release, list_releases, read_release
from trucewatch.service.context import Context
from trucewatch.service.pictures import pictures_of
from trucewatch.service.problems import Fault

router = new_router("releases")
Format = Literal["html", "md", "json", "text"]
Sha256 = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="Of the brief's bytes.")]


_BYTES: dict[str, dict[str, object]] = {media.partition(";")[0]: {} for media in MEDIA.values()}


class PreviewAnswer(Shape):
    """What would go out, and what the check found: leaks stop a release, traces have to be confirmed one by one."""

    sha256: str
    size: int
    leaks: list[str]
    traces: list[str]
    content: str


class ReleaseAsked(Asked):
    """The brief that was looked at, by the hash of its bytes; why it goes out; the traces that are let stand."""

    format: Format
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    reason: Plain = Field(min_length=1, max_length=2000)
    confirmed: list[Plain] = Field(default_factory=list, max_length=1000)


class ReleaseAnswer(Shape):
    """A released brief: ``sha256`` and ``size`` are of its bytes, ``as_of`` is its day.

    ``of_entry`` and ``of_chain`` (the last entry of the ledger that went into it) and ``confirmed`` (what was let
    stand) are null for whoever may not see restricted reports: they would tell of these.
    """

    sha256: str
    size: int
    title: str
    format: str
    as_of: date
    by: str
    at: datetime
    reason: str
    of_entry: int | None
    of_chain: str | None
    confirmed: list[str] | None


@router.get("/releases", response_model=list[ReleaseAnswer], openapi_extra=marked("read"))
def list_all(request: Request, context: Reader) -> Response:
    """Every release, the newest first."""
    told = [_told(listed.release, context) for listed in list_releases(context.desk.engine)]
    return answer(request, list[ReleaseAnswer], told)


@router.get(
    "/releases/{sha256}",
    response_class=Response,
    responses={
        **problems(404),
        200: {"description": "The brief.", "content": {m.split(";")[0]: {} for m in MEDIA.values()}},
    },
    openapi_extra=marked("read"),
)
def show_content(context: Reader, sha256: Sha256) -> Response:
    """The very bytes of a released brief, as a file."""
    found = read_release(context.desk.engine, sha256)
    if found is None:
        raise Fault(404, "no brief of that hash was released; see /api/v1/releases")
    listed, content = found
    name = f"brief-{listed.release.as_of}-{sha256[:12]}.{listed.release.format}"
    headers = {"ETag": f'"{sha256}"', "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=MEDIA[listed.release.format], headers=headers)


@router.get("/release-preview", response_model=PreviewAnswer, openapi_extra=marked("release"))
def show_preview(request: Request, context: Releaser, format: Annotated[Format, Query()] = "json") -> Response:
    """The brief as it would go out now, with what the redaction check found in it."""
    seen = _preview(request, context, format)
    told = PreviewAnswer(
        sha256=seen.sha256,
        size=len(seen.content),
        leaks=[leak.sentence for leak in seen.leaks],
        traces=[trace.sentence for trace in seen.traces],
        content=seen.content.decode(),
    )
    return answer(request, PreviewAnswer, told)


@router.post(
    "/releases", status_code=201, response_model=ReleaseAnswer, responses=problems(409), openapi_extra=marked("release")
)
def release(request: Request, context: Releaser, asked: ReleaseAsked) -> Response:
    """Release the brief that was looked at; 409 when it is no longer that one, or something stands in the way."""
    seen = _preview(request, context, asked.format)
    try:
        made = releases.release(
            context.desk, seen, asked.sha256, asked.reason, asked.confirmed, context.user.name, context.now
        )
    except UsageError as error:
        raise Fault(409, str(error)) from error
    return answer(request, ReleaseAnswer, _told(made, context), 201)


def _told(release: Release, context: Context) -> ReleaseAnswer:
    whole = context.may("see_restricted")
    return ReleaseAnswer(
        sha256=release.sha256,
        size=release.size,
        title=release.title,
        format=release.format,
        as_of=release.as_of,
        by=release.by,
        at=release.at,
        reason=release.reason,
        of_entry=release.of_entry if whole else None,
        of_chain=release.of_chain if whole else None,
        confirmed=list(release.confirmed) if whole else None,
    )


def _preview(request: Request, context: Releaser, format: str) -> Preview:
    pictures = pictures_of(request)
    try:
        return releases.preview(context.desk, pictures.get("public"), pictures.held(), format)
    except DrawingError as error:
        raise Fault(503, str(error), {"Retry-After": "5"}) from error
