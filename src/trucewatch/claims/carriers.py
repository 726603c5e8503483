"""Carriers: who moves the aid or keeps it from moving, and whom it is for."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import Draft
from trucewatch.claims.fillers import find_makers, put
from trucewatch.claims.loads import find_lost_load
from trucewatch.claims.senses import Senses, lemma

Token = Any
_STOPS = ("aid_blocked", "aid_looted", "aid_approved")
_LOADS = ("aid", "convoy", "access")
_GETS = frozenset({"receive", "get", "obtain", "collect"})


def assign_carriers(draft: Draft, senses: Senses) -> None:
    """Who moves the aid or keeps it from moving, and for whom it is."""
    for trigger in draft.triggers:
        word = trigger.token
        movers = [word] if trigger.nominal else grammar.objects(word)
        doers: list[Token | None] = []
        if not trigger.nominal:
            doers = [find_lost_load(word, senses) or grammar.subject(word), *_others(word)]
            movers += [t for t in doers if t is not None]
            by = grammar.by_phrase(word)
            doers = doers if by is None else [by]
        elif draft.light == "light" and draft.clause is not None:
            doers = [grammar.agent(draft.clause)]
        for doer in doers:
            if doer is None or senses.is_a(doer, *_LOADS) or doer.pos_ == "NUM":
                continue
            put(draft, _role_of(draft, word, doer, senses), doer, senses)
        for mover in movers:
            if senses.is_a(mover, *_LOADS) or trigger.nominal or lemma(mover) in ("effort", "attempt"):
                _add_senders(draft, mover, senses)
        to = grammar.prep_object(word, "to", "for", "among")
        if to is not None and senses.is_a(to, "civilian", "people", "pronoun"):
            put(draft, "target", to, senses)


def _role_of(draft: Draft, word: Token, doer: Token, senses: Senses) -> str:
    if lemma(word) in _GETS and senses.is_a(doer, "people", "civilian", "place"):
        return "target"
    return "perpetrator" if draft.type in _STOPS else "carrier"


def _others(verb: Token) -> list[Token]:
    """Further subjects that the parse gives one verb: of "trucks from the Red Cross, and the U.N. delivered"."""
    own = [c for c in verb.children if c.dep_ == "nsubj"]
    return own[:-1] if len(own) > 1 else []


def _add_senders(draft: Draft, mover: Token, senses: Senses) -> None:
    """Whose load it is: "a Red Crescent convoy", "trucks from the agency"."""
    for edge in find_makers(mover, senses):
        draft.add("carrier", edge)
    sender = grammar.prep_object(mover, "from", "by")
    if sender is not None and senses.is_a(sender, "actor", "aid_agency", "name", "political"):
        put(draft, "carrier", sender, senses)
        for beside in sender.rights:
            if beside.dep_ == "appos" and senses.is_a(beside, "aid_agency"):
                put(draft, "carrier", beside, senses)
    of = grammar.prep_object(mover, "of")
    if of is not None and senses.is_a(of, "aid_agency"):
        put(draft, "carrier", of, senses)
    elif of is not None and senses.is_a(of, "convoy"):
        # "A convoy of 15 World Food Programme trucks".
        for edge in find_makers(of, senses):
            draft.add("carrier", edge)
