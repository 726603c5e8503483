"""Where a ledger stands, without reading what it holds: its head now and at an instant, and who may see what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, func, select

from trucewatch.ledger import tables
from trucewatch.ledger.append import Head, head
from trucewatch.ledger.engine import database_errors
from trucewatch.ledger.read import head_at


@dataclass(frozen=True, slots=True)
class Marks:
    """``now`` is the newest entry, ``then`` the newest at an instant, ``began_at`` the instant of the first one.

    ``decided`` is the number of the last decision of the kinds asked for, 0 for none.
    """

    now: Head
    then: Head
    began_at: datetime | None
    decided: int


def read_marks(engine: Engine, recorded_by: datetime, kinds: Sequence[str] = ()) -> Marks:
    """The marks of a ledger at ``recorded_by``, an aware instant; raises :class:`~trucewatch.errors.LedgerError`."""
    entry = tables.entry.c
    with database_errors(engine), engine.begin() as connection:
        began = connection.execute(select(entry.recorded_at).order_by(entry.seq).limit(1)).scalar()
        decided = connection.execute(
            select(func.max(entry.seq)).where(entry.kind == "decision", entry.subject.in_(kinds))
        ).scalar()
        return Marks(
            head(connection),
            head_at(connection, recorded_by),
            datetime.fromisoformat(began) if began else None,
            int(decided or 0),
        )
