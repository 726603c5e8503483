"""Means of attack: which words say what an attack was made with, and not what it was made on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from trucewatch.claims.senses import Senses, lemma

Token = Any
_STRIKING = frozenset({
    "destroy", "damage", "engage", "suppress", "hit", "strike", "target", "neutralize", "neutralise", "disable",
    "seize", "capture", "confiscate", "recover", "down", "intercept", "dismantle", "wreck", "obliterate", "demolish",
    "degrade",
})  # fmt: skip
_WITHIN = frozenset({"compound", "amod", "nmod", "poss", "conj", "appos", "nummod"})
_UP = 24


def find_means(tokens: Iterable[Token], senses: Senses) -> list[str]:
    """The means that ``tokens`` name, as types of attack, in order and with repetition; things struck are none."""
    return senses.means([t for t in tokens if not is_struck(t)])


def is_struck(token: Token) -> bool:
    """Whether a word names what was struck or seized: "destroyed a tank and two mortars", "a launcher was hit"."""
    at = token
    for _ in range(_UP):
        head = at.head
        if head.i == at.i:
            return False
        if at.dep_ == "dobj" or at.dep_ == "nsubjpass":
            return lemma(head) in _STRIKING
        if at.dep_ == "pobj" and head.lower_ == "of" and head.head.i != head.i:
            at = head.head
        elif at.dep_ in _WITHIN and head.pos_ in ("NOUN", "PROPN", "NUM", "ADJ"):
            at = head
        else:
            return False
    return False
