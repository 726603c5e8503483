"""Roles: who did it and to whom, as noun phrases of the clause or the phrase that tells it."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import ATTACKS, HARMS, Draft, Trigger
from trucewatch.claims.senses import Senses, lemma
from trucewatch.packs.actors import load_actors

Token = Any
_ON = ("on", "against", "at", "upon", "onto", "towards", "toward")
_HITS = frozenset({"hit", "strike", "destroy", "damage", "engage", "target", "suppress", "burn", "disable", "kill"})
_STRUCK = frozenset({"bomb", "hit", "attack", "shell", "strike", "target", "raid", "ambush", "storm", "bombard"})
_WATCHING = frozenset({"monitor", "observatory", "watchdog", "correspondent", "reporter", "observer", "witness"})
"""Those who report what others did."""
_TIMES = frozenset({"DATE", "TIME"})
_PRONOUNS = frozenset({
    "he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "his", "their", "its", "our", "who",
    "which", "that", "this", "those", "these", "there", "others",
})  # fmt: skip


def assign_roles(draft: Draft, senses: Senses) -> None:
    """Fill ``draft.roles`` from each of its triggers."""
    if draft.kind == "access" and draft.type.startswith("aid_"):
        assign_carriers(draft, senses)
        return
    for trigger in draft.triggers:
        if trigger.nominal:
            _of_noun(draft, trigger, senses)
        else:
            _of_verb(draft, trigger, senses)
    if draft.clause is not None and draft.light:
        _of_light(draft, senses)
    if draft.type == "armed_clash":
        _sides(draft, senses)


def assign_carriers(draft: Draft, senses: Senses) -> None:
    """Who moves the aid or keeps it from moving, and for whom it is."""
    for trigger in draft.triggers:
        word = trigger.token
        subject = by = None
        if not trigger.nominal:
            subject, by = grammar.subject(word), grammar.by_phrase(word)
        movers = [t for t in (subject, *([] if trigger.nominal else grammar.objects(word))) if t is not None]
        doer = by if by is not None else subject
        stops = draft.type in ("aid_blocked", "aid_looted", "aid_approved")
        if doer is not None and not senses.is_a(doer, "aid", "convoy", "access") and doer.pos_ != "NUM":
            put(draft, "perpetrator" if stops else "carrier", doer, senses)
        for mover in [word, *movers] if trigger.nominal else movers:
            if (
                senses.is_a(mover, "aid", "convoy", "access")
                or trigger.nominal
                or lemma(mover) in ("effort", "attempt")
            ):
                for edge in _makers(mover, senses):
                    draft.add("carrier", edge)
                sender = grammar.prep_object(mover, "from", "by")
                if sender is not None and senses.is_a(sender, "actor", "aid_agency", "name", "political"):
                    put(draft, "carrier", sender, senses)
                of = grammar.prep_object(mover, "of")
                if of is not None and senses.is_a(of, "aid_agency"):
                    put(draft, "carrier", of, senses)
        to = grammar.prep_object(word, "to", "for", "among")
        if to is not None and senses.is_a(to, "civilian"):
            put(draft, "target", to, senses)


def put(draft: Draft, role: str, token: Token | None, senses: Senses) -> None:
    """Add the phrase of ``token``, one entry for each noun that is coordinated in it."""
    if token is None or role == "none" or token.pos_ in ("ADV", "SCONJ", "ADP"):
        return
    if token.ent_type_ in ("DATE", "TIME") or (grammar.names_nobody(token) and not grammar.is_neither(token)):
        return
    if role == "perpetrator" and lemma(token) in _WATCHING:
        return
    parts = grammar.conjuncts(token)
    if len(parts) > 1 and role == "target" and all(_single(p) for p in parts):
        draft.add(role, grammar.phrase(token, joint=True))
        return
    for part in parts:
        if role in ("perpetrator", "carrier") and not _acts(part, senses):
            for edge in _makers(part, senses):
                draft.add(role, edge)
            continue
        for where in _listed(part):
            draft.add(role, where)


def _listed(token: Token) -> list[grammar.Range]:
    """The phrase of ``token``; two, where the parse took the name before a comma for a part of the name after it."""
    start, end = grammar.phrase(token)
    for child in token.lefts:
        comma = child.i + 1
        if child.dep_ == "nmod" and child.pos_ == "PROPN" and token.doc[comma].text == "," and comma + 1 < end:
            return [(start, comma), (comma + 1, end)]
    return [(start, end)]


def _single(token: Token) -> bool:
    return any(c.lower_ in ("a", "an", "one") for c in token.lefts)


def _acts(token: Token, senses: Senses) -> bool:
    """Whether the noun names somebody who acts, not a weapon or an event."""
    classes = senses.classes(token)
    if "attack" in classes or ("projectile" in classes and "aircraft" not in classes):
        return False
    if (token.pos_ == "PRON" and token.lower_ not in _PRONOUNS) or token.pos_ == "NUM":
        return False
    return (
        bool(
            classes
            & {"armed", "actor", "people", "political", "aircraft", "name", "civilian", "aid_agency", "convoy", "group"}
        )
        or token.pos_ == "PROPN"
    )


def _makers(token: Token, senses: Senses) -> list[tuple[int, int]]:
    """Whose weapon or act it is: "Turkish rockets", "the regime's bombardment", "a rocket fired by militants"."""
    found: list[Token] = []
    for child in token.lefts:
        named = child.ent_type_ in ("NORP", "ORG", "GPE", "PERSON")
        armed = child.dep_ != "amod" and (senses.is_a(child, "armed") or lemma(child) == "government")
        weapon = senses.is_a(child, "projectile", "means") and not senses.is_a(child, "aircraft")
        if child.dep_ in ("amod", "compound", "poss", "nmod") and (named or armed) and not weapon:
            town = child.ent_type_ == "GPE" and child.dep_ != "poss" and load_actors().find(child.text) is None
            if not town and child.left_edge.lower_ not in ("near", "in", "around"):
                found.append(child)
    if found:
        edges = [grammar.phrase(m) for m in found]
        if found[-1].i - found[0].i < len(found) + 1:
            return [(min(e[0] for e in edges), max(e[1] for e in edges))]
        return edges
    for child in token.rights:
        if child.dep_ == "acl" and child.tag_ in ("VBN", "VBD"):
            by = grammar.by_phrase(child)
            if by is not None and _acts(by, senses):
                return [grammar.phrase(part) for part in grammar.conjuncts(by)]
    return []


def _of_verb(draft: Draft, trigger: Trigger, senses: Senses) -> None:
    verb = trigger.token
    things = grammar.objects(verb)
    if grammar.is_passive(verb):
        put(draft, trigger.subject_role if trigger.object_role != "none" else "none", grammar.by_phrase(verb), senses)
    else:
        doer = grammar.subject(verb)
        if trigger.effect and not things and doer is not None and senses.is_a(doer, "people") and not _acts_on(verb):
            # A headline's passive without its auxiliary: "others injured".
            put(draft, "target", doer, senses)
        elif _is_hit(verb, trigger, struck := _headed(verb, doer), things, senses):
            put(draft, "target", struck, senses)
        elif (trigger.type == "territory_change" and trigger.subject_role == "target") or lemma(verb) == "surrender":
            put(draft, "target", doer, senses)
            put(draft, "perpetrator", grammar.prep_object(verb, "to"), senses)
        elif trigger.subject_role == "perpetrator":
            # "Were killed, in strikes targeting the suburbs": the dead did not target.
            lent = (
                verb.dep_ in ("advcl", "conj") and grammar.own_subject(verb) is None and grammar.is_passive(verb.head)
            )
            if not lent and not (doer is not None and _is_event(doer, draft)):
                put(draft, "perpetrator", doer, senses)
        else:
            put(draft, trigger.subject_role, doer, senses)
    for thing in things:
        event = _is_event(thing, draft) and not senses.is_a(thing, "convoy")
        if not event and not senses.is_a(thing, "projectile"):
            put(draft, trigger.object_role, thing, senses)
    if trigger.type in ATTACKS and trigger.object_role == "target":
        on = grammar.prep_object(verb, *_ON) if not things or senses.is_a(things[0], "projectile") else None
        if on is not None and on.ent_type_ not in ("DATE", "TIME") and lemma(on) not in ("time", "border"):
            put(draft, "target", on, senses)


def _headed(verb: Token, doer: Token | None) -> Token | None:
    """The subject, or the noun that a headline's past tense was hung on."""
    return verb.head if doer is None and verb.dep_ == "acl" and verb.tag_ == "VBD" else doer


