"""Attributions inside attributions: which one's content holds the cue of which."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

_WINDOW = 60
_FIRST = frozenset({"i", "we", "my", "our", "us"})

if TYPE_CHECKING:
    from trucewatch.claims.attribution import Attributed


def nest(found: Sequence[Attributed]) -> list[Attributed]:
    """``found`` with ``parent`` set to the index of the narrowest other attribution whose content holds the cue."""
    result = []
    for i, inner in enumerate(found):
        at = inner.cue or inner.content[0]
        best: tuple[int, int] | None = None
        for j in _neighbours(found, i):
            outer = found[j]
            piece = next((p for p in outer.content if p.start <= at.start and at.end <= p.end), None)
            if piece is None or (best is not None and piece.end - piece.start >= best[0]):
                continue
            if outer.cue and inner.covers(outer.cue.start, outer.cue.end) and j > i:
                continue
            best = (piece.end - piece.start, j)
        result.append(dataclasses.replace(inner, parent=best[1]) if best else inner)
    return [_first_person(attributed, result) for attributed in result]


def _first_person(attributed: Attributed, found: Sequence[Attributed]) -> Attributed:
    """ "We", said inside of somebody's words, is that somebody."""
    if attributed.parent is None or attributed.source is None or attributed.source.quote.lower() not in _FIRST:
        return attributed
    outer = found[attributed.parent]
    return dataclasses.replace(attributed, name=outer.name, anonymous=outer.anonymous) if outer.name else attributed


def _neighbours(found: Sequence[Attributed], i: int) -> list[int]:
    """Others whose content could reach the cue of ``i``: of its paragraph, or with words that run on into it."""
    at = found[i].cue or found[i].content[0]
    low, bound = i, max(0, i - _WINDOW)
    while low > bound and (found[low - 1].paragraph == found[i].paragraph or found[low - 1].content[-1].end > at.start):
        low -= 1
    high = i + 1
    while high < min(len(found), i + _WINDOW) and found[high].paragraph == found[i].paragraph:
        high += 1
    return [j for j in range(low, high) if j != i]
