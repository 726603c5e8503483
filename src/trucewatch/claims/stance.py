"""Stance: what the clause's own words do to its truth; the cue of an attribution may add to it."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import ATTACKS, Draft
from trucewatch.claims.senses import lemma

Token = Any
_HEDGES = frozenset({
    "allegedly", "reportedly", "apparently", "presumably", "supposedly", "purportedly", "evidently", "seemingly",
    "possibly", "probably", "likely",
})  # fmt: skip
_HEDGED = frozenset({
    "alleged", "apparent", "suspected", "reported", "unconfirmed", "presumed", "purported", "possible", "supposed",
    "rumored", "rumoured",
})  # fmt: skip
_PLANS = frozenset({
    "plan", "intend", "vow", "pledge", "promise", "threaten", "prepare", "aim", "want", "hope", "expect", "try",
    "seek", "attempt", "offer", "commit", "agree", "decide", "continue",
})  # fmt: skip
_ASKS = frozenset(["urge", "demand", "require", "call", "ask", "order", "oblige", "request", "must", "should", "need"])
_INTENT = frozenset({
    "plan", "intend", "vow", "pledge", "promise", "threaten", "prepare", "aim", "expect", "seek", "attempt",
    "offer", "try", "intention", "bid", "effort", "enable",
})  # fmt: skip
_ANNOUNCING = frozenset({
    "say", "announce", "declare", "add", "tell", "state", "promise", "pledge", "vow", "confirm", "warn", "threaten",
    "agree", "decide", "hope", "expect", "insist", "signal", "indicate",
})  # fmt: skip
_NEEDFUL = frozenset({
    "imperative", "essential", "vital", "crucial", "important", "necessary", "critical", "urgent", "paramount",
    "indispensable",
})  # fmt: skip
_SEEMS = frozenset({
    "appear", "seem", "believe", "suspect", "allege", "claim", "report", "think", "say", "rumor", "presume",
})  # fmt: skip
_TALES = frozenset({
    "report", "allegation", "claim", "accusation", "charge", "assertion", "suggestion", "rumor", "rumour",
    "insinuation", "speculation", "account", "story",
})  # fmt: skip
_REJECTING = frozenset({
    "deny", "reject", "dismiss", "refute", "rebut", "repudiate", "disavow", "dispute", "contradict", "debunk",
})  # fmt: skip
_LETTING = frozenset({"allow", "let", "permit", "authorize", "authorise", "approve", "grant"})
_WITHHELD = {"route_closed": "route_closed", "aid_approved": "aid_blocked"}
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_REFUSALS = frozenset({"refusal", "failure", "inability", "unwillingness"})
_FAILING = frozenset({"fail", "refuse", "decline", "neglect", "unable"})
KEEPING = frozenset({"prevent", "stop", "bar", "block", "ban", "keep", "prohibit", "forbid"})
"""Verbs of keeping somebody from something."""


def read_stance(head: Token) -> str:
    """``asserted`` unless the clause of ``head`` is hedged, planned, asked for, conditional or denied."""
    if rejecting_verb(head) is not None:
        return "denied"
    if not grammar.is_verb(head):
        return _of_noun(head)
    first = grammar.first_of_row(head)
    if first.i != head.i and (shared := read_stance(first)) != "asserted":
        return shared
    will = False
    for child in head.children:
        word = child.lower_
        if child.dep_ == "advmod" and word in _HEDGES:
            return "alleged"
        if child.dep_ == "aux":
            if word in ("should", "must", "shall"):
                return "demanded"
            if word in ("would", "could", "might", "may", "’d", "'d"):
                return "intended" if is_announced(head) else "conditional"
            if word in ("will", "’ll", "'ll", "wo"):
                will = True
        if child.dep_ == "mark" and word in ("if", "unless"):
            return "conditional"
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in child.children):
            return "conditional"
    if will:
        return "intended"
    above = head.head
    if head.dep_ == "xcomp" and head.tag_ in ("VBG", "VBN") and lemma(above) == "deny" and not is_negated(above):
        return "denied"
    if head.dep_ in ("xcomp", "ccomp", "advcl", "acl") and head.tag_ in ("VB", "VBG", "VBN", "VBP", "VBD"):
        name = lemma(above)
        if head.dep_ == "xcomp" and any(c.dep_ == "aux" and c.lower_ in _WOULD for c in above.children):
            return "intended"
        if head.dep_ in ("xcomp", "acl") or head.tag_ == "VB":
            if name in _INTENT:
                return "intended"
            if name in _SEEMS and head.dep_ == "xcomp":
                return "alleged"
            if (
                name in ("urge", "demand", "order", "request", "force", "oblige", "need", "have")
                and head.tag_ == "VB"
                and name not in ("force",)
            ):
                return "demanded"
            if head.dep_ == "advcl" and head.tag_ == "VB":
                return "intended"
    return "asserted"


def rejecting_verb(head: Token) -> Token | None:
    """The verb by which somebody turns down the tale that ``head`` happened: "rejected claims that it had shelled"."""
    token = head
    for up in grammar.ancestors(head, 4):
        if up.pos_ == "NOUN" and lemma(up) in _TALES and token.dep_ in ("acl", "relcl", "ccomp", "prep"):
            negated = any(c.dep_ == "neg" for c in up.head.children)
            turned_down = up.dep_ in ("dobj", "obj", "nsubjpass") and lemma(up.head) in _REJECTING and not negated
            return up.head if turned_down else None
        if token.dep_ not in ("pobj", "pcomp", "conj"):
            return None
        token = up
    return None


def _of_noun(noun: Token) -> str:
    for child in noun.children:
        if child.dep_ in ("amod", "nmod") and child.lower_ in _HEDGED:
            return "alleged"
    for up in grammar.ancestors(noun, 3):
        if lemma(up) in ("report", "allegation", "claim") and up.pos_ == "NOUN":
            return "alleged"
        if lemma(up) in ("threat", "plan", "threaten", "plan"):
            return "intended"
    return "asserted"


def is_supposed(draft: Draft) -> bool:
    """Whether the act is only thought of: "would strike", "could be attacked"."""
    verb = draft.clause
    if verb is None:
        return False
    first = grammar.first_of_row(verb)
    if any(c.dep_ == "aux" and c.lower_ in ("should", "must", "shall") for v in (verb, first) for c in v.children):
        return True
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "lest", "whether") for c in verb.children):
        return True
    if _asks_who(_first_of_all(verb)):
        return True
    if _is_wished(verb) or (
        # "Demanded that Russia withdraw its troops", "Russia's demand that Ukraine pull out"
        verb.dep_ in ("ccomp", "acl", "relcl") and verb.tag_ in ("VB", "VBP") and lemma(verb.head) in _DEMANDING
    ):
        return True
    if draft.type in ("territory_change", "displacement") or is_announced(first):
        return False
    if draft.kind == "access" and (_is_ensured(verb) or (first.dep_ == "xcomp" and lemma(first.head) in _ASKING)):
        return True
    if draft.kind == "access" and is_negated(verb):
        return False  # "Could not reach the town": nobody did.
    return any(
        c.dep_ == "aux" and c.lower_ in ("would", "could", "might", "may", "can", "’d", "'d")
        for v in (verb, first)
        for c in v.children
    )


_DEMANDING = frozenset({
    "demand", "insist", "request", "urge", "propose", "suggest", "recommend", "insistence", "proposal", "call",
})  # fmt: skip
_ASKING = frozenset({"press", "pressure", "implore", "ask", "urge", "call", "encourage", "beg", "want"})
"""Verbs of asking; what is asked for is a demand, which is a fact of its own."""
_PLANNING = frozenset({
    "coordinate", "plan", "foresee", "envisage", "envision", "prepare", "discuss", "propose", "permit", "consider",
    "contemplate", "oversee",
})  # fmt: skip
_DEALS = frozenset({"agreement", "deal", "accord", "talk", "negotiation", "proposal", "plan"})
_CONCLUDING = frozenset({"sign", "conclude", "accept", "approve", "endorse", "adopt", "ratify", "reach"})
_WOULD = frozenset({"would", "will", "may", "might", "’d", "'d", "’ll", "'ll", "wo"})


def _first_of_all(verb: Token) -> Token:
    """The first of coordinated verbs."""
    first = verb
    while first.dep_ == "conj" and grammar.is_verb(first.head):
        first = first.head
    return first


def _asks_who(verb: Token) -> bool:
    """Whether a clause asks who did it and tells nothing: "did not say who fired", "unclear whose jets struck"."""
    if verb.dep_ not in ("ccomp", "pcomp"):
        return False
    own = grammar.own_subject(verb)
    if own is None or own.i > verb.i or grammar.antecedent(own) is not own:
        return False
    return own.lower_ == "who" or any(c.lower_ in ("which", "whose", "what") for c in own.lefts)


def _is_ensured(verb: Token) -> bool:
    """Whether a clause says what somebody is to see to: "must ensure that aid reaches the camp"."""
    return verb.dep_ == "ccomp" and lemma(verb.head) in ("ensure", "guarantee") and verb.head.tag_ == "VB"


def _is_wished(verb: Token) -> bool:
    """Whether a clause says what has to be: "it is vital that the authorities let aid in"."""
    first = _first_of_all(verb)
    if first.dep_ != "ccomp" or not any(c.dep_ == "mark" and c.lower_ == "that" for c in first.children):
        return False
    return any(c.dep_ == "acomp" and lemma(c) in _NEEDFUL for c in first.head.children)


def is_announced(verb: Token) -> bool:
    """Whether "would" is what somebody said would be done: the past of "will", and no condition."""
    if verb.dep_ != "ccomp" or not any(c.dep_ == "aux" and c.lower_ in ("would", "’d", "'d") for c in verb.children):
        return False
    above = verb.head
    told = above.tag_ in ("VBD", "VBN") and lemma(above) in _ANNOUNCING
    return told and not any(c.dep_ == "advcl" for c in verb.children)


def is_planned(draft: Draft) -> bool:
    """Whether a bare noun is what somebody would do or plans: "would coordinate strikes", "foresees joint raids"."""
    if draft.clause is not None:
        return False
    if draft.kind == "access" and any(lemma(up) in _DEALS for up in grammar.ancestors(draft.head, 2)):
        return True  # "The agreement on the exchange of prisoners".
    if draft.head.dep_ not in ("dobj", "conj", "nsubjpass"):
        return False
    verb = grammar.clause_head(draft.head)
    if draft.kind == "access" and verb.dep_ == "advcl" and verb.tag_ == "VB" and lemma(verb) in _LETTING | {"enable"}:
        return True  # "A truce to allow the exchange of prisoners".
    return lemma(verb) in _PLANNING or any(c.dep_ == "aux" and c.lower_ in _WOULD for c in verb.children)


def is_undone(draft: Draft) -> bool:
    """Whether a truce said to hold does not, or an agreement was never concluded: "no longer holds", "never signed"."""
    verb = draft.clause
    if verb is None:
        return False
    lost = is_negated(verb) or any(c.lower_ == "longer" for c in verb.children)
    if draft.kind == "position":
        return draft.type == "upholds" and lost
    return lost and lemma(verb) in _CONCLUDING


def is_negated(head: Token) -> bool:
    """Whether the clause's verb is negated: "has not", "never", "failed to", or by an argument ("neither side")."""
    for child in head.children:
        if (child.dep_ == "neg" or child.lower_ in ("never", "not")) and not _is_partial(child):
            return True
        if child.dep_ in _ARGUMENTS and grammar.names_nobody(child):
            return True
        if child.dep_ == "agent" and any(grammar.names_nobody(c) for c in child.children if c.dep_ == "pobj"):
            return True
    if head.dep_ == "pcomp" and head.head.lower_ == "from":
        return lemma(head.head.head) in KEEPING
    if head.dep_ == "acl" and head.tag_ == "VB" and lemma(head.head) in _REFUSALS:
        return True
    if head.dep_ == "xcomp" and lemma(head.head) == "able":
        return is_negated(head.head.head)
    return head.dep_ == "xcomp" and lemma(head.head) in _FAILING


