"""A document → its attributions, in or out of the subject: what ``trucewatch attributions`` writes."""

from __future__ import annotations

from trucewatch.claims.attribution import find_attributions
from trucewatch.claims.parsing import paragraphs, parse
from trucewatch.model.claim import Attribution
from trucewatch.model.document import Document

READ = ("headline", "body", "caption")
"""The kinds of segment whose words are the report."""


def extract_attributions(document: Document) -> tuple[Attribution, ...]:
    """Every attribution of the document's headline, body and captions, in text order; offsets index its text."""
    parsed = tuple(parse(paragraphs(document, READ)))
    return tuple(
        Attribution(document_id=document.document_id, source=a.source, cue=a.cue, content=a.content, kind=a.kind)
        for a in find_attributions(document, parsed).all
    )
