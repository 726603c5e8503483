"""Rows of a table that the field keeps: each a document, with where its cells stand in its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trucewatch.model.claim import Claim
from trucewatch.model.document import Document
from trucewatch.model.span import Span
from trucewatch.model.when import When

CITED = "cited"
"""The kind of a row's credit to the article that it rests on."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell: its column's header as the file has it, and its words in the document's text."""

    header: str
    span: Span

    @property
    def text(self) -> str:
        """The cell's words."""
        return self.span.quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row as read: ``cells`` by folded header, the type of what it tells, and the cells that say type and time."""

    document: Document
    number: int
    cells: Mapping[str, Cell]
    type: str
    typed_by: Cell | None
    when: When | None
    timed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """A row by which its source takes a record back: deleted, or now telling of nothing that is kept here."""

    record: str
    number: int
    deleted: bool
    """False: the row is still there, but its type is none of ours."""


def origin_of_claim(claim: Claim, document: Document, origin_id: str) -> str:
    """The independent origin that a claim counts for, ``origin_id`` being that of its document.

    A row tells what its sources told apart from each other: each source that it names is an origin of its own within
    it, the innermost one where one quotes another.  Any other report is one origin, whoever speaks in it.
    """
    if not document.record or not claim.claimants:
        return origin_id
    return f"{origin_id}#{' '.join(claim.claimants[-1].span.quote.casefold().split())}"
