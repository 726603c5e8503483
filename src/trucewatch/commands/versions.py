"""`--version --verbose`: all versions at work."""

from __future__ import annotations

import platform
import sqlite3

from trucewatch.desk.versions import run_versions


def verbose() -> str:
    """All versions, a line each, with what this machine's SQLite is trusted with."""
    from trucewatch.ledger.engine import journal_mode

    journal = {"wal": "write-ahead log", "delete": "rollback journal: this version's write-ahead log has a known fault"}
    lines = {
        **run_versions(),
        "python": platform.python_version(),
        "sqlite": f"{sqlite3.sqlite_version} ({journal[journal_mode()]})",
    }
    return "\n".join(f"{name:11} {value}" for name, value in lines.items())
