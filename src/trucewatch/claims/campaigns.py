"""Campaigns: whether an operation, a mission, a fight or an effort is one of arms, and what it aims at."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.senses import Senses, lemma

Token = Any
CAMPAIGNS = frozenset({"operation", "mission", "campaign", "fight", "effort"})
_TRIED = frozenset({"fight", "effort", "mission", "campaign"})
_TAKING = frozenset({
    "liberate", "recapture", "retake", "capture", "seize", "free", "isolate", "clear", "take", "oust", "reclaim",
    "recover", "secure", "encircle", "reconquer",
})  # fmt: skip
_ISOLATING = frozenset({"isolate", "encircle", "besiege", "surround", "blockade"})


def is_armed(token: Token, senses: Senses) -> bool:
    """Whether an operation, mission or campaign is one of arms: "to retake the town", "against the militants"."""
    for child in token.rights:
        if child.dep_ in ("acl", "relcl") and lemma(child) in _TAKING and child.tag_ in ("VB", "VBG"):
            return any(senses.is_a(t, "place", "name") for t in grammar.objects(child))
        if lemma(token) == "fight" and child.dep_ == "prep" and child.lower_ == "for":
            return any(c.dep_ == "pobj" and c.ent_type_ in ("GPE", "LOC") for c in child.children)
        if lemma(token) == "operation" and child.dep_ == "prep" and child.lower_ == "into":
            return any(c.dep_ == "pobj" and senses.is_a(c, "place") for c in child.children)
        if lemma(token) in _TRIED:
            continue
        if child.dep_ == "prep" and child.lower_ == "against":
            return any(c.dep_ == "pobj" and senses.is_a(c, "armed") for c in child.children)
    return False


def type_by_aim(noun: Token) -> str:
    """The type that a campaign has by its aim: one to isolate a town is a siege."""
    if lemma(noun) not in CAMPAIGNS:
        return ""
    return "siege" if any(c.dep_ == "acl" and lemma(c) in _ISOLATING for c in noun.rights) else ""
