"""Anchors: the shortest run of words that carries a fact, usually its clause."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import Draft

Token = Any
_CUT = frozenset({"advcl", "parataxis", "conj", "ccomp", "relcl", "cc", "punct", "mark", "dep", "intj"})
_LEAD = frozenset({
    "however", "meanwhile", "also", "moreover", "furthermore", "additionally", "separately", "similarly", "earlier",
    "accordingly", "then", "instead", "but", "and", "so", "yet",
})  # fmt: skip


def place_anchor(draft: Draft, others: set[int]) -> None:
    """Set the token range: the clause of the draft's head without the clauses that tell of something else.

    ``others`` are the token indices of triggers and cues that belong to other facts.
    """
    head = draft.head
    own = {t.token.i for t in draft.triggers}
    if draft.clause is None:
        start, end = _noun_range(head, own, others)
    else:
        start, end = clause_range(head, own, others)
    if draft.kind == "access" and head.dep_ == "pcomp" and grammar.is_verb(head.head.head):
        # "Troops barred the agency from handing out food": who barred it stands at the verb above.
        keeper = grammar.own_subject(head.head.head)
        start = min(start, head.head.head.i if keeper is None else keeper.left_edge.i)
    if draft.kind == "access" and head.dep_ == "xcomp" and head.tag_ == "VB":
        # "A convoy of ten trucks is expected to reach the town": the load stands at the verb of planning.
        governor = head.head if grammar.is_verb(head.head) else head.head.head
        planner = grammar.own_subject(governor)
        start = min(start, governor.i if planner is None else planner.left_edge.i)
    for trigger in draft.triggers:
        if not start <= trigger.token.i < end:
            # "Ten civilians were killed when …": who was hurt belongs to the fact.
            hurt = grammar.own_subject(trigger.token) if trigger.effect and not trigger.nominal else None
            low = trigger.token.i if hurt is None or hurt.i > trigger.token.i else hurt.left_edge.i
            start, end = min(start, low), max(end, trigger.token.i + 1)
    draft.start, draft.end = grammar.trim(head.doc, start, end)


def clause_range(head: Token, own: set[int], others: set[int]) -> grammar.Range:
    """The clause of ``head``: its subtree less the outer clauses that hold no word of ``own``."""
    start, end = head.i, head.i + 1
    low, high = head.i, head.i + 1
    for child in head.lefts:
        if child.dep_ in _CUT and not _holds(child, own):
            if child.dep_ in ("advcl", "ccomp", "parataxis", "conj", "dep", "relcl"):
                low = max(low if low != head.i else 0, child.right_edge.i + 1) if child.right_edge.i < head.i else low
            continue
        if child.dep_ == "advmod" and child.lower_ in _LEAD:
            continue
        start = min(start, child.left_edge.i)
    for child in head.rights:
        if child.dep_ in ("punct", "cc"):
            continue
        if _apart(child, own, others):
            break
        end = max(end, _right(child, own, others))
    if low != head.i and start < low:
        start = low
    if head.dep_ in ("acl", "relcl") and head.head.i < head.i and head.head.pos_ in ("NOUN", "PROPN", "NUM"):
        # "Two children injured by shelling": the noun belongs to the fact that its participle tells.
        start = min(start, grammar.phrase(head.head)[0])
    if head.dep_ == "xcomp" and head.tag_ == "VBG" and grammar.own_subject(head) is None and grammar.is_verb(head.head):
        # "Bombs have kept falling": the fact begins where its subject stands.
        own_ = grammar.own_subject(head.head)
        start = own_.left_edge.i if own_ is not None and own_.i < head.i else start
    if head.dep_ in ("xcomp", "oprd") and grammar.own_subject(head) is None and head.head.lemma_ in grammar.RAISING:
        # "Two people were reported killed": who was killed stands at the verb of saying.
        raised = grammar.own_subject(head.head)
        if raised is not None and raised.dep_ == "nsubjpass" and raised.i < start:
            start = raised.left_edge.i
    # A verb without its own subject (a coordinated or open clause) starts at itself or its auxiliaries.
    return start, max(end, high)


def _apart(child: Token, own: set[int], others: set[int]) -> bool:
    if _holds(child, own):
        return False
    if child.dep_ in ("conj", "parataxis") and child.pos_ in ("VERB", "AUX"):
        return True
    if child.dep_ in ("advcl", "ccomp", "dep") and _holds(child, others):
        return True
    if child.dep_ == "prep" and child.lower_ == "with" and _holds(child, others):
        return any(c.dep_ == "pcomp" and grammar.own_subject(c) is not None for c in child.rights)
    return child.dep_ == "advcl" and child.lower_ not in ("targeting", "killing", "carrying")


def _right(token: Token, own: set[int], others: set[int]) -> int:
    """The end of ``token``'s subtree, stopping before a clause that belongs to another fact."""
    end: int = token.i + 1
    for child in token.rights:
        if child.dep_ in ("punct", "cc"):
            continue
        if (
            child.dep_ in ("conj", "advcl", "relcl", "parataxis")
            and child.pos_ in ("VERB", "AUX")
            and not _holds(child, own)
            and (grammar.is_verb(token) or child.dep_ != "conj")
        ) and (_holds(child, others) or child.dep_ in ("parataxis",)):
            break
        end = max(end, _right(child, own, others))
    return end


def _noun_range(head: Token, own: set[int], others: set[int]) -> grammar.Range:
    if head.dep_ == "amod":
        noun = head.head
        return noun.left_edge.i, max(_right(noun, own, others), head.i + 1)
    start = head.i
    for child in head.lefts:
        if child.dep_ not in ("punct", "cc", "relcl", "mark"):
            start = min(start, child.left_edge.i)
    return start, _right(head, own, others)


def _holds(token: Token, indices: set[int]) -> bool:
    low, high = token.left_edge.i, token.right_edge.i
    return any(low <= i <= high for i in indices)
