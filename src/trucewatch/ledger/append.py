"""Writing a ledger: each append is one transaction, sealed by the chain; adding the same thing twice adds nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, Table, func, insert, select

from trucewatch.ledger import tables
from trucewatch.ledger.chain import ZERO, leaf, link
from trucewatch.ledger.codec import encode
from trucewatch.ledger.engine import database_errors
from trucewatch.model.claim import Claim
from trucewatch.model.decision import Decision
from trucewatch.model.document import Document


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: how many entries, and the hash that seals them."""

    seq: int
    chain: str


def append_document(
    engine: Engine, document: Document, claims: Sequence[Claim], versions: Mapping[str, str], at: datetime
) -> bool:
    """Append a document, the run that read it and its claims, in one transaction.

    ``versions`` are those of code, model and packs; together they name the run.  ``at`` is when it was recorded, an
    aware instant.  Returns False, and appends nothing, when this run has read this document before.  Raises
    :class:`~trucewatch.errors.LedgerError`.
    """
    body = encode(dict(versions))
    run_id = f"sha256:{leaf(body)}"
    key = document.document_id
    with database_errors(engine), engine.execution_options(writing=True).begin() as connection:
        if _has(connection, tables.reading, document_id=key, run_id=run_id):
            return False
        chain = _Chain(connection, at)
        if not _has(connection, tables.run, run_id=run_id):
            seq = chain.add("run", run_id, body)
            connection.execute(insert(tables.run).values(run_id=run_id, seq=seq, body=body))
        if not _has(connection, tables.document, document_id=key):
            described = encode(dataclasses.replace(document, text=""))
            seq = chain.add("document", key, described)
            connection.execute(insert(tables.document).values(document_id=key, seq=seq, body=described))
            connection.execute(insert(tables.document_text).values(document_id=key, body=document.text))
        rows = []
        for place, claim in enumerate(claims):
            said = encode(claim)
            seq = chain.add("claim", claim.claim_id, said)
            rows.append(
                {
                    "claim_id": claim.claim_id,
                    "run_id": run_id,
                    "document_id": key,
                    "seq": seq,
                    "place": place,
                    "body": said,
                }
            )
        if rows:
            connection.execute(insert(tables.claim), rows)
        seq = chain.add("reading", key, encode([key, run_id]))
        connection.execute(insert(tables.reading).values(document_id=key, run_id=run_id, seq=seq))
    return True


def append_decision(engine: Engine, decision: Decision) -> int:
    """Append a person's decision; returns its number in the chain.  Raises :class:`~trucewatch.errors.LedgerError`."""
    body = encode(decision)
    with database_errors(engine), engine.execution_options(writing=True).begin() as connection:
        seq = _Chain(connection, decision.at).add("decision", decision.kind, body)
        connection.execute(insert(tables.decision).values(seq=seq, body=body))
    return seq


def head(connection: Connection) -> Head:
    """The newest entry's number and hash; 0 and zeros for an empty ledger."""
    row = connection.execute(
        select(tables.entry.c.seq, tables.entry.c.chain).order_by(tables.entry.c.seq.desc()).limit(1)
    ).first()
    return Head(row.seq, row.chain) if row else Head(0, ZERO)


class _Chain:
    """Adds entries after the head, within one transaction."""

    def __init__(self, connection: Connection, at: datetime) -> None:
        self._connection = connection
        self._head = head(connection)
        # Seconds are enough, and equal widths make text order time order.
        self._at = at.astimezone(UTC).isoformat(timespec="seconds")

    def add(self, kind: str, subject: str, body: str) -> int:
        seq, sealed = self._head.seq + 1, leaf(body)
        chain = link(seq, kind, subject, self._at, sealed, self._head.chain)
        self._connection.execute(
            insert(tables.entry).values(
                seq=seq,
                kind=kind,
                subject=subject,
                recorded_at=self._at,
                leaf=sealed,
                previous=self._head.chain,
                chain=chain,
            )
        )
        self._head = Head(seq, chain)
        return seq


def _has(connection: Connection, table: Table, **key: str) -> bool:
    where = [table.c[name] == value for name, value in key.items()]
    return bool(connection.execute(select(func.count()).select_from(table).where(*where)).scalar())
