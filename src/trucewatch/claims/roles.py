"""Roles: who did it and to whom, as noun phrases of the clause or the phrase that tells it."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.carriers import assign_carriers
from trucewatch.claims.doers import add_doers, add_sides, blamed, members, responsible
from trucewatch.claims.draft import ATTACKS, HARMS, Draft, Trigger
from trucewatch.claims.fillers import put
from trucewatch.claims.senses import Senses, lemma
from trucewatch.claims.victims import add_victims, add_victims_of_clause, drop_places, is_event

Token = Any
_STRUCK = frozenset({"bomb", "hit", "attack", "shell", "strike", "target", "raid", "ambush", "storm", "bombard"})
_HEARING = frozenset({"hear", "report", "record", "document", "monitor", "observe", "see", "witness", "register"})
_LOSING = frozenset({"surrender", "capitulate", "lose", "cede"})
_SETTING = frozenset({"during", "amid", "amidst"})


def assign_roles(draft: Draft, senses: Senses) -> None:
    """Fill ``draft.roles`` from each of its triggers."""
    if draft.kind == "access" and draft.type.startswith("aid_"):
        assign_carriers(draft, senses)
        return
    setting = [t for t in draft.triggers if _is_setting(t)]
    for trigger in draft.triggers:
        if trigger not in setting:
            if not trigger.nominal:
                _put_subject(draft, trigger, senses)
            add_doers(draft, trigger, senses)
            add_victims(draft, trigger, senses)
    if draft.clause is not None and draft.light:
        if draft.light == "light":
            doer = grammar.agent(draft.clause)
            for one in members(doer, draft.clause) if doer is not None else ():
                put(draft, "perpetrator", one, senses)
        add_victims_of_clause(draft, senses)
    for trigger in setting:
        # What goes on around the act ("during the fighting between …") speaks only where the act's own words are mute.
        if not draft.roles.get("perpetrator"):
            add_doers(draft, trigger, senses)
    if draft.type == "armed_clash":
        add_sides(draft, senses)
    if draft.kind == "incident" and not draft.roles.get("perpetrator"):
        put(draft, "perpetrator", responsible(draft.head.sent, senses), senses)
    if draft.kind == "incident" and draft.type in ATTACKS | HARMS and not draft.roles.get("perpetrator"):
        put(draft, "perpetrator", blamed(draft.head.sent, senses), senses)
    drop_places(draft, senses)
    _drop_repeats(draft)


def _put_subject(draft: Draft, trigger: Trigger, senses: Senses) -> None:
    """Put the subject of an active verb in the role that it plays there."""
    verb = trigger.token
    if grammar.is_passive(verb) or trigger.subject_role == "none":
        return
    doer, things = grammar.subject(verb), grammar.objects(verb)
    if trigger.effect and not things and doer is not None and senses.is_a(doer, "people") and not _acts_on(verb):
        # A headline's passive without its auxiliary: "others injured".
        put(draft, "target", doer, senses)
    elif _is_hit(verb, trigger, struck := _headed(verb, doer), things, senses):
        put(draft, "target", struck, senses)
    elif trigger.type == "territory_change" and (trigger.subject_role == "target" or lemma(verb) in _LOSING):
        put(draft, "target", doer, senses)
        put(draft, "perpetrator", grammar.prep_object(verb, "to"), senses)
    elif trigger.subject_role != "perpetrator":
        put(draft, trigger.subject_role, doer, senses)
    elif doer is not None and not _is_lent(verb) and not is_event(doer, draft):
        for one in members(doer, verb):
            put(draft, "perpetrator", one, senses)


def _is_lent(verb: Token) -> bool:
    """Whether the subject is a passive's, lent to a clause below it: "were killed in strikes targeting the suburbs"."""
    if verb.dep_ not in ("advcl", "conj") or grammar.own_subject(verb) is not None:
        return False
    first = verb
    while first.dep_ == "conj" and grammar.is_verb(first.head):
        first = first.head
    # "Activists heard an explosion, killing two": who heard it did nothing.
    return grammar.is_passive(verb.head) or (first.dep_ == "advcl" and lemma(first.head) in _HEARING)


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


def _is_setting(trigger: Trigger) -> bool:
    """Whether the noun stands in a phrase that tells when: "during the escalation"."""
    head = trigger.token.head
    return trigger.nominal and head.dep_ == "prep" and head.lower_ in _SETTING


def _drop_repeats(draft: Draft) -> None:
    """Leave each doer once: the same words, or an adjective that a fuller phrase holds ("Russian", "Russian jets")."""
    doc = draft.head.doc
    kept: list[grammar.Range] = []
    doers = draft.roles.get("perpetrator", [])
    words = {d: frozenset(t.lower_ for t in doc[d[0] : d[1]]) - {"the"} for d in doers}
    for doer in doers:
        fuller = any(words[doer] < words[other] for other in doers)
        if not fuller and not any(words[doer] == words[other] for other in kept):
            kept.append(doer)
    if doers:
        draft.roles["perpetrator"] = kept
