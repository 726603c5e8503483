"""Loads: the convoy or aid that a sentence is about, also where the parse has hung its verb on another noun."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.senses import Senses

Token = Any
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_LOADS = ("convoy", "aid")
_LADEN = frozenset({"ADJ", "VERB"})


def find_lost_load(verb: Token, senses: Senses) -> Token | None:
    """The load of which a verb of the main clause tells, though the parse gives the verb another subject or none.

    "Fifteen trucks carrying aid for 13,000 people crossed": the parse makes the people cross.  "A convoy of 46 trucks
    from the Red Cross and the UN entered the town": it makes the UN enter.  "Trucks laden with food sat idle".
    Only a load that opens its sentence counts.  None where the parse is sound.
    """
    if verb.tag_ not in _FINITE:
        return None
    first = _first_noun(verb.sent)
    if first is None or first.i >= verb.i or not senses.is_a(first, *_LOADS):
        return None
    if any(c.lower_ in grammar.RELATIVES for c in verb.children if c.i < verb.i):
        return None
    head = verb.head
    if first.dep_ == "ROOT" and head.i == first.i and verb.dep_ in ("relcl", "acl"):
        bare = verb.tag_ == "VBN" and not any(c.dep_ in grammar.SUBJECTS or c.dep_ == "aux" for c in verb.children)
        behind = any(c.dep_ == "acl" and c.i < verb.i for c in first.children)
        # "Ten trucks looted" is a headline's passive.
        return None if bare and not behind else first
    if first.dep_ == "npadvmod" and head.i == verb.i and first.head.i == verb.i:
        return first
    if verb.dep_ == "advcl" and head.pos_ in _LADEN and head.i < verb.i and grammar.own_subject(verb) is None:
        own = grammar.own_subject(head)
        joined = any(c.dep_ == "mark" for c in verb.children) or any(t.text == "," for t in verb.doc[head.i : verb.i])
        laden = head.pos_ == "ADJ" or head.tag_ in ("VBN", "VBG")
        helped = any(c.dep_ in ("aux", "auxpass") for c in head.children)
        return first if own is not None and own.i == first.i and laden and not (joined or helped) else None
    return None


def _first_noun(sentence: Any) -> Token | None:
    """The head of the noun phrase that opens a sentence."""
    for token in sentence:
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod", "amod", "poss"):
            return token
        if token.pos_ in ("VERB", "ADP", "AUX", "SCONJ", "PRON"):
            return None
    return None
