"""Breaches by omission: whoever "never complied with" or "failed to respect" an agreement has violated it."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import Draft, Trigger
from trucewatch.claims.senses import Senses, lemma
from trucewatch.claims.stance import is_negated

Token = Any
_KEEPING = frozenset({
    "comply", "respect", "honor", "honour", "observe", "abide", "adhere", "keep", "implement", "uphold", "fulfil",
    "fulfill", "meet",
})  # fmt: skip
_FAILING = frozenset({"fail", "neglect"})
_WILLING = frozenset(
    {"will", "would", "wo", "shall", "must", "should", "may", "might", "could", "can", "ca", "’ll", "'ll"}
)
_DUTIES = frozenset({"arrangement", "obligation", "provision", "condition", "requirement"})
_TO = ("with", "to", "by")
RULE = "incident.violation:not kept"


def find_breach(verb: Token, senses: Senses) -> Trigger | None:
    """The breach that a negated verb of keeping tells; None for a refusal to come, a duty, or another matter."""
    outer = verb
    if lemma(verb) in _FAILING:
        inner = next((c for c in verb.rights if c.dep_ == "xcomp" and lemma(c) in _KEEPING), None)
        if inner is None or is_negated(verb):
            return None
        verb = inner
    elif lemma(verb) not in _KEEPING or verb.dep_ == "xcomp" or not is_negated(verb):
        return None
    if any(c.dep_ == "aux" and c.lower_ in _WILLING for c in outer.children):
        return None
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in outer.children):
        return None
    doer = grammar.subject(outer)
    passive = grammar.is_passive(outer)
    bound = not passive and senses.is_a(doer, "actor", "armed", "political", "name", "group")
    things = [*grammar.objects(verb), grammar.prep_object(verb, *_TO)]
    kept = any(_is_duty(t, senses, passive) for thing in things if thing is not None for t in thing.subtree)
    if not kept or not (bound or passive):
        return None
    return Trigger(outer, "incident", "violation", RULE, object_role="none")


def is_breach(draft: Draft) -> bool:
    """Whether the draft tells a breach by omission, whose negation is the fact itself."""
    return any(t.rule == RULE for t in draft.triggers)


def _is_duty(token: Token, senses: Senses, passive: bool) -> bool:
    return (lemma(token) in _DUTIES and not passive) or "agreement" in senses.lexicon.classes.get(lemma(token), ())
