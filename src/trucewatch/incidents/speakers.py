"""Who speaks: names of claimants as printed, and when two of them count as one source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from trucewatch.incidents.words import phrase_key
from trucewatch.model.claim import Claim
from trucewatch.model.document import Document, Origin
from trucewatch.model.record import origin_of_claim


def publisher_name(document: Document) -> str:
    """Who speaks in the narrator's own voice: the publisher, else the title, else the file's name."""
    return document.publisher or document.title or document.file_name


def claimant_name(claim: Claim, document: Document) -> str:
    """The innermost claimant as printed, and through whom: "the army, via Reuters"; the publisher for the narrator."""
    if not claim.claimants:
        return publisher_name(document)
    # One that is quoted by itself is one speaker.
    names = [name for name, _ in groupby(" ".join(c.span.quote.split()) for c in claim.claimants)]
    return names[-1] + (f", via {', '.join(reversed(names[:-1]))}" if len(names) > 1 else "")


def speaker_key(claim: Claim, document: Document, origin_id: str) -> str:
    """The source that a claim counts for.

    A named claimant is one source however many reports quote it; an anonymous one is known only within its origin;
    the narrator counts for the origin, so that reprints count once.
    """
    if not claim.claimants:
        return f"origin:{origin_id}"
    innermost = claim.claimants[-1]
    if innermost.actor_id:
        return f"actor:{innermost.actor_id}"
    name = phrase_key(innermost.span.quote)
    return f"anonymous:{origin_id}:{name}" if innermost.anonymous else f"name:{name}"


@dataclass(frozen=True, slots=True)
class Register:
    """Documents and origins by id, for the modules that need to say who tells what."""

    documents: Mapping[str, Document]
    origin_of: Mapping[str, str]

    @classmethod
    def of(cls, documents: tuple[Document, ...], origins: tuple[Origin, ...]) -> Register:
        """A document that belongs to no origin is its own."""
        joined = {member: origin.origin_id for origin in origins for member in origin.document_ids}
        by_id = {d.document_id: d for d in documents}
        return cls(by_id, {i: joined.get(i, i) for i in by_id})

    def name(self, claim: Claim) -> str:
        """:func:`claimant_name` of a claim."""
        return claimant_name(claim, self.documents[claim.document_id])

    def key(self, claim: Claim) -> str:
        """:func:`speaker_key` of a claim."""
        return speaker_key(claim, self.documents[claim.document_id], self.origin(claim))

    def origin(self, claim: Claim) -> str:
        """The origin that a claim counts for: its document's, or of a row the source's that it names."""
        return origin_of_claim(claim, self.documents[claim.document_id], self.origin_of[claim.document_id])

    def published(self) -> dict[str, int]:
        """Publication day of each document as an ordinal, 0 when it is not known."""
        return {i: (d.published.on.toordinal() if d.published.on else 0) for i, d in self.documents.items()}

    def order(self, claim: Claim) -> tuple[int, str, int, str]:
        """Publication day (undated last), document (an origin's root before its reprints of that day), offset, id."""
        on = self.documents[claim.document_id].published.on
        reprint = int(self.origin_of[claim.document_id] != claim.document_id)
        document = f"{reprint}/{claim.document_id}"
        return (on.toordinal() if on else 9_999_999, document, claim.span.start, claim.claim_id)
