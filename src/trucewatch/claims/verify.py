"""Verification: a claim whose words are not the text's words is not written."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.model.claim import Claim
from trucewatch.model.span import Span
from trucewatch.model.vocabulary import QUANTITIES, ROLES, STANCES, is_type


def spans_of(claim: Claim) -> Iterator[Span]:
    """Every span that the claim shows."""
    yield claim.span
    for claimant in claim.claimants:
        yield claimant.span
        if claimant.cue is not None:
            yield claimant.cue
    for actor in claim.actors:
        yield actor.span
    for place in claim.places:
        yield place.span
    for quantity in (*claim.quantities, *claim.uncounted):
        yield quantity.span
    if claim.when is not None and claim.when.span is not None:
        yield claim.when.span


def is_grounded(claim: Claim, text: str) -> bool:
    """Whether every quote equals ``text`` at its offsets and every name is of the closed lists."""
    return (
        is_type(claim.kind, claim.type)
        and claim.stance in STANCES
        and all(a.role in ROLES for a in claim.actors)
        and all(q.what in QUANTITIES for q in (*claim.quantities, *claim.uncounted))
        and all(span.is_in(text) for span in spans_of(claim))
    )