def _is_hit(verb: Token, trigger: Trigger, doer: Token | None, things: list[Token], senses: Senses) -> bool:
    """Whether a headline's passive lacks its auxiliary: "relief convoy bombed", "hospital hit in raid"."""
    if doer is None or things or trigger.type not in ATTACKS or verb.tag_ not in ("VBN", "VBD"):
        return False
    if doer.ent_type_ == "GPE" or senses.is_a(doer, "armed", "projectile", "aircraft", "attack"):
        return False
    return lemma(verb) in _STRUCK and senses.is_a(doer, "convoy", "building", "medical", "aid_target")


def _acts_on(verb: Token) -> bool:
    """Whether the verb has somebody under it in another clause ("killing and injuring over 35")."""
    return any(c.dep_ == "conj" and any(g.dep_ in grammar.OBJECTS for g in c.children) for c in verb.children)


def _of_noun(draft: Draft, trigger: Trigger, senses: Senses) -> None:
    noun = trigger.token
    if noun.dep_ == "amod":
        draft.add("target", grammar.phrase(noun.head))
        return
    by = grammar.by_phrase(noun)
    if by is not None:
        put(draft, "perpetrator", by, senses)
    owner = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    if trigger.type in HARMS and owner is not None:
        put(draft, "target", owner, senses)
    elif by is None:
        for edge in _makers(noun, senses):
            draft.add("perpetrator", edge)
    of = grammar.prep_object(noun, "of")
    if of is not None and lemma(of) in trigger.rule.partition(":")[2].split()[1:]:
        of = None  # "an exchange of fire": part of the name of the happening.
    on = grammar.prep_object(noun, *_ON)
    between = grammar.prep_object(noun, "between")
    if between is not None and senses.is_a(between, "armed", "actor", "name") and between.ent_type_ not in _TIMES:
        put(draft, "perpetrator", between, senses)
    if of is not None:
        if on is not None and senses.is_a(of, "armed") and trigger.type in ATTACKS:
            put(draft, "perpetrator", of, senses)
        elif trigger.type in ("attack",) and trigger.rule.split(":")[-1] in ("attack", "strike", "raid", "offensive"):
            pass
        elif senses.is_a(of, "aircraft", "projectile") or trigger.type in ("force_movement", "overflight"):
            put(draft, "perpetrator", of, senses)
        elif trigger.type not in ("violation",):
            put(draft, "target", of, senses)
    if on is not None and on.ent_type_ not in ("DATE", "TIME"):
        put(draft, "target", on, senses)
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBG" and lemma(child) in ("target", "hit", "strike"):
            for thing in grammar.objects(child):
                put(draft, "target", thing, senses)


