"""Writing a ledger: each append is one transaction, sealed by the chain; adding the same thing twice adds nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import Connection, Engine, Table, insert, select

from trucewatch.ledger import tables
from trucewatch.ledger.chain import ZERO, leaf, link
from trucewatch.ledger.codec import encode
from trucewatch.ledger.engine import database_errors
from trucewatch.ledger.redacted import redacted_of
from trucewatch.model.claim import Claim
from trucewatch.model.decision import Decision
from trucewatch.model.document import Document

TOGETHER = 200
"""How many documents one transaction writes: enough to be quick, few enough that reviewers need not wait."""


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
    return append_documents(engine, ((document, claims),), versions, lambda: at) == 1


def append_documents(
    engine: Engine,
    read: Iterable[tuple[Document, Sequence[Claim]]],
    versions: Mapping[str, str],
    clock: Callable[[], datetime],
    settle: Callable[[bool, datetime], Sequence[Decision]] = lambda last, at: (),
) -> int:
    """Append many documents, drawn one at a time, :data:`TOGETHER` in a transaction: others can write in between.

    ``clock`` gives the instant of each transaction.  ``settle`` is called for each, with whether it is the last and its
    instant; its decisions are appended in it, so that what takes the place of something never stands beside it.  On an
    error what was appended before stays.  Returns how many documents this run had not read before.  Raises
    :class:`~trucewatch.errors.LedgerError`.
    """
    run, stream, added, last = _Run(versions), iter(read), 0, False
    while not last:
        group = tuple(islice(stream, TOGETHER))  # read before the lock is taken: it can take long
        last, at = len(group) < TOGETHER, clock()
        decisions = settle(last, at)
        if not group and not decisions:
            break
        with database_errors(engine), engine.execution_options(writing=True).begin() as connection:
            chain = _Chain(connection, at)
            added += run.append(connection, chain, group)
            for decision in decisions:
                _append_decision(connection, chain, decision)
    return added


def append_decision(engine: Engine, decision: Decision) -> int:
    """Append a person's decision; returns its number in the chain.  Raises :class:`~trucewatch.errors.LedgerError`."""
    with database_errors(engine), engine.execution_options(writing=True).begin() as connection:
        return append_decision_within(connection, decision)


def append_decision_within(connection: Connection, decision: Decision) -> int:
    """The same inside a transaction that writes."""
    return _append_decision(connection, _Chain(connection, decision.at), decision)


def append_release(
    engine: Engine,
    sha256: str,
    body: str,
    content: bytes,
    at: datetime,
    still: Callable[[Connection], bool] = lambda connection: True,
) -> int:
    """Append a released brief: ``body`` is what is said of it as JSON, which the chain seals, ``sha256`` of the bytes.

    ``still`` is asked under the writer's lock whether it may yet go out.  Returns its number in the chain; 0, and
    appends nothing, when it may not, or when these bytes were released before.  Raises
    :class:`~trucewatch.errors.LedgerError`.
    """
    table = tables.release
    with database_errors(engine), engine.execution_options(writing=True).begin() as connection:
        known = connection.execute(select(table.c.seq).where(table.c.sha256 == sha256)).first()
        if known or not still(connection):
            return 0
        chain = _Chain(connection, at)
        seq = chain.add("release", f"sha256:{sha256}", body)
        chain.flush()
        connection.execute(insert(table).values(seq=seq, sha256=sha256, body=body, content=content))
        return seq


def head(connection: Connection) -> Head:
    """The newest entry's number and hash; 0 and zeros for an empty ledger."""
    row = connection.execute(
        select(tables.entry.c.seq, tables.entry.c.chain).order_by(tables.entry.c.seq.desc()).limit(1)
    ).first()
    return Head(row.seq, row.chain) if row else Head(0, ZERO)


def telling_head(connection: Connection, recorded_by: datetime | None = None) -> Head:
    """The newest entry that can change what the reports tell: no release, nothing about who may sign in.

    ``recorded_by`` is an aware instant, that one included; None: now.
    """
    entry = tables.entry.c
    wanted = select(entry.seq, entry.chain).where(
        entry.kind != "release", (entry.kind != "decision") | (entry.subject != "admin")
    )
    if recorded_by is not None:
        wanted = wanted.where(entry.recorded_at <= recorded_by.astimezone(UTC).isoformat(timespec="seconds"))
    row = connection.execute(wanted.order_by(entry.seq.desc()).limit(1)).first()
    return Head(row.seq, row.chain) if row else Head(0, ZERO)


