"""Opening a ledger: SQLite by default, PostgreSQL by its address; and database faults as sentences.

SQLite 3.7.0 to 3.51.2 may corrupt a write-ahead log that several connections write or checkpoint together
(``reference/integrity.md`` §2.1); on those versions the ledger keeps to the rollback journal, which is not affected.
"""

from __future__ import annotations

import contextlib
import random
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool

from trucewatch.errors import LedgerError

SCHEMA = "0005"
"""The newest migration."""
LOCK_WAIT_S = 15.0
"""How long a writer waits for others; a desk of twenty reviewers needs up to a few seconds."""
_SETTING = "trucewatch.toml: database"
_ADDRESS = "postgresql+psycopg://user@host/name"
_UNREACHABLE = ("connection failed", "could not connect", "refused", "resolve host", "timeout", "terminated", "closed")
_REFUSED = ("authentication", "password", "does not exist", "permission denied", "not permitted", "pg_hba")
_WRITERS_LOCK = 7_480_263
"""The key of PostgreSQL's advisory lock that stands for SQLite's writer's lock; any number, always the same."""


def journal_mode(version: tuple[int, int, int] = sqlite3.sqlite_version_info[:3]) -> str:
    """The journal that a SQLite of ``version`` can be trusted with: ``wal`` or ``delete`` (rollback)."""
    repaired = {(3, 44): (3, 44, 6), (3, 50): (3, 50, 7)}
    return "wal" if version >= repaired.get(version[:2], (3, 51, 3)) else "delete"


def open_engine(address: str) -> Engine:
    """An engine for a database address (``sqlite:///…`` or ``postgresql+psycopg://…``).

    Raises :class:`LedgerError` for any other, and where PostgreSQL's driver is not installed.
    """
    if not address.startswith("sqlite"):
        if not address.startswith("postgresql"):
            # The address is not repeated: it may hold a password.
            raise LedgerError(f"{_SETTING} is no address of PostgreSQL; write {_ADDRESS}, or leave it empty")
        try:
            engine = create_engine(address, pool_size=4, max_overflow=36, pool_timeout=LOCK_WAIT_S, pool_pre_ping=True)
        except (ArgumentError, ValueError) as error:
            raise LedgerError(f"{_SETTING} cannot be read as an address; write {_ADDRESS}") from error
        except ModuleNotFoundError as error:
            raise LedgerError(
                f"{_SETTING} needs {error.name}, which is not installed; install it with: "
                "pip install 'trucewatch[postgres]', and let the address begin with postgresql+psycopg://"
            ) from error
        event.listen(engine, "begin", _begin_postgres)
        return engine
    # Opening a file and setting its pragmas takes longer than most questions: connections are kept, as many as work at
    # once on a small machine; one that is idle holds no lock.
    engine = create_engine(
        address, poolclass=QueuePool, pool_size=4, max_overflow=60, connect_args={"timeout": LOCK_WAIT_S}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # SQLAlchemy begins transactions itself (above), so that readers and writers see one consistent state.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"journal_mode={journal_mode()}", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: two writers then wait for each other instead of failing half-way.
    if not connection.get_execution_options().get("writing", False):
        connection.exec_driver_sql("BEGIN")
        return
    # SQLite's own waiting sleeps ever longer, up to a tenth of a second, and so starves whoever came first; many
    # reviewers at once are served faster and more evenly by short, uneven naps.
    until = time.monotonic() + LOCK_WAIT_S
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            except OperationalError as error:
                if "locked" not in str(error.orig) or time.monotonic() > until:
                    raise
                time.sleep(random.uniform(0.001, 0.008))  # noqa: S311  # naps, not secrets
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(LOCK_WAIT_S * 1000)}")


def _begin_postgres(connection: Connection) -> None:
    # One writer at a time here too: entries are numbered without gaps, and an edit is compared with the last one.
    if connection.get_execution_options().get("writing", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")


def migrate(engine: Engine) -> None:
    """Bring the schema to :data:`SCHEMA`; does nothing when it is there already.  Raises :class:`LedgerError`."""
    with database_errors(engine), engine.connect() as connection:
        current = _current(connection)
    if current == SCHEMA:
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    with database_errors(engine), engine.execution_options(writing=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is not None and str(found) > SCHEMA:
        raise LedgerError(f"the ledger was written by a newer Trucewatch (schema {found}); update Trucewatch")
    return str(found) if found is not None else None


@contextlib.contextmanager
def database_errors(engine: Engine) -> Iterator[None]:
    """Turn what a database can suffer into one sentence with a remedy."""
    name = engine.url.database or str(engine.url.render_as_string(hide_password=True))
    where = f" on {engine.url.host}" if engine.url.host else ""
    try:
        yield
    except (OperationalError, DBAPIError) as error:
        why = str(error.orig).lower()
        if "locked" in why:
            said = "is locked by another program; let it finish, then try again"
        elif "full" in why or "disk i/o" in why:
            said = "cannot be written: the disk is full or failing; free some space, nothing was half written"
        elif "not a database" in why or "malformed" in why or "corrupt" in why:
            said = "is damaged; restore it from a backup (evidence/ still holds every original)"
        elif "readonly" in why or "unable to open" in why:
            said = "cannot be opened for writing; check the folder and its permissions"
        elif "append-only" in why:
            said = "refused a change to what was recorded: a ledger only grows"
        else:
            said = f"failed: {str(error.orig).strip().splitlines()[0]}"
            if where and any(sign in why for sign in _REFUSED):
                said += f"; check user and name in {_SETTING}, and the password in PGPASSWORD"
            elif where and any(sign in why for sign in _UNREACHABLE):
                said += f"; is the server running, and is its address in {_SETTING} right? Nothing was changed"
        raise LedgerError(f"the ledger {name}{where} {said}") from error
