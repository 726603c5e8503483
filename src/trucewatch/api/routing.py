"""What every operation of the API shares: its prefix, who may ask, and how faults are told."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.security import HTTPBearer
from pydantic import BaseModel, ConfigDict

from trucewatch.desk.roles import What
from trucewatch.service.context import Context, needs

PREFIX = "/api/v1"
NEEDS = "x-needs"
"""The member of an operation's description that says what its user must be allowed to do."""
ID = r"^sha256:[0-9a-f]{64}$"
"""Ids of claims and documents."""
_BEARER = HTTPBearer(auto_error=False, description="A token that an administrator made, with scopes.")


class Problem(BaseModel):
    """RFC 9457: what went wrong, why, and what to do."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The faults that an operation can answer with, for its description; those that all share are among them."""
    content = {"application/problem+json": {"schema": Problem.model_json_schema()}}
    told = {
        400: "The request itself is broken.",
        401: "Nobody is signed in, or the token is not valid.",
        403: "The user, or the token, may not do this.",
        404: "There is no such thing, or none that the user may see.",
        409: "Somebody decided meanwhile: both decisions are shown.",
        413: "The body is larger than is taken at once.",
        412: "It is no longer what If-Match names: both decisions are shown.",
        422: "A value cannot be meant; the detail says which and why.",
        428: "The edit does not say after which decision it was made.",
        429: "Too many requests; Retry-After says how long to wait.",
        503: "The desk cannot answer just now; Retry-After says when to try again.",
    }
    return {s: {"description": told[s], "content": content} for s in sorted({400, 401, 403, 422, 429, 503, *statuses})}


def new_router(tag: str) -> APIRouter:
    """A router for a group of operations."""
    return APIRouter(prefix=PREFIX, tags=[tag], dependencies=[Depends(_BEARER)], responses=problems())


def marked(what: What) -> dict[str, Any]:
    """An operation's mark of what it needs; the same as its dependency, and the test of roles compares the two."""
    return {NEEDS: what}


Reader = Annotated[Context, Depends(needs("read"))]
Adder = Annotated[Context, Depends(needs("add"))]
Reviewer = Annotated[Context, Depends(needs("review", "see_restricted"))]
Insider = Annotated[Context, Depends(needs("see_restricted"))]
Releaser = Annotated[Context, Depends(needs("release"))]
Redactor = Annotated[Context, Depends(needs("redact", "see_restricted"))]
Manager = Annotated[Context, Depends(needs("manage"))]
