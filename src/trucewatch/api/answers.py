"""Answers: a value as JSON with an ETag of its bytes, so that nobody sends what the other side has."""

from __future__ import annotations

import functools
import hashlib
from typing import Any

from fastapi import Request
from pydantic import TypeAdapter
from starlette.responses import Response


def answer(
    request: Request, shape: Any, value: object, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """The value in the given shape; 304 without a body when the request's If-None-Match names these very bytes.

    The tag is a hash of the bytes and of nothing else: it cannot change with what the answer does not show.
    """
    body = _writer(shape).dump_json(value)
    tag = etag(body)
    told = {"ETag": tag, **(headers or {})}
    if status == 200 and request.method == "GET" and names(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=told)
    return Response(body, status, told, media_type="application/json")


def tag_of(shape: Any, value: object) -> str:
    """The ETag that :func:`answer` gives the value."""
    return etag(_writer(shape).dump_json(value))


def etag(body: bytes) -> str:
    """A strong ETag of bytes (RFC 9110, section 8.8.3)."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def names(header: str, tag: str) -> bool:
    """Whether an If-None-Match or If-Match header names the tag, or any (``*``)."""
    given = [t.strip().removeprefix("W/") for t in header.split(",")]
    return tag in given or "*" in given


@functools.cache
def _writer(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)
