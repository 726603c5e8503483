"""Standing: whether a noun phrase tells of a happening by itself, without a verb that says so."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.campaigns import CAMPAIGNS
from trucewatch.claims.draft import ATTACKS, Trigger
from trucewatch.claims.senses import Senses, lemma

Token = Any
_GENERIC = frozenset({
    "any", "such", "no", "further", "future", "possible", "potential", "similar", "all", "previous", "prior", "past",
})  # fmt: skip
_ARGUMENTS = frozenset({
    "by", "of", "on", "against", "in", "at", "near", "between", "upon", "targeting", "over", "with", "from",
    "around", "outside", "inside", "to", "along", "across", "throughout", "during",
})  # fmt: skip
_RAGING = frozenset({
    "escalate", "renew", "ongoing", "fierce", "heavy", "intense", "deadly", "sporadic", "mount", "rage", "bloody",
    "fresh", "continue", "intensify",
})  # fmt: skip
"""What is said of violence that takes place: "amid escalating violence", "despite fierce fighting"."""
_SPELLS = frozenset({"day", "week", "month", "hour", "night"})
"""Lengths that violence lasts: "after seven days of fighting"."""
_RECALLING = frozenset({"come", "coincide", "follow", "precede"})
_COMPARING = frozenset({"match", "rival", "surpass", "resemble", "echo", "mirror", "recall"})
_SORTS = frozenset({"nature", "kind", "sort", "type"})
_COUNTING = frozenset({"number", "total", "toll"})
_NAMING = frozenset({
    "call", "describe", "brand", "label", "dub", "deem", "characterize", "characterise", "consider",
    "classify", "define",
})  # fmt: skip
_RULING = frozenset({"constitute", "amount", "violate", "contravene", "breach"})
"""What any act of a sort is said to do: "attacks on hospitals constitute war crimes"."""
_ENDING = frozenset({
    "end", "stop", "prevent", "avoid", "counter", "combat", "halt", "avert", "deter", "reduce", "curb", "cease",
    "discourage", "stem", "prohibit", "ban", "safe", "protect", "spare", "shield",
})  # fmt: skip


def is_sort(noun: Token) -> bool:
    """Whether the noun names a sort of happening: "attacks of this nature"."""
    of = grammar.prep_object(noun, "of")
    return of is not None and lemma(of) in _SORTS and any(c.dep_ == "det" and c.lower_ == "this" for c in of.lefts)


def _is_any(noun: Token) -> bool:
    """Whether a plural names no certain acts."""
    return noun.tag_ == "NNS" and not any(c.dep_ in ("det", "poss", "nummod") or c.ent_type_ for c in noun.lefts)


def stands_alone(head: Trigger, members: list[Trigger], senses: Senses) -> bool:
    """Whether a noun phrase tells of a happening without a verb's help."""
    token = head.token
    if token.dep_ == "amod":
        return True
    children = list(token.children)
    if any(c.lower_ in _GENERIC for c in children if c.dep_ in ("det", "amod", "neg")) or is_sort(token):
        return False
    if any(lemma(c) == "define" for c in children if c.dep_ in ("advcl", "acl", "relcl", "prep")):
        return False
    for up in grammar.ancestors(token, 4):
        if lemma(up) in _ENDING:
            return False
        if lemma(up) in _COMPARING and token.dep_ in ("dobj", "conj"):
            return False
        if lemma(up) in _RECALLING and token.dep_ == "nsubj":
            return False
        rules = lemma(up) in _RULING or (up.lower_ in ("are", "remain") and any(c.dep_ == "attr" for c in up.rights))
        if rules and token.dep_ == "nsubj" and up.tag_ != "VBD" and _is_any(token):
            return False
        if lemma(up) in _COUNTING and up.pos_ == "NOUN":
            return False
        if lemma(up) in _NAMING and token.dep_ in ("dobj", "nsubj", "oprd"):
            return False
        if grammar.is_verb(up):
            break
    if len(members) > 1:
        return True
    argued = any(c.dep_ in ("prep", "agent") and c.lower_ in _ARGUMENTS for c in children)
    named = any(
        (c.dep_ in ("poss", "compound", "amod", "nmod", "nummod")) and (c.ent_type_ or senses.is_a(c, "armed", "actor"))
        for c in children
    )
    counted = any(c.dep_ == "nummod" for c in children) and token.dep_ not in ("attr", "conj")
    if any(senses.is_a(c, "aircraft") for c in grammar.conjuncts(token)[1:]):
        return False
    told = any(c.dep_ in ("relcl", "acl") for c in children)
    if lemma(token) in CAMPAIGNS:
        return argued or named or counted or told or any(c.lower_ in ("for", "into") for c in children)
    if head.weak:
        if token.dep_ == "pobj" and token.head.lower_ == "of" and lemma(token.head.head) in _SPELLS:
            return True
        if token.dep_ == "pobj" and any(lemma(c) in _RAGING for c in children if c.dep_ == "amod"):
            return True
        return argued or named or counted or (told and head.type in ATTACKS)
    return argued or named or counted or told or token.dep_ in ("ROOT", "nsubj", "nsubjpass", "dobj", "attr")
