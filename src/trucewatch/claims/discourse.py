"""Attribution over paragraphs: drafts of each, and the words of a speaker that run on into the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from trucewatch.claims.colons import (
    SPEAKER_LINE,
    find_headline_colon,
    find_line,
    find_quote_colon,
    find_statement,
    is_heading,
)
from trucewatch.claims.drafts import Draft, text_of
from trucewatch.claims.nominals import find_nominals
from trucewatch.claims.parsing import Paragraph
from trucewatch.claims.quotes import Quote, Quotes, find_quotes
from trucewatch.claims.quoting import attach_quotes, settle_kind
from trucewatch.claims.relations import relate
from trucewatch.claims.verbs import find_verbs
from trucewatch.packs.cues import CueBook

_THIRD = frozenset({"he", "she", "they"})
_BULLET = re.compile(r"\s*(?:[•·▪●◦*\-–—]|\(?\d{1,2}[.)]|[a-z]\))\s")


@dataclass(slots=True)
class _Running:
    """Words of ``name`` that may run on: ``paragraph`` is where the draft is at home, ``how`` what carries them."""

    draft: Draft
    paragraph: int
    how: str
    name: str = ""


def draft_all(paragraphs: Sequence[Paragraph], book: CueBook) -> list[tuple[list[Draft], Quotes]]:
    """The drafts of every paragraph, in the order of their cues with ``pieces`` settled, and its quotations."""
    result: list[tuple[list[Draft], Quotes]] = []
    running: _Running | None = None
    transcript = sum(1 for p in paragraphs if SPEAKER_LINE.match(text_of(p.doc))) >= 2
    for number, paragraph in enumerate(paragraphs):
        doc = paragraph.doc
        drafts = sorted([*find_verbs(doc, book), *find_nominals(doc, book)], key=lambda d: d.head)
        titles = [find_headline_colon(doc)] if number == 0 or paragraph.segment.kind == "headline" else []
        titles += [find_statement(doc, book), find_line(doc, drafts, transcript)]
        first = next((t for t in titles if t), None)
        drafts = [first, *(d for d in drafts if d.head != first.head)] if first else drafts
        drafts = relate(doc, drafts, book)
        quotes = find_quotes(text_of(doc))
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
    """Give this paragraph, or the quotation that opens it, to the words that run on into it; what runs on from here."""
    text = text_of(doc)
    leading = bool(owners) and not text[: owners[0][0].start].strip()
    if running is not None:
        offset = number - running.paragraph
        quote, owner = owners[0] if leading else (None, None)
        if quote is not None and owner is None and running.how != "list":
            running.draft.pieces.append((offset, quote.start, quote.end))
            owners[0] = (quote, running.draft)
            how = "open" if not quote.closed else running.how.replace("open", "")
            return replace(running, how=how)
        if running.how in ("colon", "list") and _BULLET.match(text):
            running.draft.pieces.append((offset, 0, len(text)))
            return replace(running, how="list")
        block = running.how in ("block", "colon") and (running.how == "block" or not running.draft.pieces)
        if block and quote is None and not is_heading(text) and not _spoken_of(drafts, doc, running.name):
            running.draft.pieces.append((offset, 0, len(text)))
            return replace(running, how="block")
    if owners and not owners[-1][0].closed and owners[-1][1] is not None:
        home = running.paragraph if running is not None and owners[-1][1] is running.draft else number
        return _Running(owners[-1][1], home, "open")
    return _introduced(doc, number, drafts) or (running if running is not None and running.how == "statement" else None)


def _introduced(doc: Any, number: int, drafts: list[Draft]) -> _Running | None:
    """Whose words the next paragraph brings: a cue before a final colon, or the speaker of a transcript's line."""
    if text_of(doc).rstrip().endswith(":"):
        last = next((d for d in reversed(drafts) if d.takes_quote and not d.weak), None)
        return _Running(last, number, "colon", _source_of(last, doc)) if last is not None else None
    lead = next((d for d in drafts if d.rule in ("line", "said")), None)
    if lead is not None:
        return _Running(lead, number, "block", _source_of(lead, doc))
    title = next((d for d in drafts if d.rule == "statement"), None)
    return _Running(title, number, "statement") if title is not None else None


def _source_of(draft: Draft, doc: Any) -> str:
    return str(doc[draft.source[0] : draft.source[1]].text) if draft.source else ""


def _spoken_of(drafts: list[Draft], doc: Any, speaker: str) -> bool:
    """Whether the text has gone back to the narrator: it says that the speaker, or "he", said something.

    What a speaker gives to a report or a body stands in the speaker's own words.
    """
    theirs = {w.strip(",.’'") for w in speaker.lower().split()}
    for draft in drafts:
        if not (draft.takes_quote and draft.cue_class == "speech" and draft.content and draft.source) or draft.weak:
            continue
        tokens = doc[draft.source[0] : draft.source[1]]
        words = {t.lower_ for t in tokens if t.pos_ in ("NOUN", "PROPN", "PRON")}
        if words & theirs or words & _THIRD or any(t.ent_type_ == "PERSON" for t in tokens):
            return True
    return False
