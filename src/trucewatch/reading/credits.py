"""To whom a report says that it owes its words, and whether that is another report's publisher."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.model.document import Document
from trucewatch.reading.publisher import is_same_publisher

_CLOSING = re.compile(r"[(\[]\s*([A-Z][^()\[\]]{1,60}?)\s*[)\]]\s*\.?\s*$")


def find_credit(one: Document, other: Document) -> str:
    """The debt of one of the two to the other, or of both to a third, in words; empty where none is stated."""
    for debtor, lender in ((one, other), (other, one)):
        if is_same_publisher(debtor.publisher, lender.publisher):
            continue
        for name in credited(debtor):
            if is_same_publisher(name, lender.publisher):
                return f"{debtor.publisher or debtor.file_name} credits {name}"
    for name in credited(one):
        if any(is_same_publisher(name, other_name) for other_name in credited(other)):
            return f"Both credit {name}"
    return ""


def owes_one_of(document: Document, members: Sequence[Document]) -> bool:
    """Whether a document credits the publisher of one of ``members`` that is not its own."""
    return any(
        is_same_publisher(name, m.publisher) and not is_same_publisher(document.publisher, m.publisher)
        for name in credited(document)
        for m in members
    )


def credited(document: Document) -> tuple[str, ...]:
    """Whom a document owes its words to: its credits, and a name in brackets after its last sentence.

    Such a name need not be in the book of publishers: it counts where another document at hand bears it.
    """
    names = [c.name for c in document.credits]
    body = document.segments_of("body")
    if body:
        last = body[-1]
        closing = _CLOSING.search(document.text[max(last.start, last.end - 120) : last.end])
        names += [" ".join(closing.group(1).split())] if closing else []
    return tuple(dict.fromkeys(names))
