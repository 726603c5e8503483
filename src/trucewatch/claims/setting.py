"""Setting: the time of a fact, by nearest attachment, and how near a word hangs to what happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import Draft
from trucewatch.claims.parsing import Paragraph
from trucewatch.model.when import When

Token = Any


def distance(token: Token, anchors: set[int]) -> float:
    """Steps in the parse from a token to one of ``anchors`` (token indices) above it."""
    steps = 0.0
    at = token
    for _ in range(12):
        if at.i in anchors:
            return steps
        if at.head.i == at.i:
            break
        # Crossing out of a relative clause or a purpose clause leads away from the happening.
        steps += 2.0 if at.dep_ in ("relcl", "advcl", "ccomp") else 0.5 if at.dep_ in ("prep", "pobj") else 1.0
        at = at.head
    return steps + 1.5


def find_time(draft: Draft, paragraph: Paragraph, times: Sequence[When]) -> When | None:
    """The time of a draft: in its own words, else beside them in its sentence where no other clause claims it."""
    doc = paragraph.doc
    anchors = {t.token.i for t in draft.triggers} | {draft.head.i}
    sentence = draft.head.sent
    low, high = (
        doc[draft.start].idx + paragraph.offset,
        paragraph.offset + doc[draft.end - 1].idx + len(doc[draft.end - 1]),
    )
    first = paragraph.offset + sentence.start_char
    last = paragraph.offset + sentence.end_char
    best: tuple[float, int] | None = None
    chosen = None
    for time in times:
        span = time.span
        if span is None or not first <= span.start < last:
            continue
        token = grammar.token_at(doc, span.start - paragraph.offset)
        if token is None:
            continue
        inside = low <= span.start < high
        score = distance(token, anchors) + (0.0 if inside else 3.0)
        if not inside and _other_clause(token, draft):
            continue
        key = (score, span.start)
        if best is None or key < best:
            best, chosen = key, time
    return chosen


def _other_clause(token: Token, draft: Draft) -> bool:
    """Whether the word hangs on a verb that does not govern the draft (a speech verb's "on Monday" is the speech's)."""
    verb = grammar.clause_head(token)
    if verb.i == draft.head.i:
        return False
    if draft.type == "violation_tally":
        # "Between May and June the mission recorded 45 breaches": the period is the count's.
        return bool(verb.i != grammar.clause_head(draft.head).i)
    return not any(a.i == verb.i for a in grammar.ancestors(draft.head)) or draft.kind != "position"
