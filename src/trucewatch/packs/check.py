"""Faults that no single file shows: ids used twice, parts of nobody, a name on two actors at once, unknown places."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from trucewatch.errors import PackError
from trucewatch.packs.actorfiles import ActorEntry, NameEntry, ReadFile, read_files
from trucewatch.packs.phrases import words_of
from trucewatch.packs.placefiles import extra_files, place_files, read_extras, read_rows
from trucewatch.packs.theatres import load_theatres

_LISTS = ("names", "short", "demonyms", "metonyms", "parts", "people", "local")


def check_packs() -> list[str]:
    """Every fault of the bundled actor and place files, each with file and line; empty when all is well."""
    faults: list[str] = []
    try:
        faults += check_actors(read_files())
    except PackError as error:
        faults += error.faults
    try:
        faults += check_places()
    except PackError as error:
        faults += error.faults
    return faults


def check_actors(files: tuple[ReadFile, ...]) -> list[str]:
    """Faults across actor files, in their order."""
    faults: list[str] = []
    defined: dict[str, str] = {}
    theatres = {t.id for t in load_theatres()}
    for file in files:
        theatre = file.content.theatre
        if theatre and theatre not in theatres:
            faults.append(file.located.fault(("theatre",), f"{theatre!r} is no theatre", "see core/theatres.yaml"))
        for i, entry in enumerate(file.content.actors):
            if entry.name and entry.id in defined:
                reason = f"{entry.id!r} is defined in {defined[entry.id]} too"
                faults.append(file.located.fault(("actors", i, "id"), reason, "leave out name and kind to add names"))
            elif entry.name:
                defined[entry.id] = file.name
            if bool(entry.name) != bool(entry.kind):
                faults.append(file.located.fault(("actors", i), "has a name or a kind but not both", "give both"))
    for file in files:
        for i, entry in enumerate(file.content.actors):
            if entry.id not in defined:
                faults.append(file.located.fault(("actors", i, "id"), f"{entry.id!r} is nowhere defined", "add a name"))
            for parent in entry.part_of:
                if parent not in defined:
                    where = ("actors", i, "part_of")
                    faults.append(file.located.fault(where, f"{parent!r} is no actor", "correct the id"))
    return faults + _shared_names(files)


def _shared_names(files: tuple[ReadFile, ...]) -> list[str]:
    """Names that two actors bear on one day (in one theatre, for local ones), and dates that run backwards."""
    faults: list[str] = []
    bearers: dict[tuple[str, ...], list[tuple[str, str, date, date, str]]] = defaultdict(list)
    for file in files:
        for i, entry in enumerate(file.content.actors):
            for kind, j, name, since, until in _names(entry):
                here = file.located.fault(("actors", i, kind, j), f"{name!r}")
                if since > until:
                    faults.append(f"{here} ends before it begins; correct the dates")
                theatre = file.content.theatre if kind == "local" else ""
                for other, where, from_, to, scope in bearers[words_of(name)]:
                    if other != entry.id and scope == theatre and since <= to and from_ <= until:
                        faults.append(f"{here} is also {other}'s name at that time ({where}); date or drop one")
                bearers[words_of(name)].append((entry.id, f"{file.name} {kind}", since, until, theatre))
    return faults


def _names(entry: ActorEntry) -> list[tuple[str, int, str, date, date]]:
    found: list[tuple[str, int, str, date, date]] = []
    for kind in _LISTS:
        for j, item in enumerate(getattr(entry, kind)):
            name = item if isinstance(item, NameEntry) else NameEntry(text=item)
            found.append((kind, j, name.text, name.since or date.min, name.until or date.max))
    return found


def check_places() -> list[str]:
    """Faults across place files: ids used twice, containers that are nowhere; raises ``PackError`` for bad rows."""
    faults: list[str] = []
    owner: dict[str, str] = {}
    known = set()
    for path, name, _ in place_files():
        for place in read_rows(path, name):
            if place.place_id in owner:
                faults.append(f"{name}: {place.place_id} stands in {owner[place.place_id]} too; keep one")
            owner.setdefault(place.place_id, name)
            known |= {place.place_id, place.country}
    for path, name, _ in extra_files():
        places, located = read_extras(path, name)
        for i, place in enumerate(places):
            if place.place_id in owner:
                where = owner[place.place_id]
                faults.append(located.fault(("places", i, "id"), f"{place.place_id} stands in {where} too", "keep one"))
            owner.setdefault(place.place_id, name)
            faults.extend(
                located.fault(("places", i, "within"), f"{w!r} is no place", "correct the id")
                for w in place.within
                if w not in known
            )
    return faults