class _Chain:
    """Adds entries after the head, within one transaction."""

    def __init__(self, connection: Connection, at: datetime) -> None:
        self._connection = connection
        self._head = head(connection)
        self._waiting: list[dict[str, object]] = []
        # Seconds are enough, and equal widths make text order time order.
        self._at = at.astimezone(UTC).isoformat(timespec="seconds")

    def add(self, kind: str, subject: str, body: str) -> int:
        """Add an entry, which :meth:`flush` writes; returns its number."""
        seq, sealed = self._head.seq + 1, leaf(body)
        chain = link(seq, kind, subject, self._at, sealed, self._head.chain)
        self._waiting.append(
            {
                "seq": seq,
                "kind": kind,
                "subject": subject,
                "recorded_at": self._at,
                "leaf": sealed,
                "previous": self._head.chain,
                "chain": chain,
            }
        )
        self._head = Head(seq, chain)
        return seq

    def flush(self) -> None:
        """Write the entries added since; what they seal is written after them."""
        if self._waiting:
            self._connection.execute(insert(tables.entry), self._waiting)
            self._waiting = []


class _Run:
    """One reading of documents by code, model and packs of given versions."""

    def __init__(self, versions: Mapping[str, str]) -> None:
        self._body = encode(dict(versions))
        self._run_id = f"sha256:{leaf(self._body)}"

    def append(self, connection: Connection, chain: _Chain, group: Sequence[tuple[Document, Sequence[Claim]]]) -> int:
        """Append the documents that this run has not read before, with their claims; returns how many."""
        run_id = self._run_id
        fresh = {d.document_id: (d, claims) for d, claims in reversed(group)}
        done = _known(connection, tables.reading, list(fresh), run_id) | redacted_of(connection, list(fresh))
        fresh = {d.document_id: fresh[d.document_id] for d, _ in group if d.document_id not in done}
        if not fresh:
            return 0
        held = _known(connection, tables.document, list(fresh))
        rows: dict[Table, list[dict[str, object]]] = {}
        if not connection.execute(select(tables.run.c.run_id).where(tables.run.c.run_id == run_id)).first():
            seq = chain.add("run", run_id, self._body)
            rows[tables.run] = [{"run_id": run_id, "seq": seq, "body": self._body}]
        for key, (document, claims) in fresh.items():
            if key not in held:
                body = encode(dataclasses.replace(document, text=""))
                seq = chain.add("document", key, body)
                rows.setdefault(tables.document, []).append({"document_id": key, "seq": seq, "body": body})
                rows.setdefault(tables.document_text, []).append({"document_id": key, "body": document.text})
            of_this: dict[str, object] = {"document_id": key, "run_id": run_id}
            for place, claim in enumerate(claims):
                body = encode(claim)
                seq = chain.add("claim", claim.claim_id, body)
                row = {**of_this, "claim_id": claim.claim_id, "seq": seq, "place": place, "body": body}
                rows.setdefault(tables.claim, []).append(row)
            seq = chain.add("reading", key, encode([key, run_id]))
            rows.setdefault(tables.reading, []).append({**of_this, "seq": seq})
        chain.flush()
        for table in (tables.run, tables.document, tables.document_text, tables.claim, tables.reading):
            if table in rows:
                connection.execute(insert(table), rows[table])
        return len(fresh)


def _append_decision(connection: Connection, chain: _Chain, decision: Decision) -> int:
    body = encode(decision)
    seq = chain.add("decision", decision.kind, body)
    chain.flush()
    connection.execute(insert(tables.decision).values(seq=seq, body=body))
    return seq


def _known(connection: Connection, table: Table, document_ids: list[str], run_id: str = "") -> frozenset[str]:
    """Which of the documents are in a table, read by a run where one is given."""
    wanted = select(table.c.document_id).where(table.c.document_id.in_(document_ids))
    if run_id:
        wanted = wanted.where(table.c.run_id == run_id)
    return frozenset(connection.execute(wanted).scalars())
