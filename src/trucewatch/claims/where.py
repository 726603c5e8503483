"""Where: the place phrases of a paragraph, whole and verbatim, with the toponym inside.

A place phrase is what a careful reader would copy ("the besieged town of Talbiseh in central Homs", "south of Deir
Ezzor", "the Damascus suburbs"): toponym, container and direction together.  People, organisations and demonyms are not
places.  Whether a place is where the fact happened (and not a venue, or a government meant by its capital) is for the
extractor to judge.
"""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.claims.parsing import Paragraph
from trucewatch.model.span import Span
from trucewatch.packs.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """A place phrase of a paragraph.

    ``span``: the whole phrase.  ``start``/``end``: its token indices in ``paragraph.doc``, end exclusive; ``head``: the
    token that governs it there.  ``cores``: the toponyms in it, the most specific first; () for a phrase without a
    name ("the city", "a nearby village").  ``relation``: ``in`` (the named place), ``near``, ``direction`` ("north
    of"), ``part`` ("rural", "outskirts", "suburb"), ``between`` (a road, a line).  ``preposition`` is the token index
    of the preposition that leads to it, None without one.  ``is_country``, ``is_region``: the level of its most
    specific toponym; ``is_generic``: no toponym.
    """

    span: Span
    start: int
    end: int
    head: int
    cores: tuple[Span, ...]
    relation: str = "in"
    preposition: int | None = None
    is_country: bool = False
    is_region: bool = False
    is_generic: bool = False


def find_places(paragraph: Paragraph, gazetteer: Gazetteer) -> tuple[FoundPlace, ...]:
    """The place phrases of ``paragraph`` in text order, none overlapping another."""
    return ()
