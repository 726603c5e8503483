"""Insert-once triggers: rows of a ledger can be added, never changed, deleted or replaced.

Three triggers a table on SQLite, because ``INSERT OR REPLACE`` passes by UPDATE and DELETE triggers (measured,
``reference/models.md`` §5); on PostgreSQL one trigger function for UPDATE, DELETE and TRUNCATE.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from trucewatch.ledger.tables import INSERT_ONCE, metadata

_SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_SQLITE_ONCE = """
CREATE TRIGGER {table}_once BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{table} is append-only: this row is already there'); END
"""
_POSTGRES_FUNCTION = """
CREATE FUNCTION trucewatch_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""

_SQLITE_REDACT = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
WHEN NOT ({same} AND EXISTS (SELECT 1 FROM redacted WHERE redacted.seq = OLD.seq))
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRES_REDACT = """
CREATE FUNCTION trucewatch_redact_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'body' IS DISTINCT FROM to_jsonb(OLD) - 'body'
     OR NOT EXISTS (SELECT 1 FROM redacted WHERE redacted.seq = OLD.seq)
  THEN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END IF;
  RETURN NEW;
END $$
"""


def create_triggers(connection: Connection) -> None:
    """Put the triggers on every table of :data:`tables.INSERT_ONCE`; called once, by the first migration."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(_POSTGRES_FUNCTION))
    for table in INSERT_ONCE:
        guard(connection, table)


def guard(connection: Connection, table: str) -> None:
    """Put the triggers on one table; for migrations after the first."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION trucewatch_append_only()"
            )
        )
        return
    for verb in ("update", "delete"):
        connection.exec_driver_sql(_SQLITE.format(table=table, verb=verb, VERB=verb.upper()))
    key = [c.name for c in metadata.tables[table].primary_key.columns]
    same = " AND ".join(f"{name} = NEW.{name}" for name in key)
    connection.exec_driver_sql(_SQLITE_ONCE.format(table=table, same=same))


def guard_but_redact(connection: Connection, table: str) -> None:
    """Let a redaction change bodies of a guarded table: those of entries that ``redacted`` names, and nothing else."""
    columns = [c.name for c in metadata.tables[table].columns if c.name != "body"]
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"DROP TRIGGER {table}_append_only ON {table}"))
        connection.execute(
            text(
                f"CREATE TRIGGER {table}_append_only BEFORE DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION trucewatch_append_only()"
            )
        )
        connection.execute(
            text(
                f"CREATE TRIGGER {table}_redact_only BEFORE UPDATE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION trucewatch_redact_only()"
            )
        )
        return
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in columns)
    connection.exec_driver_sql(f"DROP TRIGGER {table}_no_update")
    connection.exec_driver_sql(_SQLITE_REDACT.format(table=table, same=same))


def create_redact_function(connection: Connection) -> None:
    """PostgreSQL's function that :func:`guard_but_redact` calls; SQLite needs none."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(_POSTGRES_REDACT))
