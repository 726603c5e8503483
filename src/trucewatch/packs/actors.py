"""Actors from the knowledge files: who a phrase names, on which day, and whose words and acts count as whose.

``knowledge/core/actors.yaml`` and ``knowledge/theatres/*/actors.yaml`` hold them (``packs.actorfiles`` has the schema).
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from trucewatch.model.actor import Actor, ActorName
from trucewatch.packs import phrases
from trucewatch.packs.actorfiles import LocalName, read_actors
from trucewatch.packs.names import fold
from trucewatch.packs.phrases import Words

# A name of its own outranks an adjective, and an adjective a capital: in "Lebanese Hezbollah fighters" Hezbollah acts.
_RANK = {"name": 0, "short": 0, "part": 0, "person": 0, "local": 1, "demonym": 2, "metonym": 3}


@dataclass(frozen=True, slots=True)
class _Match:
    """A name in a phrase: word indices ``start``..``end``, whose, and what kind of name."""

    start: int
    end: int
    actor_id: str
    kind: str


class ActorBook:
    """All known actors, found by id or by the words of a report.

    ``local`` are names that hold in one theatre's texts only ("the regime").  ``words`` are the common nouns that
    decide what a phrase with a name in it means.
    """

    def __init__(self, actors: Iterable[Actor], local: Iterable[LocalName] = (), words: Words | None = None) -> None:
        self.actors: dict[str, Actor] = {a.actor_id: a for a in actors}
        self.words = words or Words()
        self._names: dict[tuple[str, ...], list[tuple[str, ActorName, str]]] = defaultdict(list)
        for actor in self.actors.values():
            for name in (ActorName(text=actor.name), *actor.names):
                self._names[phrases.words_of(name.text)].append((actor.actor_id, name, ""))
        for item in local:
            self._names[phrases.words_of(item.name.text)].append((item.actor_id, item.name, item.theatre))
        self._longest = max((len(key) for key in self._names), default=0)

    def get(self, actor_id: str) -> Actor | None:
        """The actor of that id, or None."""
        return self.actors.get(actor_id)

    def find(self, words: str, on: date | None = None, theatre: str = "") -> Actor | None:
        """The one actor that a noun phrase names, or None when it names none, several, or nobody known.

        ``words`` is the phrase as it stands ("Syrian government jets", "the Russian foreign minister, Sergei
        Lavrov").  ``on`` is the day the words were used: names that were not in use then do not count.  ``theatre``
        allows the names that hold only in texts about it ("the regime").  The head decides: "civilians in Russia" is
        not Russia.
        """
        found = self.find_all(words, on, theatre)
        return found[0] if len(found) == 1 else None

    def find_all(self, words: str, on: date | None = None, theatre: str = "") -> tuple[Actor, ...]:
        """Every actor of a joint phrase ("the SDF and coalition forces"), in text order, each once."""
        whole = self._exact(phrases.words_of(words), on, theatre)
        if whole:
            return (self.actors[whole],)
        ids: list[str] = []
        for part in phrases.joint_parts(words):
            found = self._one(part, on, theatre)
            if found and found not in ids:
                ids.append(found)
        return tuple(self.actors[i] for i in ids)

    def answers_for(self, actor_id: str) -> tuple[str, ...]:
        """``actor_id`` and the ids of every actor that is part of it, directly or not; itself first, then sorted."""
        found, grew = {actor_id}, True
        while grew:
            more = {a.actor_id for a in self.actors.values() if found & set(a.part_of)} - found
            grew, found = bool(more), found | more
        return (actor_id, *sorted(found - {actor_id}))

    def is_anonymous(self, words: str) -> bool:
        """Whether a source is nobody named: "a senior US official", "activists", "a monitoring group".

        A known monitor, agency or medium is a name ("SOHR activists" is not anonymous); a state is not enough ("US
        officials" is).
        """
        for match in self._matches(phrases.words_of(words), None, ""):
            actor = self.actors[match.actor_id]
            if match.kind == "person" or actor.kind in {"media", "organisation", "agency", "person"}:
                return False
            if match.kind in {"name", "short"} and match.end == len(phrases.words_of(words)):
                return False
        head = phrases.head_part(words)
        tokens = phrases.words_of(head)
        if not tokens or phrases.has_person_name(head, self._known_words()):
            return False
        return phrases.ends_with(tokens, self.words.unnamed)

    def _known_words(self) -> frozenset[str]:
        return _words_in(self)

    def _exact(self, words: tuple[str, ...], on: date | None, theatre: str) -> str | None:
        """The actor that bears exactly these words; None when two do."""
        found = {
            actor_id
            for actor_id, name, where in self._names.get(words, ())
            if (not where or where == theatre) and _in_use(name, on)
        }
        return found.pop() if len(found) == 1 else None

    def _kind(self, words: tuple[str, ...], actor_id: str) -> str:
        kinds = [name.kind for i, name, _ in self._names[words] if i == actor_id]
        return min(kinds, key=lambda k: _RANK.get(k, 9))

    def _matches(self, words: Sequence[str], on: date | None, theatre: str) -> list[_Match]:
        """The names in ``words``, the longest at each place, in order."""
        found: list[_Match] = []
        at = 0
        while at < len(words):
            for size in range(min(self._longest, len(words) - at), 0, -1):
                key = tuple(words[at : at + size])
                actor_id = self._exact(key, on, theatre) if key in self._names else None
                if actor_id and not phrases.is_cancelled(words, at, at + size, self.words):
                    found.append(_Match(at, at + size, actor_id, self._kind(key, actor_id)))
                    at += size - 1
                    break
            at += 1
        return found

    def _one(self, part: str, on: date | None, theatre: str) -> str | None:
        """The actor of one noun phrase: its head chunk decides, then what the head is said to belong to."""
        for piece in phrases.appositions(part):
            chunk, owner = phrases.split_owner(piece, self.words)
            found = self._chunk(phrases.words_of(chunk), on, theatre)
            if found and owner and found != self._chunk(phrases.words_of(chunk), on, ""):
                # "The army of X": the theatre's own army only where X is nobody else by name.
                named = f" of {owner}" in piece and any(w[:1].isupper() for w in owner.split())
                found = self._one(owner, on, theatre) or (None if named else found)
            if found is None and owner and self._is_for_the_whole(phrases.words_of(chunk)):
                found = self._one(owner, on, theatre)
            if found:
                return found
        return None

    def _chunk(self, words: tuple[str, ...], on: date | None, theatre: str) -> str | None:
        matches = self._matches(words, on, theatre)
        if not matches:
            return None
        at_end = [m for m in matches if m.end == len(words) and m.kind not in {"demonym"}]
        if at_end and (len(matches) == 1 or _RANK[at_end[0].kind] <= 1):
            return at_end[0].actor_id
        if len(matches) == 1 and matches[0].start == 0 and matches[0].end == len(words):
            return matches[0].actor_id
        best = min(matches, key=lambda m: (_RANK.get(m.kind, 9), m.start))
        rest = words[best.end :]
        named = best.kind in {"name", "short", "part"} and self.actors[best.actor_id].kind != "state"
        return best.actor_id if self._is_for_the_whole(rest, named) else None

    def _is_for_the_whole(self, rest: Sequence[str], named: bool = False) -> bool:
        """Whether the nouns after a name act for it: they end in such a noun, or such a noun leads a person's name."""
        if phrases.ends_with(rest, self.words.for_the_whole):
            return True
        if named and phrases.ends_with(rest, self.words.of_a_body):
            return True
        # "State Department spokesman John Doe": an office, then a name that we do not know.
        return any(phrases.ends_with(rest[:n], self.words.offices) for n in range(1, len(rest)) if len(rest) - n <= 4)


def _in_use(name: ActorName, on: date | None) -> bool:
    if on is None:
        return True
    return (name.since is None or name.since <= on) and (name.until is None or on <= name.until)


@functools.lru_cache(maxsize=8)
def _words_in(book: ActorBook) -> frozenset[str]:
    return frozenset(w for actor in book.actors.values() for n in actor.names for w in fold(n.text).split())


@functools.cache
def load_actors() -> ActorBook:
    """The actors of all knowledge files; raises ``PackError`` with every fault."""
    actors, local, words = read_actors()
    return ActorBook(actors, local, words)


def is_anonymous(words: str) -> bool:
    """:meth:`ActorBook.is_anonymous` over the bundled actors."""
    return load_actors().is_anonymous(words)
