"""Sentences that stand on many pages which otherwise differ: a site's own words, which make no report a copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trucewatch.reading.prints import Print

LEAST_PAGES = 3
"""On fewer pages nothing tells a site's words from a copied sentence."""
ALIKE = 0.5
"""Pages that share more of their sentences than this, on average, are reprints of one report."""
NEIGHBOURS = 3


def find_boilerplate(prints: Sequence[Print]) -> Mapping[int, frozenset[int]]:
    """For each position in ``prints`` that has any: the keys of its sentences that are boilerplate.

    ``prints`` in order of time, each document once.
    """
    holders: dict[int, list[int]] = {}
    for index, made in enumerate(prints):
        for key in {s.key for s in made.sentences}:
            holders.setdefault(key, []).append(index)
    own = {i: frozenset(s.key for s in prints[i].sentences) for i in range(len(prints))}
    alike: dict[tuple[int, int], float] = {}
    found: dict[int, set[int]] = {}
    for key, pages in holders.items():
        if len(pages) < LEAST_PAGES:
            continue
        shares = []
        for at, i in enumerate(pages):
            for j in pages[at + 1 : at + 1 + NEIGHBOURS]:
                if (i, j) not in alike:
                    alike[i, j] = len(own[i] & own[j]) / max(len(own[i]), len(own[j]))
                shares.append(alike[i, j])
        if sum(shares) < ALIKE * len(shares):
            for i in pages:
                found.setdefault(i, set()).add(key)
    return {i: frozenset(keys) for i, keys in found.items()}
