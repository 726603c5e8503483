"""Funding: money given or promised for relief, and the totals that it adds up to."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.anchor import clause_range
from trucewatch.claims.draft import Draft
from trucewatch.claims.fillers import put
from trucewatch.claims.senses import Senses, lemma
from trucewatch.claims.stance import read_stance

Token = Any
_GIVES = frozenset({
    "provide", "give", "commit", "pledge", "contribute", "donate", "allocate", "announce", "respond", "spend",
    "increase", "bring", "include", "grant", "earmark", "release", "disburse", "raise", "total", "amount", "offer",
    "promise", "deliver", "channel", "double", "boost", "receive",
})  # fmt: skip
_RELIEF = frozenset({"aid", "humanitarian", "relief", "refugee", "displaced", "vulnerable"})
_HELP = frozenset({"assistance", "support", "contribution", "funding", "help", "donation"})
_MARKS = frozenset({"$", "£", "€", "us$", "usd", "eur"})
_MILITARY = frozenset({"military", "weapon", "loan", "bond", "arms", "lethal"})


def find_funding(sentence: Any, senses: Senses, busy: set[int]) -> list[Draft]:
    """The sums for relief that a sentence tells of, one a clause; ``busy``: heads of facts already told."""
    drafts: list[Draft] = []
    told: set[int] = set()
    for mark in sentence:
        if mark.lower_ not in _MARKS:
            continue
        verb = grammar.clause_head(mark)
        if not grammar.is_verb(verb) or verb.i in told or verb.i in busy or lemma(verb) not in _GIVES:
            continue
        start, end = clause_range(verb, {verb.i, mark.i}, set())
        words = {w for t in verb.doc[start:end] for w in (lemma(t), t.lower_)}
        around = {w for t in sentence for w in (lemma(t), t.lower_)}
        relief = words & (_RELIEF | _HELP)
        if not relief or around & _MILITARY:
            continue
        told.add(verb.i)
        draft = Draft("figure", "aid_volume", verb, clause=verb)
        draft.start, draft.end = grammar.trim(verb.doc, start, end)
        draft.stance = read_stance(verb)
        if draft.stance == "asserted" and verb.dep_ == "advcl" and verb.tag_ == "VBG":
            # "Would give £20 million, bringing the total to £60 million".
            draft.stance = read_stance(verb.head)
        if draft.stance == "conditional":
            # "Said that it would give": a promise told in the past.
            draft.stance = "intended"
        draft.rules.append(f"figure.aid_volume:{lemma(verb)}")
        _add_sides(draft, verb, mark, senses)
        drafts.append(draft)
    return drafts


def _add_sides(draft: Draft, verb: Token, mark: Token, senses: Senses) -> None:
    """Who gives, as carrier, and to whom."""
    giver = grammar.agent(verb)
    if giver is not None and senses.is_a(giver, "actor", "political", "aid_agency", "name"):
        put(draft, "carrier", giver, senses)
    sum_ = mark.head
    for up in (verb, sum_, *grammar.ancestors(sum_, 3)):
        to = grammar.prep_object(up, "to", "for")
        if to is not None and senses.is_a(to, "people", "civilian", "political", "actor", "group"):
            put(draft, "target", to, senses)
            break
