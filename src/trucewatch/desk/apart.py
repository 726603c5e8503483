"""Pictures drawn in a process of their own: while a large one is drawn the pages keep their processor.

That process reads the ledger itself.  What it draws comes over in small parts, since whoever takes one in can do
nothing else meanwhile; of what the last picture held, only its place is sent.  The process ends with the one that
started it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import multiprocessing
import os
import signal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from trucewatch.desk.drawer import Drawer
from trucewatch.desk.picture import Derived, Picture, draw
from trucewatch.desk.projection import Material, Projection
from trucewatch.errors import TrucewatchError
from trucewatch.ledger.append import Head
from trucewatch.ledger.desk import open_desk
from trucewatch.model.agreement import Agreement
from trucewatch.publishing.cartography import MapView
from trucewatch.publishing.relief import Access
from trucewatch.publishing.standing import Standing
from trucewatch.publishing.timeline import Timeline

PART = 200
"""Members of a sequence that are sent at once."""
_VIEWS: Mapping[str, type[Any]] = {"access": Access, "map": MapView, "standing": Standing, "timeline": Timeline}
"""Parts of a picture that are made where it is drawn, each sent field by field."""
_LISTS = ("cards", "positions")
_SETTLED = ("book", "numbered", "incidents", "seal", "listed", "told", "reports", "published")
"""What is made of the parts before the picture is shown, so that no page has to."""
_Parts = dict[str, Any]


class ApartError(TrucewatchError):
    """The process ended before it had an answer."""


@dataclass(frozen=True, slots=True)
class _Header:
    agreement: Agreement | None
    head: Head
    rules: int


class Apart:
    """One process for the desk in a folder, started when it is first asked; for one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: tuple[BaseProcess, Connection] | None = None
        self._held: dict[Projection, _Parts] = {}

    def draw(self, projection: Projection, day: date) -> tuple[Picture, int]:
        """What :meth:`~trucewatch.desk.drawer.Drawer.draw` gives; raises what that raises, and :class:`ApartError`."""
        if self._running is None:
            self._held = {}
            self._running = _start(self._folder)
        _, pipe = self._running
        try:
            pipe.send((projection, day))
            failed = pipe.recv()
            parts = None if isinstance(failed, Exception) else _receive(pipe, self._held.get(projection, {}))
        except (EOFError, OSError) as error:
            self.close()
            raise ApartError(
                "the process that draws large pictures ended before it was done; perhaps the machine ran out of "
                "memory: give it more, or ask for the page again"
            ) from error
        if parts is None:
            raise failed
        self._held[projection] = parts
        header: _Header = failed
        return _assemble(parts, header, projection, day), header.rules

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._running:
            process, pipe = self._running
            self._running = None
            process.terminate()  # whoever waits at the pipe is told by its end
            process.join()
            pipe.close()


def _start(folder: Path) -> tuple[BaseProcess, Connection]:
    # Spawned: a fork would copy this process's locks and its connections to the database.
    context = multiprocessing.get_context("spawn")
    own, other = context.Pipe()
    process = context.Process(target=_work, args=(other, folder.resolve()), name="trucewatch-pictures", daemon=True)
    process.start()
    other.close()
    return process, own


def _work(pipe: Connection, folder: Path) -> None:
    # Control-C ends the server, which ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError):
        os.nice(5)
    drawer = Drawer(open_desk(folder))
    sent: dict[Projection, _Parts] = {}
    with contextlib.suppress(EOFError, OSError):
        while True:
            projection, day = pipe.recv()
            try:
                picture, rules = drawer.draw(projection, day)
                parts = _parts(picture, drawer.material(projection))
            except Exception as error:  # noqa: BLE001  # it is raised again where it was asked for
                pipe.send(error)
                continue
            pipe.send(_Header(picture.agreement, picture.head, rules))
            for message in _messages(sent.get(projection, {}), parts):
                pipe.send(message)
            pipe.send(None)
            sent[projection] = parts


def _parts(picture: Picture, material: Material) -> _Parts:
    """All that a picture is made of, by name; what is long is a tuple."""
    parts: _Parts = {f"material.{f.name}": getattr(material, f.name) for f in dataclasses.fields(Material)}
    situation = picture.situation
    parts |= {f"derived.{f.name}": getattr(situation, f.name) for f in dataclasses.fields(Derived)[:-1]}
    parts["derived.assessments"] = picture.assessments
    for name in _VIEWS:
        view = getattr(picture, name)
        parts |= {f"{name}.{f.name}": getattr(view, f.name) for f in dataclasses.fields(view)}
    return parts | {name: getattr(picture, name) for name in _LISTS}


def _assemble(parts: _Parts, header: _Header, projection: Projection, day: date) -> Picture:
    def take(prefix: str) -> _Parts:
        return {name.removeprefix(prefix): value for name, value in parts.items() if name.startswith(prefix)}

    material, derived = Material(**take("material.")), Derived(**take("derived."))
    picture = draw(material, header.agreement, day, projection, derived, header.head)
    vars(picture).update({name: kind(**take(f"{name}.")) for name, kind in _VIEWS.items()})
    vars(picture).update({name: parts[name] for name in _LISTS})
    for name in _SETTLED:
        getattr(picture, name)
    return picture


def _messages(before: _Parts, now: _Parts) -> Iterator[tuple[str, Any]]:
    """What has to be said of each part to somebody who has those of before.

    ``(name, (start, stop))``: the members between are those of before; ``(name, [members])``: these follow;
    ``(name, (value,))``: a part that is no tuple.
    """
    for name, value in now.items():
        if not isinstance(value, tuple):
            yield name, (value,)
            continue
        yield name, []
        yield from ((name, run) for run in _runs(before.get(name, ()), value))


def _runs(before: tuple[Any, ...], now: tuple[Any, ...]) -> Iterator[tuple[int, int] | list[Any]]:
    """Stretches of ``now``: places of the very same objects in ``before``, or new members, at most PART at once."""
    places = {id(member): place for place, member in enumerate(before)}
    at = 0
    while at < len(now):
        start = places.get(id(now[at]))
        stop = at + 1
        if start is None:
            while stop < len(now) and stop - at < PART and id(now[stop]) not in places:
                stop += 1
            yield list(now[at:stop])
        else:
            while stop < len(now) and places.get(id(now[stop])) == start + stop - at:
                stop += 1
            yield start, start + stop - at
        at = stop


def _receive(pipe: Connection, before: _Parts) -> _Parts:
    whole: _Parts = {}
    growing: dict[str, list[Any]] = {}
    while (message := pipe.recv()) is not None:
        name, said = message
        if isinstance(said, list):
            growing.setdefault(name, []).extend(said)
        elif len(said) == 1:
            whole[name] = said[0]
        else:
            growing[name] += before[name][slice(*said)]
    return whole | {name: tuple(members) for name, members in growing.items()}
