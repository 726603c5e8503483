"""What all commands share: dates and instants from options, output to a file or the terminal, progress, faults."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import typer

from trucewatch.errors import TrucewatchError, UsageError
from trucewatch.model.when import FIRST_DAY


class OutputError(TrucewatchError):
    """The result cannot be written."""


def now() -> datetime:
    """The instant, UTC: the only clock of the project is here, in the shell."""
    return datetime.now(UTC)


def parse_day(text: str | None, option: str) -> date | None:
    """A day from an option, in ISO form.

    Raises :class:`UsageError` when it is none, lies in the future or before all reports.
    """
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{option} {text!r}: not a date; write YYYY-MM-DD, such as 2016-09-19") from error
    if day > now().date():
        raise UsageError(f"{option} {text}: that day lies in the future; give a day up to {now().date()}")
    if day < FIRST_DAY:
        raise UsageError(f"{option} {text}: that day lies before all reports; give a day from {FIRST_DAY} on")
    return day


def note(message: str) -> None:
    """A line for the person at the terminal, on standard error."""
    typer.echo(message, err=True)


def write(text: str, out: Path | None) -> None:
    """Write a result to a file, whole or not at all, or to standard output.  Raises :class:`OutputError`."""
    whole = text if text.endswith("\n") else text + "\n"
    if out is None:
        sys.stdout.write(whole)
        return
    write_bytes(whole.encode(), out)


def write_bytes(data: bytes, out: Path | None) -> None:
    """The same for a result in bytes."""
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    try:
        if out.exists() and not out.is_file():
            out.write_bytes(data)
            return
        handle, partial = tempfile.mkstemp(dir=out.parent or Path(), prefix=".trucewatch-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            umask = os.umask(0)
            os.umask(umask)
            Path(partial).chmod(0o666 & ~umask)
            Path(partial).replace(out)
        except OSError:
            Path(partial).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(
            f"{out}: cannot be written: {error.strerror}; choose another place or free some space"
        ) from error


@contextlib.contextmanager
def progress(total: int, doing: str) -> Iterator[_Progress]:
    """Progress on standard error for long work; silent when standard error is no terminal."""
    yield (meter := _Progress(total, doing))
    meter.end()


class _Progress:
    """A counter that redraws one line, for work of more than a few steps at a terminal."""

    def __init__(self, total: int, doing: str) -> None:
        self._total, self._doing, self._done = total, doing, 0
        self._shown = total > 3 and sys.stderr.isatty()

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if self._shown:
            sys.stderr.write(f"\r{self._doing} {self._done} of {self._total}")
            sys.stderr.flush()

    def end(self) -> None:
        """Wipe the line."""
        if self._shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
