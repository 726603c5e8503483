"""Populations: how many people live in a place, are cut off there, or have fled to it."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.anchor import clause_range
from trucewatch.claims.draft import Draft
from trucewatch.claims.fillers import put
from trucewatch.claims.senses import Senses, lemma

Token = Any
_CUT_OFF = frozenset({"besieged", "encircled", "surrounded", "blockaded", "beleaguered", "besiege", "encircle"})
_STAYS = frozenset({"be", "live", "remain", "stay", "reside", "dwell", "shelter"})
_DWELLS = frozenset({"live", "reside", "dwell"})
_HOSTS = frozenset({"host", "house", "shelter", "harbor", "harbour", "accommodate"})
_UPROOTED = frozenset({"refugee", "idp", "exile", "displaced"})
_DWELLERS = frozenset({"citizen", "resident", "inhabitant", "people", "civilian"})
_ESTIMATED = frozenset({"estimated", "reported"})


def find_populations(sentence: Any, senses: Senses, busy: set[int]) -> list[Draft]:
    """The counts of people in a place that a sentence gives; ``busy``: heads of facts already told."""
    drafts: list[Draft] = []
    for token in sentence:
        draft = None
        if grammar.is_verb(token) and token.dep_ not in ("aux", "auxpass") and token.i not in busy:
            draft = _staying(token, senses) or _hosting(token, senses)
        elif token.lower_ in _ESTIMATED and token.dep_ in ("amod", "quantmod", "advmod"):
            draft = _estimated(token, senses)
        elif token.dep_ == "poss" and token.ent_type_ == "GPE":
            noun = token.head
            if lemma(noun) in _DWELLERS and _is_large(noun):
                draft = _draft(noun, noun, "other_figure")
        if draft is not None and not any(d.start <= draft.head.i < d.end for d in drafts):
            drafts.append(draft)
    return drafts


def _staying(verb: Token, senses: Senses) -> Draft | None:
    """ "A million people live in areas under siege", "in which three million civilians reside"."""
    subject = grammar.own_subject(verb)
    if subject is None or lemma(verb) not in _STAYS or not _is_counted(subject):
        return None
    if not senses.is_a(subject, "people", "civilian", "group"):
        return None
    if lemma(verb) == "be" and any(c.dep_ == "attr" and lemma(c) in _UPROOTED for c in verb.rights):
        return _draft(verb, subject, "displaced")
    place = grammar.prep_object(verb, "in", "inside", "within")
    under = grammar.prep_object(verb, "under")
    if any(
        c.lower_ in _CUT_OFF or (lemma(c) == "cut" and any(g.lower_ == "off" for g in c.rights)) for c in verb.rights
    ):
        return _draft(verb, subject, "besieged")
    cut_off = [c for c in place.children if c.lower_ in _CUT_OFF or lemma(c) in _CUT_OFF] if place is not None else []
    if cut_off:
        draft = _draft(verb, subject, "besieged")
        put(draft, "perpetrator", grammar.by_phrase(cut_off[0]), senses)
        return draft
    if under is not None and lemma(under) in ("siege", "blockade"):
        return _draft(verb, subject, "besieged")
    if lemma(verb) in _DWELLS and (place is not None or verb.dep_ == "relcl") and _is_large(subject):
        return _draft(verb, subject, "displaced" if lemma(subject) in _UPROOTED else "other_figure")
    return None


def _hosting(verb: Token, senses: Senses) -> Draft | None:
    """ "Is home to 55,000 people", "hosts a million refugees"."""
    if lemma(verb) == "be":
        home = next((c for c in verb.rights if c.dep_ == "attr" and c.lower_ == "home"), None)
        people = grammar.prep_object(home, "to") if home is not None else None
    elif lemma(verb) in _HOSTS:
        people = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    else:
        return None
    if people is None or not _is_large(people) or not senses.is_a(people, "people", "civilian"):
        return None
    return _draft(verb, people, "displaced" if lemma(people) in _UPROOTED else "other_figure")


def _estimated(word: Token, senses: Senses) -> Draft | None:
    """ "An estimated 100,000 refugees", "the estimated 10,000 fighters in the region"."""
    noun = word.head if word.head.pos_ in ("NOUN", "PROPN") else word.head.head
    if noun.i < word.i or not _is_large(noun) or not senses.is_a(noun, "people", "civilian", "armed"):
        return None
    return _draft(noun, noun, "displaced" if lemma(noun) in _UPROOTED else "other_figure")


def _is_counted(noun: Token) -> bool:
    return any(t.like_num or t.ent_type_ == "CARDINAL" for t in noun.subtree if t.i <= noun.i)


def _is_large(noun: Token) -> bool:
    """Whether a noun is counted in thousands or millions."""
    for token in noun.lefts:
        for t in token.subtree:
            if t.lower_ in ("million", "thousand", "thousands", "millions") or (t.like_num and "," in t.text):
                return True
    return False


def _draft(head: Token, people: Token, type_: str) -> Draft:
    verb = head if grammar.is_verb(head) else None
    draft = Draft("figure", type_, head, clause=verb)
    where = clause_range(head, {head.i, people.i}, set()) if verb is not None else (head.left_edge.i, head.i + 1)
    if verb is None:
        for child in head.rights:
            if child.dep_ == "prep" and child.i == where[1]:
                where = (where[0], child.right_edge.i + 1)
    draft.start, draft.end = grammar.trim(head.doc, *where)
    draft.add("target", grammar.phrase(people))
    draft.rules.append(f"figure.{type_}:{lemma(head)}")
    return draft
