"""The resolved picture: everything that ``resolve`` makes of documents and claims, and all that ``assess`` looks at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.model.claim import Claim
from trucewatch.model.decision import Decision
from trucewatch.model.document import Document, Origin, place_of
from trucewatch.model.figure import Figure
from trucewatch.model.incident import Incident
from trucewatch.model.movement import Movement


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A position that an actor takes on the truce, the other side or an incident.

    ``holder`` is the words, ``holder_id`` the actor when known; ``incident_id`` when it is about one of the incidents.
    """

    claim_id: str
    type: str
    holder: str
    holder_id: str | None
    stance: str
    incident_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is known, by claims: never a fact that nobody states.

    ``decisions`` are those under which it was made, so that whatever is derived anew obeys them as well.
    """

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    origins: tuple[Origin, ...]
    incidents: tuple[Incident, ...]
    movements: tuple[Movement, ...]
    figures: tuple[Figure, ...]
    declarations: tuple[Declaration, ...]
    decisions: tuple[Decision, ...] = ()

    def document(self, document_id: str) -> Document:
        """The document of that id; raises ``KeyError``."""
        for document in self.documents:
            if document.document_id == document_id:
                return document
        raise KeyError(document_id)

    def claim(self, claim_id: str) -> Claim:
        """The claim of that id; raises ``KeyError``."""
        for claim in self.claims:
            if claim.claim_id == claim_id:
                return claim
        raise KeyError(claim_id)

    def origin_of(self, document_id: str) -> str:
        """The origin id of a document: its own id when it was joined to none."""
        for origin in self.origins:
            if document_id in origin.document_ids:
                return origin.origin_id
        return document_id


def in_order(documents: Iterable[Document], claims: Iterable[Claim]) -> tuple[tuple[Document, ...], tuple[Claim, ...]]:
    """Documents and their claims in an order that hangs on their content alone; claims of others are left out."""
    ordered = tuple(sorted(documents, key=place_of))
    place = {d.document_id: n for n, d in enumerate(ordered)}
    own = (c for c in claims if c.document_id in place)
    return ordered, tuple(sorted(own, key=lambda c: (place[c.document_id], *c.place)))
