"""Happenings: triggers that tell of one act become one draft; coordinated acts stay apart."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import Draft, Trigger
from trucewatch.claims.senses import Senses, lemma

Token = Any
ATTACKS = frozenset({
    "attack", "air_strike", "drone_strike", "shelling", "armed_clash", "gunfire", "explosion", "chemical_attack",
})  # fmt: skip
HARMS = frozenset({"killing", "harm"})
_TRANSPARENT = frozenset({
    "dozen", "hundred", "thousand", "number", "score", "handful", "lot", "plenty", "several", "three", "four",
    "five", "two", "campaign", "series", "wave", "result", "spate", "round", "string", "barrage", "part", "form",
    "kind", "case", "act", "escalation", "intensification", "cause", "exchange", "resumption", "launch", "use",
    "start", "beginning", "outbreak", "rise", "increase", "surge",
})  # fmt: skip
_GENERIC = frozenset({"any", "such", "no", "further", "future", "possible", "potential", "similar", "all"})
_ARGUMENTS = frozenset({
    "by", "of", "on", "against", "in", "at", "near", "between", "upon", "targeting", "over", "with", "from",
    "around", "outside", "inside", "to",
})  # fmt: skip
_APART = frozenset({"after", "before", "following", "amid", "despite", "since", "until", "without", "like", "unlike"})
_INTERPRET = frozenset({
    "show", "demonstrate", "display", "mean", "represent", "underscore", "underline", "illustrate", "highlight",
    "redouble", "remind", "strengthen", "prove", "stiffen", "serve", "constitute", "send", "undermine", "aim",
    "violate", "raise", "draw", "threaten", "reveal", "expose", "define",
})  # fmt: skip
_RECALLING = frozenset({"come", "coincide", "follow", "precede"})
_COUNTING = frozenset({"number", "total", "toll"})
_NAMING = frozenset({"call", "describe", "brand", "label", "dub", "deem", "characterize", "characterise", "consider"})
_CAUSAL = frozenset({
    "in", "by", "due", "because", "during", "from", "through", "following", "after", "result", "of", "amid", "when",
})  # fmt: skip
_IMPLICATIVE = frozenset({
    "begin", "suppose", "start", "continue", "manage", "help", "proceed", "keep", "use", "attempt", "try", "appear",
    "seem", "happen", "come", "go", "stop", "resume", "report", "force", "compel", "cause", "see",
})  # fmt: skip
_AIMS = frozenset({
    "effort", "aim", "goal", "campaign", "risk", "fear", "threat", "purpose", "capable", "intention", "plan",
    "hope", "way", "strategy",
})  # fmt: skip
_ENDING = frozenset({
    "end", "stop", "prevent", "avoid", "counter", "combat", "halt", "avert", "deter", "reduce", "curb", "cease",
    "discourage", "stem", "prohibit", "ban",
})  # fmt: skip


def find_happenings(triggers: list[Trigger], senses: Senses) -> list[Draft]:
    """One draft a happening, in text order of its head."""
    by_token = {t.token.i: t for t in triggers}
    parent: dict[int, int] = {}
    hang: dict[int, tuple[Token, str]] = {}
    for trigger in triggers:
        if trigger.nominal and trigger.token.dep_ == "amod":
            above = None
        elif trigger.nominal:
            above, verb, how = _above_noun(trigger, by_token, senses)
            if verb is not None:
                hang[trigger.token.i] = (verb, how)
        else:
            above = _above_verb(trigger, by_token)
        if above is not None and above.i != trigger.token.i:
            parent[trigger.token.i] = above.i

    _join_harm(triggers, parent, hang)

    def root(i: int) -> int:
        seen = {i}
        while i in parent and parent[i] not in seen:
            i = parent[i]
            seen.add(i)
        return i

    # Nouns that hang on one and the same verb tell of one act ("launched strikes and shelling").
    groups: dict[int, list[Trigger]] = {}
    for trigger in triggers:
        groups.setdefault(root(trigger.token.i), []).append(trigger)
    drafts = []
    for i, members in sorted(groups.items()):
        head = by_token[i]
        draft = Draft(head.kind, head.type, head.token, members)
        if _is_purpose(head) and not any(t.nominal for t in members):
            continue
        if head.nominal:
            if i in hang:
                draft.clause, draft.light = hang[i]
                draft.head = draft.clause
                draft.rules.append(f"{draft.light} verb:{lemma(draft.clause)}")
            elif not _stands_alone(head, members, senses):
                continue
        else:
            draft.clause = head.token
        draft.rules += [t.rule for t in members]
        drafts.append(draft)
    return drafts


def _above_noun(
    trigger: Trigger, by_token: dict[int, Trigger], senses: Senses
) -> tuple[Token | None, Token | None, str]:
    """The trigger it belongs to, or the verb that it hangs on and how."""
    lex, at = senses.lexicon, trigger.token
    for _ in range(7):
        head = at.head
        if head.i == at.i:
            return None, None, ""
        other = by_token.get(head.i)
        if grammar.is_verb(head) and not (other is not None and other.nominal):
            return _on_verb(trigger, at, head, other, lex)
        if at.dep_ == "prep" and at.lower_ in _APART:
            return None, None, ""
        if at.lower_ == "including" and trigger.type in ATTACKS and _has_target(trigger.token):
            return None, None, ""
        if other is not None and other.nominal and head.dep_ != "amod":
            if at.dep_ == "conj" and other.type != trigger.type and {other.type, trigger.type} <= ATTACKS:
                return (head, None, "") if "attack" in (other.type, trigger.type) else (None, None, "")
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
    if (dep == "prep" and name in lex.suffer) or (thing and name in lex.suffer):
        return None, verb, "suffer"
    if dep in ("nsubj", "nsubjpass") and name in lex.happen:
        bare = name in ("take", "see", "witness") or not any(c.dep_ in grammar.OBJECTS for c in verb.children)
        if bare:
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


def _has_target(noun: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in ("on", "against", "by") for c in noun.children)


def _join_harm(triggers: list[Trigger], parent: dict[int, int], hang: dict[int, tuple[Token, str]]) -> None:
    """Join deaths and injuries to the attack in the same clause that caused them."""
    loose = [t for t in triggers if t.token.i not in parent]
    wide = {t.token.i: _wide_clause(hang[t.token.i][0] if t.token.i in hang else t.token) for t in loose}
    for trigger in loose:
        if trigger.token.i in parent:
            continue
        harm = trigger.type in HARMS
        if not harm and not (trigger.type in ATTACKS and trigger.nominal and trigger.token.i not in hang):
            continue
        if not harm and not _causes(trigger.token):
            continue
        for other in loose:
            if other is trigger or other.token.i in parent or wide[other.token.i] != wide[trigger.token.i]:
                continue
            if harm and (other.type in ATTACKS or (other.type in HARMS and other.token.i < trigger.token.i)):
                if other.nominal and other.token.i not in hang and not _causes(other.token) and not trigger.nominal:
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
        if up.i == verb.i:
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


def _is_purpose(trigger: Trigger) -> bool:
    """Whether the verb is an aim and no act: "to defeat", "in order to strike", "efforts to retake", "defeating X"."""
    verb = trigger.token
    if trigger.nominal or not grammar.is_verb(verb):
        return False
    if verb.dep_ == "conj" and verb.tag_ == "VB" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        first = verb.head
        while first.dep_ == "conj" and grammar.is_verb(first.head):
            first = first.head
        return _is_aim(first)
    if _is_aim(verb):
        return True
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp" and trigger.type == "violation":
        return lemma(verb.head.head) == "accuse"
    if verb.tag_ == "VBG" and verb.dep_ in ("pcomp", "csubj", "nsubj", "pobj", "xcomp"):
        if verb.dep_ == "xcomp":
            return lemma(verb.head) not in _IMPLICATIVE
        above = verb.head.lower_
        return (
            above not in ("after", "by", "following", "while", "before", "since", "of")
            or lemma(verb.head.head) in _AIMS
        )
    return False


def _is_aim(verb: Token) -> bool:
    """Whether the infinitive is one of purpose or wish, not of an act that takes place."""
    if verb.tag_ != "VB" or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return False
    return verb.dep_ != "xcomp" or lemma(verb.head) not in _IMPLICATIVE


def _above_verb(trigger: Trigger, by_token: dict[int, Trigger]) -> Token | None:
    """The trigger that this verb goes on telling of."""
    verb = trigger.token
    head, dep = verb.head, verb.dep_
    if head.i == verb.i:
        return None
    other = by_token.get(head.i)
    tells = trigger.type in HARMS or trigger.type == "attack"
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
    if dep == "advcl" and tells:
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
        if trigger.type in HARMS and other.type in ATTACKS and verb.tag_ == "VBG":
            return head
        if trigger.type == other.type and grammar.own_subject(verb) is None and trigger.type in ATTACKS:
            return head
    if dep in ("advcl", "conj", "ccomp") and other is not None and trigger.type in HARMS and other.type in HARMS:
        return head
    if dep == "xcomp" and other is not None and (tells or other.kind == trigger.kind):
        return head
    if dep == "pcomp" and tells:
        for up in grammar.ancestors(verb, 4):
            if up.i in by_token:
                return up
            if grammar.is_verb(up):
                break
    return None


def _stands_alone(head: Trigger, members: list[Trigger], senses: Senses) -> bool:
    """Whether a noun phrase tells of a happening without a verb's help."""
    token = head.token
    if token.dep_ == "amod":
        return True
    children = list(token.children)
    if any(c.lower_ in _GENERIC for c in children if c.dep_ in ("det", "amod", "neg")):
        return False
    for up in grammar.ancestors(token, 4):
        if lemma(up) in _ENDING:
            return False
        if lemma(up) in _RECALLING and token.dep_ == "nsubj":
            return False
        if lemma(up) in _COUNTING and up.pos_ == "NOUN":
            return False
        if lemma(up) in _NAMING and token.dep_ in ("dobj", "nsubj", "oprd"):
            return False
        if grammar.is_verb(up):
            break
    if len(members) > 1:
        return True
    argued = any(c.dep_ in ("prep", "agent") and c.lower_ in _ARGUMENTS for c in children)
    named = any(
        (c.dep_ in ("poss", "compound", "amod", "nmod", "nummod")) and (c.ent_type_ or senses.is_a(c, "armed", "actor"))
        for c in children
    )
    counted = any(c.dep_ == "nummod" for c in children) and token.dep_ not in ("attr", "conj")
    if any(senses.is_a(c, "aircraft") for c in grammar.conjuncts(token)[1:]):
        return False
    told = any(c.dep_ in ("relcl", "acl") for c in children)
    if head.weak:
        return argued or named or counted or (told and head.type in ATTACKS)
    return argued or named or counted or told or token.dep_ in ("ROOT", "nsubj", "nsubjpass", "dobj", "attr")
