"""Statements: a plain sentence of a party is a position too; its verdict words or its modal say which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.anchor import clause_range
from trucewatch.claims.draft import Draft
from trucewatch.claims.endings import is_over
from trucewatch.claims.senses import Senses, lemma
from trucewatch.claims.stance import is_negated, read_stance

Token = Any
_FEW = 5
_OUTLOOK = frozenset({
    "will", "would", "could", "can", "cannot", "may", "might", "peace", "ceasefire", "truce", "war", "talks",
    "conflict", "settlement", "transition", "negotiations", "solution", "negotiate", "deal", "agreement",
    "fighting", "elections",
})  # fmt: skip
_SAID = (
    "denies_responsibility", "accepts_responsibility", "condemns", "accuses", "explains", "demands", "doubts",
    "upholds",
)  # fmt: skip
"""Verdicts that a speaker's plain statement can pass, in the order in which they are tried."""
_OWN = ("condemns", "accuses", "demands")
"""Those of a text that speaks for itself."""
_ANYWHERE = frozenset({"explains", "denies_responsibility", "accepts_responsibility", "upholds"})
"""Verdicts whose words pass them wherever they stand; of the others they must be what the clause says."""
_BURDENS = frozenset({"burden", "onus", "responsibility", "duty"})
FIRST = frozenset({"we", "i", "our", "us"})
_SELF = frozenset({"it", "i", "we"})
"""Subjects by which a speaker speaks of itself, whom it does not accuse."""
ASKING = frozenset({"must", "should", "shall"})
SPEAKING_PARTICIPLES = frozenset({
    "express", "voice", "declare", "accuse", "condemn", "call", "urge", "blame", "warn", "demand", "reject",
    "describe", "beg", "denounce", "criticize", "criticise", "slam", "press", "appeal", "vow", "threaten", "pledge",
    "deny", "claim", "insist", "characterize", "characterise", "refuse",
})  # fmt: skip


def read_statement(head: Token, senses: Senses, about: bool, busy: set[int], voice: str) -> Draft | None:
    """A plain statement of a political speaker: its verdict words or its modal say what it is.

    A statement whose clause only tells of an incident or a count is that fact and no position.
    """
    if not voice:
        return None
    asks = any(c.dep_ == "aux" and c.lower_ in ASKING for c in head.children)
    scoped = in_scope(head.subtree, senses, about)
    if voice == "narrator" and not asks:
        return None
    if any(lemma(t) in senses.lexicon.courtesies for t in head.subtree):
        return None
    if voice == "speaker" and (wish := find_wish(head, senses)) is not None and (scoped or about):
        draft = Draft("position", "demands", head, clause=head, stance="demanded")
        doer = grammar.own_subject(wish)
        draft.addressee = doer if senses.is_a(doer, "armed", "political", "actor", "name") else None
        draft.start, draft.end = position_range(head)
        draft.rules.append("position.statement.demands:what is vital")
        return draft
    if any(c.dep_ in ("ccomp",) and grammar.is_verb(c) for c in head.children) and not any(
        c.dep_ == "neg" for c in head.children
    ):
        return None
    type_, stance = "other_position", ""
    own = grammar.own_subject(head)
    if asks:
        if not scoped and not (voice == "speaker" and about):
            return None
        type_, stance = "demands", "demanded"
    elif voice != "narrator" and is_over(head, senses):
        type_, stance = "rejects", read_stance(head)
    else:
        words = {w for t in head.subtree for w in (t.lower_, lemma(t))}
        spoken = [t for t in head.subtree if _is_said_of(t, head)]
        said = {w for t in spoken for w in (t.lower_, lemma(t))}
        # "Played a vital role" asks for nothing.
        asked = {w for t in spoken if _is_asked(t, head) for w in (t.lower_, lemma(t))}
        for name in _SAID if voice == "speaker" else _OWN:
            passed = words if name in _ANYWHERE else asked if name == "demands" else said
            if name == "accuses" and own is not None and (own.lower_ in _SELF or _is_ahead(head)):
                continue
            if passed & senses.lexicon.verdicts[name]:
                type_ = name
                break
            # What footage "shows no" sign of is nobody's fault: only who acts can be said to do so.
            if _holds_phrase(head, name, senses) and not (name == "accuses" and _is_exhibit(own, senses)):
                type_ = name
                break
        if not scoped and not (about and type_ != "other_position"):
            return None
        if type_ == "other_position" and voice != "speaker" and not (own is not None and own.lower_ in FIRST):
            return None
        if type_ == "other_position" and not _takes_side(head):
            return None
        if type_ == "other_position" and any(
            t.i in busy for t in head.subtree if t.dep_ in ("xcomp", "ccomp", "advcl", "conj", "relcl", "acl")
        ):
            return None
        stance = "demanded" if type_ == "demands" else read_stance(head)
    draft = Draft("position", type_, head, clause=head, stance=stance)
    if (
        type_ in ("demands", "accuses")
        and own is not None
        and own.lower_ not in FIRST
        and senses.is_a(own, "actor", "political", "armed", "name")
    ):
        draft.addressee = own
    elif type_ in ("condemns", "accuses"):
        draft.addressee = _blamed(head, senses)
    elif type_ == "demands":
        draft.addressee = grammar.prep_object(head, "on") if own is not None and lemma(own) in _BURDENS else None
    draft.start, draft.end = grammar.trim(head.doc, *clause_range(head, {head.i}, set()))
    draft.rules.append(f"position.statement.{type_}")
    return draft


