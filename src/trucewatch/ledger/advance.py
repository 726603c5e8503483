"""The contents of a ledger as they are now, out of those of an earlier entry: only what came since is read.

What was recorded never changes, except by a redaction; after one everything is read anew.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Engine, func, select

from trucewatch.ledger import tables
from trucewatch.ledger.engine import database_errors
from trucewatch.ledger.read import Contents, decisions_between, find_last, read, read_documents
from trucewatch.model.claim import Claim


def advance(engine: Engine, held: Contents | None, up_to: int | None = None) -> Contents:
    """The contents up to an entry (None: the newest), the same as :func:`~trucewatch.ledger.read.read` gives.

    ``held`` are those of an earlier entry; None: of none.  Raises :class:`~trucewatch.errors.LedgerError`.
    """
    if held is None or held.head.seq == 0:
        return read(engine, up_to=up_to)
    before = held.head.seq
    with database_errors(engine), engine.begin() as connection:
        last = find_last(connection, None, up_to)
        known = connection.execute(select(tables.entry.c.chain).where(tables.entry.c.seq == before)).scalar()
        fresh = decisions_between(connection, before, last.seq)
        wanted = select(tables.reading.c.document_id).where(
            tables.reading.c.seq > before, tables.reading.c.seq <= last.seq
        )
        touched = list(dict.fromkeys(connection.execute(wanted.order_by(tables.reading.c.seq)).scalars()))
    # Another ledger at the same address (a backup that was put back), or something that was taken out of it.
    if last.seq < before or known != held.head.chain or any(d.kind == "redact" for d in fresh):
        return read(engine, up_to=up_to)
    held = replace(held, decisions=held.decisions + fresh, head=last)
    return _with_documents(engine, held, touched) if touched else held


def cut_back(engine: Engine, held: Contents, recorded_by: datetime) -> Contents:
    """What had been recorded by an instant, out of what is held now; read anew only where reports came since.

    Raises :class:`~trucewatch.errors.LedgerError`.
    """
    with database_errors(engine), engine.begin() as connection:
        last = find_last(connection, recorded_by, held.head.seq)
        reading, decision = tables.reading.c, tables.decision.c
        later = select(reading.seq).where(reading.seq > last.seq, reading.seq <= held.head.seq).limit(1)
        came_since = connection.execute(later).first() is not None
        taken = select(func.count()).select_from(tables.decision).where(decision.seq <= last.seq)
        count = int(connection.execute(taken).scalar_one())
    if came_since:
        return read(engine, recorded_by, held.head.seq)
    return replace(held, decisions=held.decisions[:count], head=last)


def _with_documents(engine: Engine, held: Contents, touched: list[str]) -> Contents:
    """The contents with documents that were read since, some of them for the first time."""
    documents, claims = read_documents(engine, touched, held.head.seq)
    known = {d.document_id for d in held.documents}
    fresh = tuple(d for d in documents if d.document_id not in known)
    if len(fresh) == len(documents):
        return replace(held, documents=held.documents + fresh, claims=held.claims + claims)
    anew: dict[str, list[Claim]] = {document_id: [] for document_id in touched}
    for claim in claims:
        anew[claim.document_id].append(claim)
    of_documents: dict[str, list[Claim]] = {}
    for claim in held.claims:
        of_documents.setdefault(claim.document_id, []).append(claim)
    of_documents |= anew
    together = held.documents + fresh
    kept = tuple(claim for d in together for claim in of_documents.get(d.document_id, ()))
    return replace(held, documents=together, claims=kept)
