"""Demands in a row: "urged the parties to stop firing, to let aid pass and to return to the talks" is three."""

from __future__ import annotations

from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import Draft

Token = Any
_DUTY = frozenset({"must", "should", "shall"})
_REACH = 5
_LEAST = 2
"""Words that a further demand must have besides its verb's marker: "to stop and think" is one act."""


def split_demand(draft: Draft) -> list[Draft]:
    """The demand and those coordinated with what it asks for, in text order; only itself when it asks for one act."""
    act = _asked(draft.head)
    if act is None:
        return [draft]
    row = [c for c in _conjuncts(act) if draft.start <= c.i < draft.end]
    row = [c for c in row if c.right_edge.i - c.i >= _LEAST - 1]
    if not row:
        return [draft]
    edges = [c.left_edge.i for c in row]
    ends = [*edges[1:], draft.end]
    further = []
    for verb, start, end in zip(row, edges, ends, strict=True):
        one = Draft("position", draft.type, verb, clause=verb, holder=draft.holder, addressee=draft.addressee)
        one.stance = draft.stance
        one.rules = [*draft.rules, "demanded beside it"]
        one.start, one.end = _without_joint(verb.doc, start, end)
        further.append(one)
    draft.start, draft.end = _without_joint(act.doc, draft.start, edges[0])
    return [draft, *further]


def _asked(verb: Token) -> Token | None:
    """The act that is asked for, under the verb that asks; the verb itself when it says must or should."""
    if any(c.dep_ == "aux" and c.lower_ in _DUTY for c in verb.children):
        return verb
    at = verb
    for _ in range(_REACH):
        under = next(
            (c for c in at.rights if c.dep_ in ("xcomp", "ccomp", "pcomp") and c.pos_ in ("VERB", "AUX")), None
        )
        if under is None:
            on = next((c for c in at.rights if c.dep_ == "prep" and c.lower_ in ("on", "for", "upon")), None)
            under = (
                next((g for g in on.subtree if g.dep_ in ("acl", "relcl", "xcomp") and g.tag_ == "VB"), None)
                if on
                else None
            )
        if under is None:
            return at if at is not verb and at.tag_ in ("VB", "VBN") else None
        if under.tag_ in ("VB", "VBN") and _conjuncts(under):
            return under
        at = under
    return None


def _conjuncts(verb: Token) -> list[Token]:
    """The infinitives coordinated with a verb, in text order, those of a chain too."""
    found: list[Token] = []
    waiting = [verb]
    while waiting:
        for child in waiting.pop().rights:
            if child.dep_ == "conj" and child.tag_ in ("VB", "VBN") and grammar.own_subject(child) is None:
                found.append(child)
                waiting.append(child)
    return sorted(found, key=lambda t: int(t.i))


def _without_joint(doc: Any, start: int, end: int) -> grammar.Range:
    """A range without the comma and the "and" at its end."""
    while end > start and (doc[end - 1].dep_ == "cc" or doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return grammar.trim(doc, start, end)
