"""Where the words are when the parse misses them: commas, "that" and word order around a verb of speech."""

from __future__ import annotations

from typing import Any

from trucewatch.claims.drafts import Range

_BREAKS = (":", ";", "—", "–", "--", "but", "and")
_NAMING = ("NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ")
_FILLED = ("dobj", "xcomp", "acomp", "oprd", "attr", "prt")
_BUSY = ("to", "with", "from", "into")
_DEPENDENT = ("SCONJ", "ADP", "ADV")
_OWN = ("nsubj", "nsubjpass")
_REACH = 30
_LEAST = 3


def mend_clause(verb: Any, content: list[Range], cue: Range, source: Range) -> list[Range]:
    """``content`` as the parse gives it, or as commas and word order give it where the parse cannot be right."""
    doc = verb.doc
    low, high = min(cue[0], source[0]), max(cue[1], source[1])
    if content:
        if content[-1][1] <= verb.i and low > 0 and doc[low - 1].text in _BREAKS:
            # The clause before stands behind a colon or "but": it is the narrator's; the words after the cue are said.
            return _to_end(doc, verb, high) or content
        return content
    if verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.lefts):
        return []
    marked = _marked(doc, verb, high)
    if marked or any(c.dep_ in _FILLED or (c.dep_ == "prep" and c.lower_ in _BUSY) for c in verb.rights):
        return marked
    if not any(c.dep_ == "cc" for c in verb.rights):
        # "said, after the raid, two were hurt": the parse took what is said for a second clause beside the cue.
        beside = next((c for c in verb.rights if c.dep_ == "conj" and any(g.dep_ in _OWN for g in c.lefts)), None)
        if beside is not None and beside.i > high:
            return [(high, beside.right_edge.i + 1)]
    return _closing(doc, verb, low, high) or _following(doc, verb, high)


def _closing(doc: Any, verb: Any, low: int, high: int) -> list[Range]:
    """ "…, she said." and "…, said X, who leads it": a tag behind a comma, with only its own circumstances after it."""
    start = verb.sent.start
    if low - start < _LEAST or doc[low - 1].text not in (",", "”", '"', "''"):
        return []
    rest = doc[high] if high < len(doc) else None
    if (
        rest is not None
        and rest.text not in (",", ".", ";", "”", '"', "''")
        and rest.dep_ not in ("prep", "npadvmod", "advmod")
    ):
        return []
    end = low
    while end > start and doc[end - 1].text in (",",):
        end -= 1
    while (
        start < end
        and (doc[start].is_punct or doc[start].is_space)
        and doc[start].text not in ("“", '"', "''", "``", "‘")
    ):
        start += 1
    if start >= end or doc[start].pos_ in _DEPENDENT or doc[start].tag_ in ("VBN", "VBG"):
        return []
    return [(start, end)] if any(t.pos_ in ("VERB", "AUX") for t in doc[start:end]) else []


def _marked(doc: Any, verb: Any, high: int) -> list[Range]:
    """A clause behind "that", "if" or "whether" which the parse hung on the hearer or on a circumstance."""
    for i in range(high, min(verb.right_edge.i + 1, high + _REACH)):
        token = doc[i]
        asked = token.lower_ in ("if", "whether") and verb.lemma_ in ("ask", "wonder", "question")
        if not asked and not (token.lower_ == "that" and token.dep_ == "mark"):
            continue
        head = token.head
        if head.pos_ in ("VERB", "AUX") and head.i > i and not _verb_between(head, verb):
            return [(i, head.right_edge.i + 1)]
    return []


def _verb_between(inner: Any, outer: Any) -> bool:
    token = inner.head
    while token.i not in (outer.i, token.head.i):
        if token.pos_ in ("VERB", "AUX"):
            return True
        token = token.head
    return bool(token.i != outer.i)


def _following(doc: Any, verb: Any, high: int) -> list[Range]:
    """A bare clause right after the cue: a name and a finite verb up to the end of the sentence."""
    i = high
    while i < len(doc) and doc[i].is_space:
        i += 1
    if i >= verb.sent.end or doc[i].pos_ not in _NAMING:
        return []
    for j in range(i + 1, verb.sent.end):
        if doc[j].tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return _to_end(doc, verb, i)
        if doc[j].text in (",", ";", ":"):
            break
    return []


def _to_end(doc: Any, verb: Any, start: int) -> list[Range]:
    end = verb.sent.end
    while (
        end > start and (doc[end - 1].is_punct or doc[end - 1].is_space) and doc[end - 1].text not in ("”", '"', "''")
    ):
        end -= 1
    return [(start, end)] if end - start >= _LEAST else []
