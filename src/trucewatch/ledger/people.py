"""Who may sign in: rows of people, sessions, tokens and failed attempts.

Instants are aware and kept in UTC; hashes are hex.  Every function raises
:class:`~trucewatch.errors.LedgerError` when the database cannot do it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from trucewatch.ledger.engine import database_errors
from trucewatch.ledger.tables import attempt, person, session, token

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One who may sign in; ``must_change``: the password was given by somebody else."""

    name: str
    role: str
    password_hash: str
    must_change: bool
    disabled: bool
    language: str
    created_at: str


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A signed-in browser and whose it is."""

    person: PersonRow
    csrf: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A program's key; ``scopes`` limit what it may do; ``revoked_at`` is empty while it stands."""

    token_id: str
    name: str
    label: str
    scopes: str
    created_at: str
    expires_at: str
    revoked_at: str


def stamp(at: datetime) -> str:
    """An instant as it is kept: UTC, to the second, of equal width."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def read_people(engine: Engine) -> tuple[PersonRow, ...]:
    """Everybody, by name."""
    with database_errors(engine), engine.begin() as connection:
        return tuple(PersonRow(*row) for row in connection.execute(select(person).order_by(person.c.name)))


def find_person(engine: Engine, name: str) -> PersonRow | None:
    """The person of that name."""
    with database_errors(engine), engine.begin() as connection:
        row = connection.execute(select(person).where(person.c.name == name)).first()
    return PersonRow(*row) if row else None


def add_person(engine: Engine, row: PersonRow) -> bool:
    """Add a person; False, and nothing changed, when the name is taken."""

    def add(connection: Connection) -> bool:
        if connection.execute(select(person.c.name).where(person.c.name == row.name)).first():
            return False
        connection.execute(insert(person).values(**{c: getattr(row, c) for c in person.c.keys()}))  # noqa: SIM118
        return True

    return _write(engine, add)


def change_person(engine: Engine, name: str, **values: object) -> None:
    """Change columns of a person; a changed password, role or right to sign in ends all of their sessions."""

    def change(connection: Connection) -> None:
        connection.execute(update(person).where(person.c.name == name).values(**values))
        if values.keys() & {"password_hash", "role", "disabled"}:
            connection.execute(delete(session).where(session.c.name == name))

    _write(engine, change)


def open_session(engine: Engine, session_hash: str, name: str, csrf: str, now: datetime, until: datetime) -> None:
    """Keep a new session, and forget those that are over."""

    def add(connection: Connection) -> None:
        connection.execute(delete(session).where(session.c.expires_at < stamp(now)))
        values = {"session_hash": session_hash, "name": name, "csrf": csrf}
        connection.execute(insert(session).values(**values, created_at=stamp(now), expires_at=stamp(until)))

    _write(engine, add)


def find_session(engine: Engine, session_hash: str) -> SessionRow | None:
    """The session of that hash and its person, expired or not."""
    wanted = select(session.c.csrf, session.c.expires_at, *person.c).join(person)
    with database_errors(engine), engine.begin() as connection:
        row = connection.execute(wanted.where(session.c.session_hash == session_hash)).first()
    return SessionRow(PersonRow(*row[2:]), row.csrf, row.expires_at) if row else None


def close_session(engine: Engine, session_hash: str) -> None:
    """Forget a session."""
    _write(engine, lambda c: c.execute(delete(session).where(session.c.session_hash == session_hash)))


def add_token(engine: Engine, token_hash: str, row: TokenRow) -> None:
    """Keep a token."""
    values = {c: getattr(row, c) for c in TokenRow.__dataclass_fields__}
    _write(engine, lambda c: c.execute(insert(token).values(token_hash=token_hash, **values)))


def read_tokens(engine: Engine) -> tuple[TokenRow, ...]:
    """All tokens, newest first."""
    with database_errors(engine), engine.begin() as connection:
        rows = connection.execute(select(*_TOKEN).order_by(token.c.created_at.desc(), token.c.token_id))
        return tuple(TokenRow(*row) for row in rows)


def find_token(engine: Engine, token_hash: str) -> tuple[TokenRow, PersonRow] | None:
    """The token of that hash and its person, revoked or not."""
    wanted = select(*_TOKEN, *person.c).join(person).where(token.c.token_hash == token_hash)
    with database_errors(engine), engine.begin() as connection:
        row: Row[tuple[object, ...]] | None = connection.execute(wanted).first()
    return (TokenRow(*row[: len(_TOKEN)]), PersonRow(*row[len(_TOKEN) :])) if row else None  # type: ignore[arg-type]


def revoke_token(engine: Engine, token_id: str, at: datetime) -> None:
    """End a token; what ended before keeps its instant."""
    ended = update(token).where(token.c.token_id == token_id, token.c.revoked_at == "")
    _write(engine, lambda c: c.execute(ended.values(revoked_at=stamp(at))))


def count_failures(engine: Engine, keys: tuple[str, ...], since: datetime) -> dict[str, int]:
    """How many sign-ins failed by key, of those that began at ``since`` or later."""
    wanted = select(attempt.c.key, attempt.c.failures).where(attempt.c.key.in_(keys), attempt.c.since >= stamp(since))
    with database_errors(engine), engine.begin() as connection:
        return {row.key: row.failures for row in connection.execute(wanted)}


def add_failure(engine: Engine, keys: tuple[str, ...], now: datetime, since: datetime) -> None:
    """Count a failed sign-in for each key; a count that began before ``since`` begins again."""

    def add(connection: Connection) -> None:
        connection.execute(delete(attempt).where(attempt.c.since < stamp(since)))
        for key in keys:
            more = update(attempt).where(attempt.c.key == key).values(failures=attempt.c.failures + 1)
            if not connection.execute(more).rowcount:
                connection.execute(insert(attempt).values(key=key, failures=1, since=stamp(now)))

    _write(engine, add)


def clear_failures(engine: Engine, key: str) -> None:
    """Forget the failures of a key."""
    _write(engine, lambda c: c.execute(delete(attempt).where(attempt.c.key == key)))


_TOKEN = tuple(token.c[name] for name in TokenRow.__dataclass_fields__)


def _write(engine: Engine, work: Callable[[Connection], T]) -> T:
    with database_errors(engine), engine.execution_options(writing=True).begin() as connection:
        return work(connection)
