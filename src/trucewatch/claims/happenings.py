"""Happenings: triggers that tell of one act become one draft; coordinated acts stay apart."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.descriptions import among
from trucewatch.claims.draft import Draft, Trigger
from trucewatch.claims.joins import above_noun, above_verb, join_harm
from trucewatch.claims.senses import Senses, lemma
from trucewatch.claims.stance import KEEPING
from trucewatch.claims.standing import is_sort, stands_alone

Token = Any
_CHANCES = frozenset({
    "opportunity", "ability", "capability", "capacity", "right", "freedom", "means", "power", "will", "chance",
})  # fmt: skip
_IMPLICATIVE = frozenset({
    "begin", "suppose", "start", "continue", "manage", "help", "proceed", "keep", "use", "attempt", "try", "appear",
    "seem", "happen", "come", "go", "stop", "resume", "report", "force", "compel", "cause", "see", "enable",
})  # fmt: skip
PLANNED = frozenset({
    "plan", "hope", "expect", "intend", "aim", "promise", "pledge", "vow", "prepare", "want", "offer", "schedule",
    "propose", "try", "attempt", "seek", "agree", "decide", "ready", "due", "set",
    "hop",  # What the model makes of "hopes".
})  # fmt: skip
_ACHIEVING = frozenset({"unable", "able", "fail", "refuse"})
_REFUSALS = frozenset({"refusal", "failure", "inability"})
_AIMS = frozenset({
    "effort", "aim", "goal", "campaign", "risk", "fear", "threat", "purpose", "capable", "intention", "plan",
    "hope", "way", "strategy", "possibility", "prospect", "option", "idea", "danger",
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
            above, verb, how = above_noun(trigger, by_token, senses)
            if verb is not None:
                hang[trigger.token.i] = (verb, how)
        else:
            above = above_verb(trigger, by_token)
        if above is not None and above.i != trigger.token.i:
            parent[trigger.token.i] = above.i

    join_harm(triggers, parent, hang)

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
                if _is_chance(draft.clause) or is_sort(head.token):
                    continue
                draft.head = draft.clause
                draft.rules.append(f"{draft.light} verb:{lemma(draft.clause)}")
            elif not stands_alone(head, members, senses):
                continue
        else:
            over = among(head.token.head) if head.token.dep_ == "acl" else None
            draft.clause = over if over is not None else head.token
            draft.head = draft.clause
        draft.rules += [t.rule for t in members]
        drafts.append(draft)
    return drafts


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
        return not (trigger.kind == "access" and _is_told_of(verb))
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp" and trigger.type == "violation":
        return lemma(verb.head.head) == "accuse"
    if verb.dep_ == "pcomp" and trigger.kind == "access" and (_is_kept_from(verb) or _has_part(verb.head)):
        return False
    being = verb.tag_ == "VBN" and any(c.dep_ == "auxpass" and c.lower_ == "being" for c in verb.lefts)
    if (verb.tag_ == "VBG" or being) and verb.dep_ in ("pcomp", "csubj", "nsubj", "pobj", "xcomp"):
        if verb.dep_ == "xcomp":
            return lemma(verb.head) not in _IMPLICATIVE | {"deny"}
        above = verb.head.lower_
        if above == "with" and grammar.own_subject(verb) is not None:
            return False  # "With the army shelling the suburbs".
        if above == "in" and _gains(verb.head.head):
            return False
        return (
            above not in ("after", "by", "following", "while", "before", "since", "of")
            or lemma(verb.head.head) in _AIMS
        )
    return False


def _is_aim(verb: Token) -> bool:
    """Whether the infinitive is one of purpose or wish, not of an act that takes place."""
    if verb.tag_ != "VB" or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return False
    return verb.dep_ not in ("xcomp", "ccomp") or lemma(verb.head) not in _IMPLICATIVE


def _is_told_of(verb: Token) -> bool:
    """Whether moving aid or people is planned, hoped for or failed at: a fact, though not one that took place."""
    if verb.dep_ == "acl" and lemma(verb.head) in _REFUSALS:
        return True
    if verb.dep_ != "xcomp" or lemma(verb.head) not in PLANNED | _ACHIEVING:
        return False
    planner = grammar.own_subject(verb.head)
    # What "the sides agreed to" do is a term.
    return planner is None or lemma(planner) not in ("side", "party")


def _is_kept_from(verb: Token) -> bool:
    """ "Prevented residents from returning": they did not."""
    return bool(verb.head.lower_ == "from" and lemma(verb.head.head) in KEEPING)


def _has_part(preposition: Token) -> bool:
    """ "Played a key role in getting food to the town"."""
    verb = preposition.head if grammar.is_verb(preposition.head) else preposition.head.head
    return (
        preposition.lower_ == "in"
        and lemma(verb) == "play"
        and any(lemma(c) in ("role", "part") for c in grammar.objects(verb))
    )


def _gains(governor: Token) -> bool:
    """Whether what follows "in" is being done: "made progress in clearing", "succeeded in retaking"."""
    words = {lemma(governor), *(lemma(c) for c in grammar.objects(governor))}
    return bool(words & {"progress", "succeed", "success", "headway"})


def _is_chance(verb: Token) -> bool:
    """Whether an act is only within reach: "the opportunity to carry out raids", "committed to carrying out them"."""
    if verb.dep_ == "acl" and verb.tag_ == "VB":
        return lemma(verb.head) in _CHANCES
    return verb.dep_ == "pcomp" and verb.head.lower_ == "to" and lemma(verb.head.head) in ("commit", "dedicate")
