"""Provisions in plain words: what holds under a deal, what sides "are to" do, who is left out, that a truce holds."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.anchor import clause_range
from trucewatch.claims.draft import Draft
from trucewatch.claims.senses import Senses, lemma

Token = Any
_MODALS = frozenset({"must", "shall", "will", "would", "should", "may", "can"})
BINDING = frozenset({
    "cease_hostilities", "aid_access", "withdrawal", "exchange", "monitoring", "no_fly", "duration",
})  # fmt: skip
_BOUND = frozenset({
    "side", "party", "convoy", "aid", "truck", "truce", "ceasefire", "agency", "relief", "fighting", "observer",
    "monitor", "weapon", "prisoner", "hostage", "artillery", "tank", "hostility", "attack", "lull", "pause", "calm",
    "gun",
})  # fmt: skip
_COVERED = frozenset({"cover", "include", "protect"})
_LEFT_OUT = frozenset({"exclude", "exempt", "omit"})
_LINKS = frozenset({"by", "from", "in", "under", "of"})
_QUIET = frozenset({"calm", "quiet"})
_HOLDS = frozenset({"hold", "prevail", "survive", "endure", "persist", "return", "continue"})
_STILL = frozenset({"hold", "survive", "endure"})
_TRUCES = frozenset({"ceasefire", "truce", "cessation", "agreement"})
_WHOLE = frozenset({"intact", "holding", "calm", "quiet"})
_NONE = frozenset({"neither", "no", "none"})


def find_under(verb: Token, senses: Senses) -> list[Token]:
    """The verbs that say what holds "under the deal": the verb with its duty, and those coordinated with it."""
    instruments = senses.lexicon.terms.instruments
    under = next(
        (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "under" for g in c.children
         if g.dep_ == "pobj" and lemma(g) in instruments),
        None,
    )  # fmt: skip
    if under is None or not _bound(verb):
        return []
    return [verb, *(c for c in verb.conjuncts if c.i > verb.i and c.pos_ == "VERB" and c.tag_ in ("VB", verb.tag_))]


def _bound(verb: Token) -> bool:
    """Whether the verb says what must or will be: "must withdraw", "are to withdraw"."""
    if any(c.dep_ == "aux" and c.lower_ in _MODALS for c in verb.children):
        return True
    return duty(verb) is not None


def duty(verb: Token) -> Token | None:
    """The infinitive of "are to stop attacks"; None for other verbs."""
    if verb.dep_ not in _MAIN or any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.children):
        return None
    if verb.lemma_ != "be" or verb.tag_ not in ("VBP", "VBZ", "VBD") or verb.dep_ in ("aux", "auxpass"):
        return None
    for child in verb.children:
        if child.dep_ == "xcomp" and child.tag_ == "VB" and child.i - verb.i <= 4:
            to = next((c for c in child.lefts if c.dep_ == "aux" and c.lower_ == "to"), None)
            if to is not None and to.i - verb.i <= 2:
                return child
    return None


def is_binding(type_: str, subject: Token | None, senses: Senses) -> bool:
    """Whether a duty of this type binds somebody whom a truce can bind."""
    if subject is None or type_ not in BINDING:
        return False
    return lemma(subject) in _BOUND or senses.is_a(subject, "armed", "political", "actor", "convoy", "aid")


def find_exclusion(verb: Token, senses: Senses) -> Draft | None:
    """Who is not covered: "neither group is covered by the truce", "is not part of the deal"."""
    instruments = senses.lexicon.terms.instruments
    name, subject = lemma(verb), grammar.own_subject(verb)
    if subject is None:
        return None
    no = any(c.dep_ == "neg" for c in verb.children) or subject.lower_ in _NONE
    no = no or any(c.dep_ == "det" and c.lower_ in _NONE for c in subject.lefts)
    where = verb
    if name == "be" and no:
        where = next((c for c in verb.children if c.dep_ == "attr" and lemma(c) in ("part", "party")), None)
    elif not (grammar.is_passive(verb) and (name in _LEFT_OUT or (name in _COVERED and no))):
        return None
    thing = grammar.prep_object(where, *_LINKS) if where is not None else None
    if thing is None or lemma(thing) not in instruments:
        return None
    draft = _draft("term", "exclusion", verb, f"term.exclusion:{name}")
    draft.add("target", grammar.phrase(subject, joint=True))
    return draft


def find_calm(verb: Token, senses: Senses) -> Draft | None:
    """That a truce holds or calm prevails: the speaker upholds it."""
    subject = grammar.own_subject(verb)
    if subject is None or any(c.dep_ == "neg" or c.lower_ in ("if", "unless") for c in verb.children):
        return None
    if any(c.dep_ == "aux" and c.lower_ in _MODALS | {"to", "could", "might"} for c in verb.children):
        return None
    name, thing = lemma(verb), lemma(subject)
    calm = thing in _QUIET
    if not calm and not (
        thing in ("ceasefire", "truce", "cessation", "agreement") and senses.is_a(subject, "agreement")
    ):
        return None
    whole = verb.lemma_ in ("be", "remain", "stay") and any(
        c.dep_ in ("acomp", "oprd", "attr") and c.lower_ in _WHOLE for c in verb.children
    )
    if not (name in (_HOLDS if calm else _STILL) or (whole and not calm)) or verb.dep_ not in _MAIN:
        return None
    if any(c.dep_ in grammar.OBJECTS for c in verb.children):
        return None
    return _draft("position", "upholds", verb, f"position.upholds:{thing} {name}")


_MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})


def _draft(kind: str, type_: str, verb: Token, rule: str) -> Draft:
    draft = Draft(kind, type_, verb, clause=verb)
    draft.start, draft.end = grammar.trim(verb.doc, *clause_range(verb, {verb.i}, set()))
    draft.rules.append(rule)
    return draft
