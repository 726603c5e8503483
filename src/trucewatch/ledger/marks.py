"""Where a ledger stands, without reading what it holds: its head now and at an instant, and who may see what."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select

from trucewatch.ledger import tables
from trucewatch.ledger.append import Head, telling_head
from trucewatch.ledger.engine import database_errors


@dataclass(frozen=True, slots=True)
class Marks:
    """``now`` is the newest entry that tells something, ``then`` the newest such at an instant.

    ``began_at`` is the instant of the first entry; ``decided`` is the number of the last decision of the kinds asked
    for, 0 for none.
    """

    now: Head
    then: Head
    began_at: datetime | None
    decided: int


def read_marks(engine: Engine, recorded_by: datetime, kinds: Sequence[str] = ()) -> Marks:
    """The marks of a ledger at ``recorded_by``, an aware instant; raises :class:`~trucewatch.errors.LedgerError`."""
    with database_errors(engine), engine.begin() as connection:
        return read_marks_within(connection, recorded_by, kinds)


def read_marks_within(connection: Connection, recorded_by: datetime, kinds: Sequence[str] = ()) -> Marks:
    """The same inside a transaction."""
    entry = tables.entry.c
    began = connection.execute(select(entry.recorded_at).order_by(entry.seq).limit(1)).scalar()
    decided = connection.execute(
        select(func.max(entry.seq)).where(entry.kind == "decision", entry.subject.in_(kinds))
    ).scalar()
    return Marks(
        telling_head(connection),
        telling_head(connection, recorded_by),
        datetime.fromisoformat(began) if began else None,
        int(decided or 0),
    )


def newest_versions(engine: Engine) -> dict[str, str]:
    """The versions of code, model and packs of the newest run that read reports; empty where there was none."""
    with database_errors(engine), engine.begin() as connection:
        body = connection.execute(select(tables.run.c.body).order_by(tables.run.c.seq.desc()).limit(1)).scalar()
        return {str(k): str(v) for k, v in json.loads(body).items()} if body else {}
