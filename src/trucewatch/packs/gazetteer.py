"""The gazetteer: names → places, unlocated rather than guessed.

Theatre packs (``knowledge/theatres/*/places.csv``, ``places-extra.yaml``) and the world (``knowledge/core``).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trucewatch.model.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What surrounds a name: the theatre, the countries (ISO 3166 alpha-2, likeliest first) and places nearby.

    ``level`` is asked for by a descriptor ("province" → adm1, "village" → town); empty: any.
    """

    theatre: str = ""
    countries: tuple[str, ...] = ()
    near: tuple[Place, ...] = ()
    within: tuple[Place, ...] = ()
    level: str = ""


class Gazetteer:
    """Places by name and id."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_id: dict[str, Place] = {p.place_id: p for p in places}

    def get(self, place_id: str) -> Place | None:
        """The place of that id, or None."""
        return self._by_id.get(place_id)

    def candidates(self, name: str) -> tuple[Place, ...]:
        """Every place that bears ``name`` in some spelling, the most populous first."""
        return ()

    def find(self, name: str, hints: Hints | None = None) -> Place | None:
        """The place that ``name`` means in this context; None when unknown or when two fit equally well."""
        return None

    def longest_match(self, words: Sequence[str], start: int) -> int:
        """How many of ``words`` from ``start`` on make up a known theatre or world name; 0 for none."""
        return 0


@functools.cache
def load_gazetteer() -> Gazetteer:
    """The bundled places; raises ``PackError`` with every fault."""
    return Gazetteer(())
