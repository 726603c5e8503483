"""Figures: counts over a period or an area, which no single happening explains."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.anchor import clause_range
from trucewatch.claims.draft import Draft
from trucewatch.claims.senses import Senses, lemma
from trucewatch.claims.states import find_states, is_uprooting, state_of, volume_of

Token = Any
_STATES = {
    "besieged": {"cornered", "besieged", "trapped", "encircled", "stranded"},
    "displaced": {"exile", "exiles", "registered", "scattered", "sheltering", "displaced", "homeless", "uprooted"},
    "in_need": {"need", "hungry", "starving", "malnourished"},
    "death_toll": {"toll", "fatality"},
    "detained_total": {"detained", "imprisoned", "missing", "held"},
}
_CAMPAIGNS = frozenset({"operation", "campaign", "war", "conflict", "offensive", "siege"})
_THOUGHT = frozenset({"think", "believe", "fear", "report", "suspect", "presume"})


def find_figures(sentence: Any, senses: Senses, busy: set[int]) -> list[Draft]:
    """Counts told as a state ("remain trapped", "in need") or as a number that has reached n."""
    drafts = find_states(sentence, senses, busy)
    for token in sentence:
        name = lemma(token)
        if name in ("number", "toll", "total", "figure") and token.dep_ in (
            "nsubj",
            "nsubjpass",
            "dobj",
            "ROOT",
            "pobj",
        ):
            verb = grammar.clause_head(token)
            if name == "total" and verb.i in busy:
                continue
            if _counts(verb if grammar.is_verb(verb) else token):
                words = {lemma(t) for t in token.subtree} | {t.lower_ for t in token.subtree}
                type_ = next((k for k, v in _STATES.items() if words & v), "")
                if name == "toll":
                    type_ = "death_toll"
                if not type_:
                    type_ = (
                        "death_toll" if words & {"death", "dead", "killed", "victim", "casualty"} else "other_figure"
                    )
                if words & {"violation", "breach"}:
                    type_ = "violation_tally"
                if type_ == "other_figure" and not (
                    words & senses.lexicon.scope or words & senses.lexicon.nouns.keys()
                ):
                    continue
                draft = _draft(verb, type_, token)
                drafts.append(draft)
    return drafts


_PERIODS = frozenset({"since", "weeks", "months", "years", "days", "war", "conflict", "campaign", "so", "date"})
_LATELY = frozenset({"night", "overnight", "yesterday", "today", "hours", "morning", "evening", "dawn"})
_BULLETS = frozenset("•-*·–▪◦")
_DEAD = frozenset({"dead", "killed", "fatalities", "deaths", "casualties"})


def figure_of(draft: Draft, senses: Senses) -> str:
    """The figure that an act of harm or displacement amounts to when it is told as a running count, else "".

    "Have been killed since …", "has left hundreds of thousands dead", "millions have been displaced".
    """
    head = draft.clause
    if head is None or not grammar.is_verb(head):
        return ""
    if going_on := volume_of(draft) or state_of(head, senses):
        return going_on
    effects = {t.effect for t in draft.triggers if t.effect}
    told_of = head.head if head.dep_ in ("acl", "relcl") and head.head.i < head.i else head
    words = {t.lower_ for t in told_of.subtree}
    counted = [t for t in draft.triggers if t.nominal and any(c.dep_ == "nummod" for c in t.token.children)]
    text = head.doc[:14].text
    if counted and (text.lstrip()[:1] in _BULLETS or ":" in text[:40]) and words & _DEAD:
        return "death_toll"
    if draft.type == "siege" and (_is_state(head) or _are_besieged(head)):
        return "besieged"
    if not effects & {"killed", "displaced"}:
        return ""
    perfect = any(c.dep_ == "aux" and c.lower_ in ("have", "has", "’ve") for c in head.children)
    many = bool(words & {"thousands", "millions", "million"})
    passive = grammar.is_passive(head)
    if "displaced" in effects:
        if is_uprooting(head):
            return "displaced"
        verb = next(t.token for t in draft.triggers if t.effect == "displaced")
        told = verb.i == head.i and lemma(verb) in ("displace", "uproot")
        state = told and passive and (perfect or any(c.lower_ == "currently" for c in head.children) or many)
        if told and verb.dep_ in ("acl", "relcl"):
            return "displaced" if _has_number(told_of) or many else ""
        return "displaced" if state and (many or _has_number(head)) else ""
    if "killed" in effects and _has_number(told_of) and (_in_period(head) or _by_campaign(head)):
        return "death_toll"
    if perfect and not many and words & _LATELY:
        return ""
    if perfect and (words & _PERIODS or many):
        return "death_toll"
    if many and "killed" in effects:
        return "death_toll"
    return ""


def _in_period(verb: Token) -> bool:
    """Whether people were killed over weeks: "in the first week of the operation", "over three months"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "over", "during", "within", "throughout"):
            for span in child.children:
                whole = any(c.lower_ in ("first", "last", "past") or c.like_num for c in span.lefts)
                if span.dep_ == "pobj" and lemma(span) in ("week", "month", "year") and whole:
                    return True
    return False


def _by_campaign(verb: Token) -> bool:
    """Whether a whole campaign did the killing: "the operation killed 139 fighters"."""
    own = grammar.own_subject(verb)
    return own is not None and lemma(own) in _CAMPAIGNS and not grammar.is_passive(verb)


def _are_besieged(verb: Token) -> bool:
    """ "40,000 civilians besieged within the town"."""
    noun = verb.head
    counted = any(t.like_num and t.ent_type_ != "DATE" for t in noun.lefts)
    return verb.dep_ == "acl" and counted and lemma(noun) in _PEOPLE and grammar.by_phrase(verb) is None


def _is_state(verb: Token) -> bool:
    """Whether counted people "are trapped" or "remain besieged", with nobody named who does it."""
    subject = grammar.own_subject(verb)
    if subject is None or not grammar.is_passive(verb) or grammar.by_phrase(verb) is not None:
        return False
    people = any(t.like_num for t in subject.lefts) or any(t.ent_type_ == "CARDINAL" for t in subject.subtree)
    now = any(c.dep_ == "auxpass" and c.lower_ in ("are", "is", "were", "remain", "remained") for c in verb.children)
    return people and now and lemma(subject) in _PEOPLE


_PEOPLE = frozenset(
    {"people", "person", "civilian", "resident", "inhabitant", "family", "thousand", "hundred", "million"}
)


def _has_number(token: Token) -> bool:
    return any(t.like_num for t in token.subtree)


def _counts(verb: Token) -> bool:
    """Whether the clause itself holds a number, and not only one beside it."""
    beside = {t.i for c in verb.children if c.dep_ == "advcl" for t in c.subtree}
    beside |= {
        t.i for c in verb.children if c.dep_ == "xcomp" for g in c.children if g.dep_ == "advcl" for t in g.subtree
    }
    return any(t.like_num and t.i not in beside for t in verb.subtree)


def _draft(verb: Token, type_: str, subject: Token) -> Draft:
    draft = Draft("figure", type_, verb, clause=verb if grammar.is_verb(verb) else None)
    draft.start, draft.end = grammar.trim(verb.doc, *clause_range(verb, {verb.i, subject.i}, set()))
    if grammar.is_passive(verb) and lemma(verb) in _THOUGHT:
        draft.stance = "alleged"
    draft.rules.append(f"figure.{type_}:{lemma(verb)}")
    if type_ != "other_figure":
        draft.add("target", grammar.phrase(subject))
    return draft
