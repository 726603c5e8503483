"""Joins: which words tell of one and the same act: a strike and its dead, a raid and the verb that lends it a doer."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import ATTACKS, HARMS, Trigger
from trucewatch.claims.senses import Senses, lemma

Token = Any
_TRANSPARENT = frozenset({
    "dozen", "hundred", "thousand", "number", "score", "handful", "lot", "plenty", "several", "three", "four",
    "five", "two", "campaign", "series", "wave", "result", "spate", "round", "string", "barrage", "part", "form",
    "kind", "case", "act", "escalation", "intensification", "cause", "exchange", "resumption", "launch", "use",
    "start", "beginning", "phase", "stage", "outbreak", "rise", "increase", "surge",
})  # fmt: skip
_APART = frozenset({"after", "before", "following", "amid", "despite", "since", "until", "without", "like", "unlike"})
_INTERPRET = frozenset({
    "come", "coincide", "follow", "precede",
    "show", "demonstrate", "display", "mean", "represent", "underscore", "underline", "illustrate", "highlight",
    "redouble", "remind", "strengthen", "prove", "stiffen", "serve", "constitute", "send", "undermine", "aim",
    "violate", "raise", "draw", "threaten", "reveal", "expose", "define",
})  # fmt: skip
_ANSWERS = frozenset({"response", "retaliation", "revenge", "reprisal", "reaction", "answer", "vengeance"})
_CAUSAL = frozenset({
    "in", "by", "due", "because", "during", "from", "through", "following", "after", "result", "of", "amid", "when",
})  # fmt: skip


def above_noun(
    trigger: Trigger, by_token: dict[int, Trigger], senses: Senses
) -> tuple[Token | None, Token | None, str]:
    """The trigger it belongs to, or the verb that it hangs on and how."""
    lex, at = senses.lexicon, trigger.token
    for _ in range(7):
        head = at.head
        if head.i == at.i:
            return None, None, ""
        other = by_token.get(head.i)
        if _is_earlier(at, by_token):
            return None, None, ""
        if grammar.is_verb(head) and not (other is not None and other.nominal):
            return _on_verb(trigger, at, head, other, lex)
        if at.dep_ == "prep" and at.lower_ in _APART:
            return None, None, ""
        if at.lower_ == "including" and trigger.type in ATTACKS and _has_target(trigger.token):
            return None, None, ""
        if other is not None and other.nominal and head.dep_ != "amod":
            if at.dep_ == "conj" and other.type != trigger.type and {other.type, trigger.type} <= ATTACKS:
                if "attack" in (other.type, trigger.type):
                    return head, None, ""
                # "Heard explosions and bursts of fire": two acts, and the verb lends itself to both.
                return None, *above_noun(other, by_token, senses)[1:]
            return head, None, ""
        transparent = head.pos_ in ("ADP", "SCONJ", "PART") or at.dep_ in ("conj", "compound", "amod")
        if not transparent and head.pos_ in ("NOUN", "PROPN") and lemma(head) not in _TRANSPARENT:
            return None, None, ""
        at = head
    return None, None, ""


def _on_verb(
    trigger: Trigger, at: Token, verb: Token, other: Trigger | None, lex: Any
) -> tuple[Token | None, Token | None, str]:
    dep, name = at.dep_, lemma(verb)
    passive = grammar.is_passive(verb)
    thing = dep in grammar.OBJECTS or (dep == "nsubjpass") or (dep == "attr")
    does = dep == "nsubj" or (dep in ("agent", "prep") and at.lower_ == "by" and passive)
    if other is not None:
        if other.type == "force_movement" and trigger.type in ATTACKS and not does:
            return None, None, ""
        return verb, None, ""
    if thing and name in lex.light:
        return None, verb, "light"
    if (dep == "prep" and at.lower_ not in _APART and name in lex.suffer) or (thing and name in lex.suffer):
        return None, verb, "suffer"
    if dep in ("nsubj", "nsubjpass") and name in lex.happen:
        bare = name in ("take", "see", "witness") or not any(c.dep_ in grammar.OBJECTS for c in verb.children)
        if bare:
            return None, verb, "happen"
    if dep == "nsubjpass" and name in ("cause", "trigger", "spark", "set"):
        # "The explosion was caused by a rocket"
        return None, verb, "happen"
    if dep in ("nsubj",) and name in lex.cause:
        return None, verb, "cause"
    if does and name in lex.cause:
        return None, verb, "cause"
    if (
        dep in ("dobj", "attr")
        and name in ("witness", "see", "be")
        and (name != "be" or any(c.dep_ == "expl" for c in verb.children))
    ):
        return None, verb, "happen"
    if dep == "attr" and name == "be" and trigger.type == "violation":
        return None, verb, "happen"
    if (
        dep == "nsubj"
        and name not in lex.happen
        and verb.dep_ in ("ROOT", "ccomp")
        and trigger.type in ATTACKS
        and name not in ("be", "say")
        and name not in _INTERPRET
    ):
        return None, verb, "happen" if name in lex.happen else "subject"
    return None, None, ""


def _is_earlier(preposition: Token, by_token: dict[int, Trigger]) -> bool:
    """Whether a phrase tells of what came before an attack that the clause names: "air strikes killed twelve, hours
    after an attack on a convoy"; "twelve died after an attack" names none but that."""
    if preposition.dep_ != "prep" or preposition.lower_ not in ("after", "before", "following"):
        return False
    if any(c.dep_ == "npadvmod" for c in preposition.lefts):
        return True
    verb = preposition.head
    doers = [c for c in verb.lefts if c.dep_ == "nsubj"]
    if doers and any(c.dep_ == "dobj" for c in verb.rights):
        return True  # "Shells killed two people after clashes": the shells did.
    return any(d.i in by_token and by_token[d.i].nominal and by_token[d.i].type in ATTACKS for d in doers)


