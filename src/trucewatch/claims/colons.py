"""The colon as a cue: headlines ("Kerry: …"), speaker lines of a transcript, and a quotation that a name introduces."""

from __future__ import annotations

import re
from typing import Any

from trucewatch.claims.drafts import Draft, noun_phrase, plain_draft, text_of
from trucewatch.packs.cues import CueBook
from trucewatch.packs.lexicon import load_lexicon

SPEAKER_LINE = re.compile(r"[A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]*){0,4}:\s+\S")
"""A line of a transcript: a name in capitals, a colon, words."""

_HEADING = re.compile(
    r"(?:further information|notes?(?: to editors)?|ends?|media (?:enquiries|contacts?)|background|contacts?|related|"
    r"follow|share|published|updates? to this page|tags?|about)\b",
    re.IGNORECASE,
)
_HEADLINE = 30
_NAME = 7
_SPEAKERS = frozenset({"PERSON", "ORG", "NORP"})
_REPORTS = frozenset({
    "report", "reports", "poll", "study", "survey", "official", "officials", "monitor", "source", "sources", "army",
    "reporter", "correspondent", "minister", "envoy", "spokesman", "spokeswoman", "ministry", "activists", "witnesses",
})  # fmt: skip


def find_headline_colon(doc: Any) -> Draft | None:
    """ "Name: words" as a whole short paragraph.  A place before the colon is a topic, not a speaker."""
    if len(doc) > _HEADLINE:
        return None
    for i in range(1, min(len(doc) - 2, _NAME + 1)):
        if doc[i].text == ":":
            low = next((j + 1 for j in range(i - 1, -1, -1) if doc[j].text in ("–", "—", "-", "|")), 0)
            if low == i or any(t.tag_.startswith("VB") for t in doc[low:i]) or _is_place(doc[i - 1]):
                return None
            known = any(t.ent_type_ in _SPEAKERS for t in doc[low:i]) or doc[i - 1].lower_ in _REPORTS
            return (
                plain_draft(i, (i, i + 1), (low, i), [(i + 1, len(doc))], ":", "speech", "asserted", "colon")
                if known
                else None
            )
    return None


def _is_place(token: Any) -> bool:
    """Whether the word before a colon heads a place, as in the dateline "Aleppo province: …"."""
    classes = load_lexicon().classes
    return "place" in classes.get(token.lower_, ()) or "place" in classes.get(token.lemma_.lower(), ())


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
    if _is_place(name):
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


def find_line(doc: Any, drafts: list[Draft], transcript: bool) -> Draft | None:
    """The speaker of a transcript's line, or "X said: words" with the words on the same line and no quotation mark."""
    if transcript and SPEAKER_LINE.match(text_of(doc)):
        i = next(t.i for t in doc if t.text == ":")
        if doc[0].lower_ in ("question", "q"):
            return plain_draft(i, (i, i + 1), None, [(i + 1, len(doc))], ":", "question", None, "line", True)
        return plain_draft(i, (i, i + 1), (0, i), [(i + 1, len(doc))], ":", "speech", "asserted", "line")
    for draft in drafts:
        at = draft.cue[1]
        if (
            draft.takes_quote
            and draft.source
            and at < len(doc) - 1
            and doc[at].text == ":"
            and doc[draft.head].sent.start == 0
        ):
            if doc[at + 1].text not in ("“", '"', "''", "``", "‘"):
                draft.content = [(at + 1, len(doc))]
                draft.rule = "said"
            return None
    return None


def find_statement(doc: Any, book: CueBook) -> Draft | None:
    """A heading such as "Statement by X, the envoy": the quotations below it are X's."""
    if len(doc) > _HEADLINE or doc[0].lower_ not in _openers(book) or text_of(doc).rstrip().endswith("."):
        return None
    text = text_of(doc).lower()
    for link in book.file.statement_links:
        at = text.find(f" {link} ")
        head = next((t for t in doc if t.idx > at + len(link) and t.pos_ == "PROPN"), None) if at > 0 else None
        if head is not None and any(word in text[:at] for word in book.file.statement_heads):
            while head.i + 1 < len(doc) and head.head.i > head.i and head.dep_ == "compound":
                head = head.head
            first = next(t.i for t in doc if t.idx > at + len(link))
            source = (first, max(noun_phrase(head, -1)[1], first + 1))
            draft = plain_draft(0, (0, first), source, [], "statement", "speech", "asserted", "statement")
            draft.source_head = head.i
            return draft
    return None


def _openers(book: CueBook) -> frozenset[str]:
    return frozenset((*book.file.statement_heads, "joint", "press", "the", "full"))


def is_heading(text: str) -> bool:
    """Whether a paragraph ends what a speaker says: "Notes to editors", a line without an end."""
    stripped = text.strip()
    return bool(_HEADING.match(stripped)) or (len(stripped.split()) <= 6 and stripped[-1:] not in '.!?”"')
