"""Referents: the name that a pronoun or a bare "the group" stands for, sought backwards in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.parsing import Paragraph
from trucewatch.claims.senses import Senses, lemma
from trucewatch.model.span import Span

Token = Any
_HE = frozenset({"he", "she", "him", "her", "his"})
_THEY = frozenset({"they", "them", "their"})
_IT = frozenset({"it", "its"})
PRONOUNS = _HE | _THEY | _IT
_BARE = frozenset({"group", "organization", "organisation", "force", "monitor", "faction", "militia"})
_IRREGULAR = frozenset({"militia", "faction"})
_REGULAR = frozenset({"army", "military", "regime", "government", "police", "navy", "ministry", "coalition", "side"})
"""What "the militia" and "the faction" never stand for."""
_LYING = frozenset({
    "be", "have", "lie", "remain", "see", "fall", "suffer", "become", "sit", "witness", "come", "stand", "stay",
})  # fmt: skip
"""What a place does that is only a place: "Aleppo lies in ruins"."""
_BACK = 3
"""How many paragraphs back a name is sought."""


def needs_referent(token: Token) -> bool:
    """Whether ``token`` heads a phrase that names nobody: a pronoun, or "the group" without more."""
    if token.lower_ in PRONOUNS:
        return True
    if lemma(token) not in _BARE:
        return False
    return all(c.dep_ == "det" and c.lower_ in ("the", "this", "those", "these") for c in token.lefts) and not any(
        c.dep_ in ("prep", "relcl", "acl") for c in token.rights
    )


def find_referent(paragraphs: Sequence[Paragraph], index: int, token: Token, senses: Senses) -> Span | None:
    """The words that ``token`` of paragraph ``index`` stands for; None when nothing fits."""
    word = token.lower_
    kind = "he" if word in _HE else "they" if word in _THEY or token.tag_ == "NNS" else "it"
    for back in range(_BACK + 1):
        if index - back < 0:
            break
        paragraph = paragraphs[index - back]
        limit = token.i if back == 0 else len(paragraph.doc)
        found = _search(
            paragraph, limit, kind if word in PRONOUNS or lemma(token) not in _IRREGULAR else "band", senses
        )
        if found is not None:
            start, end = grammar.phrase(found, joint=kind == "they")
            return paragraph.span(paragraph.doc[start:end])
    return None


def _search(paragraph: Paragraph, limit: int, kind: str, senses: Senses) -> Token | None:
    """The last fitting subject before ``limit``, sentence by sentence; failing that, the last fitting noun."""
    sentences = [s for s in paragraph.doc.sents if s.start < limit]
    for sentence in reversed(sentences):
        fitting = [t for t in sentence if t.i < limit and _fits(t, kind, senses)]
        subjects = [t for t in fitting if t.dep_ in ("nsubj", "nsubjpass", "agent")]
        if subjects:
            return subjects[0] if sentence.end <= limit else subjects[-1]
        if fitting:
            return fitting[-1]
    return None


def _fits(token: Token, kind: str, senses: Senses) -> bool:
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "amod", "nmod"):
        return False
    if kind == "he":
        if token.dep_ == "poss":
            return False
        return bool(token.ent_type_ == "PERSON") or lemma(token) in ("man", "woman", "boy", "girl")
    if token.ent_type_ == "PERSON":
        return False
    if token.ent_type_ in ("ORG", "NORP", "GPE") and not (
        kind == "band" and (token.ent_type_ == "GPE" or lemma(token) in _REGULAR)
    ):
        return bool(token.ent_type_ != "GPE" or (token.dep_ == "nsubj" and lemma(token.head) not in _LYING))
    lex = senses.lexicon.classes.get(lemma(token), frozenset())
    if kind == "band":
        return bool(lex & {"armed"}) and lemma(token) not in _REGULAR
    if kind == "they":
        return token.tag_ in ("NNS", "NNPS") and bool(lex & {"armed", "people", "civilian"})
    return bool(lex & {"armed", "political"}) and token.tag_ in ("NN", "NNP")