def _is_answered(noun: Token) -> bool:
    """Whether a deed is only what an attack answers: "fired rockets in response to the killing of a commander"."""
    return any(lemma(up) in _ANSWERS for up in grammar.ancestors(noun, 3) if up.pos_ == "NOUN")


def _led_by(noun: Token) -> Token:
    """The preposition that leads the noun in; the noun itself where none does."""
    return noun.head if noun.dep_ == "pobj" else noun


def _has_target(noun: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in ("on", "against", "by") for c in noun.children)


def join_harm(triggers: list[Trigger], parent: dict[int, int], hang: dict[int, tuple[Token, str]]) -> None:
    """Join deaths and injuries to the attack in the same clause that caused them."""
    loose = [t for t in triggers if t.token.i not in parent]
    by_token = {t.token.i: t for t in triggers}
    wide = {t.token.i: _wide_clause(hang[t.token.i][0] if t.token.i in hang else t.token) for t in loose}
    for trigger in loose:
        if trigger.token.i in parent:
            continue
        harm = trigger.type in HARMS
        if trigger.nominal and _is_answered(trigger.token):
            continue
        if not harm and not (trigger.type in ATTACKS and trigger.nominal and trigger.token.i not in hang):
            continue
        if not harm and (not _causes(trigger.token) or _is_earlier(_led_by(trigger.token), by_token)):
            continue
        for other in loose:
            if other is trigger or other.token.i in parent or wide[other.token.i] != wide[trigger.token.i]:
                continue
            if harm and (other.type in ATTACKS or (other.type in HARMS and other.token.i < trigger.token.i)):
                caused = _causes(other.token) and not _is_earlier(_led_by(other.token), by_token)
                if other.nominal and other.token.i not in hang and not caused and not trigger.nominal:
                    continue
                if trigger.nominal or other.token.i in hang or not other.nominal:
                    parent[trigger.token.i] = other.token.i
                else:
                    parent[other.token.i] = trigger.token.i
                break
            if not harm and other.type in HARMS:
                parent[trigger.token.i] = other.token.i
                break


def _causes(noun: Token) -> bool:
    """Whether the attack noun stands in a phrase of cause: "in", "by", "due to", "as a result of" the attack."""
    at = noun
    for _ in range(5):
        head = at.head
        if head.i == at.i or grammar.is_verb(head):
            return False
        if head.dep_ in ("prep", "agent", "pcomp") and head.lower_ in _CAUSAL:
            return True
        at = head
    return False


def _wide_clause(token: Token) -> int:
    """The index of the verb that the whole happening hangs on, through the clauses that go on telling it."""
    verb = token if grammar.is_verb(token) else grammar.clause_head(token)
    for _ in range(6):
        if not grammar.is_verb(verb):
            break
        up = verb.head
        if up.i == verb.i or _is_before(verb):
            break
        if verb.dep_ in ("advcl", "xcomp", "pcomp") or (
            verb.dep_ == "conj" and grammar.own_subject(verb) is not None and verb.tag_ in ("VBN",)
        ):
            above = up if grammar.is_verb(up) else grammar.clause_head(up)
            if above.i == verb.i:
                break
            verb = above
            continue
        break
    return int(verb.i)


