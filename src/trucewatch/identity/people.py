"""Actors of one document: a person introduced by an office keeps it, so that the surname alone finds it later.

"State Department spokesman N. N. said … N. said": the book knows the office, the text says who holds it.
"""

from __future__ import annotations

import re
from datetime import date

from trucewatch.packs.actors import ActorBook
from trucewatch.packs.names import fold

MAX_TEXT = 200_000
_CAPITAL = r"[A-Z][\w’'-]+\b"
_NAME = rf"(?:(?:{_CAPITAL}|de|al-{_CAPITAL}|bin|van|von) ){{1,3}}(?:al-)?{_CAPITAL}"
_WORD = r"(?:(?:[A-Z]\.)+|[\w’'-]+)"
# An office before a name: up to six words, the last a known office; then two to four words of a name.
_TITLED = r"\b((?:{word} ){{0,6}}(?i:{offices})),? ({name})"
# A name, then the office in apposition: "N. N., a spokesman for X,".
_APPOSED = r"\b({name}), ((?:[\w’'.-]+ ){{0,7}}(?i:{offices})(?: (?:of|for|to|at) [^,.;:]{{2,60}})?)(?=[,.;])"


class ActorsOfDocument:
    """Finds actors by the words of one document, as of ``on``, in ``theatre``."""

    def __init__(self, text: str, book: ActorBook, on: date | None, theatre: str) -> None:
        self.book, self.on, self.theatre = book, on, theatre
        self._introduced = self._introductions(text[:MAX_TEXT])

    def find(self, words: str, on: date | None = None) -> str | None:
        """The actor id that a noun phrase names, or None."""
        actor = self.book.find(words, on or self.on, self.theatre)
        if actor is None and on and on != self.on:
            actor = self.book.find(words, self.on, self.theatre)
        if actor:
            return actor.actor_id
        parts = fold(words).split()
        return self._introduced.get(" ".join(parts[-2:])) or self._introduced.get(parts[-1] if parts else "")

    def is_anonymous(self, words: str) -> bool:
        """Whether a source is nobody named."""
        return self.book.is_anonymous(words)

    def _introductions(self, text: str) -> dict[str, str]:
        """Actor id by folded surname (and last two names), for people introduced with an office that is known."""
        offices = "|".join(sorted((re.escape(o) for o in self.book.words.offices), key=lambda o: (-len(o), o)))
        found: dict[str, str | None] = {}
        for pattern, office_at, name_at in ((_TITLED, 1, 2), (_APPOSED, 2, 1)):
            for match in re.finditer(pattern.format(offices=offices, name=_NAME, word=_WORD), text):
                # The office's own words are its last ones: what stands before them belongs to the sentence.
                words = match.group(office_at).split()
                tries = (self.book.find(" ".join(words[i:]), self.on, self.theatre) for i in range(len(words)))
                actor = next((a for a in tries if a), None)
                if actor is None:
                    continue
                names = fold(match.group(name_at)).split()
                for key in (names[-1], " ".join(names[-2:])):
                    # The same surname under two flags names nobody by itself.
                    found[key] = actor.actor_id if found.get(key, actor.actor_id) == actor.actor_id else None
        return {key: actor_id for key, actor_id in found.items() if actor_id}
