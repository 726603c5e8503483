"""Who speaks: names of claimants as printed, and when two of them count as one source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from trucewatch.incidents.words import phrase_key
from trucewatch.model.claim import Claim
from trucewatch.model.document import Document, Origin
from trucewatch.model.record import origin_of_claim
from trucewatch.model.span import readable

# So many claims are remembered.
_HEARD = 1 << 17
Order = tuple[int, str, int, str]


def publisher_name(document: Document) -> str:
    """Who speaks in the narrator's own voice: the publisher, else the title, else the file's name."""
    return document.publisher or document.title or document.file_name


def claimant_name(claim: Claim, document: Document) -> str:
    """The innermost claimant as printed, and through whom: "the army, via Reuters"; the publisher for the narrator."""
    if not claim.claimants:
        return publisher_name(document)
    # One that is quoted by itself is one speaker.
    if len(claim.claimants) == 1:
        return " ".join(readable(claim.claimants[0].span.quote).split())
    names = [name for name, _ in groupby(" ".join(readable(c.span.quote).split()) for c in claim.claimants)]
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
    _heard: dict[str, tuple[Claim, str, str, Order]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, documents: tuple[Document, ...], origins: tuple[Origin, ...]) -> Register:
        """A document that belongs to no origin is its own."""
        joined = {member: origin.origin_id for origin in origins for member in origin.document_ids}
        by_id = {d.document_id: d for d in documents}
        return cls(by_id, {i: joined.get(i, i) for i in by_id})

    def name(self, claim: Claim) -> str:
        """:func:`claimant_name` of a claim."""
        return self._hear(claim)[1]

    def key(self, claim: Claim) -> str:
        """:func:`speaker_key` of a claim."""
        return speaker_key(claim, self.documents[claim.document_id], self.origin(claim))

    def origin(self, claim: Claim) -> str:
        """The origin that a claim counts for: its document's, or of a row the source's that it names."""
        return self._hear(claim)[2]

    def root(self, claim: Claim) -> str:
        """What a claim counts for among those about one incident: of a row its innermost source, however many rows
        and tables cite it; of any other report its origin.
        """
        cited = self.documents[claim.document_id].record and claim.claimants
        return f"cited:{self.key(claim)}" if cited else self.origin(claim)

    def published(self) -> dict[str, int]:
        """Publication day of each document as an ordinal, 0 when it is not known."""
        return {i: (d.published.on.toordinal() if d.published.on else 0) for i, d in self.documents.items()}

    def order(self, claim: Claim) -> Order:
        """Publication day (undated last), document (an origin's root before its reprints of that day), offset, id."""
        return self._hear(claim)[3]

    def _hear(self, claim: Claim) -> tuple[Claim, str, str, Order]:
        """A claim with its name, origin and order, which are asked for again and again while one incident is made."""
        found = self._heard.get(claim.claim_id)
        if found is None or found[0] is not claim:
            if len(self._heard) >= _HEARD:
                self._heard.clear()
            document = self.documents[claim.document_id]
            root = self.origin_of[claim.document_id]
            on, reprint = document.published.on, int(root != claim.document_id)
            order = (
                on.toordinal() if on else 9_999_999,
                f"{reprint}/{claim.document_id}",
                claim.span.start,
                claim.claim_id,
            )
            found = (claim, claimant_name(claim, document), origin_of_claim(claim, document, root), order)
            self._heard[claim.claim_id] = found
        return found
