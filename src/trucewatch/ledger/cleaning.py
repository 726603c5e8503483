"""Making a database drop bytes that no row holds any more: free pages, dead rows, old pages in a log.

SQLite: the whole file is written anew (``VACUUM``) and a write-ahead log emptied.  PostgreSQL: the tables are written
anew and their statistics, which hold samples, drawn again; its own log is recycled by the server in time.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from trucewatch.errors import LedgerError
from trucewatch.ledger import tables, views
from trucewatch.ledger.engine import LOCK_WAIT_S, database_errors

_HELD = (
    tables.document, tables.document_text, tables.claim, tables.decision, tables.submission, views.ruled,
    *views.claims.values(), *views.documents.values(),
)  # fmt: skip
"""Tables that hold words of reports."""

_ANYBODY_BEFORE = """
SELECT txid_snapshot_xmin(txid_current_snapshot()) < %(now)s OR EXISTS (
    SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND age(backend_xmin) > age((%(now)s %% 4294967296)::text::xid)
)
"""
"""Whether a transaction is open that began before `now`.  While one is, on any database of the server, PostgreSQL keeps
the rows that it might still look at, also when it writes a table anew."""

_NOT_ALLOWED = "42501"
"""PostgreSQL's insufficient_privilege."""


def clean_database(engine: Engine) -> bool:
    """Drop what no row holds any more; False when others kept it in use for too long: do it again later.

    Raises :class:`~trucewatch.errors.LedgerError`.
    """
    with database_errors(engine):
        connection = engine.raw_connection()
        # It is told to keep no transactions, and so must not go back to where others take theirs from.
        driver = connection.driver_connection
        connection.detach()
    try:
        return _clean_postgres(driver) if engine.dialect.name == "postgresql" else _clean_sqlite(driver)
    except Exception as error:
        # Spoken to without SQLAlchemy, each driver raises errors of its own.
        if any(word in str(error).lower() for word in ("locked", "lock timeout", "busy")):
            return False
        raise LedgerError(
            f"the database could not be written anew ({str(error).splitlines()[0]}): old pages may still hold what was "
            "redacted; see to its room and rights, then run: trucewatch redact --finish"
        ) from error
    finally:
        connection.close()


def files_of(engine: Engine) -> tuple[Path, ...]:
    """The files in which a SQLite database lies; none for a database that lies elsewhere."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name:
        return ()
    return tuple(
        p for p in (Path(name), Path(f"{name}-wal"), Path(f"{name}-journal"), Path(f"{name}-shm")) if p.exists()
    )


def _clean_sqlite(connection: Any) -> bool:
    cursor = connection.cursor()
    cursor.execute("VACUUM")
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        return True
    until = time.monotonic() + LOCK_WAIT_S
    while cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def _clean_postgres(connection: Any) -> bool:
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = {int(LOCK_WAIT_S * 1000)}")
    if not _outwait_others(cursor):
        return False
    for table in _HELD:
        cursor.execute(f"VACUUM (FULL, ANALYZE) {table.name}")
    # The statistics held samples of the texts, and their old rows are younger than those of the tables.
    if not _outwait_others(cursor):
        return False
    # Only the server's administrator may write their table anew, and make the server write out what it still has in
    # memory.
    for wish in ("VACUUM (FULL) pg_statistic", "CHECKPOINT"):
        try:
            cursor.execute(wish)
        except Exception as error:
            if getattr(error, "sqlstate", "") != _NOT_ALLOWED:
                raise
    return True


def _outwait_others(cursor: Any) -> bool:
    """Wait until no transaction is open that began before now; False when that took too long."""
    (now,) = cursor.execute("SELECT txid_current()").fetchone()
    until = time.monotonic() + LOCK_WAIT_S
    while cursor.execute(_ANYBODY_BEFORE, {"now": now}).fetchone()[0]:
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
