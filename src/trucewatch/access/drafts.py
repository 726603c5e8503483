"""The movements as they gather, and which of them a claim can be about without looking at all of them.

A claim that names a place goes only to a movement near it; one that names none only to a movement of its own text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from trucewatch.access.draft import Draft, PlaceKey, Told, place_key
from trucewatch.incidents.geography import compare_places
from trucewatch.model.claim import PlaceMention

THERE = frozenset({"same", "near", "within"})
"""How near two places are that can be of one movement."""


class Drafts:
    """All drafts by number, from 0; ``within`` gives the containers of a place id."""

    def __init__(self, within: Mapping[str, tuple[str, ...]]) -> None:
        self.all: list[Draft] = []
        self._within = within
        self._by_text: dict[tuple[str, str], set[int]] = {}
        self._by_place: dict[tuple[str, PlaceKey], set[int]] = {}
        self._places: dict[PlaceKey, PlaceMention] = {}
        self._near: dict[PlaceKey, tuple[int, list[PlaceKey]]] = {}
        """For a place those near it, of so many as were known when they were looked for."""

    def begin(self, kind: str) -> int:
        """A new draft's number."""
        self.all.append(Draft(kind))
        return len(self.all) - 1

    def add(self, number: int, told: Told) -> None:
        """Take a claim into a draft."""
        draft = self.all[number]
        draft.add(told)
        self._by_text.setdefault((draft.kind, told.claim.document_id), set()).add(number)
        for place in told.where:
            key = place_key(place)
            self._places.setdefault(key, place)
            self._by_place.setdefault((draft.kind, key), set()).add(number)

    def possible(self, told: Told) -> set[int]:
        """The numbers of the drafts that a claim can be about."""
        if not told.where:
            return self._by_text.get((told.kind, told.claim.document_id), set())
        keys = {(told.kind, key) for place in told.where for key in self._nearby(place)}
        return set().union(*(self._by_place[key] for key in keys if key in self._by_place))

    def _nearby(self, place: PlaceMention) -> Sequence[PlaceKey]:
        own = place_key(place)
        seen, near = self._near.get(own, (0, []))
        if seen < len(self._places):
            for key, other in islice(self._places.items(), seen, None):
                if compare_places([other], [place], self._within).kind in THERE:
                    near.append(key)
            self._near[own] = (len(self._places), near)
        return near
