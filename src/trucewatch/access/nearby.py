"""The words near a claim: its sentence, and no more of it than a sentence of the field ever has."""

from __future__ import annotations

from trucewatch.incidents.sentences import Sentences
from trucewatch.model.claim import Claim

REACH = 1_000
"""Characters on either side of a claim; what is no sentence (a table without stops) is cut off there."""


def sentence_of(claim: Claim, sentences: Sentences) -> tuple[int, int]:
    """Start and end (exclusive) of the sentence, or sentences, that hold a claim."""
    start, _ = sentences.bounds(sentences.index(claim.span.start))
    _, end = sentences.bounds(sentences.index(claim.span.end - 1))
    return clip(claim, start, end)


def clip(claim: Claim, start: int, end: int) -> tuple[int, int]:
    """A stretch of text cut to what lies within :data:`REACH` of a claim."""
    return max(start, claim.span.start - REACH), min(end, claim.span.end + REACH)
