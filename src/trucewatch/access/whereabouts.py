"""The place that a claim without one speaks of: "the town", "there" is the place last named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trucewatch.access.stages import is_everywhere, load_stages, stage_of
from trucewatch.incidents.sentences import Sentences
from trucewatch.incidents.speakers import Register
from trucewatch.model.claim import Claim, PlaceMention

# "No aid has reached the town": the place was named at most so many sentences before.
WITHIN = 2


def find_whereabouts(claims: Sequence[Claim], register: Register) -> Mapping[str, tuple[PlaceMention, ...]]:
    """The places of each claim of access by its id: its own, or those that its words refer back to.

    Only the words of a claim itself refer back, to the last claim before it in its text, and paragraph or not, at most
    :data:`WITHIN` sentences earlier; what names everywhere ("any of the areas") stays without a place.
    """
    by_document: dict[str, list[Claim]] = {}
    for claim in sorted((c for c in claims if c.document_id in register.documents), key=register.order):
        by_document.setdefault(claim.document_id, []).append(claim)
    found: dict[str, tuple[PlaceMention, ...]] = {}
    for document_id, told in by_document.items():
        sentences: Sentences | None = None
        named: list[tuple[int, tuple[PlaceMention, ...]]] = []
        for claim in told:
            if claim.places:
                found[claim.claim_id] = claim.places
                if not all(is_everywhere(p.span.quote) and not p.place_id for p in claim.places):
                    named.append((claim.span.start, claim.places))
            elif named and stage_of(claim) and load_stages().here.search(claim.span.quote):
                sentences = sentences or Sentences.of(register.documents[document_id].text)
                start, places = named[-1]
                if sentences.index(claim.span.start) - sentences.index(start) <= WITHIN:
                    found[claim.claim_id] = places
    return found
