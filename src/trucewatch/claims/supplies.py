"""Supplies told without a verb of delivery: the last distribution, papers withheld, mouths fed, convoys counted."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.anchor import clause_range
from trucewatch.claims.draft import Draft
from trucewatch.claims.senses import Senses, lemma

Token = Any
_HANDED = frozenset({"distribution", "delivery"})
_RECENT = frozenset({"last", "latest", "first", "previous", "most"})
_ISSUES = frozenset({"issue", "grant", "give", "sign", "provide", "approve"})
_WITHHOLDS = frozenset({"withhold", "deny", "refuse", "revoke"})
_PAPERS = frozenset({"permit", "permission", "clearance", "authorization", "authorisation"})
_FEEDS = frozenset({"feed", "sustain", "nourish", "suffice", "last"})
_ENOUGH = frozenset({"enough", "sufficient"})
_LOADS = frozenset({"convoy", "truck", "lorry"})


def find_supplies(sentence: Any, senses: Senses, busy: set[int], spoken_of: str) -> list[Draft]:
    """The facts of access and aid in a sentence that no verb of delivery tells.

    ``spoken_of``: the type of the last fact of aid near the sentence, of which a bare count of its convoys is told; ""
    for none.
    """
    drafts = []
    for verb in sentence:
        if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("aux", "auxpass") or verb.i in busy:
            continue
        subject = grammar.own_subject(verb)
        draft = _papers(verb, senses)
        if draft is None and subject is not None:
            draft = _last(verb, subject) or _fed(verb, subject, senses) or _convoys(verb, subject, spoken_of)
            draft = draft or _carried(verb, subject, senses, spoken_of) or _first(verb, subject, senses, spoken_of)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _papers(verb: Token, senses: Senses) -> Draft | None:
    """ "Has not issued the facilitation letters", "withheld permits"."""
    name = lemma(verb)
    if name not in _ISSUES | _WITHHOLDS:
        return None
    paper = next((t for t in grammar.objects(verb) if _is_paper(t, senses)), None)
    if paper is None:
        return None
    withheld = name in _WITHHOLDS or any(c.dep_ == "neg" for c in verb.children)
    withheld = withheld or any(c.lower_ == "no" for c in paper.lefts)
    draft = _draft("access", "aid_blocked" if withheld else "aid_approved", verb)
    doer = grammar.agent(verb)
    if doer is not None and senses.is_a(doer, "political", "actor", "armed", "name"):
        draft.add("perpetrator" if withheld else "holder", grammar.phrase(doer, joint=True))
    return draft


def _is_paper(token: Token, senses: Senses) -> bool:
    beside = {lemma(c) for c in token.lefts}
    if lemma(token) in ("letter", "paper") and beside & {"facilitation", "permission", "authorization", "clearance"}:
        return True
    if lemma(token) not in _PAPERS:
        return False
    about = {t for c in token.children for t in c.subtree}
    return any(senses.is_a(t, "aid", "convoy", "access", "aid_agency") for t in about)


def _last(verb: Token, subject: Token) -> Draft | None:
    """ "The last distribution of food there was in July"."""
    if verb.lemma_ not in ("be", "come", "take") or lemma(subject) not in _HANDED:
        return None
    if not any(c.lower_ in _RECENT for c in subject.lefts) or any(c.dep_ == "neg" for c in verb.children):
        return None
    dated = any(c.dep_ in ("prep", "npadvmod", "attr") and any(t.ent_type_ == "DATE" for t in c.subtree)
                for c in verb.rights)  # fmt: skip
    return _draft("access", "aid_delivered", verb) if dated else None


def _fed(verb: Token, subject: Token, senses: Senses) -> Draft | None:
    """ "The food would feed 185,000 people for a month", "is enough for 4,000 families"."""
    if not senses.is_a(subject, "aid"):
        return None
    if lemma(verb) in _FEEDS:
        mouths: Token | None = next((c for c in verb.children if c.dep_ in grammar.OBJECTS), None)
        where: Token = verb
    else:
        enough = next((c for c in verb.children if c.lower_ in _ENOUGH), None) if verb.lemma_ == "be" else None
        if enough is None:
            return None
        mouths, where = None, enough
    mouths = mouths or grammar.prep_object(where, "for") or grammar.prep_object(verb, "for")
    if mouths is None or not any(t.like_num for t in mouths.lefts):
        return None
    if not senses.is_a(mouths, "people", "civilian", "group"):
        return None
    draft = _draft("figure", "aid_volume", verb)
    draft.add("target", grammar.phrase(mouths))
    return draft


def _convoys(verb: Token, subject: Token, spoken_of: str) -> Draft | None:
    """ "They are the first of two convoys of 20 trucks each": more of the aid that was just told of."""
    if not spoken_of or verb.lemma_ != "be" or not (subject.pos_ == "PRON" or lemma(subject) in _LOADS):
        return None
    told = next((c for c in verb.rights if c.dep_ == "attr"), None)
    if told is None:
        return None
    counted = any(lemma(t) in _LOADS and any(c.like_num for c in t.lefts) for t in told.subtree)
    return _draft("access", spoken_of, verb) if counted else None


def _carried(verb: Token, subject: Token, senses: Senses, spoken_of: str) -> Draft | None:
    """ "The convoy carried food for 60,000 people", of whatever was told of it; else it is on its way."""
    if lemma(verb) not in ("carry", "haul", "contain") or verb.dep_ in ("acl", "relcl") or verb.tag_ == "VBG":
        return None
    loaded = any(senses.is_a(t, "aid") for thing in grammar.objects(verb) for t in grammar.conjuncts(thing))
    if not loaded or not senses.is_a(subject, "convoy") or grammar.is_passive(verb):
        return None
    return _draft("access", spoken_of or "aid_moving", verb)


def _first(verb: Token, subject: Token, senses: Senses, spoken_of: str) -> Draft | None:
    """ "It was the first delivery of food since November", unless the delivery was told right before."""
    told = next((c for c in verb.rights if c.dep_ == "attr"), None) if verb.lemma_ == "be" else None
    if told is None or spoken_of == "aid_delivered" or not any(lemma(c) == "first" for c in told.lefts):
        return None
    if any(c.dep_ == "neg" for c in verb.children) or subject.lower_ not in ("it", "this", "that"):
        return None
    about = [*told.lefts, *(g for c in told.rights if c.dep_ == "prep" for g in c.children)]
    handed = lemma(told) in _HANDED and any(senses.is_a(t, "aid") for t in about)
    arrived = lemma(told) in _LOADS and any(c.dep_ in ("relcl", "acl", "prep", "advcl") for c in told.rights)
    return _draft("access", "aid_delivered", verb) if handed or arrived else None


def _draft(kind: str, type_: str, verb: Token) -> Draft:
    draft = Draft(kind, type_, verb, clause=verb)
    draft.start, draft.end = grammar.trim(verb.doc, *clause_range(verb, {verb.i}, set()))
    draft.rules.append(f"{kind}.{type_}:{lemma(verb)}")
    return draft
