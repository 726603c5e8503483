"""Where a ledger stands, without reading what it holds: its head now and then, the last change of who sees what."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from trucewatch.claims.corrected import REVIEWS
from trucewatch.ledger import tables
from trucewatch.ledger.append import Head, telling_head
from trucewatch.ledger.codec import decode
from trucewatch.ledger.engine import database_errors
from trucewatch.model.decision import DECISION, Decision

WHO_SEES = ("restrict", "redact", "withdraw")
"""Kinds of decisions that may change who sees what."""
HARMLESS = frozenset({*REVIEWS, "link", "separate", "same_origin", "other_origin", "grade", "reset"})
"""Kinds of decisions that can be taken back without changing who sees what."""


@dataclass(frozen=True, slots=True)
class Marks:
    """``now`` is the newest entry that tells something, ``then`` the newest such at an instant.

    ``began_at`` is the instant of the first entry.
    """

    now: Head
    then: Head
    began_at: datetime | None


def read_marks(engine: Engine, recorded_by: datetime) -> Marks:
    """The marks of a ledger at ``recorded_by``, an aware instant; raises :class:`~trucewatch.errors.LedgerError`."""
    with database_errors(engine), engine.begin() as connection:
        return read_marks_within(connection, recorded_by)


def read_marks_within(connection: Connection, recorded_by: datetime) -> Marks:
    """The same inside a transaction."""
    entry = tables.entry.c
    began = connection.execute(select(entry.recorded_at).order_by(entry.seq).limit(1)).scalar()
    return Marks(
        telling_head(connection),
        telling_head(connection, recorded_by),
        datetime.fromisoformat(began) if began else None,
    )


@dataclass(frozen=True, slots=True)
class Rules:
    """``last`` is the number of the last entry that changed who may see what, of those up to the entry ``checked``."""

    last: int = 0
    checked: int = 0


def find_rules(engine: Engine, known: Rules) -> Rules:
    """The last decision on who may see what; only what was recorded after ``known`` was found is looked at."""
    with database_errors(engine), engine.begin() as connection:
        return find_rules_within(connection, known)


def find_rules_within(connection: Connection, known: Rules) -> Rules:
    """The same inside a transaction.

    That is each ``restrict`` and ``redact``, and a ``withdraw`` of anything but a review or a ruling on incidents: to
    take one of those back hides nothing from anybody.
    """
    entry = tables.entry.c
    rows = connection.execute(
        select(entry.seq, entry.subject)
        .where(entry.kind == "decision", entry.subject.in_(WHO_SEES), entry.seq > known.checked)
        .order_by(entry.seq.desc())
    ).all()
    if not rows:
        return known
    last = next((seq for seq, kind in rows if kind != "withdraw" or _opens(connection, seq)), known.last)
    return Rules(last, rows[0].seq)


def _opens(connection: Connection, seq: int) -> bool:
    """Whether a withdrawal takes back more than reviews and rulings."""
    body = connection.execute(select(tables.decision.c.body).where(tables.decision.c.seq == seq)).scalar_one()
    numbers = [s.removeprefix(DECISION) for s in decode(Decision, body).subjects if s.startswith(DECISION)]
    if len(numbers) != len(decode(Decision, body).subjects) or not all(n.isdecimal() for n in numbers):
        return True
    entry = tables.entry.c
    decided = select(entry.subject).where(entry.kind == "decision").order_by(entry.seq).limit(1)
    kinds = (connection.execute(decided.offset(max(0, int(n) - 1))).scalar() for n in numbers)
    return any(kind not in HARMLESS for kind in kinds)


def newest_versions(engine: Engine) -> dict[str, str]:
    """The versions of code, model and packs of the newest run that read reports; empty where there was none."""
    with database_errors(engine), engine.begin() as connection:
        body = connection.execute(select(tables.run.c.body).order_by(tables.run.c.seq.desc()).limit(1)).scalar()
        return {str(k): str(v) for k, v in json.loads(body).items()} if body else {}
