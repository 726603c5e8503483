"""Breakdowns: the parts that a text gives of an amount of aid: "3,451 trucks: 2,000 through X and 1,300 through Y"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trucewatch.claims import grammar
from trucewatch.claims.draft import Draft
from trucewatch.claims.senses import lemma
from trucewatch.claims.tallies import find_opening, find_parts

Token = Any
_LOADS = frozenset({"truck", "lorry", "truckload", "tonne", "ton", "convoy", "person"})


def find_breakdowns(drafts: Sequence[Draft]) -> list[Draft]:
    """The parts of each amount of aid among ``drafts``, figures of their own whose whole is the amount.

    A draft with parts ends before them.  What parts do not add up to is for the reader of both to say.
    """
    found: list[Draft] = []
    for draft in drafts:
        if (draft.kind, draft.type) != ("figure", "aid_volume") or draft.whole is not None:
            continue
        load = _load(draft)
        opening = find_opening(load) if load is not None else None
        if load is None or opening is None or opening.i >= load.sent.end:
            continue
        parts = list(find_parts(load, opening))
        if len(parts) < 2:
            continue
        draft.start, draft.end = grammar.trim(load.doc, draft.start, min(draft.end, opening.i))
        draft.parts_end = parts[-1][1]
        for first, end in parts:
            part = Draft("figure", "aid_volume", first, whole=draft, stance=draft.stance)
            part.start, part.end = grammar.trim(load.doc, first.i, end)
            part.rules.append("figure.aid_volume:part")
            found.append(part)
    return found


def _load(draft: Draft) -> Token | None:
    """The counted load that an amount is of."""
    for token in draft.head.doc[draft.start : draft.end]:
        if lemma(token) in _LOADS and any(c.like_num for c in token.lefts):
            return token
    return None
