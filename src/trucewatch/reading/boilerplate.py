"""Sentences that stand on many pages which otherwise differ: a site's own words, which make no report a copy."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

LEAST_PAGES = 3
"""On fewer pages nothing tells a site's words from a copied sentence."""
ALIKE = 0.5
"""Pages that share more of their sentences than this, on average, are reprints of one report."""
NEIGHBOURS = 3


def find_boilerplate(pages: Sequence[Collection[int]]) -> Mapping[int, frozenset[int]]:
    """For each position in ``pages`` that has any: the keys of its sentences that are boilerplate.

    A page is the keys of its sentences; pages in order of time, each once.
    """
    own = [frozenset(page) for page in pages]
    holders: dict[int, list[int]] = {}
    for index, page in enumerate(own):
        for key in page:
            holders.setdefault(key, []).append(index)
    alike: dict[tuple[int, int], float] = {}
    found: dict[int, set[int]] = {}
    for key, on in holders.items():
        if len(on) < LEAST_PAGES:
            continue
        shares = []
        for at, i in enumerate(on):
            for j in on[at + 1 : at + 1 + NEIGHBOURS]:
                if (i, j) not in alike:
                    alike[i, j] = len(own[i] & own[j]) / max(len(own[i]), len(own[j]))
                shares.append(alike[i, j])
        if sum(shares) < ALIKE * len(shares):
            for i in on:
                found.setdefault(i, set()).add(key)
    return {i: frozenset(keys) for i, keys in found.items()}