def _is_before(verb: Token) -> bool:
    """Whether a clause tells what came before the main one and has its own act: "after three soldiers died …"."""
    marked = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("after", "before") for c in verb.lefts)
    return (
        marked
        and not grammar.is_passive(verb.head)
        and grammar.is_verb(verb.head)
        and bool([c for c in verb.head.children if c.dep_ in grammar.OBJECTS])
    )


def _harms_on(trigger: Trigger, other: Trigger | None) -> bool:
    """Whether a verb tells what the same attack did: "a bomb struck a patrol, killing four"."""
    return (
        other is not None
        and other.type == trigger.type
        and trigger.type in ATTACKS
        and grammar.own_subject(trigger.token) is None
    )


def _befalls(verb: Token) -> bool:
    """Whether a clause tells only what somebody suffered: "a mine went off and four passengers lost their lives"."""
    if grammar.by_phrase(verb) is not None or grammar.prep_object(verb, "in", "during", "after", "when") is not None:
        return False
    return lemma(verb) in ("die", "lose", "perish", "succumb", "martyr") or grammar.is_passive(verb)


def above_verb(trigger: Trigger, by_token: dict[int, Trigger]) -> Token | None:
    """The trigger that this verb goes on telling of."""
    verb = trigger.token
    head, dep = verb.head, verb.dep_
    if head.i == verb.i:
        return None
    other = by_token.get(head.i)
    tells = trigger.type in HARMS or trigger.type == "attack" or _harms_on(trigger, other)
    if dep == "acl" and trigger.type in HARMS and head.dep_ == "conj":
        # "Five people were killed and 12 others injured": the parser takes the second verb for the noun's.
        first = by_token.get(head.head.i)
        if first is not None and first.type in HARMS and not first.nominal:
            return head.head
    if dep in ("acl", "relcl"):
        if other is not None and other.nominal and (tells or other.type == trigger.type):
            return head
        # "raids carried out by jets that hit a camp": the relative clause of a noun inside the event's phrase.
        if tells:
            for up in grammar.ancestors(verb, 5):
                if up.i in by_token and by_token[up.i].nominal:
                    return up
                if grammar.is_verb(up):
                    break
        return None
    if dep == "advcl" and tells and not (trigger.type in HARMS and _is_before(verb)):
        if other is not None:
            return head
        if verb.tag_ == "VBG" or head.lemma_ in ("carry", "launch", "conduct"):
            for child in head.children:
                if child.i in by_token and by_token[child.i].nominal:
                    return child
        return None
    if dep in ("advcl", "prep", "pcomp") and other is not None and other.type in HARMS and trigger.type in ATTACKS:
        return head
    if dep == "conj" and tells:
        first = head
        while first.dep_ == "conj" and grammar.is_verb(first.head):
            first = first.head
        for child in first.children:
            # "Five strikes engaged a unit; destroyed two trucks; and damaged a bridge": the strikes did it all.
            if child.dep_ == "nsubj" and child.i in by_token and by_token[child.i].nominal:
                return first if first.i in by_token else child
    if dep == "conj" and other is not None:
        if trigger.type in HARMS and other.type in HARMS:
            return head
        if trigger.type in HARMS and other.type in ATTACKS and grammar.own_subject(verb) is None:
            return head
        if trigger.type == other.type and grammar.own_subject(verb) is None and trigger.type in ATTACKS:
            return head
        if trigger.type in HARMS and other.type in ATTACKS and _befalls(verb):
            return head
    if dep in ("advcl", "conj", "ccomp") and other is not None and trigger.type in HARMS and other.type in HARMS:
        return head
    if dep == "xcomp" and other is not None and (tells or other.kind == trigger.kind):
        return head
    if dep == "pcomp" and head.lower_ == "with" and trigger.type in ATTACKS and grammar.own_subject(verb) is not None:
        return None  # "Clashes broke out, with the army shelling the suburbs": an act of its own.
    if dep == "pcomp" and tells:
        for up in grammar.ancestors(verb, 4):
            if up.i in by_token:
                return up
            if grammar.is_verb(up):
                break
    return None
