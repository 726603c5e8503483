"""Victims: whom and what it was done to, places among them only where they are what was hit."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.descriptions import among
from trucewatch.claims.doers import is_doer_of
from trucewatch.claims.draft import ATTACKS, HARMS, Draft, Trigger
from trucewatch.claims.fillers import TIMES, put
from trucewatch.claims.senses import Senses, lemma

Token = Any
_ON = ("on", "against", "at", "upon", "onto", "towards", "toward")
_HITS = frozenset({
    "hit", "strike", "destroy", "damage", "engage", "target", "suppress", "burn", "disable", "kill", "wreck", "raze",
    "demolish", "flatten", "sink", "level", "cripple", "shatter", "gut", "obliterate", "bomb", "pound", "shell",
})  # fmt: skip
_DAMAGE = frozenset({"damage", "destruction", "harm", "loss", "havoc", "devastation", "casualty"})
_USING = frozenset({"use", "employ", "fire", "launch", "drop", "lob", "release", "utilize", "deploy"})
"""Verbs whose object is the weapon."""
_INTRUDING = frozenset({"invade", "infiltrate", "penetrate", "storm"})
_LEAVING = frozenset({"flee", "leave", "abandon", "escape"})
_FREEING = frozenset({
    "liberate", "free", "clear", "control", "hold", "raise", "secure", "enter", "regain", "reclaim", "recover",
    "retain",
})  # fmt: skip
"""Verbs that wrong nobody in the place that they name."""
_HOLDING = frozenset({"hold", "control", "occupy", "seize", "capture", "run"})
_LOSING = frozenset({"lose", "cede"})
_AIMED = ("armed", "people", "vehicle", "building", "military_post")
_HARMED = ("people", "armed", "place", "building", "vehicle", "weapon")
_PLAIN_OBJECTS = ("attack", "strike", "raid", "offensive")


def add_victims(draft: Draft, trigger: Trigger, senses: Senses) -> None:
    """Add to ``draft`` the targets that a trigger names."""
    if trigger.nominal:
        _add_of_noun(draft, trigger, senses)
        return
    verb = trigger.token
    counting = among(verb.head) if verb.dep_ == "acl" else None
    if counting is not None:
        whole = [c for c in counting.children if c.dep_ in ("nsubj", "attr") and c.i != verb.head.i]
        put(draft, "target", next(iter(whole), None), senses)
        return
    things = grammar.objects(verb)
    if trigger.type == "territory_change":
        _add_losers(draft, trigger, things, senses)
        return
    for thing in things:
        if _is_done_to(draft, trigger, thing, senses):
            put(draft, trigger.object_role, thing, senses)
    if trigger.type in ATTACKS and trigger.object_role == "target":
        named = trigger.rule.partition(":")[2].split()[1:]
        weapon = bool(things) and (
            senses.is_a(things[0], "projectile") or lemma(verb) in _USING or lemma(things[0]) in named
        )
        on = grammar.prep_object(verb, *_ON) if not things or weapon else None
        if on is not None and lemma(on) not in ("time", "border"):
            _put_aim(draft, on, senses)
    _add_of_participles(draft, verb, senses)


def _is_done_to(draft: Draft, trigger: Trigger, thing: Token, senses: Senses) -> bool:
    verb = trigger.token
    if trigger.type == "force_movement":
        return lemma(verb) in _INTRUDING
    if trigger.type == "violation":
        return senses.is_a(thing, "people")
    if trigger.type == "displacement" and lemma(verb) in _LEAVING:
        return grammar.is_passive(verb)
    if trigger.type in ("route_opened", "route_closed"):
        return senses.is_a(thing, "people")
    if lemma(thing) in trigger.rule.partition(":")[2].split()[1:]:
        return False  # "opened fire": part of the name of the act.
    if lemma(verb) in _USING and not grammar.is_passive(verb) and senses.is_a(thing, "weapon", "projectile"):
        return False
    if is_event(thing, draft) and not senses.is_a(thing, "convoy"):
        return False
    return not senses.is_a(thing, "projectile")


def _add_losers(draft: Draft, trigger: Trigger, things: list[Token], senses: Senses) -> None:
    """Of ground that changed hands: who lost it, where the words say so; else the ground that was taken."""
    verb = trigger.token
    holders = [h for h in (grammar.prep_object(verb, "from", "of"), *map(_holder, things)) if h is not None]
    armed = [h for h in holders if senses.is_a(h, "armed") or h.ent_type_ in ("ORG", "NORP")]
    if armed:
        put(draft, "target", armed[0], senses)
        return
    for thing in things:
        if lemma(verb) in _LOSING or is_event(thing, draft):
            continue
        if senses.is_a(thing, "armed", "people") or not (lemma(verb) in _FREEING or _goes_back(verb)):
            put(draft, trigger.object_role, thing, senses)


def _goes_back(verb: Token) -> bool:
    return any(c.lower_ == "back" for c in verb.children)


def _holder(ground: Token) -> Token | None:
    """Who held the ground: "rebel-held areas", "land held by the militia", "territory the group once controlled"."""
    for child in ground.children:
        if lemma(child) not in _HOLDING:
            continue
        if child.dep_ == "amod":
            return next((c for c in child.lefts if c.dep_ in ("npadvmod", "compound", "nsubj", "nmod")), None)
        if child.dep_ in ("acl", "relcl"):
            return grammar.by_phrase(child) or grammar.own_subject(child)
    of = grammar.prep_object(ground, "of")
    return _holder(of) if of is not None and of.i > ground.i else None


def _add_of_participles(draft: Draft, verb: Token, senses: Senses) -> None:
    """What is hit in the clauses that go on telling the act: "fired two missiles, destroying the depot"."""
    told = {t.token.i for t in draft.triggers}
    for child in verb.children:
        going_on = child.dep_ in ("advcl", "acl") and child.tag_ == "VBG"
        going_on |= child.dep_ == "conj" and grammar.own_subject(child) is None and child.tag_ in ("VBD", "VBN")
        if going_on and child.i not in told:
            if lemma(child) in _HITS:
                for thing in grammar.objects(child):
                    put(draft, "target", thing, senses)
            _add_of_participles(draft, child, senses)


def _add_of_noun(draft: Draft, trigger: Trigger, senses: Senses) -> None:
    noun = trigger.token
    if noun.dep_ == "amod":
        draft.add("target", grammar.phrase(noun.head))
        return
    owner = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    if trigger.type in HARMS and owner is not None:
        put(draft, "target", owner, senses)
    of = grammar.prep_object(noun, "of")
    if of is not None and lemma(of) in trigger.rule.partition(":")[2].split()[1:]:
        of = None  # "an exchange of fire": part of the name of the happening.
    if of is not None and _is_victim(noun, of, trigger, senses):
        put(draft, "target", of, senses)
    on = grammar.prep_object(noun, *_ON, "over")
    if on is not None:
        _put_aim(draft, on, senses)
    told = {t.token.i for t in draft.triggers}
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and lemma(child) in _HITS and child.i not in told:
            for thing in grammar.objects(child):
                if thing.i != noun.i:
                    put(draft, "target", thing, senses)


def _is_victim(noun: Token, of: Token, trigger: Trigger, senses: Senses) -> bool:
    if trigger.type in ("violation", "territory_change", "force_movement", "overflight"):
        return False
    if trigger.type == "attack" and lemma(noun) in _PLAIN_OBJECTS:
        return False
    return not is_doer_of(noun, of, trigger, senses)


def add_victims_of_clause(draft: Draft, senses: Senses) -> None:
    """Add the targets of the verb that lends a noun its grammar ("launched strikes on", "caused damage to")."""
    verb, how = draft.clause, draft.light
    if how == "suffer":
        put(draft, "target", grammar.subject(verb), senses)
    elif how == "cause" or (how == "subject" and lemma(verb) in _HITS):
        for thing in grammar.objects(verb):
            if lemma(thing) in _DAMAGE:
                put(draft, "target", grammar.prep_object(thing, "to", "on", "in"), senses)
            elif lemma(verb) in _HITS or senses.is_a(thing, *_HARMED):
                put(draft, "target", thing, senses)
    on = None
    if how == "light":
        on = grammar.prep_object(verb, *_ON) or _aim_below(verb, senses)
    elif how in ("happen", "subject"):
        on = grammar.prep_object(verb, *(_ON if lemma(verb) in ("aim", "direct") else ("against", "on")))
    if on is not None:
        _put_aim(draft, on, senses)
    _add_of_participles(draft, verb, senses)


def _aim_below(verb: Token, senses: Senses) -> Token | None:
    """Whom a phrase further down the clause is against: "conducted strikes using drones against the militants"."""
    for token in verb.subtree:
        if token.lower_ == "against" and token.dep_ == "prep" and token.i > verb.i:
            for inner in token.children:
                owned = any(c.ent_type_ in ("ORG", "NORP") for c in inner.lefts)
                aimed = owned or lemma(inner) in ("target", "position") or senses.is_a(inner, *_AIMED)
                if inner.dep_ == "pobj" and aimed:
                    return inner
    return None


def _put_aim(draft: Draft, on: Token, senses: Senses) -> None:
    if on.ent_type_ not in TIMES:
        put(draft, "target", on, senses)


def drop_places(draft: Draft, senses: Senses) -> None:
    """Where people are named as victims, a town named as where the attack fell is its place and no target."""
    doc, targets = draft.head.doc, draft.roles.get("target", [])
    heads = [doc[start:end].root for start, end in targets]
    people = {h.i for h in heads if h.pos_ == "NOUN" and senses.is_a(h, "people", "civilian")}
    if draft.kind == "incident" and people:
        draft.roles["target"] = [
            t
            for t, h in zip(targets, heads, strict=True)
            if not _is_town(h, senses) or not people.isdisjoint(c.i for c in h.conjuncts)
        ]


def _is_town(token: Token, senses: Senses) -> bool:
    if senses.is_a(token, "people", "armed", "building", "vehicle"):
        return False
    named = token.pos_ == "PROPN" or any(c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN" for c in token.lefts)
    return bool(named and token.ent_type_ in ("GPE", "LOC", "FAC", ""))


def is_event(token: Token, draft: Draft) -> bool:
    """Whether the token is one of the words that tell the happening."""
    return any(t.token.i == token.i for t in draft.triggers)
