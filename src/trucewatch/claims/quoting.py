"""Which cue each quotation belongs to, and how far the words of a source reach with it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from trucewatch.claims.drafts import Draft, text_of
from trucewatch.claims.quotes import Quote, Quotes

_LONG = 4
_REACH = 800
_WINDOW = 24
_BETWEEN = re.compile(r"[\s,;:—–\-.]*(?:and|but|then)?\s*")
_SENTENCE_END = (".", "!", "?", "…", "”", '"', "'", "’", ":")


class _Scene:
    """One paragraph: its words, drafts in the order of their cues, and quotations; ``owner`` is what is settled."""

    def __init__(self, doc: Any, drafts: Sequence[Draft], quotes: Quotes) -> None:
        self.doc, self.text, self.drafts, self.quotes = doc, text_of(doc), drafts, quotes
        self.heads = [doc[d.head].idx for d in drafts]
        self.owner: dict[int, Draft] = {}
        self.held: set[int] = set()

    def free(self) -> list[tuple[int, Quote]]:
        """The quotations that nobody has."""
        return [(i, q) for i, q in enumerate(self.quotes.all) if i not in self.owner and i not in self.held]

    def before(self, position: int) -> Sequence[Draft]:
        """The last few drafts whose cue stands before ``position``."""
        end = bisect_left(self.heads, position)
        return self.drafts[max(0, end - _WINDOW) : end]

    def around(self, quote: Quote) -> Sequence[Draft]:
        """The drafts whose cue stands near ``quote``."""
        low, high = bisect_left(self.heads, quote.start - _REACH), bisect_right(self.heads, quote.end + _REACH)
        first = max(low, bisect_left(self.heads, quote.start) - _WINDOW)
        return self.drafts[first : min(high, bisect_left(self.heads, quote.end) + _WINDOW)]

    def quoted(self, draft: Draft) -> bool:
        """Whether the cue itself stands in a quotation."""
        return self.quotes.at(self.doc[draft.head].idx) is not None

    def give(self, i: int, quote: Quote, draft: Draft) -> None:
        """Let ``quote`` be what ``draft`` gives to its source."""
        self.owner[i] = draft
        draft.pieces.append((0, quote.start, quote.end))


def attach_quotes(doc: Any, drafts: Sequence[Draft], quotes: Quotes) -> list[tuple[Quote, Draft | None]]:
    """Fill ``Draft.pieces`` with characters of the content, quotations included; say which cue each quotation got."""
    scene = _Scene(doc, drafts, quotes)
    for draft in drafts:
        _lay(scene, draft)
    for i, quote in scene.free():
        near = _beside(scene, quote) if quote.words >= 2 else None
        if near is not None:
            scene.give(i, quote, near)
    for i, quote in scene.free():
        opens = quote.words >= 2 and _starts_sentence(scene.text, quote)
        speaker = _continued(scene, quote) if opens else None
        if speaker is not None:
            scene.give(i, quote, speaker)
    for _, quote in scene.free():
        if quote.words >= _LONG and not _starts_sentence(scene.text, quote):
            _finish(scene, quote)
    _enclose(scene)
    for draft in drafts:
        draft.pieces = _merge(draft.pieces)
    return [(quote, scene.owner.get(i)) for i, quote in enumerate(quotes.all)]


def _lay(scene: _Scene, draft: Draft) -> None:
    """The characters of the parsed content; a quotation that it touches belongs to it whole."""
    doc = scene.doc
    around = scene.quotes.at(doc[draft.head].idx)
    for low, high in draft.content:
        start, end = doc[low].idx, doc[high - 1].idx + len(doc[high - 1])
        if around is not None:
            start, end = max(start, around.start + 1), min(end, around.end - 1 if around.closed else around.end)
        for i, quote in scene.quotes.touching(start, end):
            if quote is around or _swallows(doc, draft, quote):
                continue
            start, end = min(start, quote.start), max(end, quote.end)
            scene.held.add(i)
            if quote.words >= _LONG and draft.takes_quote:
                scene.owner.setdefault(i, draft)
        if start < end:
            draft.pieces.append((0, start, end))


def _swallows(doc: Any, draft: Draft, quote: Quote) -> bool:
    return quote.holds(doc[draft.head].idx) or (draft.source is not None and quote.holds(doc[draft.source[0]].idx))


def _starts_sentence(text: str, quote: Quote) -> bool:
    before = text[max(0, quote.start - 40) : quote.start].rstrip()
    return not before or before.endswith(_SENTENCE_END)


def _beside(scene: _Scene, quote: Quote) -> Draft | None:
    """The cue that stands right after or right before the quotation, with only its source and address between."""
    doc, best = scene.doc, None
    for draft in scene.around(quote):
        if not draft.takes_quote or quote.holds(doc[draft.head].idx):
            continue
        low = min(draft.cue[0], draft.source[0] if draft.source else draft.cue[0])
        high = max(draft.cue[1], draft.source[1] if draft.source else 0, draft.addressee[1] if draft.addressee else 0)
        start, end = doc[low].idx, doc[high - 1].idx + len(doc[high - 1])
        if quote.end <= start and _BETWEEN.fullmatch(scene.text, quote.end, start):
            distance = start - quote.end
        elif end <= quote.start and _leads(scene.text[end : quote.start]):
            distance = quote.start - end + 1
        else:
            continue
        if best is None or distance < best[0]:
            best = (distance, draft)
    return best[1] if best else None


def _leads(between: str) -> bool:
    """Whether the words between a cue and a quotation after it are only its circumstances ("on Friday: ")."""
    stripped = between.rstrip()
    if not stripped:
        return True
    if stripped.endswith((":", ",")):
        return len(between) < 160 and not any(end in stripped[:-1] for end in (". ", "? ", "! ", "”", '"'))
    return stripped in ("that", "how", "is", "was")


def _continued(scene: _Scene, quote: Quote) -> Draft | None:
    """The cue of the quotation just before, when nothing but that cue's own sentence stands between."""
    said = [d for d in scene.before(quote.start) if d.takes_quote and d.pieces and not scene.quoted(d)]
    if not said:
        return None
    last = said[-1]
    end = max([scene.doc[last.head].sent.end_char, *(p[2] for p in last.pieces)])
    return last if not scene.text[end : quote.start].strip(" .,”\"'’\n\t\xa0") else None


