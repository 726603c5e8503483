"""Actors from the knowledge files: who a phrase names, on which day, and whose words and acts count as whose.

``knowledge/core/actors.yaml`` and ``knowledge/theatres/*/actors.yaml`` hold them; the schema is :class:`ActorEntry`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from datetime import date

from trucewatch.model.actor import Actor


class ActorBook:
    """All known actors, found by id or by the words of a report."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.actors: dict[str, Actor] = {a.actor_id: a for a in actors}

    def get(self, actor_id: str) -> Actor | None:
        """The actor of that id, or None."""
        return self.actors.get(actor_id)

    def find(self, words: str, on: date | None = None) -> Actor | None:
        """The one actor that a noun phrase names, or None when it names none, several, or nobody known.

        ``words`` is the phrase as it stands ("Syrian government jets", "the Russian foreign minister, Sergei
        Lavrov").  ``on`` is the day the words were used: names that were not in use then do not count.  The head
        decides: "civilians in Russia" is not Russia.
        """
        return None

    def find_all(self, words: str, on: date | None = None) -> tuple[Actor, ...]:
        """Every actor of a joint phrase ("the SDF and coalition forces"), in text order, each once."""
        return ()

    def answers_for(self, actor_id: str) -> tuple[str, ...]:
        """``actor_id`` and the ids of every actor that is part of it, directly or not; sorted, itself first."""
        return (actor_id,)

    def is_anonymous(self, words: str) -> bool:
        """Whether a source is nobody named: "a senior US official", "activists", "a monitoring group"."""
        return False


@functools.cache
def load_actors() -> ActorBook:
    """The actors of all knowledge files; raises ``PackError`` with every fault."""
    return ActorBook(())


def is_anonymous(words: str) -> bool:
    """:meth:`ActorBook.is_anonymous` over the bundled actors."""
    return load_actors().is_anonymous(words)
