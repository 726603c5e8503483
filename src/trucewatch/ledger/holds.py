"""Holds: who works on what right now, so that two reviewers do not take the same item.  Not in the chain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, delete, insert, select

from trucewatch.ledger.engine import database_errors
from trucewatch.ledger.views import hold

LASTS = timedelta(minutes=15)
"""How long a hold keeps others off when nothing more is heard of its holder."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody works on a subject until then, unless they finish or let go before."""

    subject: str
    by: str
    until: datetime


def take_hold(engine: Engine, subject: str, by: str, at: datetime) -> Hold:
    """Hold a subject, or say who does: the answer's ``by`` is somebody else when they were there first."""
    with database_errors(engine), engine.execution_options(writing=True).begin() as connection:
        return take_hold_within(connection, subject, by, at)


def take_hold_within(connection: Connection, subject: str, by: str, at: datetime) -> Hold:
    """The same inside a transaction that writes."""
    row = connection.execute(select(hold).where(hold.c.subject == subject)).first()
    if row is not None and row.by != by and row.until > _text(at):
        return _hold(row.subject, row.by, row.until)
    connection.execute(delete(hold).where(hold.c.subject == subject))
    until = _text(at + LASTS)
    connection.execute(insert(hold).values(subject=subject, by=by, until=until))
    return _hold(subject, by, until)


def let_go(engine: Engine, by: str, subjects: Iterable[str] | None = None) -> None:
    """End a person's holds on subjects (None: all that they have)."""
    ended = delete(hold).where(hold.c.by == by)
    if subjects is not None:
        ended = ended.where(hold.c.subject.in_(list(subjects)))
    with database_errors(engine), engine.execution_options(writing=True).begin() as connection:
        connection.execute(ended)


def read_holds(engine: Engine, at: datetime) -> tuple[Hold, ...]:
    """Who holds what at an instant, by subject."""
    with database_errors(engine), engine.begin() as connection:
        return read_holds_within(connection, at)


def read_holds_within(connection: Connection, at: datetime) -> tuple[Hold, ...]:
    """The same inside a transaction."""
    rows = connection.execute(select(hold).where(hold.c.until > _text(at)).order_by(hold.c.subject))
    return tuple(_hold(row.subject, row.by, row.until) for row in rows)


def _hold(subject: str, by: str, until: str) -> Hold:
    return Hold(subject, by, datetime.fromisoformat(until))


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
