"""A document of own sentences with its parsed paragraphs, for the tests of attribution."""

import functools
import hashlib

from trucewatch.claims.attribution import Attributions, find_attributions
from trucewatch.claims.parsing import Paragraph, paragraphs, parse
from trucewatch.model.document import Document, PublicationDate, Segment


def document(text: str) -> Document:
    """A document that is one body segment."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        path="report.txt",
        sha256=digest,
        text=text,
        text_sha256=digest,
        media_type="text/plain",
        title="",
        publisher="",
        published=PublicationDate(on=None, found_by="not found"),
        language="en",
        segments=(Segment(kind="body", start=0, end=len(text)),),
    )


@functools.cache
def parsed(text: str) -> tuple[Paragraph, ...]:
    return tuple(parse(paragraphs(document(text), ("body",))))


@functools.cache
def attributions(text: str) -> Attributions:
    """Every attribution of ``text``."""
    return find_attributions(document(text), parsed(text))


def chain(text: str, words: str, *, speaking: bool = True) -> list[str]:
    """The names of those who say ``words``, outermost first; media before the speakers whom they quote."""
    start = text.index(words)
    covering = attributions(text).covering(start, start + len(words), speaking=speaking)
    return [a.name.quote for a in covering if a.name]
