"""Stance: what the clause's own words do to its truth; the cue of an attribution may add to it."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import Draft
from trucewatch.claims.senses import lemma

Token = Any
_HEDGES = frozenset({
    "allegedly", "reportedly", "apparently", "presumably", "supposedly", "purportedly", "evidently", "seemingly",
    "possibly", "probably", "likely",
})  # fmt: skip
_HEDGED = frozenset({
    "alleged", "apparent", "suspected", "reported", "unconfirmed", "presumed", "purported", "possible", "supposed",
    "rumored", "rumoured",
})  # fmt: skip
_PLANS = frozenset({
    "plan", "intend", "vow", "pledge", "promise", "threaten", "prepare", "aim", "want", "hope", "expect", "try",
    "seek", "attempt", "offer", "commit", "agree", "decide", "continue",
})  # fmt: skip
_ASKS = frozenset(["urge", "demand", "require", "call", "ask", "order", "oblige", "request", "must", "should", "need"])
_INTENT = frozenset({
    "plan", "intend", "vow", "pledge", "promise", "threaten", "prepare", "aim", "expect", "seek", "attempt",
    "offer", "try", "intention", "bid", "effort",
})  # fmt: skip
_SEEMS = frozenset({
    "appear", "seem", "believe", "suspect", "allege", "claim", "report", "think", "say", "rumor", "presume",
})  # fmt: skip


def read_stance(head: Token) -> str:
    """``asserted`` unless the clause of ``head`` is hedged, planned, asked for, conditional or denied."""
    if not grammar.is_verb(head):
        return _of_noun(head)
    will = False
    for child in head.children:
        word = child.lower_
        if child.dep_ == "advmod" and word in _HEDGES:
            return "alleged"
        if child.dep_ == "aux":
            if word in ("should", "must", "shall"):
                return "demanded"
            if word in ("would", "could", "might", "may", "’d", "'d"):
                return "conditional"
            if word in ("will", "’ll", "'ll", "wo"):
                will = True
        if child.dep_ == "mark" and word in ("if", "unless"):
            return "conditional"
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in child.children):
            return "conditional"
    if will:
        return "intended"
    if head.dep_ in ("xcomp", "ccomp", "advcl", "acl") and head.tag_ in ("VB", "VBG", "VBN", "VBP", "VBD"):
        above = head.head
        name = lemma(above)
        if head.dep_ in ("xcomp", "acl") or head.tag_ == "VB":
            if name in _INTENT:
                return "intended"
            if name in _SEEMS and head.dep_ == "xcomp":
                return "alleged"
            if (
                name in ("urge", "demand", "order", "request", "force", "oblige", "need", "have")
                and head.tag_ == "VB"
                and name not in ("force",)
            ):
                return "demanded"
            if head.dep_ == "advcl" and head.tag_ == "VB":
                return "intended"
    return "asserted"


def _of_noun(noun: Token) -> str:
    for child in noun.children:
        if child.dep_ in ("amod", "nmod") and child.lower_ in _HEDGED:
            return "alleged"
    for up in grammar.ancestors(noun, 3):
        if lemma(up) in ("report", "allegation", "claim") and up.pos_ == "NOUN":
            return "alleged"
        if lemma(up) in ("threat", "plan", "threaten", "plan"):
            return "intended"
    return "asserted"


def is_supposed(draft: Draft) -> bool:
    """Whether the act is only thought of: "would strike", "could be attacked"."""
    verb = draft.clause
    if verb is None:
        return False
    if any(c.dep_ == "aux" and c.lower_ in ("should", "must", "shall") for c in verb.children):
        return True
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "lest") for c in verb.children):
        return True
    if draft.type in ("territory_change", "displacement"):
        return False
    return any(
        c.dep_ == "aux" and c.lower_ in ("would", "could", "might", "may", "can", "’d", "'d") for c in verb.children
    )


def is_negated(head: Token) -> bool:
    """Whether the clause's verb is negated ("has not", "never", "no longer")."""
    return any(c.dep_ == "neg" or c.lower_ in ("never", "not") for c in head.children)
