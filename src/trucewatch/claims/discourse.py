"""Attribution over paragraphs: drafts of each, and the words of a speaker that run on into the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from trucewatch.claims.colons import find_headline_colon, find_quote_colon
from trucewatch.claims.drafts import Draft
from trucewatch.claims.nominals import find_nominals
from trucewatch.claims.parsing import Paragraph
from trucewatch.claims.quotes import Quote, attach_quotes, find_quotes, settle_kind
from trucewatch.claims.relations import relate
from trucewatch.claims.verbs import find_verbs
from trucewatch.packs.cues import CueBook

_BULLET = re.compile(r"\s*(?:[•·▪●◦*\-–—]|\(?\d{1,2}[.)]|[a-z]\))\s")


@dataclass(slots=True)
class _Running:
    """Whose words may run on: ``paragraph`` is where the draft is at home, ``how`` what carries them over."""

    draft: Draft
    paragraph: int
    how: str


def draft_all(paragraphs: Sequence[Paragraph], book: CueBook) -> list[tuple[list[Draft], list[Quote]]]:
    """The drafts of every paragraph, in the order of their cues with ``pieces`` settled, and its quotations."""
    result: list[tuple[list[Draft], list[Quote]]] = []
    running: _Running | None = None
    for number, paragraph in enumerate(paragraphs):
        doc = paragraph.doc
        drafts = sorted([*find_verbs(doc, book), *find_nominals(doc, book)], key=lambda d: d.head)
        if number == 0 or paragraph.segment.kind == "headline":
            colon = find_headline_colon(doc)
            drafts = [colon, *drafts] if colon else drafts
        drafts = relate(doc, drafts, book)
        quotes = find_quotes(doc.text)
        owners = attach_quotes(doc, drafts, quotes)
        _introduce(doc, drafts, owners)
        running = _carry(doc, number, owners, drafts, running)
        for draft in drafts:
            settle_kind(doc, draft, quotes)
        result.append((drafts, quotes))
    return result


def _introduce(doc: Any, drafts: list[Draft], owners: list[tuple[Quote, Draft | None]]) -> None:
    """A quotation that nobody was found for may follow a name and a colon."""
    for i, (quote, owner) in enumerate(owners):
        if owner is None and quote.start > 1:
            colon = find_quote_colon(doc, quote.start)
            if colon is not None:
                colon.pieces.append((0, quote.start, quote.end))
                drafts.append(colon)
                drafts.sort(key=lambda d: d.head)
                owners[i] = (quote, colon)


def _carry(
    doc: Any, number: int, owners: list[tuple[Quote, Draft | None]], drafts: list[Draft], running: _Running | None
) -> _Running | None:
    text = doc.text
    if running is not None:
        first = owners[0] if owners and not text[: owners[0][0].start].strip() else None
        if first is not None and first[1] is None and running.how in ("open", "colon"):
            running.draft.pieces.append((number - running.paragraph, first[0].start, first[0].end))
            owners[0] = (first[0], running.draft)
            if not first[0].closed:
                return _Running(running.draft, running.paragraph, "open")
        elif running.how in ("colon", "list") and _BULLET.match(text):
            running.draft.pieces.append((number - running.paragraph, 0, len(text)))
            return _Running(running.draft, running.paragraph, "list")
        elif running.how == "colon" and not running.draft.pieces and first is None:
            running.draft.pieces.append((number - running.paragraph, 0, len(text)))
            return None
    if owners and not owners[-1][0].closed and owners[-1][1] is not None:
        home = running if running is not None and owners[-1][1] is running.draft else None
        return _Running(owners[-1][1], home.paragraph if home else number, "open")
    if text.rstrip().endswith(":"):
        last = next((d for d in reversed(drafts) if d.takes_quote), None)
        return _Running(last, number, "colon") if last is not None else None
    return None
