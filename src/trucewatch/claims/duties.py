"""Duties: what sides shall, must, may not or are to do, and which sort of term it makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.senses import Senses, lemma
from trucewatch.claims.stance import is_negated
from trucewatch.claims.triggers import dependants
from trucewatch.packs.lexicon import DutyGroup

Token = Any
_FUTURE = frozenset({"will", "would", "'ll", "’ll", "wo", "'d", "’d"})
_LEAVE = frozenset({"may", "can", "might", "ca"})
_BINDS = frozenset({
    "oblige", "require", "bind", "commit", "instruct", "order", "suppose", "mean", "expect", "schedule", "allow",
    "permit", "entitle", "mandate", "compel", "task", "call", "authorize", "authorise",
})  # fmt: skip
_HOPED = frozenset({"suppose", "mean", "expect", "schedule"})
_BARS = frozenset({"ban", "bar", "prohibit", "forbid", "preclude", "prevent", "stop"})
_FORBIDS = frozenset({"ban", "bar", "prohibit", "forbid", "outlaw", "preclude"})
_PARTICLED = frozenset({"set", "leave", "lay", "rule", "see"})
_PARTICLES = frozenset({"out", "up", "down", "forth"})
_VOWS = frozenset({"undertake", "commit", "agree", "pledge"})
_PREDICATES = frozenset({"due", "set", "obliged", "bound", "free", "able", "supposed", "meant", "entitled"})
_LETS = frozenset({
    "let", "allow", "permit", "begin", "start", "continue", "help", "agree", "undertake", "commit", "require", "oblige",
    "ensure", "enable", "expect", "see", "make", "have",
})  # fmt: skip
_CLAUSES = frozenset({"ROOT", "conj", "ccomp", "parataxis", "relcl"})
_UNSURE = frozenset({"if", "unless", "whether", "before", "until", "because", "since"})
_MANY = frozenset({"side", "party", "army", "government", "faction", "belligerent", "force"})
_PERSONS = frozenset({"i", "we", "you", "he", "she", "who", "there", "that", "this", "what"})
_UNITS = frozenset({
    "minute", "hour", "day", "week", "month", "year", "midnight", "noon", "midday", "dawn", "dusk", "sunrise", "sunset",
    "sundown", "nightfall", "tomorrow", "today", "tonight", "weekend", "ramadan",
    "immediately", "once", "until", "indefinitely",
})  # fmt: skip
_DEPTH = 3
"""Verbs of letting and beginning that may stand above the act."""


@dataclass(frozen=True, slots=True)
class Duty:
    """``governor`` heads the clause, ``act`` is what is to be done; ``barred``: it may not be done.

    ``firm``: said in words of duty ("shall", "are to"); a bare future is not.
    """

    governor: Token
    act: Token
    barred: bool
    firm: bool


def is_ban(verb: Token) -> bool:
    """Whether a verb of requiring forbids: "bans", "rules out"."""
    return lemma(verb) in _FORBIDS or (lemma(verb) == "rule" and any(c.dep_ == "prt" for c in verb.rights))


def is_setting(verb: Token) -> bool:
    """Whether a verb of requiring has the particle without which it means something else: "sets out", "leaves out"."""
    if lemma(verb) == "see":
        # "The second stage would see an end to the war".
        return any(c.dep_ == "aux" for c in verb.lefts)
    return lemma(verb) not in _PARTICLED or any(c.lower_ in _PARTICLES for c in verb.rights)


def urges(verb: Token) -> bool:
    """Whether "must" makes the duty, which in a party's mouth is a demand and no term."""
    return any(c.dep_ == "aux" and c.lower_ == "must" for c in verb.children)


def find_duty(verb: Token) -> Duty | None:
    """The duty that the clause of ``verb`` states; None when it states none."""
    if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("aux", "auxpass") or verb.dep_ not in _CLAUSES:
        return None
    if verb.dep_ == "relcl" and any(c.dep_ == "prep" and c.i < verb.i for c in verb.children):
        # "The road along which convoys are to travel" says which road it is.
        return None
    if any(c.dep_ == "mark" and c.lower_ in _UNSURE for c in verb.children):
        return None
    own = grammar.own_subject(verb)
    if own is not None and own.lower_ in _PERSONS:
        return None
    words = {c.lower_ for c in verb.lefts if c.dep_ == "aux"}
    no = is_negated(verb) or any(c.lower_ == "longer" for c in verb.children)
    if words & {"shall", "must"}:
        return _reach(verb, verb, no, firm=True)
    if words & _LEAVE:
        return _reach(verb, verb, no, firm=True) if no and "may" in words else None
    if words & _FUTURE:
        return _reach(verb, verb, no, firm=False)
    act = _infinitive(verb)
    if act is not None:
        return _reach(verb, act, no or is_negated(act), firm=True)
    barred = _barred(verb)
    if barred is not None:
        return Duty(verb, barred, True, True)
    return _shared(verb)


def _shared(verb: Token) -> Duty | None:
    """The duty of a coordinated verb, whose words of duty stand at the first: "shall stop attacks and let in aid"."""
    first = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in ("VB", "VBN") or not grammar.is_verb(first):
        return None
    if grammar.own_subject(verb) is not None:
        return None
    whole = find_duty(first.head if first.dep_ == "xcomp" and _has_to(first) else first)
    return _reach(verb, verb, is_negated(verb), firm=whole.firm) if whole is not None else None


