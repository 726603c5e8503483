"""Looking things up on a desk: claims and reports by words and filters, in the projection of who asks.

Words are compared as :mod:`trucewatch.packs.searchwords` says: "suwayda" finds As-Suwaydāʾ and السويداء.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import select

from trucewatch.ledger import search
from trucewatch.ledger.codec import decode
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.index import reading_index
from trucewatch.ledger.search import Filters, claims_below, find_claim_ids, find_claims, find_documents
from trucewatch.ledger.views import Projection, claims
from trucewatch.model.claim import Claim
from trucewatch.model.document import Document

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim as it stands, and what was made of it: open, accepted, rejected or corrected."""

    claim: Claim
    state: str
    source: str


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A report with its text, and how many claims it holds."""

    document: Document
    claims: int


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of what was found; ``next`` is the id after which the rest begins, empty when this is all."""

    items: tuple[T, ...]
    next: str


def search_claims(
    desk: Desk, projection: Projection, filters: Filters, limit: int = 50, after: str = ""
) -> Page[FoundClaim]:
    """Claims, newest recorded first, from behind the claim ``after``.

    Raises :class:`~trucewatch.ledger.search.ListChangedError` when that one is no longer there.
    """
    with reading_index(desk.engine) as connection:
        rows = find_claims(connection, projection, filters, limit + 1, after)
    found = tuple(FoundClaim(decode(Claim, r.body), r.state, r.source) for r in rows[:limit])
    return Page(found, found[-1].claim.claim_id if len(rows) > limit else "")


def search_documents(
    desk: Desk, projection: Projection, filters: Filters, limit: int = 50, after: str = ""
) -> Page[FoundDocument]:
    """Reports, likewise."""
    with reading_index(desk.engine) as connection:
        rows = find_documents(connection, projection, filters, limit + 1, after)
    found = tuple(FoundDocument(decode(Document, r.body), r.claims) for r in rows[:limit])
    return Page(found, found[-1].document.document_id if len(rows) > limit else "")


def find_claim(desk: Desk, projection: Projection, claim_id: str) -> FoundClaim | None:
    """One claim; None when the projection does not have it."""
    view = claims[projection]
    with reading_index(desk.engine) as connection:
        row = connection.execute(select(view).where(view.c.claim_id == claim_id)).first()
    return FoundClaim(decode(Claim, row.body), row.state, row.source) if row else None


def each_claim(desk: Desk, projection: Projection, filters: Filters) -> Iterator[FoundClaim]:
    """Every claim that is wanted, one after the other, in bounded memory; what is recorded meanwhile is left out."""
    below: int | None = None
    while True:
        with reading_index(desk.engine) as connection:
            rows = claims_below(connection, projection, filters, below)
        for row in rows:
            yield FoundClaim(decode(Claim, row.body), row.state, row.source)
        if len(rows) < search.CHUNK:
            return
        below = rows[-1].seq


def matching_claims(desk: Desk, projection: Projection, words: str) -> frozenset[str]:
    """The ids of the claims that have these words; for lists of what rests on claims, such as incidents."""
    with reading_index(desk.engine) as connection:
        return find_claim_ids(connection, projection, Filters(words=words))
