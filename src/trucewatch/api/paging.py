"""Pages of lists: a cursor says after which item the next one begins, and nothing else."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

from fastapi import Query

from trucewatch.ledger.search import ListChangedError
from trucewatch.service.problems import Fault

T = TypeVar("T")
MOST = 200

Limit = Annotated[int, Query(ge=1, le=MOST, description="Items of a page at most.")]
Cursor = Annotated[
    str,
    Query(max_length=200, description="`next` of the page before; empty: from the beginning.", pattern=r"^[\w=-]*$"),
]


def write_cursor(key: str) -> str | None:
    """The cursor after an item; None after the last one."""
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=") if key else None


def read_cursor(cursor: str) -> str:
    """The key that :func:`write_cursor` was given; raises a 422 when it was given by nobody."""
    try:
        return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise Fault(422, "cursor: not one that this desk gave; take it from `next` of the page before") from error


def cut(items: Sequence[T], key_of: Callable[[T], str], limit: int, cursor: str) -> tuple[Sequence[T], str | None]:
    """The page of a list that is in memory, and the cursor of the next; raises a 422 when its place is gone."""
    start = 0
    if cursor:
        after = read_cursor(cursor)
        start = 1 + next((n for n, item in enumerate(items) if key_of(item) == after), -1)
        if not start:
            raise gone()
    page = items[start : start + limit]
    return page, write_cursor(key_of(page[-1])) if start + limit < len(items) else None


def gone(error: ListChangedError | None = None) -> Fault:
    """The answer where the item that a cursor names is no longer in the list."""
    return Fault(422, f"cursor: {error or 'the list has changed since; begin it again'}")
