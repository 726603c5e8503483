"""An attribution in the making: token ranges of one paragraph, before quotations and speakers are settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Range = tuple[int, int]
"""Token indices, end exclusive."""

_EDGE = frozenset({",", ";", ":", "—", "–", "-", "--", ".", "…", "(", "[", "”", '"', "''", "``", "“"})
_CLOSE = frozenset({"”", '"', "''"})
_TRAILING = _EDGE - {"”", '"', "''"} | {"and", "but"}


@dataclass(slots=True)
class Draft:
    """What one cue gives: ``head`` is the cue's main token, ``rule`` names the pattern that found it."""

    head: int
    cue: Range
    source: Range | None
    source_head: int | None
    content: list[Range]
    lemma: str
    cue_class: str
    stance: str | None
    rule: str
    negated: bool = False
    addressee: Range | None = None
    takes_quote: bool = False
    quoted: bool = False
    weak: bool = False
    kind: str = "indirect"
    pieces: list[tuple[int, int, int]] = field(default_factory=list)


def subtree(token: Any) -> Range:
    """The range from the leftmost to the rightmost word that hangs on ``token``."""
    return token.left_edge.i, token.right_edge.i + 1


def noun_phrase(token: Any, cue: int) -> Range:
    """The whole phrase of ``token`` without punctuation at its edges and never across the token at ``cue``."""
    start, end = subtree(token)
    doc = token.doc
    if start <= cue < end:
        # The parser hung the clause on its own subject: keep the side of the name.
        start, end = (start, cue) if token.i < cue else (cue + 1, end)
    for i in range(end - 1, start, -1):
        if doc[i].text in _CLOSE and doc[i - 1].text in (",", "?", "!", ".") and end - i > 1:
            # A quotation that the parse took for an apposition of its speaker.
            start = i + 1
            break
    while end > start + 1 and (doc[end - 1].text in _TRAILING or doc[end - 1].is_space):
        end -= 1
    while start < end - 1 and (doc[start].text in _EDGE or doc[start].is_space):
        start += 1
    return start, end


def without(whole: Range, *holes: Range) -> list[Range]:
    """``whole`` with each hole cut out."""
    pieces = [whole]
    for low, high in holes:
        pieces = [
            part
            for start, end in pieces
            for part in ((start, min(end, low)), (max(start, high), end))
            if part[0] < part[1]
        ]
    return pieces


def children(token: Any) -> dict[str, Any]:
    """The first child of ``token`` by dependency label."""
    found: dict[str, Any] = {}
    for child in token.children:
        found.setdefault(child.dep_, child)
    return found


def plain_draft(
    head: int,
    cue: Range,
    source: Range | None,
    content: list[Range],
    lemma: str,
    class_: str,
    stance: str | None,
    rule: str,
    weak: bool = False,
) -> Draft:
    """A draft whose source's last word stands for its head: phrases, adverbs and colons."""
    last = source[1] - 1 if source else None
    return Draft(head, cue, source, last, content, lemma, class_, stance, rule, weak=weak)


def untangle(drafts: list[Draft]) -> None:
    """Where two contents hold each other's cue, the wider one is outside: its cue and source are cut from the other."""
    for inner in drafts:
        for outer in drafts:
            if outer is inner or not _holds(inner, outer.head) or not _holds(outer, inner.head):
                continue
            if (_size(outer), outer.source is not None, -outer.head) <= (
                _size(inner),
                inner.source is not None,
                -inner.head,
            ):
                continue
            low = min(outer.cue[0], outer.source[0] if outer.source else outer.cue[0])
            high = max(outer.cue[1], outer.source[1] if outer.source else 0)
            inner.content = [part for whole in inner.content for part in without(whole, (low, high))]


def _holds(draft: Draft, token: int) -> bool:
    return any(low <= token < high for low, high in draft.content)


def _size(draft: Draft) -> int:
    return sum(high - low for low, high in draft.content)
