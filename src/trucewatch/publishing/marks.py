"""Source text cut into pieces at every border of a claim, a number, or the words that dated the document."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from trucewatch.model.claim import Claim
from trucewatch.model.document import Document
from trucewatch.publishing.book import Book


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of source text under the same marks; ``starts`` are the claims whose words begin here."""

    text: str
    claims: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    is_number: bool = False
    evidence: bool = False
    """Whether it is what dated the document."""


class Marks:
    """What is marked in one document's text."""

    def __init__(self, book: Book, document: Document, claims: list[Claim]) -> None:
        self._text = document.text
        self._claims = [(c.span.start, c.span.end, book.number[c.claim_id]) for c in claims]
        self._numbers = [(q.span.start, q.span.end) for c in claims for q in c.quantities]
        evidence = document.published.evidence
        self._evidence = (evidence.start, evidence.end) if evidence else (0, 0)

    def cut(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces of the text from ``start`` to ``end``."""
        here = [c for c in self._claims if c[0] < end and start < c[1]]
        numbers = [q for q in self._numbers if q[0] < end and start < q[1]]
        borders = {start, end}
        for low, high in (*((c[0], c[1]) for c in here), *numbers, self._evidence):
            borders |= {p for p in (low, high) if start < p < end}
        ordered = sorted(borders)
        return tuple(self._piece(a, b, here, numbers) for a, b in pairwise(ordered))

    def _piece(self, a: int, b: int, here: list[tuple[int, int, int]], numbers: list[tuple[int, int]]) -> Piece:
        claims = tuple(sorted(n for low, high, n in here if low <= a and b <= high))
        starts = tuple(sorted(n for low, _, n in here if low == a))
        is_number = any(low <= a and b <= high for low, high in numbers)
        dated = self._evidence[0] <= a and b <= self._evidence[1]
        return Piece(self._text[a:b], claims, starts, is_number, dated)