def _is_ahead(head: Token) -> bool:
    """Whether a clause says what somebody will do; no fault is found with that."""
    return any(c.dep_ == "aux" and c.lower_ in ("will", "’ll", "'ll", "shall") for c in head.lefts)


_SAYING = frozenset({
    "acomp", "attr", "oprd", "advmod", "dobj", "conj", "xcomp", "ccomp", "prt", "neg", "agent", "prep", "pobj", "amod",
    "nsubjpass", "nsubj",
})  # fmt: skip


def find_wish(head: Token, senses: Senses) -> Token | None:
    """The clause of what a statement calls vital: "it is vital that all sides let aid in", and what is coordinated."""
    above = head.head if head.dep_ == "conj" and any(c.dep_ == "mark" for c in head.lefts) else head
    needed = senses.lexicon.verdicts["demands"]
    if lemma(above) != "be" or not any(c.dep_ == "acomp" and lemma(c) in needed for c in above.rights):
        return None
    if above.i != head.i:
        return head
    return next((c for c in head.rights if c.dep_ == "ccomp" and grammar.own_subject(c) is not None), None)


def _is_said_of(token: Token, head: Token) -> bool:
    """Whether a word is what a clause says, and no passing remark: "is vital", not "played a vital role in"."""
    at = token
    if token.dep_ == "pobj" and token.head.lower_ == "in":
        # "Those in need"
        return False
    while at.i != head.i:
        aims = at.tag_ == "VB" and at.dep_ in ("advcl", "acl")
        if (at.dep_ not in _SAYING and not aims) or (at.dep_ == "conj" and at.pos_ in ("VERB", "AUX")):
            return False
        if at.dep_ == "amod" and at.head.dep_ not in ("attr", "oprd", "nsubj", "nsubjpass", "dobj"):
            return False
        at = at.head
    return True


def _is_asked(token: Token, head: Token) -> bool:
    """Whether a word is near enough to the verb to ask for something: "needs", "has a duty", "is vital".

    Not "priorities needed to", nor "help address the needs".
    """
    at = token
    while at.i != head.i and at.dep_ in ("xcomp", "conj", "acomp") and (at.head.i == head.i or at.dep_ != "xcomp"):
        at = at.head
    return at.i == head.i or (at.head.i == head.i and at.dep_ in ("attr", "oprd", "dobj", "nsubj", "nsubjpass", "prt"))


def _holds_phrase(head: Token, name: str, senses: Senses) -> bool:
    """Whether the clause holds one of a verdict's phrases, in its own words or by their lemmas."""
    phrases = senses.lexicon.verdict_phrases[name]
    if not phrases:
        return False
    tokens = [t for t in head.subtree if not t.is_punct]
    plain = " " + " ".join("not" if t.lower_ == "n't" else t.lower_ for t in tokens) + " "
    bare = " " + " ".join(lemma(t) for t in tokens) + " "
    return any(p in plain or p in bare for p in phrases)


def _is_exhibit(subject: Token | None, senses: Senses) -> bool:
    """Whether a noun is no actor, but something that is looked at: footage, a picture, an inquiry's data."""
    if subject is None or subject.pos_ != "NOUN":
        return False
    return not senses.is_a(subject, "actor", "political", "armed", "name", "people", "civilian", "aid_agency", "group")


