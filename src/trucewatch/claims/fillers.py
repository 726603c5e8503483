"""Fillers: the noun phrases that may stand in a role, and how a phrase is put there."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import Draft
from trucewatch.claims.grammar import Range
from trucewatch.claims.senses import Senses, lemma
from trucewatch.packs.actors import load_actors

Token = Any
TIMES = frozenset({"DATE", "TIME"})
_WATCHING = frozenset(
    {"monitor", "observatory", "watchdog", "correspondent", "reporter", "observer", "witness", "activist", "source"}
)
"""Those who report what others did."""
_PRONOUNS = frozenset({
    "he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "his", "their", "its", "our", "who",
    "which", "that", "this", "those", "these", "there", "others",
})  # fmt: skip
_ACTING = frozenset({
    "armed", "actor", "people", "political", "aircraft", "name", "civilian", "aid_agency", "convoy", "group",
})  # fmt: skip
_NAMED = frozenset({"NORP", "ORG", "GPE", "PERSON"})
_COUNTS = frozenset({"injury", "casualty", "fatality", "wound", "toll", "tally"})
"""Nouns that count victims and are none."""
_ROUND = frozenset({"dozen", "score", "hundred", "thousand", "more", "least", "many"})
"""Words of a count in round numbers."""
_COUNTING = frozenset({"NUM", "ADP", "ADV", "SCONJ", "SYM", "PUNCT"})
_OWNERS = frozenset({"its", "their", "his", "her"})


def put(draft: Draft, role: str, token: Token | None, senses: Senses) -> None:
    """Add the phrase of ``token`` to a role, one entry for each noun that is coordinated in it."""
    if token is None or role == "none" or token.pos_ in ("ADV", "SCONJ", "ADP"):
        return
    if token.ent_type_ in TIMES or (grammar.names_nobody(token) and not grammar.is_neither(token)):
        return
    if role == "perpetrator" and lemma(token) in _WATCHING:
        return
    if role == "perpetrator" and senses.is_a(token, "means") and not senses.is_a(token, "aircraft"):
        # "By the artillery fire of the militia": the fire is whose it is.
        owner = grammar.prep_object(token, "of")
        token = owner if senses.is_a(owner, "armed") and owner is not None else token
    parts = _listed_nouns(token)
    if len(parts) > 1 and role == "target" and all(_is_single(p) for p in parts):
        draft.add(role, grammar.phrase(token, joint=True))
        return
    for part in parts:
        if role == "target" and lemma(part) in _COUNTS:
            # "Left two dead and dozens of injuries among residents": the residents.
            put(draft, role, grammar.prep_object(part, "among"), senses)
            continue
        if part.is_punct or (role == "target" and _is_count(part)):
            continue
        if role in ("perpetrator", "carrier") and not acts(part, senses):
            for edge in find_makers(part, senses):
                draft.add(role, edge)
            continue
        for where in _listed(part):
            draft.add(role, where)


def _listed_nouns(token: Token) -> list[Token]:
    """The nouns coordinated with ``token``; in a long list the parse takes some for appositions of those before."""
    found = grammar.conjuncts(token)
    for noun in found:
        for child in noun.rights:
            counted = any(c.dep_ in ("nummod", "det") and c.lower_ not in ("the", "this") for c in child.lefts)
            if child.dep_ == "appos" and child.pos_ == "NOUN" and counted and list(child.conjuncts):
                found += grammar.conjuncts(child)
    return found


def _listed(token: Token) -> list[Range]:
    """The phrase of ``token``; two, where the parse took the name before a comma for a part of the name after it, and
    where the allies behind "and" belong to the whole ("the army of X and its allies")."""
    start, end = grammar.phrase(token)
    for word in token.doc[start : token.i]:
        if word.text in ("–", "—", "--") and word.nbor(-1).whitespace_:
            start = word.i + 1  # A dateline before the sentence's subject.
    for child in token.lefts:
        comma = child.i + 1
        if child.dep_ == "nmod" and child.pos_ == "PROPN" and token.doc[comma].text == "," and comma + 1 < end:
            return [(start, comma), (comma + 1, end)]
    for word in token.doc[token.i + 1 : end]:
        if word.dep_ == "cc" and word.i + 1 < end and token.doc[word.i + 1].lower_ in _OWNERS:
            return [(start, word.i), (word.i + 1, end)]
    return [(start, end)]


def _is_count(token: Token) -> bool:
    """Whether a phrase only counts, and says nothing of who or what: the "12" of "12 killed", "at least 20"."""
    start, end = grammar.phrase(token)
    return grammar.prep_object(token, "of") is None and all(
        t.like_num or t.pos_ in _COUNTING or lemma(t) in _ROUND for t in token.doc[start:end]
    )


def _is_single(token: Token) -> bool:
    return any(c.lower_ in ("a", "an", "one") for c in token.lefts)


def acts(token: Token, senses: Senses) -> bool:
    """Whether the noun names somebody who acts, not a weapon or an event."""
    classes = senses.classes(token)
    if "attack" in classes or ("projectile" in classes and "aircraft" not in classes):
        return False
    if (token.pos_ == "PRON" and token.lower_ not in _PRONOUNS) or token.pos_ == "NUM":
        return False
    return bool(classes & _ACTING) or token.pos_ == "PROPN"


def find_makers(token: Token, senses: Senses) -> list[Range]:
    """Whose weapon or act it is: "Turkish rockets", "the regime's bombardment", "a rocket fired by militants"."""
    found: list[Token] = []
    for child in token.lefts:
        named = child.ent_type_ in _NAMED or (child.dep_ == "amod" and _is_people(child))
        armed = child.dep_ != "amod" and (senses.is_a(child, "armed") or lemma(child) == "government")
        owner = child.dep_ == "poss" and child.lower_ in _OWNERS
        weapon = senses.is_a(child, "projectile", "means") and not senses.is_a(child, "aircraft")
        if child.dep_ in ("amod", "compound", "poss", "nmod") and (named or armed or owner) and not weapon:
            town = child.ent_type_ == "GPE" and child.dep_ != "poss" and load_actors().find(child.text) is None
            if not town and child.left_edge.lower_ not in ("near", "in", "around"):
                found.append(child)
    if found:
        return _joined(found)
    for child in token.rights:
        if child.dep_ == "acl" and child.tag_ in ("VBN", "VBD"):
            by = grammar.by_phrase(child)
            if by is not None and acts(by, senses):
                return [grammar.phrase(part) for part in grammar.conjuncts(by)]
    return []


def _is_people(word: Token) -> bool:
    """Whether an adjective is a people's: "Syrian", also where the parse names no entity."""
    if word.ent_type_ in ("NORP", "GPE"):
        return True
    return bool(word.text[:1].isupper()) and load_actors().find(word.text) is not None


def _joined(found: list[Token]) -> list[Range]:
    """The phrases of modifiers: one where they stand together, each its own where a hyphen pairs two peoples."""
    edges = [grammar.phrase(m) for m in found]
    if found[-1].i - found[0].i < len(found) + 1:
        start, end = min(e[0] for e in edges), max(e[1] for e in edges)
        doc = found[0].doc
        for word in doc[start:end]:
            if word.text in ("-", "–") and start < word.i < end - 1:
                sides = doc[word.i - 1], doc[word.i + 1]
                if all(side.is_title and _is_people(side) for side in sides):
                    return [(start, word.i), (word.i + 1, end)]
        return [(start, end)]
    return edges
