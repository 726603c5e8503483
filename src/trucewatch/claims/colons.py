"""The colon as a cue: headlines ("Kerry: …"), speaker lines of a transcript, and a quotation that a name introduces."""

from __future__ import annotations

from typing import Any

from trucewatch.claims.drafts import Draft, noun_phrase, plain_draft

_HEADLINE = 30
_NAME = 7
_SPEAKERS = frozenset({"PERSON", "ORG", "NORP"})
_REPORTS = frozenset(
    {"report", "reports", "poll", "study", "survey", "official", "officials", "monitor", "source", "sources", "army"}
    | {"minister", "envoy", "spokesman", "spokeswoman", "ministry", "activists", "witnesses"}
)


def find_headline_colon(doc: Any) -> Draft | None:
    """ "Name: words" as a whole short paragraph.  A place before the colon is a topic, not a speaker."""
    if len(doc) > _HEADLINE:
        return None
    for i in range(1, min(len(doc) - 2, _NAME + 1)):
        if doc[i].text == ":":
            low = next((j + 1 for j in range(i - 1, -1, -1) if doc[j].text in ("–", "—", "-", "|")), 0)
            if low == i or any(t.tag_.startswith("VB") for t in doc[low:i]):
                return None
            known = any(t.ent_type_ in _SPEAKERS for t in doc[low:i]) or doc[i - 1].lower_ in _REPORTS
            return (
                plain_draft(i, (i, i + 1), (low, i), [(i + 1, len(doc))], ":", "speech", "asserted", "colon")
                if known
                else None
            )
    return None


def find_quote_colon(doc: Any, start: int) -> Draft | None:
    """The name before the colon that introduces the quotation at character ``start``; None where a verb does."""
    opening = next((t.i for t in doc.char_span(start, start + 1, alignment_mode="expand") or ()), 0)
    colon = opening - 1
    while colon > 0 and doc[colon].is_space:
        colon -= 1
    if colon < 1 or doc[colon].text != ":":
        return None
    name = doc[colon - 1]
    if name.pos_ not in ("PROPN", "NOUN") or name.ent_type_ in ("GPE", "LOC", "DATE", "TIME", "CARDINAL"):
        return None
    while (
        name.head.i != name.i
        and name.head.i < colon
        and name.dep_ in ("compound", "appos", "conj")
        and name.head.pos_ == "PROPN"
    ):
        name = name.head
    source = noun_phrase(name, colon)
    if source[1] > colon or (doc[colon - 1].ent_type_ not in _SPEAKERS and doc[colon - 1].lower_ not in _REPORTS):
        return None
    return plain_draft(colon, (colon, colon + 1), source, [], ":", "speech", "asserted", "colon")
