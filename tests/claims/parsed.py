"""Parsed paragraphs of own sentences, for the tests of claims."""

import functools

from trucewatch.claims.parsing import Paragraph, parse
from trucewatch.model.document import Segment


@functools.cache
def paragraph(text: str, offset: int = 0) -> Paragraph:
    """The parse of one paragraph that starts at ``offset`` of its document."""
    segment = Segment(kind="body", start=offset, end=offset + len(text))
    (only,) = parse([(offset, text, segment)])
    return only
