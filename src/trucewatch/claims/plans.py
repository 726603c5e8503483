"""Plans: what a text says will be done once it has spoken of a deal, clause by clause and without naming it again."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.anchor import clause_range
from trucewatch.claims.draft import Draft
from trucewatch.claims.duties import find_duty, type_of_duty
from trucewatch.claims.provisions import BINDING
from trucewatch.claims.senses import Senses, lemma
from trucewatch.claims.stance import is_negated, read_stance
from trucewatch.claims.terms import type_of

Token = Any
_DEALS = frozenset({
    "agreement", "deal", "accord", "pact", "plan", "truce", "ceasefire", "memorandum", "roadmap", "pause",
    "cessation", "armistice",
})  # fmt: skip
_TRUCES = frozenset({"truce", "ceasefire", "cessation", "armistice"})
_NAMED = frozenset({"agreement", "deal", "accord"})
_SETTLED = frozenset({
    "agree", "announce", "unveil", "sign", "reach", "broker", "conclude", "strike", "negotiate", "approve", "publish",
    "adopt", "order", "avert", "mediate", "accept", "welcome", "hail", "detail",
})  # fmt: skip
_ZONES = frozenset({"zone", "corridor", "area", "strip", "belt"})
_BOUND = frozenset({
    "side", "party", "weapon", "force", "troop", "zone", "corridor", "prisoner", "hostage", "detainee", "fighter",
    "rebel", "captive", "patrol", "truck", "convoy", "aid", "monitor", "observer", "phase", "stage", "truce",
    "ceasefire", "pause", "crossing", "road", "highway", "army", "soldier", "artillery", "tank", "agreement", "deal",
    "fuel", "body", "aircraft", "warplane", "plane", "jet", "militia", "committee", "mission", "talk", "operation",
    "hotline", "lull", "remains", "gun", "refugee", "resident", "family", "militant", "group", "traffic",
})  # fmt: skip
_LEAVES = frozenset({"leave", "evacuate", "quit", "vacate", "withdraw", "depart"})
_DESIGNATES = frozenset({
    "designate", "require", "provide", "stipulate", "call", "create", "establish", "oblige", "commit", "ban",
    "prohibit", "envisage", "envision", "guarantee", "include", "foresee",
})  # fmt: skip
_SETS = frozenset({"set", "establish", "create", "agree", "designate", "declare"})
_FUTURE = frozenset({"will", "would", "shall", "must", "’ll", "'ll", "’d", "'d"})
_STARTS = frozenset({"begin", "start", "last", "expire", "end", "run", "take"})
_STEPS = frozenset({"phase", "stage"})
_MAIN = frozenset({"ROOT", "conj"})


def speaks_of_deal(sentence: Any) -> bool:
    """Whether a sentence tells of a deal that was made, so that what comes after may be what it asks."""
    for token in sentence:
        if token.pos_ not in ("NOUN", "PROPN") or lemma(token) not in _DEALS:
            continue
        head = token.head
        if token.dep_ == "pobj" and head.lower_ == "under":
            return True
        named = lemma(token) in _NAMED and any(c.dep_ == "det" and c.lower_ == "the" for c in token.lefts)
        if named or lemma(token) in _TRUCES:
            return True
        verb = grammar.clause_head(token)
        if grammar.is_verb(verb) and lemma(verb) in _SETTLED and not is_negated(verb):
            return True
        if any(c.dep_ in ("acl", "relcl") and lemma(c) in _SETTLED for c in token.children) or _aim(token) is not None:
            return True
    words = sentence.text.lower()
    return "de-escalation zone" in words or "safe zone" in words


def find_plans(sentence: Any, senses: Senses, busy: set[int], after: bool) -> list[Draft]:
    """The terms that a sentence states of a deal; ``after``: whether one was spoken of shortly before."""
    drafts: list[Draft] = []
    for token in sentence:
        draft = None
        if token.pos_ in ("NOUN", "PROPN") and lemma(token) in _DEALS:
            aim = _aim(token)
            if aim is not None and aim.i not in busy:
                draft = _draft(aim, token.left_edge.i, senses)
        elif token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass") and after and token.i not in busy:
            draft = _future(token, senses) or _settled(token, senses) or _named(token, senses)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _aim(deal: Token) -> Token | None:
    """The infinitive of "a Russian-Turkish plan to set up a zone": a plan that parties made."""
    if not any(c.ent_type_ in ("NORP", "GPE") or c.lower_ == "joint" for c in deal.lefts):
        return None
    return next((c for c in deal.rights if c.dep_ in ("acl", "relcl") and c.tag_ == "VB" and _is_setting(c)), None)


def _is_setting(verb: Token) -> bool:
    things = grammar.objects(verb)
    return any(lemma(t) in _BOUND for t in things) and lemma(verb) in _SETS | _LEAVES | {"exchange", "free", "open"}


def _future(verb: Token, senses: Senses) -> Draft | None:
    """ "Heavy weapons will be withdrawn by 10 October", "the zone would be in place within a week"."""
    subject = grammar.subject(verb)
    if subject is None or verb.dep_ not in _MAIN or not _is_ruled(verb):
        return None
    if any(c.dep_ == "advcl" and any(g.lower_ in ("if", "unless") for g in c.children) for c in verb.children):
        return None
    act = next((c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), verb)
    due = find_duty(verb)
    type_ = type_of_duty(due, senses) if due is not None else ""
    bound = bool(type_) or lemma(subject) in _BOUND or senses.is_a(subject, "armed", "prisoner")
    if not bound or (is_negated(verb) and not type_ and lemma(subject) not in _BOUND):
        return None
    draft = _draft(verb, None, senses, type_)
    dated = any(t.ent_type_ in ("DATE", "TIME") for t in verb.subtree)
    place = grammar.prep_object(verb, "in")
    if type_:
        pass
    elif lemma(verb) == "be" and place is not None and place.lower_ in ("place", "force", "effect") and dated:
        draft.type = "duration"
    elif lemma(act) in _STARTS and dated:
        draft.type = "next_phase" if lemma(subject) in _STEPS else "duration"
    elif lemma(act) in _LEAVES and senses.is_a(subject, "armed"):
        draft.type = "withdrawal"
    elif not type_ and draft.type not in BINDING:
        return None
    if due is not None and type_:
        draft.clause = due.act
    draft.stance = "intended" if lemma(verb) == "expect" else "asserted"
    if grammar.own_subject(verb) is not None and not grammar.is_passive(verb) and senses.is_a(subject, "armed"):
        draft.add("holder", grammar.phrase(subject, joint=True))
    return draft


def _is_ruled(verb: Token) -> bool:
    """Whether the verb says what must, will or may not be."""
    helpers = {c.lower_ for c in verb.lefts if c.dep_ == "aux"}
    return bool(helpers & _FUTURE) or ("may" in helpers and is_negated(verb))


def _settled(verb: Token, senses: Senses) -> Draft | None:
    """ "It was also agreed that …", "the sides had agreed to reopen the road"."""
    if lemma(verb) != "agree":
        return None
    subject = grammar.own_subject(verb)
    if subject is None:
        return None
    if grammar.is_passive(verb):
        content = next((c for c in verb.rights if c.dep_ in ("ccomp", "advcl") and grammar.is_verb(c)), None)
        if subject.lower_ != "it" or content is None:
            return None
        draft = _draft(verb, None, senses)
        draft.stance = "intended" if read_stance(content) in ("demanded", "intended", "conditional") else "asserted"
        return draft
    content = next((c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
    if content is None or lemma(subject) not in ("side", "party"):
        return None
    return _draft(verb, None, senses)


def _named(verb: Token, senses: Senses) -> Draft | None:
    """ "It designated the area as a zone", "four zones have been set up in the north"."""
    subject = grammar.own_subject(verb)
    if subject is None or is_negated(verb):
        return None
    if lemma(verb) in _SETS and grammar.is_passive(verb) and lemma(subject) in _ZONES:
        return _draft(verb, None, senses, "other_term")
    if subject.lower_ == "it" and lemma(verb) in _DESIGNATES and verb.dep_ in _MAIN and verb.tag_ in ("VBD", "VBZ"):
        zone = any(lemma(t) in _ZONES for t in verb.subtree)
        return _draft(verb, None, senses, "other_term" if zone else "")
    return None


def _draft(verb: Token, start: int | None, senses: Senses, type_: str = "") -> Draft:
    low, high = clause_range(verb, {verb.i}, set())
    low = low if start is None else start
    draft = Draft("term", type_ or type_of(list(verb.doc[low:high]), senses), verb, clause=verb)
    draft.start, draft.end = grammar.trim(verb.doc, low, high)
    draft.rules.append(f"term.{draft.type}:plan {lemma(verb)}")
    return draft