def _infinitive(verb: Token) -> Token | None:
    """What is to be done in "are to stop", "has to leave", "is obliged to let", "is due to run out"."""
    name = verb.lemma_.lower()
    act = next((c for c in verb.rights if c.dep_ == "xcomp" and _has_to(c)), None)
    if name == "be" and verb.tag_ in ("VBP", "VBZ", "VBD"):
        if act is not None and act.left_edge.i - verb.i <= 3:
            return act
        state = next((c for c in verb.rights if c.dep_ == "acomp" and c.lower_ in _PREDICATES), None)
        return next((c for c in state.rights if c.dep_ == "xcomp" and _has_to(c)), None) if state is not None else None
    if act is None:
        return None
    if name == "have" and verb.tag_ in ("VBP", "VBZ"):
        # What "has yet to" be done is no duty but a delay.
        return act if not any(c.lower_ == "yet" for c in (*verb.children, *act.children)) else None
    if name in _BINDS and grammar.is_passive(verb):
        # What "was supposed to" be done was not.
        past = any(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in verb.lefts)
        return act if not (past and name in _HOPED) else None
    own = grammar.own_subject(verb)
    return act if name in _VOWS and own is not None and lemma(own) in _MANY else None


def _has_to(verb: Token) -> bool:
    # "Is to last" is read as an adjective.
    return verb.tag_ in ("VB", "VBN", "JJ") and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)


def _barred(verb: Token) -> Token | None:
    """What is forbidden in "are banned from flying", or the verb itself in "overflights are prohibited"."""
    if lemma(verb) not in _BARS or not grammar.is_passive(verb):
        return None
    if not any(c.dep_ == "auxpass" and c.tag_ in ("VBP", "VBZ", "VB") for c in verb.lefts):
        return None
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ == "from":
            return next((c for c in child.children if c.dep_ == "pcomp"), verb)
    return verb


def _reach(governor: Token, act: Token, barred: bool, *, firm: bool) -> Duty:
    """The duty whose act stands below verbs of letting and beginning: "must let relief reach the town"."""
    for _ in range(_DEPTH):
        if lemma(act) not in _LETS and not (act is not governor and act.lemma_ == "be"):
            break
        below = next((c for c in act.rights if c.dep_ in ("xcomp", "ccomp") and c.tag_ in ("VB", "VBN", "VBG")), None)
        if below is None:
            break
        act = below
        barred = barred != is_negated(act)
    return Duty(governor, act, barred, firm)


def type_of_duty(duty: Duty, senses: Senses) -> str:
    """The type of term, by the groups of ``terms.yaml``; "" when the act is of none of them."""
    type_ = type_of_act(duty.act, duty.barred, senses, also=grammar.own_subject(duty.governor))
    # What somebody "must" do is a term only where war, aid or captives are spoken of.
    return "" if type_ == "other_term" and urges(duty.governor) else type_


def type_of_act(act: Token, barred: bool, senses: Senses, also: Token | None = None) -> str:
    """The type of term that doing ``act`` (or, ``barred``, not doing it) makes; "" for none.

    ``also``: a subject that stands at another verb.
    """
    groups = senses.lexicon.duties.get(lemma(act), ())
    words: set[str] | None = None
    for needs, group in groups:
        if group.barred != barred:
            continue
        if needs:
            words = dependants(act) | {"no" for c in act.children if c.dep_ == "neg"} if words is None else words
            if not set(needs) <= words:
                continue
        if _fits(act, group, senses, also):
            return group.type
    return ""


def _fits(act: Token, group: DutyGroup, senses: Senses, also: Token | None) -> bool:
    if group.dated and not is_dated(act):
        return False
    things = grammar.objects(act)
    doer = grammar.agent(act) or (also if not grammar.is_passive(act) else None)
    if not things and grammar.is_passive(act) and also is not None:
        things = [also]
    if group.subject and not any(senses.is_a(t, *group.subject) for t in _with(doer)):
        return False
    if group.object and not any(senses.is_a(t, *group.object) for thing in things for t in _with(thing)):
        return False
    if group.about:
        every = [*_with(doer), *(t for thing in things for t in _with(thing)), *_arguments(act)]
        return any(senses.is_a(t, *group.about) for t in every)
    return True


def _with(token: Token | None) -> Iterator[Token]:
    """A noun with those coordinated with it and the one that its of-phrase names."""
    if token is None:
        return
    for part in grammar.conjuncts(token):
        yield part
        of = grammar.prep_object(part, "of")
        if of is not None:
            yield of


def _arguments(act: Token) -> Iterator[Token]:
    for child in act.children:
        if child.dep_ in ("prep", "agent", "dative"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from _with(inner)
        elif child.dep_ in ("attr", "oprd", "acomp", "xcomp", "ccomp", "pcomp"):
            yield child
            if grammar.is_verb(child):
                yield from grammar.objects(child)
            yield from (t for c in child.children if c.dep_ == "prep" for t in c.children if t.dep_ == "pobj")


def is_dated(verb: Token) -> bool:
    """Whether the clause of ``verb`` names a time or a length."""
    return any(t.ent_type_ in ("DATE", "TIME") or lemma(t) in _UNITS for t in verb.subtree)
