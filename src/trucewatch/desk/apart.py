"""Derived values made in a process of their own: while a large picture is drawn the pages keep their processor.

Values go to and fro in small parts, since whoever takes one in can do nothing else meanwhile.  The process ends with
the one that started it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import multiprocessing
import signal
from collections.abc import Sequence
from datetime import date
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from trucewatch.desk.picture import Derived, derive
from trucewatch.desk.projection import Material, Projection
from trucewatch.errors import TrucewatchError
from trucewatch.incidents.memory import Memory
from trucewatch.model.agreement import Agreement

PART = 200
"""Members of a sequence that are sent at once."""


class ApartError(TrucewatchError):
    """The process ended before it had an answer."""


class Apart:
    """One process, started when it is first asked and kept with its memories; for one thread at a time."""

    def __init__(self) -> None:
        self._running: tuple[BaseProcess, Connection] | None = None

    def derive(self, material: Material, agreement: Agreement | None, day: date, projection: Projection) -> Derived:
        """:func:`~trucewatch.desk.picture.derive`; raises what that raises, and :class:`ApartError`."""
        _, pipe = self._running = self._running or _start()
        try:
            pipe.send((agreement, day, projection))
            _send(pipe, material)
            failed = pipe.recv()
            made: Derived | None = None if failed else _receive(pipe, Derived)
        except (EOFError, OSError) as error:
            self.close()
            raise ApartError(
                "the process that draws large pictures ended before it was done; perhaps the machine ran out of "
                "memory: give it more, or ask for the page again"
            ) from error
        if made is None:
            assert isinstance(failed, Exception)  # noqa: S101  # the other end sends nothing else
            raise failed
        return made

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._running:
            process, pipe = self._running
            self._running = None
            process.terminate()  # whoever waits at the pipe is told by its end
            process.join()
            pipe.close()


def _start() -> tuple[BaseProcess, Connection]:
    # Spawned: a fork would copy this process's locks and its connections to the database.
    context = multiprocessing.get_context("spawn")
    own, other = context.Pipe()
    process = context.Process(target=_work, args=(other,), name="trucewatch-pictures", daemon=True)
    process.start()
    other.close()
    return process, own


def _work(pipe: Connection) -> None:
    # Control-C ends the server, which ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    memories: dict[Projection, Memory] = {"all": Memory(), "public": Memory()}
    with contextlib.suppress(EOFError, OSError):
        while True:
            agreement, day, projection = pipe.recv()
            material = _receive(pipe, Material)
            try:
                made = derive(material, agreement, day, memories[projection])
            except Exception as error:  # noqa: BLE001  # it is raised again where it was asked for
                pipe.send(error)
                continue
            pipe.send(None)
            _send(pipe, made)


def _send(pipe: Connection, value: Any) -> None:
    """A dataclass by its fields, long sequences in parts."""
    for field in dataclasses.fields(value):
        inner = getattr(value, field.name)
        if isinstance(inner, tuple):
            for at in range(0, len(inner), PART):
                pipe.send((field.name, inner[at : at + PART]))
        else:
            pipe.send((field.name, inner))
    pipe.send(None)


def _receive(pipe: Connection, kind: type[Any]) -> Any:
    parts: dict[str, Any] = {}
    while (part := pipe.recv()) is not None:
        name, inner = part
        if isinstance(inner, tuple):
            parts.setdefault(name, []).extend(inner)
        else:
            parts[name] = inner
    whole = {name: tuple(inner) if isinstance(inner, list) else inner for name, inner in parts.items()}
    empty: dict[str, Sequence[object]] = {f.name: () for f in dataclasses.fields(kind)}
    return kind(**{**empty, **whole})
