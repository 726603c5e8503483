"""Quotations: where they open and close in a paragraph, and the cue that each belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from trucewatch.claims.drafts import Draft, text_of

_MARK = re.compile(r"“|”|\"|``|''|(?<![\w.,!?])[‘'](?=\w)|[’'](?!\w)")
_OPENING = frozenset({"“", "``", "‘"})
_CLOSING = frozenset({"”", "’"})
_LONG = 4
_BETWEEN = re.compile(r"[\s,;:—–\-.]*(?:and|but|then)?\s*")
_SENTENCE_END = (".", "!", "?", "…", "”", '"', "'", "’")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation in a paragraph, marks included; ``closed`` is False when it runs on past the paragraph's end."""

    start: int
    end: int
    words: int
    closed: bool

    def holds(self, position: int) -> bool:
        """Whether the character at ``position`` is in it."""
        return self.start <= position < self.end


def find_quotes(text: str) -> list[Quote]:
    """The outermost quotations of a paragraph, in order.  One pass over its marks."""
    quotes: list[Quote] = []
    opened: int | None = None
    mark = ""
    for found in _MARK.finditer(text):
        sign, at = found.group(), found.start()
        if opened is None:
            if sign in _CLOSING or (sign in ("'", "''") and not text[found.end() : found.end() + 1].strip()):
                continue
            opened, mark = at, sign
        elif _closes(mark, sign):
            quotes.append(_quote(text, opened, found.end(), True))
            opened = None
    if opened is not None and mark not in ("'", "‘"):
        quotes.append(_quote(text, opened, len(text.rstrip()), False))
    return quotes


def _closes(mark: str, sign: str) -> bool:
    if mark == "“":
        return sign == "”"
    if mark in ("‘", "'"):
        return sign in ("’", "'")
    if mark in ("``", "''"):
        return sign in ("''", '"')
    return sign == mark


def _quote(text: str, start: int, end: int, closed: bool) -> Quote:
    return Quote(start, end, text.count(" ", start, end) + 1, closed)


def attach_quotes(doc: Any, drafts: Sequence[Draft], quotes: Sequence[Quote]) -> list[tuple[Quote, Draft | None]]:
    """Fill ``Draft.pieces`` with characters of the content, quotations included; say which cue each quotation got."""
    text = text_of(doc)
    owner: dict[int, Draft] = {}
    held: set[int] = set()
    for draft in drafts:
        at = doc[draft.head].idx
        around = next((q for q in quotes if q.holds(at)), None)
        for low, high in draft.content:
            start, end = doc[low].idx, doc[high - 1].idx + len(doc[high - 1])
            if around is not None:
                start, end = max(start, around.start + 1), min(end, around.end - 1 if around.closed else around.end)
            for i, quote in enumerate(quotes):
                if quote is not around and quote.start < end and start < quote.end and not _swallows(doc, draft, quote):
                    start, end = min(start, quote.start), max(end, quote.end)
                    held.add(i)
                    if quote.words >= _LONG and draft.takes_quote:
                        owner.setdefault(i, draft)
            if start < end:
                draft.pieces.append((0, start, end))
    for i, quote in enumerate(quotes):
        if i not in owner and i not in held and quote.words >= 2:
            near = _beside(doc, text, drafts, quote)
            if near is not None:
                owner[i] = near
                near.pieces.append((0, quote.start, quote.end))
    for i, quote in enumerate(quotes):
        if i not in owner and i not in held and quote.words >= 2 and _starts_sentence(text, quote):
            before = _before(doc, drafts, owner, quotes, i)
            if before is not None:
                owner[i] = before
                before.pieces.append((0, quote.start, quote.end))
    for i, quote in enumerate(quotes):
        if i not in owner and i not in held and quote.words >= _LONG and not _starts_sentence(text, quote):
            _finish(doc, drafts, quotes, quote)
    for outer in drafts:
        for inner in drafts:
            # What somebody says that another asked is said by the first, to its end.
            if inner is not outer and _within(outer, doc[inner.head].idx) and not _within(inner, doc[outer.head].idx):
                outer.pieces += [p for p in inner.pieces if p[1] > outer.pieces[0][1]]
    for draft in drafts:
        draft.pieces = _merge(draft.pieces)
    return [(quote, owner.get(i)) for i, quote in enumerate(quotes)]


