"""Carriers: who moves the aid or keeps it from moving, and whom it is for."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import Draft
from trucewatch.claims.fillers import find_makers, put
from trucewatch.claims.senses import Senses, lemma

Token = Any
_STOPS = ("aid_blocked", "aid_looted", "aid_approved")
_LOADS = ("aid", "convoy", "access")


def assign_carriers(draft: Draft, senses: Senses) -> None:
    """Who moves the aid or keeps it from moving, and for whom it is."""
    for trigger in draft.triggers:
        word = trigger.token
        subject = by = None
        if not trigger.nominal:
            subject, by = grammar.subject(word), grammar.by_phrase(word)
        movers = [t for t in (subject, *([] if trigger.nominal else grammar.objects(word))) if t is not None]
        doer = by if by is not None else subject
        if doer is not None and not senses.is_a(doer, *_LOADS) and doer.pos_ != "NUM":
            put(draft, "perpetrator" if draft.type in _STOPS else "carrier", doer, senses)
        for mover in [word, *movers] if trigger.nominal else movers:
            if senses.is_a(mover, *_LOADS) or trigger.nominal or lemma(mover) in ("effort", "attempt"):
                _add_senders(draft, mover, senses)
        to = grammar.prep_object(word, "to", "for", "among")
        if to is not None and senses.is_a(to, "civilian"):
            put(draft, "target", to, senses)


def _add_senders(draft: Draft, mover: Token, senses: Senses) -> None:
    """Whose load it is: "a Red Crescent convoy", "trucks from the agency"."""
    for edge in find_makers(mover, senses):
        draft.add("carrier", edge)
    sender = grammar.prep_object(mover, "from", "by")
    if sender is not None and senses.is_a(sender, "actor", "aid_agency", "name", "political"):
        put(draft, "carrier", sender, senses)
    of = grammar.prep_object(mover, "of")
    if of is not None and senses.is_a(of, "aid_agency"):
        put(draft, "carrier", of, senses)
