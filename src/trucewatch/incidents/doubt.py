"""How many happenings it may be: the same accounts linked a little more strictly, and a little more loosely.

A count of incidents hangs on where linking draws the line.  Moving the line by :data:`MARGIN` points either way says
what else the accounts may be; what people linked or separated stays as they have it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.incidents.islands import find_islands
from trucewatch.incidents.link import LINK_AT
from trucewatch.incidents.linkage import average_linkage
from trucewatch.model.incident import Incident

MARGIN = 0.75
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Doubts:
    """For a cluster's label: into how many it falls when linked strictly; the labels that it joins when loosely."""

    parts: Mapping[int, int]
    joins: Mapping[int, tuple[int, ...]]


def find_doubts(
    labels: Sequence[int],
    scores: Callable[[Sequence[int]], Mapping[Pair, float]],
    near: Mapping[Pair, float],
    joined: Collection[Pair],
    barred: Collection[Pair],
) -> Doubts:
    """``labels`` are the clusters as they are; ``scores`` gives the scores among some items, by their places in it."""
    close = [pair for pair, score in near.items() if score >= LINK_AT - MARGIN]
    linked = [pair for pair in joined if labels[pair[0]] == labels[pair[1]]]
    apart, together = _by_first(barred), _by_first(linked)
    parts: dict[int, int] = {}
    joins: dict[int, tuple[int, ...]] = {}
    for island in find_islands(len(labels), [*close, *linked]):
        found = scores(island)
        if min(abs(score - LINK_AT) for score in found.values() or [0.0]) > MARGIN and len(island) == 2:
            continue
        place = {item: n for n, item in enumerate(island)}
        foes = [(place[a], place[b]) for a in island for b in apart.get(a, ()) if b in place]
        friends = [(place[a], place[b]) for a in island for b in together.get(a, ())]
        strict = _grouped(len(island), found, LINK_AT + MARGIN, foes, friends)
        loose = _grouped(len(island), found, LINK_AT - MARGIN, foes, friends)
        own = [labels[item] for item in island]
        parts |= {label: len(held) for label, held in _gathered(own, strict).items()}
        for one in _gathered(loose, own).values():
            for label in one if len(one) > 1 else ():
                joins[label] = tuple(sorted({*joins.get(label, ()), *one} - {label}))
    return Doubts({label: n for label, n in parts.items() if n > 1}, joins)


def _gathered(keys: Sequence[int], values: Sequence[int]) -> dict[int, set[int]]:
    """The different values beside each key."""
    found: dict[int, set[int]] = {}
    for key, value in zip(keys, values, strict=True):
        found.setdefault(key, set()).add(value)
    return found


def _by_first(pairs: Collection[Pair]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for a, b in pairs:
        found.setdefault(a, []).append(b)
    return found


def _grouped(
    count: int, scores: Mapping[Pair, float], at: float, foes: Sequence[Pair], friends: Sequence[Pair]
) -> list[int]:
    labels = average_linkage(count, scores, at, foes)
    for a, b in friends:
        low, high = sorted((labels[a], labels[b]))
        labels = [low if label == high else label for label in labels]
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
