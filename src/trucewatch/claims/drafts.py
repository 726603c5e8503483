"""An attribution in the making: token ranges of one paragraph, before quotations and speakers are settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from trucewatch.claims.parsing import Paragraph
from trucewatch.model.span import Span

Range = tuple[int, int]
"""Token indices, end exclusive."""

_EDGE = frozenset({",", ";", ":", "—", "–", "-", "--", ".", "…", "(", "[", "”", '"', "''", "``", "“"})
_MEDIA = frozenset({
    "message", "statement", "interview", "speech", "video", "address", "letter", "tweet", "post", "broadcast",
    "recording", "briefing", "email", "communiqué", "release",
})  # fmt: skip
"""What words are said in; behind a speaker's name it is no part of it."""
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


def text_of(doc: Any) -> str:
    """The text of a spaCy document, which spaCy itself joins anew at every access."""
    text: str | None = doc.user_data.get("text")
    if text is None:
        text = doc.user_data["text"] = doc.text
    return text


def span_of(paragraph: Paragraph, tokens: Range) -> Span:
    """The document span of the tokens of ``tokens``."""
    doc, last = paragraph.doc, paragraph.doc[tokens[1] - 1]
    return chars_of(paragraph, doc[tokens[0]].idx, last.idx + len(last))


def chars_of(paragraph: Paragraph, start: int, end: int) -> Span:
    """The document span of the characters ``start``..``end`` of the paragraph."""
    return Span(paragraph.offset + start, paragraph.offset + end, text_of(paragraph.doc)[start:end])


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
    for child in token.rights:
        # "By the envoy on Monday", "the leader in a message on 3 May": the day and the medium are the cue's.
        dated = child.dep_ == "npadvmod" and child.ent_type_ == "DATE"
        if child.dep_ == "prep" and child.lower_ in ("on", "at", "in", "since"):
            things = [c for c in child.rights if c.dep_ == "pobj"]
            dated = any(c.ent_type_ in ("DATE", "TIME") or c.lower_ in _MEDIA for c in things)
        if dated and child.right_edge.i + 1 >= end > child.left_edge.i > token.i:
            end = child.left_edge.i
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
