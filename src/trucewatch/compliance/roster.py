"""Whose acts and words are whose under an agreement: parties, excluded groups, roles of sources."""

from __future__ import annotations

import re
from datetime import date

from trucewatch.model.agreement import Agreement, Exclusion
from trucewatch.packs.actors import ActorBook
from trucewatch.packs.perspectives import role_words

_WORD = re.compile(r"\w+")


class Roster:
    """An agreement's parties over the known actors."""

    def __init__(self, agreement: Agreement, book: ActorBook) -> None:
        self.agreement = agreement
        self.book = book
        self._lineages: dict[str, frozenset[str]] = {}
        self._parties: dict[str, frozenset[str]] = {}
        self._roles = role_words()

    def lineage(self, actor_id: str) -> frozenset[str]:
        """``actor_id`` and every actor that it is part of, directly or not."""
        if actor_id not in self._lineages:
            found, waiting = {actor_id}, [actor_id]
            while waiting:
                actor = self.book.get(waiting.pop())
                for parent in actor.part_of if actor else ():
                    if parent not in found:
                        found.add(parent)
                        waiting.append(parent)
            self._lineages[actor_id] = frozenset(found)
        return self._lineages[actor_id]

    def parties_of(self, actor_id: str | None) -> frozenset[str]:
        """The ids of the parties and guarantors that answer for an actor."""
        if actor_id is None:
            return frozenset()
        if actor_id not in self._parties:
            line = self.lineage(actor_id)
            self._parties[actor_id] = frozenset(
                p.party_id for p in self.agreement.parties if line.intersection(p.answers_for)
            )
        return self._parties[actor_id]

    def exclusion_of(self, actor_id: str | None, words: str, on: date | None) -> Exclusion | None:
        """The exclusion that an actor falls under, by id or by a name that the group bore on the day ``on``."""
        line = self.lineage(actor_id) if actor_id else frozenset()
        said = words.casefold()
        for exclusion in self.agreement.exclusions:
            if exclusion.actor_id in line:
                return exclusion
            if actor_id is None and any(
                name.casefold() in said and (since is None or on is None or since <= on)
                for name, since, _ in (*exclusion.names, (exclusion.name, None, None))
            ):
                return exclusion
        return None

    def roles_of(self, actor_id: str | None, words: str) -> frozenset[str]:
        """The roles of a source: the actor's own, or what its words say when no actor is known."""
        actor = self.book.get(actor_id) if actor_id else None
        if actor is not None:
            return frozenset({actor.role} if actor.role else ())
        said = set(_WORD.findall(words.casefold()))
        return frozenset(role for role, given in self._roles.items() if said & given)

    def name_of(self, actor_id: str | None, words: str = "") -> str:
        """What to call an actor in a sentence."""
        actor = self.book.get(actor_id) if actor_id else None
        return actor.name if actor else (words or actor_id or "somebody unnamed")
