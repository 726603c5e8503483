"""What a ledger holds, in lists short enough for a page: sources, their reports, readings, entries.

Documents' texts stay where they are.  Everything here shows restricted reports too: it is for those who may see them.
Every function raises :class:`~trucewatch.errors.LedgerError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Boolean, ColumnElement, Engine, String, case, cast, func, select

from trucewatch.ledger.codec import decode
from trucewatch.ledger.engine import database_errors
from trucewatch.ledger.tables import claim, decision, document, entry, reading, run, submission
from trucewatch.model.decision import Decision
from trucewatch.model.document import Document


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A publisher as reports name it (may be empty), how many reports, and how many came as restricted."""

    name: str
    reports: int
    added_restricted: int


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of the ledger; ``decision`` where it is one, ``named`` the report's name where it is one.

    ``by``: who decided, or who sent the report through the desk; empty where that was not recorded.
    """

    seq: int
    kind: str
    subject: str
    recorded_at: str
    by: str
    decision: Decision | None
    named: str


def count_claims(engine: Engine) -> int:
    """How many claims there are, of every reading."""
    with database_errors(engine), engine.begin() as connection:
        return int(connection.execute(select(func.count()).select_from(claim)).scalar_one())


def read_sources(engine: Engine) -> tuple[SourceRow, ...]:
    """All publishers, the one with most reports first."""
    with database_errors(engine), engine.begin() as connection:
        name = _field(engine, "publisher")
        restricted = func.sum(case((_is_restricted(engine), 1), else_=0))
        rows = connection.execute(
            select(name, func.count(), restricted).group_by(name).order_by(func.count().desc(), name)
        )
        return tuple(SourceRow(str(row[0] or ""), int(row[1]), int(row[2])) for row in rows)


def read_reports_of(engine: Engine, publisher: str, before: int, most: int) -> tuple[tuple[int, Document], ...]:
    """A source's reports without texts, newest first, with the numbers of their entries; those before an entry."""
    with database_errors(engine), engine.begin() as connection:
        wanted = select(document.c.seq, document.c.body).where(_field(engine, "publisher") == publisher)
        if before:
            wanted = wanted.where(document.c.seq < before)
        rows = connection.execute(wanted.order_by(document.c.seq.desc()).limit(most))
        return tuple((row.seq, decode(Document, row.body)) for row in rows)


def read_decided(engine: Engine) -> tuple[Decision, ...]:
    """All decisions, in order."""
    with database_errors(engine), engine.begin() as connection:
        rows = connection.execute(select(decision.c.body).order_by(decision.c.seq))
        return tuple(decode(Decision, row.body) for row in rows)


def read_runs(engine: Engine) -> tuple[tuple[dict[str, str], str, int], ...]:
    """What read the reports: versions, the instant of the first reading, how many reports; newest first."""
    import json

    with database_errors(engine), engine.begin() as connection:
        rows = connection.execute(
            select(run.c.body, entry.c.recorded_at, func.count(reading.c.document_id))
            .join(entry, entry.c.seq == run.c.seq)
            .outerjoin(reading, reading.c.run_id == run.c.run_id)
            .group_by(run.c.run_id, run.c.body, run.c.seq, entry.c.recorded_at)
            .order_by(run.c.seq.desc())
        )
        return tuple((json.loads(row[0]), str(row[1]), int(row[2])) for row in rows)


def read_entries(engine: Engine, kinds: Sequence[str], before: int, most: int) -> tuple[EntryRow, ...]:
    """Entries of the ledger of some kinds (``decision``, ``document``), newest first, those before an entry."""
    sender = select(submission.c.name).where(submission.c.document_id == entry.c.subject)
    sender = sender.order_by(submission.c.sent_at).limit(1)
    wanted = (
        select(
            entry.c.seq,
            entry.c.kind,
            entry.c.subject,
            entry.c.recorded_at,
            decision.c.body.label("decision"),
            document.c.body.label("document"),
            case((entry.c.kind == "document", sender.scalar_subquery()), else_="").label("sender"),
        )
        .outerjoin(decision, decision.c.seq == entry.c.seq)
        .outerjoin(document, document.c.seq == entry.c.seq)
        .where(entry.c.kind.in_(kinds))
    )
    if before:
        wanted = wanted.where(entry.c.seq < before)
    with database_errors(engine), engine.begin() as connection:
        rows = connection.execute(wanted.order_by(entry.c.seq.desc()).limit(most)).all()
    return tuple(_entry(row) for row in rows)


def _entry(row: Any) -> EntryRow:
    decided = decode(Decision, row.decision) if row.decision else None
    named = decode(Document, row.document).path if row.document else ""
    by = decided.by if decided else row.sender or ""
    return EntryRow(row.seq, row.kind, row.subject, row.recorded_at, by, decided, named)


def _field(engine: Engine, name: str) -> ColumnElement[str]:
    """A field of a document's JSON as text."""
    if engine.dialect.name == "sqlite":
        return cast(func.json_extract(document.c.body, f"$.{name}"), String)
    found: ColumnElement[str] = cast(document.c.body, JSON)[name].as_string()
    return found


def _is_restricted(engine: Engine) -> ColumnElement[bool]:
    if engine.dialect.name == "sqlite":
        return cast(func.json_extract(document.c.body, "$.restricted"), Boolean) == True  # noqa: E712  # SQL
    found: ColumnElement[bool] = cast(document.c.body, JSON)["restricted"].as_boolean()
    return found
