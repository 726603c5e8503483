"""Declared ends: "announced that the truce is over", "declares the end of the ceasefire"."""

from __future__ import annotations

from typing import Any

from trucewatch.claims.senses import Senses, lemma

Token = Any
_DECLARING = frozenset({"announce", "declare", "proclaim"})
_ENDED = frozenset({"end", "expire", "collapse", "cease", "terminate", "finish", "die", "lapse"})
_OVER = frozenset({"over", "dead", "finished", "void", "null", "terminated", "ended", "expired", "collapsed"})
_ENDS = frozenset({"end", "ending", "termination", "collapse", "expiry", "death"})
_PAUSES = frozenset({"freeze", "standstill", "respite"})
_RULES = frozenset({"term", "condition", "text", "violation", "breach", "talk", "negotiation"})
_PREDICATES = frozenset({"advmod", "prt", "oprd", "acomp", "amod", "advcl", "xcomp", "prep", "acl"})


def declares_end(verb: Token, senses: Senses) -> Token | None:
    """The word that ends an agreement in what ``verb`` declares; None when it declares something else."""
    if lemma(verb) not in _DECLARING:
        return None
    for child in verb.rights:
        if child.dep_ in ("ccomp", "xcomp") and is_over(child, senses):
            return child
        if child.dep_ == "dobj" and _is_agreement(child, senses):
            said = [*child.rights, *(c for c in verb.rights if c.i > child.i)]
            if any(c.lower_ in _OVER for c in said if c.dep_ in _PREDICATES):
                return child
        if child.dep_ == "dobj" and lemma(child) in _ENDS:
            preps = [c for at in (child, verb) for c in at.rights if c.dep_ == "prep" and c.lower_ in ("of", "to")]
            if any(_is_agreement(t, senses) for c in preps for t in c.subtree):
                return child
    return None


def is_over(clause: Token, senses: Senses) -> bool:
    """Whether the clause says that an agreement is over or has ended."""
    subject = next((c for c in clause.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or lemma(subject) in _RULES:
        return False
    if any(c.dep_ == "neg" or c.lower_ in ("if", "will", "would", "could", "may", "might") for c in clause.children):
        return False
    if not any(_is_agreement(t, senses) for t in subject.subtree):
        return False
    if lemma(clause) in _ENDED or clause.lower_ in _OVER:
        return True
    return lemma(clause) == "be" and any(
        c.lower_ in _OVER for c in clause.rights if c.dep_ in ("acomp", "advmod", "attr", "prt", "prep")
    )


def _is_agreement(token: Token, senses: Senses) -> bool:
    return lemma(token) in _PAUSES or "agreement" in senses.lexicon.classes.get(lemma(token), ())
