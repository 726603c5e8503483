"""Released briefs: the bytes that went out, who released them, when, and of which entry of the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Engine, select

from trucewatch.ledger.codec import UNDECODABLE, decode
from trucewatch.ledger.engine import database_errors
from trucewatch.ledger.tables import release


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What is said of a released brief; the chain seals it.

    ``sha256`` and ``size`` are of the bytes; ``of_entry`` and ``of_chain`` name the last entry of the ledger that went
    into it; ``as_of`` is its day; ``reason`` why it was released, ``confirmed`` what the redaction check found and its
    author let stand.
    """

    sha256: str
    size: int
    title: str
    format: str
    as_of: date
    of_entry: int
    of_chain: str
    by: str
    at: datetime
    reason: str
    confirmed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A release and its number in the chain."""

    seq: int
    release: Release


def list_releases(engine: Engine) -> tuple[Listed, ...]:
    """Every release, the newest first; raises :class:`~trucewatch.errors.LedgerError`."""
    with database_errors(engine), engine.begin() as connection:
        rows = connection.execute(select(release.c.seq, release.c.body).order_by(release.c.seq.desc()))
        return tuple(Listed(row.seq, decode(Release, row.body)) for row in rows)


def read_release(engine: Engine, sha256: str) -> tuple[Listed, bytes] | None:
    """A release by the SHA-256 of its bytes, with the bytes; None when there is none."""
    with database_errors(engine), engine.begin() as connection:
        row = connection.execute(select(release).where(release.c.sha256 == sha256)).first()
        return (Listed(row.seq, decode(Release, row.body)), bytes(row.content)) if row else None


def changed_releases(connection: Connection) -> Iterator[str]:
    """A sentence for each release whose bytes are no longer those of its hash."""
    for row in connection.execute(select(release.c.seq, release.c.sha256, release.c.body, release.c.content)):
        try:
            told = decode(Release, row.body).sha256
        except UNDECODABLE:
            continue  # its entry says so
        # SQLite gives text where somebody has put text.
        content = row.content.encode() if isinstance(row.content, str) else bytes(row.content)
        if hashlib.sha256(content).hexdigest() != told or row.sha256 != told:
            yield f"entry {row.seq}: the released brief {told[:12]} is not what was released"
