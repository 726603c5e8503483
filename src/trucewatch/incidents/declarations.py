"""Declarations: who upholds, rejects, demands, doubts, denies; each a position claim with its holder."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.incidents.speakers import publisher_name
from trucewatch.incidents.words import actor_phrase
from trucewatch.model.claim import Claim
from trucewatch.model.document import Document
from trucewatch.model.incident import Incident
from trucewatch.model.situation import Declaration


def build_declarations(
    documents: Sequence[Document], claims: Sequence[Claim], incidents: Sequence[Incident]
) -> tuple[Declaration, ...]:
    """One declaration a position claim, by publication day and place in the text.

    The holder is who the text gives the position to; without one the speaker, and the publisher at last.
    """
    by_id = {d.document_id: d for d in documents}
    about = {claim_id: i.incident_id for i in incidents for claim_id in i.claim_ids}
    held = [c for c in claims if c.kind == "position" and c.document_id in by_id]
    return tuple(
        _declaration(claim, by_id[claim.document_id], about.get(claim.claim_id))
        for claim in sorted(held, key=lambda c: _order(c, by_id[c.document_id]))
    )


def _order(claim: Claim, document: Document) -> tuple[int, str, int, str]:
    on = document.published.on
    return (on.toordinal() if on else 9_999_999, claim.document_id, claim.span.start, claim.claim_id)


def _declaration(claim: Claim, document: Document, incident_id: str | None) -> Declaration:
    holders = claim.actors_as("holder")
    if holders:
        words = " and ".join(dict.fromkeys(actor_phrase(h.span.quote) for h in holders))
        actor_id = next((h.actor_id for h in holders if h.actor_id), None)
    elif claim.claimants:
        words, actor_id = " ".join(claim.source_words.split()), claim.claimants[-1].actor_id
    else:
        words, actor_id = publisher_name(document), None
    return Declaration(
        claim_id=claim.claim_id,
        type=claim.type,
        holder=words,
        holder_id=actor_id,
        stance=claim.stance,
        incident_id=incident_id,
    )
