"""What a command was given by: a report by its path or the beginning of its hash; and who works at this machine."""

from __future__ import annotations

import getpass
from pathlib import Path

from trucewatch.errors import UnknownNameError
from trucewatch.ledger.desk import Desk

_LEAST = 4
"""Characters of a hash that must be given."""


def find_document(given: str, desk: Desk) -> str:
    """The id of the one report of a path, a file name or the beginning of a SHA-256, restricted or withdrawn ones too.

    Raises :class:`UnknownNameError`.
    """
    documents = desk.contents().documents
    bare = given.removeprefix("sha256:")
    named = [d for d in documents if given in (d.path, Path(d.path).name)]
    found = named or [d for d in documents if len(bare) >= _LEAST and d.sha256.startswith(bare)]
    if len(found) != 1:
        why = f"fits {len(found)} reports" if found else "is no report of this desk"
        raise UnknownNameError(f"{given!r} {why}; give its path as in: trucewatch claims, or its SHA-256")
    return found[0].document_id


def operator() -> str:
    """Who works at this machine: what is done on its command line is signed so where no name is given."""
    try:
        return f"{getpass.getuser()} (command line)"
    except (OSError, KeyError):
        return "(command line)"


def plain(words: str) -> str:
    """On one line, and without what could steer a terminal: the words are a stranger's."""
    return "".join(c for c in " ".join(words.split()) if c.isprintable())
