"""Descriptions: words of violence that only say which thing is meant, or what effort is made, and tell no act."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.senses import lemma

Token = Any
_STANDING = frozenset({"station", "deploy", "garrison", "encamp", "entrench", "mass", "amass", "position"})
"""What forces are that stand somewhere: "the troops stationed in the area fired"."""
_SORTING = frozenset({"classify", "define", "categorize", "categorise", "count", "qualify", "class"})
"""Verbs that say of which sort something is: "does not count as a strike"."""


def describes(verb: Token, type_: str, things: list[Token]) -> bool:
    """Whether the verb only says what sort of thing a noun is: "areas held by rebels", "forces fighting for the army",
    "the injured", "those who kill"."""
    if type_ == "territory_change" and verb.dep_ in ("acl", "relcl") and lemma(verb) in ("hold", "control", "occupy"):
        return bool(verb.tag_ != "VBG")
    if type_ == "force_movement" and verb.dep_ == "acl" and verb.tag_ == "VBN" and lemma(verb) in _STANDING:
        return grammar.prep_object(verb, "in", "on", "at", "along", "near", "around", "inside") is not None
    if type_ == "armed_clash" and verb.dep_ == "acl" and verb.tag_ == "VBG" and not things:
        return True
    if any(c.dep_ == "det" for c in verb.children):
        return True
    if verb.dep_ in ("acl", "relcl") and _is_any(verb.head):
        return True
    if verb.dep_ in ("acl", "relcl") and verb.head.dep_ in ("nsubjpass", "nsubj") and lemma(verb.head.head) in _SORTING:
        return True
    if _is_sorted(verb):
        return True
    if lemma(verb) == "flee" and verb.dep_ in ("acl", "relcl"):
        return not any(t.like_num for t in verb.head.lefts)
    if type_ == "killing" and not things and any(c.dep_ in ("ccomp", "xcomp") for c in verb.rights):
        return True
    return bool(verb.dep_ == "relcl" and verb.tag_ == "VBP" and not things)


def is_sort(noun: Token) -> bool:
    """Whether an attack is only the sort that something belongs to: "is not classified as a strike"."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "as" and lemma(noun.head.head) in _SORTING


def _is_sorted(verb: Token) -> bool:
    """Whether a participle stands for what is sorted: "mortars fired in support do not count as a strike"."""
    return any(
        c.dep_ in ("conj", "xcomp") and lemma(c) in _SORTING and grammar.prep_object(c, "as") is not None
        for c in verb.rights
    )


def _is_any(noun: Token) -> bool:
    """Whether the noun is any of its sort: "any campaign that …", "those fighting …"."""
    if among(noun) is not None:
        return False
    if noun.lower_ in ("those", "anyone", "anybody", "whoever"):
        return not any(t.like_num for t in noun.subtree)
    return any(c.dep_ == "det" and c.lower_ in ("any", "every", "no") for c in noun.lefts)


def among(noun: Token) -> Token | None:
    """The verb that counts somebody "among those killed": "two nurses were among those wounded"; None for none."""
    if noun.lower_ not in ("those", "dead", "wounded", "injured", "victims", "casualties") or noun.dep_ != "pobj":
        return None
    verb = noun.head.head
    return verb if noun.head.lower_ == "among" and verb.lemma_ == "be" and verb.pos_ in ("AUX", "VERB") else None


def strives(verb: Token, things: list[Token]) -> bool:
    """Whether the verb is a figure of effort: "fought to salvage", "battling to contain"."""
    if things or lemma(verb) not in ("fight", "battle", "struggle"):
        return False
    return any(
        c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB" and any(g.lower_ == "to" for g in c.lefts) for c in verb.rights
    )


def is_certain(noun: Token) -> bool:
    """Whether the noun is a certain one, not any of its sort: "the besieged town", "besieged families in the city"."""
    return any(
        c.dep_ in ("det", "poss", "compound", "nummod") or (c.dep_ == "prep" and c.i > noun.i) for c in noun.children
    )
