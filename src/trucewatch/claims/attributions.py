"""A document → its attributions, in or out of the subject: what ``trucewatch attributions`` writes."""

from __future__ import annotations

from trucewatch.claims.attribution import Attributed, find_attributions
from trucewatch.claims.parsing import paragraphs, parse
from trucewatch.model.claim import Attribution
from trucewatch.model.document import Document
from trucewatch.model.span import Span

READ = ("headline", "body", "caption")
"""The kinds of segment whose words are the report."""


def extract_attributions(document: Document) -> tuple[Attribution, ...]:
    """Every attribution of the document's headline, body and captions, in text order; offsets index its text."""
    parsed = tuple(parse(paragraphs(document, READ)))
    return tuple(
        Attribution(
            document_id=document.document_id,
            source=_with_comma(document.text, a),
            cue=a.cue,
            content=a.content,
            kind=a.kind,
        )
        for a in find_attributions(document, parsed).all
        if is_outermost(a)
    )


def is_outermost(attributed: Attributed) -> bool:
    """Whether it stands in nobody's words: what is attributed inside of a content belongs to that content.

    The chains of claims (``Attributions.covering``) keep the inner ones.
    """
    return attributed.parent is None and not attributed.quoted and not attributed.weak


def _with_comma(text: str, attributed: Attributed) -> Span | None:
    """The source, with the comma that closes its apposition, as PolNeAR's guide has it."""
    source, cue = attributed.source, attributed.cue
    if source and cue and source.end < cue.start and "," in source.quote and text[source.end] == ",":
        return Span.of(text, source.start, source.end + 1)
    return source
