"""Mentions of one place gathered: by the gazetteer's id where both have one, else by place and name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from trucewatch.incidents.geography import compare_places
from trucewatch.model.claim import PlaceMention

T = TypeVar("T")


def is_same_place(a: PlaceMention, b: PlaceMention) -> bool:
    """Whether two mentions are of one place; a region is the same only as itself."""
    if a.place_id and b.place_id:
        return a.place_id == b.place_id
    return compare_places([a], [b], {}).kind == "same"


class PlaceGroups(Generic[T]):
    """One value a place, made when the place is first met; mentions with an id are found without a search."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._groups: list[tuple[PlaceMention, T]] = []
        self._by_id: dict[str, int] = {}
        self._nameless: list[int] = []
        """Groups of which no mention has an id yet."""

    def at(self, place: PlaceMention) -> T:
        """The value of a place."""
        if place.place_id:
            if place.place_id in self._by_id:
                return self._groups[self._by_id[place.place_id]][1]
            found = next((i for i in self._nameless if is_same_place(self._groups[i][0], place)), None)
            if found is not None:
                self._nameless.remove(found)
                self._groups[found] = (place, self._groups[found][1])
                self._by_id[place.place_id] = found
                return self._groups[found][1]
        else:
            found = next((i for i, (known, _) in enumerate(self._groups) if is_same_place(known, place)), None)
            if found is not None:
                return self._groups[found][1]
        self._groups.append((place, self._make()))
        number = len(self._groups) - 1
        if place.place_id:
            self._by_id[place.place_id] = number
        else:
            self._nameless.append(number)
        return self._groups[number][1]

    def __iter__(self) -> Iterator[tuple[PlaceMention, T]]:
        return iter(self._groups)