def makes_statement(verb: Token) -> bool:
    """Whether the clause says something of its own: a root, or what a speech verb has as its content."""
    return verb.dep_ in ("ROOT", "ccomp", "parataxis") or (verb.dep_ == "conj" and makes_statement(verb.head))


def in_scope(tokens: Any, senses: Senses, about: bool) -> bool:
    """Whether the words speak of the subject."""
    lex = senses.lexicon
    for t in tokens:
        name = lemma(t)
        if (
            t.lower_ in lex.scope
            or name in lex.scope
            or (about and (name in lex.weak_scope or t.lower_ in lex.weak_scope))
        ):
            return True
    return False


def find_verdict(words: set[str], senses: Senses, names: tuple[str, ...]) -> str:
    """The first of the verdicts that the words pass, or ""."""
    return next((name for name in names if words & senses.lexicon.verdicts[name]), "")


def read_aim(head: Token, senses: Senses) -> Draft | None:
    """What an attack is said to be for: "the strike aimed to pave the way", "such attacks are meant to spread fear"."""
    if lemma(head) not in ("aim", "intend", "mean", "design", "serve", "seek"):
        return None
    own = grammar.subject(head)
    if own is None:
        return None
    if lemma(own) not in senses.lexicon.nouns or not any(c.dep_ in ("xcomp", "advcl", "prep") for c in head.rights):
        return None
    draft = Draft("position", "explains", head, clause=head)
    draft.start, draft.end = position_range(head)
    draft.start = min(draft.start, grammar.phrase(own)[0]) if own.i < head.i else draft.start
    draft.rules.append("position.explains:aim of an attack")
    return draft


def _blamed(head: Token, senses: Senses) -> Token | None:
    """Whom a verdict falls on: "the regime's cowardice", "the barbarity of the regime", "the attack by the regime"."""
    for token in head.subtree:
        if token.pos_ != "NOUN":
            continue
        owners = [c for c in token.lefts if c.dep_ == "poss"]
        owners += [t for t in (grammar.by_phrase(token), grammar.prep_object(token, "of")) if t is not None]
        owners += [s for c in token.rights if c.dep_ == "relcl" and (s := grammar.own_subject(c)) is not None]
        for owner in owners:
            if senses.is_a(owner, "armed") and owner.pos_ in ("NOUN", "PROPN"):
                return owner
    return None


def _takes_side(head: Token) -> bool:
    """Whether a plain statement looks ahead, denies, speaks for "us" or of peace and war: else it is mere telling."""
    if len({t.lower_ for t in head.subtree}) < _FEW:
        return False
    own = grammar.own_subject(head)
    if own is not None and own.lower_ == "you":
        return False
    words = {t.lower_ for t in main_clause(head)}
    return (
        bool(words & _OUTLOOK)
        or is_negated(head)
        or bool(words & {"no", "none", "nothing", "never"})
        or bool(words & {"we", "i", "our"})
    )


def main_clause(head: Token) -> Iterator[Token]:
    """The words of a clause without those of relative clauses and of clauses that are added to it."""
    waiting = [head]
    while waiting:
        token = waiting.pop()
        yield token
        waiting += [c for c in token.children if c.dep_ not in ("relcl", "advcl", "parataxis")]


def position_range(verb: Token) -> grammar.Range:
    """The words of a position: its clause without coordinated ones and without a participle that takes another."""
    start, end = verb.i, verb.i + 1
    own = grammar.own_subject(verb)
    if own is not None:
        start = own.left_edge.i if own.left_edge.i < verb.i else verb.i
    for child in verb.lefts:
        if child.dep_ in ("aux", "auxpass", "neg", "nsubj", "nsubjpass"):
            start = min(start, child.left_edge.i)
    for child in verb.rights:
        if child.dep_ in ("conj", "parataxis") and child.pos_ in ("VERB", "AUX"):
            break
        if child.dep_ in ("punct", "cc"):
            continue
        if child.dep_ == "advcl" and child.tag_ == "VBG" and lemma(child) in SPEAKING_PARTICIPLES | {"say", "add"}:
            break
        end = max(end, _cut(child) + 1)
    return grammar.trim(verb.doc, start, end)


def _cut(token: Token) -> int:
    """The last token of a dependant, without a coordinated finite clause at its end."""
    end: int = token.i
    for child in token.rights:
        if child.dep_ in ("punct", "cc"):
            continue
        if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and grammar.own_subject(child) is not None:
            break
        end = max(end, _cut(child))
    return end