def _within(draft: Draft, position: int) -> bool:
    return any(start <= position < end for _, start, end in draft.pieces)


def _finish(doc: Any, drafts: Sequence[Draft], quotes: Sequence[Quote], quote: Quote) -> None:
    """A quotation at the end of a sentence belongs to the words that are attributed right before it."""
    for draft in reversed(drafts):
        head = doc[draft.head]
        if head.idx > quote.start or head.sent.end_char <= quote.start or draft.weak or _quoted(doc, draft, quotes):
            continue
        if draft.pieces and quote.start > draft.pieces[-1][2] > head.idx:
            draft.pieces[-1] = (0, draft.pieces[-1][1], quote.end)
        return


def _merge(pieces: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    merged: list[tuple[int, int, int]] = []
    for number, start, end in sorted(pieces):
        if merged and merged[-1][0] == number and start <= merged[-1][2]:
            merged[-1] = (number, merged[-1][1], max(end, merged[-1][2]))
        else:
            merged.append((number, start, end))
    return merged


def _swallows(doc: Any, draft: Draft, quote: Quote) -> bool:
    return quote.holds(doc[draft.head].idx) or (draft.source is not None and quote.holds(doc[draft.source[0]].idx))


def _starts_sentence(text: str, quote: Quote) -> bool:
    before = text[: quote.start].rstrip()
    return not before or before.endswith(_SENTENCE_END) or before.endswith(":")


def _beside(doc: Any, text: str, drafts: Sequence[Draft], quote: Quote) -> Draft | None:
    """The cue that stands right after or right before the quotation, with only its source and address between."""
    best: tuple[int, Draft] | None = None
    for draft in drafts:
        if not draft.takes_quote or quote.holds(doc[draft.head].idx):
            continue
        low = min(draft.cue[0], draft.source[0] if draft.source else draft.cue[0])
        high = max(draft.cue[1], draft.source[1] if draft.source else 0, draft.addressee[1] if draft.addressee else 0)
        start, end = doc[low].idx, doc[high - 1].idx + len(doc[high - 1])
        if quote.end <= start and _BETWEEN.fullmatch(text, quote.end, start):
            distance = start - quote.end
        elif end <= quote.start and _leads(doc, draft, text[end : quote.start]):
            distance = quote.start - end + 1
        else:
            continue
        if best is None or distance < best[0]:
            best = (distance, draft)
    return best[1] if best else None


def _leads(doc: Any, draft: Draft, between: str) -> bool:
    """Whether the words between a cue and a quotation after it are only its circumstances ("on Friday: ")."""
    stripped = between.rstrip()
    if not stripped:
        return True
    if stripped.endswith((":", ",")):
        return len(between) < 160 and not any(end in stripped[:-1] for end in (". ", "? ", "! ", "”", '"'))
    return stripped in ("that", "how", "is", "was")


def _before(
    doc: Any, drafts: Sequence[Draft], owner: dict[int, Draft], quotes: Sequence[Quote], i: int
) -> Draft | None:
    """The cue of the quotation just before, when nothing but that cue's own sentence stands between."""
    quote = quotes[i]
    said = [
        d
        for d in drafts
        if d.takes_quote and d.pieces and doc[d.head].idx < quote.start and not _quoted(doc, d, quotes)
    ]
    if not said:
        return None
    last = said[-1]
    end = max([doc[last.head].sent.end_char, *(p[2] for p in last.pieces)])
    gap = text_of(doc)[end : quote.start]
    return last if not gap.strip(" .,”\"'’\n\t\xa0") else None


def _quoted(doc: Any, draft: Draft, quotes: Sequence[Quote]) -> bool:
    return any(q.holds(doc[draft.head].idx) for q in quotes)


def settle_kind(doc: Any, draft: Draft, quotes: Sequence[Quote]) -> None:
    """Set ``Draft.kind`` by how much of the content is quotation, and ``Draft.quoted``: the cue stands in one."""
    at = doc[draft.head].idx
    draft.quoted = any(q.holds(at) for q in quotes)
    here = [(start, end) for number, start, end in draft.pieces if number == 0]
    touching = [q for q in quotes if not q.holds(at)]
    inside = [any(q.start <= start and end <= q.end for q in touching) for start, end in here]
    if here and all(inside):
        draft.kind = "direct"
    elif any(q.start < end and start < q.end for q in touching for start, end in here):
        draft.kind = "mixed"
