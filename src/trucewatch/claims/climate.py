"""The climate of a truce, which nobody declares: a calm that holds, talks that open, resume or fail."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import Draft
from trucewatch.claims.senses import Senses, lemma
from trucewatch.claims.stance import is_negated, read_stance
from trucewatch.claims.statements import position_range

Token = Any
_LINKS = frozenset(
    {"appear", "continue", "be", "remain", "stay", "fall", "go", "pass", "become", "look", "seem", "keep"}
)
_KEPT = frozenset({"respect", "observe", "honor", "honour", "uphold", "keep", "maintain", "implement"})
_AGREED = frozenset({"ceasefire", "cease-fire", "truce"})
_DEALS = frozenset({"deal", "agreement", "accord", "pact", "peace"})
_SHAKY = frozenset({"shaky", "fragile", "tenuous", "precarious", "brittle", "unstable", "uneasy", "wobbly", "doubtful"})
_FRAYING = frozenset({"fray", "unravel", "falter", "teeter", "wobble", "crumble", "totter", "erode"})
_BROKEN = frozenset({"no", "never", "hardly", "barely", "scarcely", "longer", "neither", "none"})
_BUSINESS = frozenset({"tax", "taxis", "budget", "trade", "wage", "pay", "merger", "climate", "tariff"})


def read_climate(verb: Token, senses: Senses) -> Draft | None:
    """The position that a clause about calm or about talks is, by ``calm_*`` and ``talks*`` of ``positions.yaml``.

    A calm is ``upholds``, its negation ``rejects``; talks are ``other_position`` of those between whom they are held.
    """
    subject = grammar.own_subject(verb)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN"):
        return None
    lex = senses.lexicon
    name = lemma(subject)
    if name in lex.calm_subjects and _is_calm(verb, name, senses):
        if any(t.dep_ == "aux" and t.tag_ == "MD" for t in verb.children):
            return None
        broken = is_negated(verb) or any(t.lower_ in _BROKEN for t in (*verb.subtree, *subject.subtree))
        draft = Draft("position", "rejects" if broken else "upholds", verb, clause=verb)
    elif (name in _AGREED or name in _DEALS) and _is_shaky(verb):
        draft = Draft("position", "doubts", verb, clause=verb)
    elif name in lex.talks and _goes_on(verb, senses) and not any(lemma(t) in _BUSINESS for t in subject.subtree):
        draft = Draft("position", "other_position", verb, clause=verb)
        draft.holder = grammar.prep_object(subject, "between", "among") or grammar.prep_object(verb, "between", "among")
    else:
        return None
    draft.stance = read_stance(verb)
    if draft.stance == "conditional" and draft.type != "doubts":
        # "If calm holds" is a condition of what follows, and nobody says it.
        return None
    draft.start, draft.end = position_range(verb)
    draft.rules.append(f"position.{draft.type}:climate {name}")
    return draft


def _is_calm(verb: Token, subject: str, senses: Senses) -> bool:
    words = senses.lexicon.calm_words
    if subject in _AGREED and grammar.is_passive(verb) and lemma(verb) in _KEPT:
        return True
    if lemma(verb) in words:
        return subject in _AGREED or subject in ("calm", "quiet", "lull")
    return lemma(verb) in _LINKS and any(
        c.dep_ in ("acomp", "advmod", "oprd", "xcomp", "attr") and c.lower_ in words for c in verb.rights
    )


def _is_shaky(verb: Token) -> bool:
    """Whether an agreement is said to be about to fail: "the truce looked shaky", "the deal could fall apart"."""
    if any(c.dep_ == "mark" for c in verb.lefts) or any(c.dep_ == "neg" for c in verb.children):
        return False
    if lemma(verb) in _LINKS | {"appear"}:
        return any(c.dep_ in ("acomp", "oprd", "xcomp") and c.lower_ in _SHAKY for c in verb.rights)
    return lemma(verb) in _FRAYING or (lemma(verb) == "fall" and any(c.lower_ == "apart" for c in verb.rights))


def _goes_on(verb: Token, senses: Senses) -> bool:
    verbs = senses.lexicon.talks_verbs
    return lemma(verb) in verbs or (
        lemma(verb) == "be" and any(c.dep_ == "acomp" and lemma(c) in verbs for c in verb.rights)
    )
