"""Names as they stand in a text: whose they are, what kind of thing they name, which outlet was told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from trucewatch.claims.drafts import Draft, Range, noun_phrase, span_of
from trucewatch.claims.parsing import Paragraph
from trucewatch.model.span import Span
from trucewatch.packs.cues import CueBook

_NAMES = ("PERSON", "ORG", "GPE")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name: its words, what kind of thing it is (person, body, many, name, other), its gender where one is known.

    ``head`` is the lemma of a common noun that heads it, empty for a proper name.
    """

    span: Span
    words: frozenset[str]
    kind: str
    gender: str
    head: str


def make_mention(paragraph: Paragraph, tokens: Range, head: Any, book: CueBook) -> Mention:
    """The mention that ``tokens`` are, ``head`` being their main word."""
    doc = paragraph.doc
    start, end = own_name(doc, tokens, head)
    words = [t.lower_ for t in doc[start:end] if not t.is_punct]
    text = set(words)
    lemma = head.lemma_.lower()
    proper = head.pos_ == "PROPN" or (head.ent_type_ in _NAMES and head.text[:1].isupper())
    gender = ""
    if text & book.masculine or text & book.given_masculine:
        gender = "m"
    if text & book.feminine or (not text & book.masculine and text & book.given_feminine):
        gender = "f"
    label = head.ent_type_
    if label == "PERSON" or gender or not text.isdisjoint(book.file.person_nouns):
        kind = "person"
    elif label in ("ORG", "GPE", "NORP") or lemma in book.file.body_nouns:
        kind = "body"
    else:
        kind = "name" if proper else "other"
    # A strange name may be tagged as a plural; "the Houthis" are one.
    plural = head.tag_ in ("NNS", "NNPS") and (not proper or label == "NORP" or "the" in text)
    if plural or any(c.dep_ == "conj" for c in head.rights):
        kind = "many"
    return Mention(
        span_of(paragraph, (start, end)),
        frozenset(w for w in words if w[:1].isalpha()),
        kind,
        gender,
        "" if proper else lemma,
    )


def own_name(doc: Any, tokens: Range, head: Any) -> Range:
    """The name without its apposition or relative clause: "X, who leads Y" → "X"; "the envoy, X" → "X"."""
    start, end = tokens
    if end - start > 1 and doc[end - 1].tag_ == "POS":
        end -= 1
    if head.pos_ == "NOUN" or (head.pos_ == "PROPN" and head.ent_type_ != "PERSON"):
        for child in head.rights:
            if child.dep_ == "appos" and child.ent_type_ == "PERSON" and child.right_edge.i < end + 1:
                low, high = noun_phrase(child, end)
                return own_name(doc, (low, high), child)
    for child in head.rights:
        if child.dep_ in ("appos", "relcl", "acl") and child.left_edge.i < end and child.left_edge.i > head.i:
            cut = child.left_edge.i
            while cut > head.i + 1 and (doc[cut - 1].text in (",", "(", "—", "–", "-") or doc[cut - 1].is_space):
                cut -= 1
            end = min(end, cut)
    return (start, end) if end > start else tokens


def find_medium(paragraph: Paragraph, draft: Draft, book: CueBook) -> Span | None:
    """The outlet that was told ("told Reuters"): it is the outer claimant."""
    if draft.addressee is None or draft.cue_class not in ("speech", "finding", "claim", "denial"):
        return None
    doc = paragraph.doc
    start, end = draft.addressee
    while start < end and doc[start].lower_ == "the":
        start += 1
    words = " ".join(t.lower_ for t in doc[start:end])
    if words in book.outlets or "the " + words in book.outlets:
        return span_of(paragraph, (draft.addressee[0], end))
    for token in doc[start:end]:
        if token.lower_ in book.outlets:
            return span_of(paragraph, (token.i, token.i + 1))
    return None
