"""Every error that Trucewatch shows to a person.

A message says what went wrong, where, why, and what to do about it.  The shell (``cli``) prints ``str(error)`` on one
line of standard error and ends with :attr:`TrucewatchError.exit_status`; nothing else in the project catches broadly.
"""

from __future__ import annotations


class TrucewatchError(Exception):
    """Root of all errors that are shown to a person."""

    exit_status = 2


class UnreadableError(TrucewatchError):
    """A file could not be turned into a document: the message names the file and the reason."""


class BadRowError(UnreadableError):
    """A row of a table cannot be taken: the message says which cell, why, and what to do."""


class PackError(TrucewatchError):
    """A knowledge file is wrong.  ``faults`` holds every fault found, each with file, line, reason and remedy."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class UnknownNameError(TrucewatchError):
    """A name (agreement, perspective, provision, claim) is not known; the message offers near ones."""


class LedgerError(TrucewatchError):
    """The desk's ledger is missing, locked, damaged or full."""


class UsageError(TrucewatchError):
    """Options that do not go together, or a value that cannot be meant (a date in the future)."""
