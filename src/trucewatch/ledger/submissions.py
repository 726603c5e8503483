"""Reports sent from a browser or a program: what waits to be read, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select, update

from trucewatch.ledger.engine import database_errors
from trucewatch.ledger.people import stamp
from trucewatch.ledger.tables import submission

COLUMNS = tuple(submission.c)


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One report sent: see :data:`trucewatch.ledger.tables.submission`."""

    client_id: str
    name: str
    path: str
    sha256: str
    given: str
    state: str
    reason: str
    document_id: str
    claims: int
    sent_at: str
    done_at: str


def add_submission(engine: Engine, row: SubmissionRow) -> SubmissionRow:
    """Keep what was sent; returns what is kept under its client id, the first one where it was sent before."""
    with database_errors(engine), engine.execution_options(writing=True).begin() as connection:
        if before := _find(connection, row.client_id):
            return before
        connection.execute(insert(submission).values({c.name: getattr(row, c.name) for c in COLUMNS}))
    return row


def find_submission(engine: Engine, client_id: str) -> SubmissionRow | None:
    """What is kept under a client id."""
    with database_errors(engine), engine.begin() as connection:
        return _find(connection, client_id)


def read_submissions(engine: Engine, name: str, most: int) -> tuple[SubmissionRow, ...]:
    """What a person sent (empty: everybody), newest first."""
    wanted = select(submission).order_by(submission.c.sent_at.desc(), submission.c.client_id).limit(most)
    if name:
        wanted = wanted.where(submission.c.name == name)
    with database_errors(engine), engine.begin() as connection:
        return tuple(SubmissionRow(*row) for row in connection.execute(wanted))


def next_waiting(engine: Engine) -> SubmissionRow | None:
    """The one that has waited longest."""
    wanted = select(submission).where(submission.c.state == "waiting")
    with database_errors(engine), engine.begin() as connection:
        row = connection.execute(wanted.order_by(submission.c.sent_at, submission.c.client_id).limit(1)).first()
    return SubmissionRow(*row) if row else None


def settle_submission(
    engine: Engine,
    client_id: str,
    state: str,
    at: datetime,
    *,
    reason: str = "",
    document_id: str = "",
    claims: int = 0,
) -> None:
    """Keep what came of it: ``read``, ``known`` or ``failed``."""
    values = {"state": state, "reason": reason, "document_id": document_id, "claims": claims, "done_at": stamp(at)}
    changed = update(submission).where(submission.c.client_id == client_id, submission.c.state == "waiting")
    with database_errors(engine), engine.execution_options(writing=True).begin() as connection:
        connection.execute(changed.values(**values))


def is_awaited(engine: Engine, sha256: str) -> bool:
    """Whether something that waits has these bytes."""
    wanted = select(submission.c.client_id).where(submission.c.sha256 == sha256, submission.c.state == "waiting")
    with database_errors(engine), engine.begin() as connection:
        return connection.execute(wanted.limit(1)).first() is not None


def _find(connection: Connection, client_id: str) -> SubmissionRow | None:
    row = connection.execute(select(submission).where(submission.c.client_id == client_id)).first()
    return SubmissionRow(*row) if row else None