def _is_partial(word: Token) -> bool:
    """Whether the negation leaves the act standing: "not only", "not just"."""
    after = word.i + 1
    return after < len(word.doc) and word.doc[after].lower_ in ("only", "just", "merely", "simply")


def deny(draft: Draft) -> None:
    """Turn the draft of a negated clause: the act is denied; leave that is not given is a way closed or aid blocked."""
    verb = draft.clause
    negated = verb is not None and (is_negated(verb) or any(grammar.names_nobody(t.token) for t in draft.triggers))
    if verb is not None and negated and (_spares(verb, draft) or _keeps_aid(verb, draft)):
        return
    if verb is not None and lemma(verb) in _LETTING and draft.type in _WITHHELD:
        if negated:
            draft.type = _WITHHELD[draft.type]
        elif draft.type == "route_closed":
            draft.type = "route_opened"
    elif negated and draft.stance == "asserted":
        draft.stance = "denied"


def _keeps_aid(verb: Token, draft: Draft) -> bool:
    """Whether aid is blocked by keeping somebody from it: "barred the agency from handing out food"."""
    return draft.type == "aid_blocked" and verb.dep_ == "pcomp"


def _spares(verb: Token, draft: Draft) -> bool:
    """Whether an attack was made and harmed nobody: "the strikes killed no civilians"."""
    made = any(t.nominal and t.type in ATTACKS and not grammar.names_nobody(t.token) for t in draft.triggers)
    return (
        made
        and any(t.effect for t in draft.triggers)
        and any(c.dep_ in grammar.OBJECTS and grammar.names_nobody(c) for c in verb.children)
    )
