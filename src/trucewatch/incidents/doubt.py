"""How many happenings it may be: the same accounts linked a little more strictly, and a little more loosely.

A count of incidents hangs on where linking draws the line.  Moving the line by :data:`MARGIN` points either way says
what else the accounts may be; what people linked or separated stays as they have it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from trucewatch.incidents.columns import Integers
from trucewatch.incidents.grouping import Scores
from trucewatch.incidents.islands import find_islands, find_roots, islands_of
from trucewatch.incidents.link import LINK_AT
from trucewatch.model.incident import Incident

MARGIN = 0.75
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Doubts:
    """For a cluster's label: into how many it falls when linked strictly; the labels that it joins when loosely."""

    parts: Mapping[int, int]
    joins: Mapping[int, tuple[int, ...]]


def find_doubts(labels: Integers, scores: Scores, joined: Collection[Pair], barred: Collection[Pair]) -> Doubts:
    """``labels`` are the clusters as they are; ``joined`` and ``barred`` what people decided about pairs."""
    close = scores.scores >= LINK_AT - MARGIN
    linked = [pair for pair in joined if labels[pair[0]] == labels[pair[1]]]
    left = np.concatenate([scores.i[close], np.array([a for a, _ in linked], np.int64)])
    right = np.concatenate([scores.j[close], np.array([b for _, b in linked], np.int64)])
    inner = scores.within(islands_of(find_roots(len(labels), left, right)))
    items = inner.islands.values
    nobody = np.arange(len(labels))
    strict, loose = (
        _with_friends(inner.link(at, barred, nobody), linked)[items] for at in (LINK_AT + MARGIN, LINK_AT - MARGIN)
    )
    own = labels[items]
    parts = {label: len(held) for label, held in _several(own, strict)}
    joins: dict[int, tuple[int, ...]] = {}
    for _, one in _several(loose, own):
        for label in one:
            joins[label] = tuple(sorted({*joins.get(label, ()), *one} - {label}))
    return Doubts(parts, joins)


def _several(keys: Integers, values: Integers) -> Iterator[tuple[int, list[int]]]:
    """The different values beside each key that has more than one."""
    order = np.lexsort((values, keys))
    keys, values = keys[order], values[order]
    new = np.flatnonzero(np.diff(keys, prepend=-1) | np.diff(values, prepend=-1))
    keys, values = keys[new], values[new]
    unique, first, counts = np.unique(keys, return_index=True, return_counts=True)
    for key, at, count in zip(*(c[counts > 1].tolist() for c in (unique, first, counts)), strict=True):
        yield key, values[at : at + count].tolist()


def _with_friends(labels: Integers, friends: Sequence[Pair]) -> Integers:
    """The labels with those of each pair of friends made one."""
    for a, b in friends:
        low, high = sorted((int(labels[a]), int(labels[b])))
        labels[labels == high] = low
    return labels


def count_range(incidents: Sequence[Incident]) -> tuple[int, int]:
    """The least and the most happenings that these incidents may be."""
    place = {incident.incident_id: n for n, incident in enumerate(incidents)}
    pairs = [(n, place[j]) for n, incident in enumerate(incidents) for j in incident.joins if j in place]
    fewer = sum(len(island) - 1 for island in find_islands(len(incidents), pairs))
    return len(incidents) - fewer, sum(incident.parts for incident in incidents)


def say_range(incidents: Sequence[Incident]) -> str:
    """The count as a reader is told it: "3 incidents", or "3 incidents (2 to 4: some accounts may be of one)"."""
    low, high = count_range(incidents)
    count = f"{len(incidents):,} incident{'' if len(incidents) == 1 else 's'}"
    if low == high:
        return count
    return f"{count} ({low:,} to {high:,}, as accounts that are nearly alike are taken for one happening or for two)"


def say_doubts(incident: Incident, titles: Mapping[str, str]) -> tuple[str, ...]:
    """What else an incident may be, in sentences; ``titles`` of incidents by id."""
    said = []
    if incident.parts > 1:
        said.append(f"Linked a little more strictly these accounts are {incident.parts} happenings, not 1.")
    for other in incident.joins:
        said.append(f"Linked a little more loosely it is one with {other}: {titles.get(other, 'not shown here')}.")
    return tuple(said)
