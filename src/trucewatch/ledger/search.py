"""Lists and full text over the index: claims and documents of one projection, newest recorded first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, column, select, table, text

from trucewatch.errors import UnknownNameError
from trucewatch.ledger.views import Projection, claims, documents
from trucewatch.packs.searchwords import query_words

CHUNK = 500
"""Rows that a stream holds at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is wanted; an empty value asks for nothing.

    ``words``: every one must begin a word of the text.  ``day_from``/``day_to``: ISO days that what happened (of a
    document: its publication) must touch.  ``box``: west, south, east, north in degrees, for claims with a place.
    """

    words: str = ""
    kind: str = ""
    type: str = ""
    stance: str = ""
    state: str = ""
    document_id: str = ""
    day_from: str = ""
    day_to: str = ""
    box: tuple[float, float, float, float] | None = None
    located: bool = False


class ListChangedError(UnknownNameError):
    """The row after which a list was to go on is no longer in it."""


def find_claims(
    connection: Connection, projection: Projection, filters: Filters, limit: int, after: str = ""
) -> list[Row[Any]]:
    """Rows of claims, ``limit`` at most, from behind the claim ``after``; raises :class:`ListChangedError`."""
    view = claims[projection]
    below = _seq_of(connection, view, "claim_id", after) if after else None
    return list(connection.execute(_below(_claims(connection, view, filters), view, below).limit(limit)))


def find_claim_ids(connection: Connection, projection: Projection, filters: Filters) -> frozenset[str]:
    """The ids of all claims that are wanted."""
    view = claims[projection]
    return frozenset(
        connection.execute(_claims(connection, view, filters).with_only_columns(view.c.claim_id)).scalars()
    )


def find_documents(
    connection: Connection, projection: Projection, filters: Filters, limit: int, after: str = ""
) -> list[Row[Any]]:
    """Rows of documents, likewise."""
    view = documents[projection]
    below = _seq_of(connection, view, "document_id", after) if after else None
    return list(connection.execute(_below(_documents(connection, view, filters), view, below).limit(limit)))


def claims_below(connection: Connection, projection: Projection, filters: Filters, seq: int | None) -> list[Row[Any]]:
    """The next :data:`CHUNK` rows of claims below an entry (None: from the newest), for streams.

    A stream asks chunk by chunk, each in a transaction of its own: whoever reads slowly keeps nobody from writing.
    """
    view = claims[projection]
    return list(connection.execute(_below(_claims(connection, view, filters), view, seq).limit(CHUNK)))


def _claims(connection: Connection, view: Table, filters: Filters) -> Select[Any]:
    wanted = _matching(connection, view, filters.words)
    for name in ("kind", "type", "stance", "state", "document_id"):
        if value := getattr(filters, name):
            wanted = wanted.where(view.c[name] == value)
    if filters.day_from:
        wanted = wanted.where(view.c.day_to >= filters.day_from)
    if filters.day_to:
        wanted = wanted.where(view.c.day_from <= filters.day_to, view.c.day_from != "")
    if filters.located or filters.box:
        wanted = wanted.where(view.c.lat.is_not(None))
    if filters.box:
        west, south, east, north = filters.box
        wanted = wanted.where(view.c.lat.between(south, north), view.c.lon.between(west, east))
    return wanted


def _documents(connection: Connection, view: Table, filters: Filters) -> Select[Any]:
    wanted = _matching(connection, view, filters.words)
    if filters.document_id:
        wanted = wanted.where(view.c.document_id == filters.document_id)
    if filters.day_from:
        wanted = wanted.where(view.c.day >= filters.day_from)
    if filters.day_to:
        wanted = wanted.where(view.c.day <= filters.day_to, view.c.day != "")
    return wanted


def _matching(connection: Connection, view: Table, words: str) -> Select[Any]:
    if not words.strip():
        return select(view)
    asked = query_words(words)
    if not asked:  # nothing but punctuation: nothing is found by it
        return select(view).where(text("1 = 0"))
    if connection.dialect.name == "postgresql":
        query = " & ".join(f"'{w}':*" for w in asked)
        return select(view).where(text(f"{view.name}.vector @@ to_tsquery('simple', :asked)").bindparams(asked=query))
    full_text = table(f"{view.name}_words", column("rowid"))
    query = " ".join(f'"{w}"*' for w in asked)
    matching = text(f"{full_text.name} MATCH :asked").bindparams(asked=query)
    return select(view).join_from(full_text, view, full_text.c.rowid == view.c.seq).where(matching)


def _below(wanted: Select[Any], view: Table, seq: int | None) -> Select[Any]:
    # Full text gives its rows in the order of their numbers, so that a page needs no sorting of all that match.
    full_text = next((f for f in wanted.get_final_froms() if f is not view and hasattr(f, "left")), None)
    number = full_text.left.c.rowid if full_text is not None else view.c.seq
    return (wanted if seq is None else wanted.where(number < seq)).order_by(number.desc())


def _seq_of(connection: Connection, view: Table, key: str, value: str) -> int:
    found = connection.execute(select(view.c.seq).where(view.c[key] == value)).scalar()
    if found is None:
        raise ListChangedError("the list has changed since (a report was withdrawn or read anew); begin it again")
    return int(found)
