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
_WITHHOLDS = frozenset({"withhold", "deny", "refuse", "revoke", "withdraw", "rescind"})
_RECEIVES = frozenset({"get", "receive", "obtain", "win", "secure", "have"})
_COMES = frozenset({"come", "get", "enter", "arrive", "pass", "reach"})
_PAPERS = frozenset({"permit", "permission", "clearance", "authorization", "authorisation"})
_FEEDS = frozenset({"feed", "sustain", "nourish", "suffice", "last"})
_ENOUGH = frozenset({"enough", "sufficient"})
_COUNTED = frozenset({"record", "register", "count", "log", "report", "enter", "cross", "reach"})
_FLOWS = frozenset({"import", "delivery", "entry", "flow", "arrival", "crossing", "supply", "traffic"})
_LEVELS = frozenset({"fall", "rise", "drop", "climb", "average", "total", "reach", "stand", "decline", "increase"})
_BULK = frozenset({"truck", "lorry", "truckload", "tonne", "ton", "convoy", "litre", "pallet"})
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
            draft = draft or _nothing(verb, subject, senses, spoken_of) or _volume(verb, subject)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _papers(verb: Token, senses: Senses) -> Draft | None:
    """ "Has not issued the facilitation letters", "withheld permits"."""
    name = lemma(verb)
    if name in _RECEIVES:
        return _cleared(verb, senses)
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


def _cleared(verb: Token, senses: Senses) -> Draft | None:
    """ "The convoys never got clearance"."""
    subject = grammar.subject(verb)
    if not senses.is_a(subject, "convoy", "access", "aid_agency") or verb.dep_ in ("xcomp", "acl"):
        return None
    paper = next((t for t in grammar.objects(verb) if lemma(t) in _PAPERS | {"approval", "go-ahead"}), None)
    if paper is None:
        return None
    lost = any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children) or grammar.names_nobody(paper)
    return _draft("access", "aid_blocked" if lost else "aid_approved", verb)


def _nothing(verb: Token, subject: Token, senses: Senses, spoken_of: str) -> Draft | None:
    """ "Nothing has come through the crossing": no aid did, where aid or a way for it is spoken of."""
    if subject.lower_ != "nothing" or lemma(verb) not in _COMES:
        return None
    if not spoken_of and not any(senses.is_a(t, "route", "aid", "convoy") for t in verb.subtree if t.pos_ == "NOUN"):
        return None
    draft = _draft("access", "aid_delivered", verb)
    draft.stance = "denied"
    return draft


def _is_paper(token: Token, senses: Senses) -> bool:
    beside = {lemma(c) for c in token.lefts}
    if lemma(token) in ("letter", "paper") and beside & {"facilitation", "permission", "authorization", "clearance"}:
        return True
    if lemma(token) not in _PAPERS:
        return False
    about = {t for c in token.children for t in c.subtree}
    return any(senses.is_a(t, "aid", "convoy", "access", "aid_agency") or lemma(t) == "mission" for t in about)


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
    if not senses.is_a(subject, "aid", "convoy"):
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
    rolling = senses.is_a(subject, "convoy") or (bool(spoken_of) and subject.lower_ in ("it", "they", "each", "both"))
    if not loaded or not rolling or grammar.is_passive(verb):
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


def _volume(verb: Token, subject: Token) -> Draft | None:
    """ "An average of 420 trucks a week was recorded", "imports through the port fell to 190,000 tonnes in June"."""
    if lemma(subject) in ("average", "total") and lemma(verb) in _COUNTED:
        of = grammar.prep_object(subject, "of")
        fits = of is not None and lemma(of) in _BULK and any(c.like_num for c in of.lefts)
    elif lemma(subject) in _FLOWS and lemma(verb) in _LEVELS:
        ends = [grammar.prep_object(verb, "to", "at", "below", "above"), *grammar.objects(verb)]
        fits = any(t is not None and lemma(t) in _BULK and any(c.like_num for c in t.lefts) for t in ends)
    else:
        return None
    return _draft("figure", "aid_volume", verb) if fits else None


def _draft(kind: str, type_: str, verb: Token) -> Draft:
    draft = Draft(kind, type_, verb, clause=verb)
    draft.start, draft.end = grammar.trim(verb.doc, *clause_range(verb, {verb.i}, set()))
    draft.rules.append(f"{kind}.{type_}:{lemma(verb)}")
    return draft