def _of_light(draft: Draft, senses: Senses) -> None:
    verb, how = draft.clause, draft.light
    if how == "light":
        doer = grammar.agent(verb)
        put(draft, "perpetrator", doer, senses)
        on = grammar.prep_object(verb, *_ON)
        if on is not None and on.ent_type_ not in ("DATE", "TIME"):
            put(draft, "target", on, senses)
    elif how == "suffer":
        put(draft, "target", grammar.subject(verb), senses)
    elif how == "cause":
        for thing in grammar.objects(verb):
            if lemma(verb) in _HITS or senses.is_a(thing, "people", "armed", "place", "building", "vehicle", "weapon"):
                put(draft, "target", thing, senses)
    on = grammar.prep_object(verb, "against", "on") if how in ("happen", "subject") else None
    if on is not None and on.ent_type_ not in ("DATE", "TIME"):
        put(draft, "target", on, senses)


def _sides(draft: Draft, senses: Senses) -> None:
    """Both sides of a clash are perpetrators."""
    for trigger in draft.triggers:
        for where in (trigger.token, draft.clause):
            if where is None:
                continue
            for child in where.children:
                if child.dep_ == "prep" and child.lower_ in ("between", "with", "against", "among"):
                    for inner in child.children:
                        if inner.dep_ == "pobj" and senses.is_a(inner, "armed", "actor", "name"):
                            put(draft, "perpetrator", inner, senses)
                elif child.dep_ == "advcl" and lemma(child) == "pit":
                    for side in [*grammar.objects(child), grammar.prep_object(child, "against")]:
                        put(draft, "perpetrator", side, senses)
        if not trigger.nominal:
            for thing in grammar.objects(trigger.token):
                if senses.is_a(thing, "armed"):
                    put(draft, "perpetrator", thing, senses)
    for part in draft.roles.get("perpetrator", []):
        if part in draft.roles.get("target", []):
            draft.roles["target"].remove(part)


def _is_event(token: Token, draft: Draft) -> bool:
    return any(t.token.i == token.i for t in draft.triggers)
