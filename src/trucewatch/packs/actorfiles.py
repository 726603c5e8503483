"""Actor files: their schema, and reading them all.

A file is ``{source, theatre?, countries?, actors: [...]}``.  An entry with an ``id`` that another file defines adds
names to it.  A name is a word or ``{text, since, until, language}``; ``local`` names hold in that theatre's texts only.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import Field

from trucewatch.errors import PackError
from trucewatch.model.actor import Actor, ActorName
from trucewatch.packs.load import Entry, Located, read_yaml, validate
from trucewatch.packs.phrases import Words

KNOWLEDGE = Path(str(files("trucewatch") / "knowledge"))
_LISTS = {
    "names": "name",
    "short": "short",
    "demonyms": "demonym",
    "metonyms": "metonym",
    "parts": "part",
    "people": "person",
}
Kind = Literal["state", "armed_group", "organisation", "agency", "media", "person", "civilians"]
Role = Literal["", "monitor", "media", "humanitarian", "party", "mediator"]


class NameEntry(Entry):
    """A name and the days on which it held, both included."""

    text: str = Field(min_length=1)
    since: date | None = None
    until: date | None = None
    language: str = "en"


Names = tuple[NameEntry | str, ...]
"""A bare word stands for ``{text: word}``."""


class ActorEntry(Entry):
    """An actor, or (without ``name`` and ``kind``) names added to one that another file defines."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = ""
    kind: Kind | None = None
    role: Role = ""
    country: str = ""
    part_of: tuple[str, ...] = ()
    names: Names = ()
    short: Names = ()
    demonyms: Names = ()
    metonyms: Names = ()
    parts: Names = ()
    people: Names = ()
    local: Names = ()
    source: str = ""


class ActorFile(Entry):
    """One file of actors; ``source`` holds for every entry that gives none of its own."""

    source: str = Field(min_length=1)
    theatre: str = ""
    countries: tuple[str, ...] = ()
    actors: tuple[ActorEntry, ...]


class WordFile(Entry):
    """``actor-words.yaml``: the common nouns that decide what a phrase with a name in it means."""

    source: str = Field(min_length=1)
    for_the_whole: tuple[str, ...]
    of_a_body: tuple[str, ...]
    offices: tuple[str, ...]
    unnamed: tuple[str, ...]
    otherwise: tuple[str, ...]
    against: tuple[str, ...]
    belonging: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LocalName:
    """A name that means ``actor_id`` only in texts about ``theatre``."""

    theatre: str
    actor_id: str
    name: ActorName


@dataclass(slots=True)
class ReadFile:
    """A validated file with the lines of its entries, for faults that span files."""

    located: Located
    content: ActorFile
    name: str = field(default="")


def actor_paths() -> Iterator[tuple[Path, str]]:
    """The bundled actor files and how faults call them, core first, theatres by name."""
    yield KNOWLEDGE / "core" / "actors.yaml", "core/actors.yaml"
    for folder in sorted((KNOWLEDGE / "theatres").iterdir()):
        path = folder / "actors.yaml"
        if path.is_file():
            yield path, f"theatres/{folder.name}/actors.yaml"


@functools.cache
def read_files() -> tuple[ReadFile, ...]:
    """Every actor file, validated; raises ``PackError`` with the faults of all of them."""
    found: list[ReadFile] = []
    faults: list[str] = []
    for path, name in actor_paths():
        try:
            located = read_yaml(path, name)
            found.append(ReadFile(located, validate(ActorFile, located), name))
        except PackError as error:
            faults.extend(error.faults)
    if faults:
        raise PackError(tuple(faults))
    return tuple(found)


def read_words() -> Words:
    """The word lists of ``core/actor-words.yaml``; raises ``PackError``."""
    entry = validate(WordFile, read_yaml(KNOWLEDGE / "core" / "actor-words.yaml", "core/actor-words.yaml"))
    return Words(
        for_the_whole=frozenset(entry.for_the_whole),
        of_a_body=frozenset(entry.of_a_body),
        offices=frozenset(entry.offices),
        unnamed=frozenset(entry.unnamed),
        otherwise=entry.otherwise,
        against=entry.against,
        belonging=entry.belonging,
    )


def read_actors() -> tuple[tuple[Actor, ...], tuple[LocalName, ...], Words]:
    """All actors, the names that hold in one theatre only, and the word lists; raises ``PackError``."""
    actors: dict[str, Actor] = {}
    local: list[LocalName] = []
    for file in read_files():
        for entry in file.content.actors:
            made = _actor(entry, file.content)
            known = actors.get(entry.id)
            actors[entry.id] = _joined(known, made) if known else made
            local.extend(LocalName(file.content.theatre, entry.id, _name(n, "local")) for n in entry.local)
    return tuple(actors.values()), tuple(local), read_words()


def country_words(*, adjectives: bool = True) -> dict[str, str]:
    """Country (ISO 3166 alpha-2) by the name, and with ``adjectives`` also the adjective, of its state."""
    found: dict[str, str] = {}
    for file in read_files():
        for entry in file.content.actors:
            if entry.country:
                more = entry.demonyms if adjectives else ()
                for name in (*entry.names, *entry.short, *more):
                    found[name if isinstance(name, str) else name.text] = entry.country
    return found


def _actor(entry: ActorEntry, file: ActorFile) -> Actor:
    names = tuple(_name(n, kind) for key, kind in _LISTS.items() for n in getattr(entry, key))
    return Actor(
        actor_id=entry.id,
        name=entry.name or entry.id,
        kind=entry.kind or "organisation",
        names=names,
        part_of=entry.part_of,
        role=entry.role,
        source=entry.source or file.source,
    )


def _joined(known: Actor, more: Actor) -> Actor:
    return Actor(
        actor_id=known.actor_id,
        name=known.name,
        kind=known.kind,
        names=known.names + more.names,
        part_of=known.part_of + tuple(p for p in more.part_of if p not in known.part_of),
        role=known.role,
        source=known.source,
    )


def _name(entry: NameEntry | str, kind: str) -> ActorName:
    if isinstance(entry, str):
        return ActorName(text=entry, kind=kind)
    return ActorName(text=entry.text, since=entry.since, until=entry.until, language=entry.language, kind=kind)
