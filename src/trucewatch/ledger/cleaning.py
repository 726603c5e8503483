"""Making a database drop bytes that no row holds any more: free pages, dead rows, old pages in a log.

SQLite: the whole file is written anew (``VACUUM``) and a write-ahead log emptied.  PostgreSQL: the tables are written
anew and their statistics, which hold samples, drawn again; its own log is recycled by the server in time.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from trucewatch.ledger import tables, views
from trucewatch.ledger.engine import LOCK_WAIT_S, database_errors

_HELD = (
    tables.document, tables.document_text, tables.claim, tables.decision, tables.submission, views.ruled,
    *views.claims.values(), *views.documents.values(),
)  # fmt: skip
"""Tables that hold words of reports."""


def clean_database(engine: Engine) -> bool:
    """Drop what no row holds any more; False when others kept an old page in use for too long: do it again later.

    Raises :class:`~trucewatch.errors.LedgerError`.
    """
    with database_errors(engine):
        connection = engine.raw_connection()
        try:
            if engine.dialect.name == "postgresql":
                return _clean_postgres(connection)
            return _clean_sqlite(connection)
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
    connection.driver_connection.autocommit = True
    cursor = connection.cursor()
    for table in _HELD:
        cursor.execute(f"VACUUM (FULL, ANALYZE) {table.name}")
    # The statistics held samples of the texts.  Only the server's administrator may write their table anew, and make
    # the server write out what it still has in memory.
    for wish in ("VACUUM (FULL) pg_statistic", "CHECKPOINT"):
        with contextlib.suppress(Exception):
            cursor.execute(wish)
    return True