def _finish(scene: _Scene, quote: Quote) -> None:
    """A quotation at the end of a sentence belongs to the words that are attributed right before it."""
    for draft in reversed(scene.before(quote.start)):
        head = scene.doc[draft.head]
        if head.sent.end_char <= quote.start or draft.weak or scene.quoted(draft):
            continue
        if draft.pieces and quote.start > draft.pieces[-1][2] > head.idx:
            draft.pieces[-1] = (0, draft.pieces[-1][1], quote.end)
        return


def _enclose(scene: _Scene) -> None:
    """What somebody says that another asked is said by the first, to its end."""
    for i, outer in enumerate(scene.drafts):
        low = max(0, i - _WINDOW)
        for j, inner in enumerate(scene.drafts[low : i + _WINDOW], low):
            if j != i and _within(outer, scene.heads[j]) and not _within(inner, scene.heads[i]):
                outer.pieces += [p for p in inner.pieces if p[1] > outer.pieces[0][1]]


def _within(draft: Draft, position: int) -> bool:
    return any(start <= position < end for _, start, end in draft.pieces)


def _merge(pieces: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    merged: list[tuple[int, int, int]] = []
    for number, start, end in sorted(pieces):
        if merged and merged[-1][0] == number and start <= merged[-1][2]:
            merged[-1] = (number, merged[-1][1], max(end, merged[-1][2]))
        else:
            merged.append((number, start, end))
    return merged


def settle_kind(doc: Any, draft: Draft, quotes: Quotes) -> None:
    """Set ``Draft.kind`` by how much of the content is quotation, and ``Draft.quoted``: the cue stands in one."""
    around = quotes.at(doc[draft.head].idx)
    draft.quoted = around is not None
    here = [(start, end) for number, start, end in draft.pieces if number == 0]
    touched = [[q for _, q in quotes.touching(start, end) if q is not around] for start, end in here]
    whole = [any(q.start <= start and end <= q.end for q in qs) for (start, end), qs in zip(here, touched, strict=True)]
    if here and all(whole):
        draft.kind = "direct"
    elif any(touched):
        draft.kind = "mixed"
