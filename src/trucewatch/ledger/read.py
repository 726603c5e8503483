"""Reading a ledger as it stood at an instant: what was recorded later does not exist."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, func, select

from trucewatch.ledger import tables
from trucewatch.ledger.append import Head, head
from trucewatch.ledger.chain import ZERO
from trucewatch.ledger.codec import decode
from trucewatch.ledger.engine import database_errors
from trucewatch.model.claim import Claim
from trucewatch.model.decision import Decision
from trucewatch.model.document import Document
from trucewatch.model.span import REDACTED

TOGETHER = 500
"""Documents that one transaction reads."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a ledger held at an instant; ``head`` is the chain's end then, ``began_at`` its first entry's instant."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    decisions: tuple[Decision, ...]
    head: Head
    began_at: datetime | None


@dataclass(frozen=True, slots=True)
class Held:
    """A row of a table that the ledger holds: its document, its record and the record that it corrects."""

    document_id: str
    record: str
    revises: str


def read_held(engine: Engine) -> tuple[tuple[Held, ...], tuple[Decision, ...]]:
    """All rows of tables, without their texts, and all decisions; raises :class:`~trucewatch.errors.LedgerError`."""
    with database_errors(engine), engine.begin() as connection:
        held = []
        for row in connection.execute(select(tables.document.c.body).order_by(tables.document.c.seq)):
            body = json.loads(row.body)
            if body.get("record"):
                held.append(Held(f"sha256:{body['sha256']}", body["record"], body.get("revises", "")))
        return tuple(held), decisions_between(connection, 0, head(connection).seq)


def read(engine: Engine, recorded_by: datetime | None = None, up_to: int | None = None) -> Contents:
    """Everything recorded up to ``recorded_by`` (an aware instant, included; None: everything).

    ``up_to`` is the number of an entry after which nothing counts.  Claims are those of the newest run that had read
    their document by then, in text order; documents are in the order in which they were recorded.  It is read in
    parts, so that no writer waits for all of it: what is recorded meanwhile has later numbers.  Raises
    :class:`~trucewatch.errors.LedgerError`.
    """
    with database_errors(engine):
        with engine.begin() as connection:
            last = find_last(connection, recorded_by, up_to)
            decisions = decisions_between(connection, 0, last.seq)
            began = connection.execute(select(func.min(tables.entry.c.recorded_at))).scalar()
            ids = list(
                connection.execute(
                    select(tables.document.c.document_id)
                    .where(tables.document.c.seq <= last.seq)
                    .order_by(tables.document.c.seq)
                ).scalars()
            )
        documents, claims = read_documents(engine, ids, last.seq)
    return Contents(documents, claims, decisions, last, datetime.fromisoformat(began) if began else None)


def read_documents(
    engine: Engine, document_ids: Sequence[str], seq: int
) -> tuple[tuple[Document, ...], tuple[Claim, ...]]:
    """Some documents as of an entry, in the given order, and the claims of the newest run that had read each by then.

    Raises :class:`~trucewatch.errors.LedgerError`.
    """
    documents: list[Document] = []
    claims: list[Claim] = []
    with database_errors(engine):
        for start in range(0, len(document_ids), TOGETHER):
            group = document_ids[start : start + TOGETHER]
            with engine.begin() as connection:
                of_documents, of_claims = _documents(connection, seq, group), _claims(connection, seq, group)
            documents += (of_documents[i] for i in group if i in of_documents)
            claims += (c for i in group for c in of_claims.get(i, ()))
    return tuple(documents), tuple(claims)


def count_decisions(engine: Engine) -> int:
    """How many decisions there are; raises :class:`~trucewatch.errors.LedgerError`."""
    with database_errors(engine), engine.begin() as connection:
        return int(connection.execute(select(func.count()).select_from(tables.decision)).scalar_one())


def find_last(connection: Connection, recorded_by: datetime | None, up_to: int | None = None) -> Head:
    """The last entry by an instant and up to a number; None: no such bound."""
    if recorded_by is None and up_to is None:
        return head(connection)
    wanted = select(tables.entry.c.seq, tables.entry.c.chain)
    if recorded_by is not None:
        limit = recorded_by.astimezone(UTC).isoformat(timespec="seconds")
        wanted = wanted.where(tables.entry.c.recorded_at <= limit)
    if up_to is not None:
        wanted = wanted.where(tables.entry.c.seq <= up_to)
    row = connection.execute(wanted.order_by(tables.entry.c.seq.desc()).limit(1)).first()
    return Head(row.seq, row.chain) if row else Head(0, ZERO)


def decisions_between(connection: Connection, after: int, seq: int) -> tuple[Decision, ...]:
    """The decisions after one entry, up to another, in order."""
    rows = connection.execute(
        select(tables.decision.c.body)
        .where(tables.decision.c.seq > after, tables.decision.c.seq <= seq)
        .order_by(tables.decision.c.seq)
    )
    return tuple(decode(Decision, row.body) for row in rows)


def _documents(connection: Connection, seq: int, document_ids: Sequence[str]) -> dict[str, Document]:
    rows = connection.execute(
        select(tables.document.c.document_id, tables.document.c.body, tables.document_text.c.body.label("text"))
        .outerjoin(tables.document_text, tables.document_text.c.document_id == tables.document.c.document_id)
        .where(tables.document.c.document_id.in_(document_ids), tables.document.c.seq <= seq)
    )
    return {
        r.document_id: dataclasses.replace(decode(Document, r.body), text=REDACTED if r.text is None else r.text)
        for r in rows
    }


def _claims(connection: Connection, seq: int, document_ids: Sequence[str]) -> dict[str, list[Claim]]:
    newest = {
        row.document_id: row.run_id
        for row in connection.execute(
            select(tables.reading)
            .where(tables.reading.c.document_id.in_(document_ids), tables.reading.c.seq <= seq)
            .order_by(tables.reading.c.seq)
        )
    }
    rows = connection.execute(
        select(tables.claim.c.document_id, tables.claim.c.run_id, tables.claim.c.body)
        .where(
            tables.claim.c.document_id.in_(document_ids),
            tables.claim.c.seq <= seq,
            tables.claim.c.body != REDACTED,
        )
        .order_by(tables.claim.c.document_id, tables.claim.c.place)
    )
    by_document: dict[str, list[Claim]] = {}
    for row in rows:
        if newest.get(row.document_id) == row.run_id:
            by_document.setdefault(row.document_id, []).append(decode(Claim, row.body))
    return by_document
