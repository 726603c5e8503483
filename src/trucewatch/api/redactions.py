"""Redacting a report: its words leave the desk for ever."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Request
from pydantic import Field
from starlette.responses import Response

from trucewatch.api.answers import answer
from trucewatch.api.routing import ID, Redactor, marked, new_router, problems
from trucewatch.api.shapes import Asked, Plain, Shape
from trucewatch.desk.erasure import LONGEST_REASON, redact
from trucewatch.ledger.erasing import Wanted

router = new_router("documents")
Words = Annotated[Plain, Field(min_length=1, max_length=2000)]
Offset = Annotated[int, Field(ge=0, le=2**31)]


class RedactionAsked(Asked):
    """What goes: ``words`` wherever they stand in the report, ``spans`` of its text (in code points), or the ``whole``.

    ``reason`` stays, and must not say the words.
    """

    reason: Plain = Field(min_length=1, max_length=LONGEST_REASON)
    words: list[Words] = Field(default_factory=list, max_length=100)
    spans: list[tuple[Offset, Offset]] = Field(default_factory=list, max_length=1000)
    whole: bool = False


class OtherReport(Shape):
    """Another report that says the words."""

    document_id: str
    name: str


class RedactionAnswer(Shape):
    """What was done, and where the words still are.

    ``places`` are stretches of the text, ``entries`` those of the ledger that lost words; ``released`` the hashes of
    released briefs that carry the words and stay, ``elsewhere`` other reports that say them, ``left`` files of the desk
    in which they still stand; ``clean`` that the database has dropped its old pages.
    """

    entry: int
    places: int
    entries: int
    released: list[str]
    elsewhere: list[OtherReport]
    left: list[str]
    clean: bool


@router.post(
    "/documents/{document_id}/redactions", status_code=201, response_model=RedactionAnswer, responses=problems(404),
    openapi_extra=marked("redact"),
)  # fmt: skip
def redact_one(
    request: Request, context: Redactor, document_id: Annotated[str, Path(pattern=ID)], asked: RedactionAsked
) -> Response:
    """Redact words of a report, or all of it; it cannot be taken back."""
    wanted = Wanted(words=tuple(asked.words), spans=tuple(asked.spans), whole=asked.whole)
    done = redact(context.desk, document_id, wanted, asked.reason, context.user.name, context.now)
    told = RedactionAnswer(
        entry=done.seq,
        places=done.places,
        entries=done.entries,
        released=[listed.release.sha256 for listed in done.released],
        elsewhere=[OtherReport(document_id=key, name=name) for key, name in done.elsewhere],
        left=list(done.left),
        clean=done.clean,
    )
    return answer(request, RedactionAnswer, told, 201)
