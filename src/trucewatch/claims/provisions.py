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
_COVERED = frozenset({"cover", "include", "protect", "bind", "affect", "encompass"})
_LEFT_OUT = frozenset({"exclude", "exempt", "omit", "except"})
_STATES = frozenset({"be", "remain", "stay", "permit", "allow"})
_FREE = frozenset({"exempt", "exempted", "permitted", "allowed", "lawful", "legitimate"})
_FREED = frozenset({"permit", "allow"})
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
    """Who is not covered: "neither group is covered by the truce", "is not part of it", "the deal leaves out X"."""
    instruments = senses.lexicon.terms.instruments
    name, subject = lemma(verb), grammar.own_subject(verb)
    if subject is None or verb.dep_ in ("relcl", "advcl"):
        return None
    left = any(c.lower_ in ("out", "outside", "aside") for c in verb.rights)
    no = any(c.dep_ == "neg" for c in verb.children) or subject.lower_ in _NONE
    no = no or any(c.dep_ == "det" and c.lower_ in _NONE for c in subject.lefts)
    who: Token | None = subject
    if name == "leave" and left and not grammar.is_passive(verb) and lemma(subject) in instruments:
        who = next(iter(grammar.objects(verb)), None)
    elif name in _STATES and _is_spared(verb, subject, senses):
        pass
    elif not _is_outside(verb, subject, senses, no=no, left=left):
        return None
    if who is None:
        return None
    draft = _draft("term", "exclusion", verb, f"term.exclusion:{name}")
    draft.add("target", grammar.phrase(who, joint=True))
    return draft


def _is_outside(verb: Token, subject: Token, senses: Senses, *, no: bool, left: bool) -> bool:
    """Whether the subject is said to be no part of an agreement that the clause names."""
    name = lemma(verb)
    where: Token | None = verb
    if name == "be" and no:
        where = next((c for c in verb.children if c.dep_ == "attr" and lemma(c) in ("part", "party")), None)
    elif name in ("fall", "stand", "remain", "be", "stay") and left:
        where = next((c for c in verb.rights if c.lower_ == "outside"), None)
        thing = next((c for c in where.children if c.dep_ == "pobj"), None) if where is not None else None
        return thing is not None and lemma(thing) in senses.lexicon.terms.instruments
    elif not grammar.is_passive(verb) or not (
        name in _LEFT_OUT or (name in _COVERED and no) or (name == "leave" and left)
    ):
        return False
    named = {lemma(t) for t in where.subtree if t.dep_ == "pobj" and t.i > verb.i} if where is not None else set()
    return bool(named & set(senses.lexicon.terms.instruments)) or (
        name in _LEFT_OUT and bool(named) is False and senses.is_a(subject, "armed", "violence")
    )


def _is_spared(verb: Token, subject: Token, senses: Senses) -> bool:
    """Whether acts of war are left free: "operations against the extremists are exempt", "remain permitted"."""
    if not senses.is_a(subject, "violence", "armed"):
        return False
    free = any(c.dep_ in ("acomp", "oprd") and c.lower_ in _FREE for c in verb.rights)
    return free or (lemma(verb) in _FREED and any(c.dep_ == "auxpass" and c.lemma_ == "remain" for c in verb.lefts))


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
