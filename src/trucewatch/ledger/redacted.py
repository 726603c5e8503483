"""What was redacted in a ledger, for all who read, write or verify it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, select

from trucewatch.ledger import tables
from trucewatch.ledger.chain import leaf
from trucewatch.ledger.codec import encode

KIND = "redact"
"""The kind of a decision to redact.  It cannot be taken back: the words are gone."""


def sealed(rows: Sequence[tuple[int, str]]) -> str:
    """The hash by which a decision to redact seals what it changed: entries with the hashes of their bodies now."""
    return leaf(encode([list(row) for row in sorted(rows)]))


def redacted_of(connection: Connection, document_ids: Sequence[str]) -> frozenset[str]:
    """Which of the documents were redacted: they are never read again."""
    wanted = (
        select(tables.document.c.document_id)
        .join(tables.redacted, tables.redacted.c.seq == tables.document.c.seq)
        .where(tables.document.c.document_id.in_(document_ids))
    )
    return frozenset(connection.execute(wanted).scalars())


def redacted_documents(connection: Connection) -> frozenset[str]:
    """All documents that were redacted."""
    wanted = select(tables.document.c.document_id).join(tables.redacted, tables.redacted.c.seq == tables.document.c.seq)
    return frozenset(connection.execute(wanted).scalars())


def redactions(connection: Connection) -> dict[int, dict[str, object]]:
    """The payload of every decision to redact, by its entry; empty for one that cannot be read."""
    rows = connection.execute(
        select(tables.decision)
        .join(tables.entry, tables.entry.c.seq == tables.decision.c.seq)
        .where(tables.entry.c.kind == "decision", tables.entry.c.subject == KIND)
        .order_by(tables.decision.c.seq)
    )
    return {row.seq: _payload(row.body) for row in rows}


def _payload(body: str) -> dict[str, object]:
    try:
        told = json.loads(body)["payload"]
    except (ValueError, TypeError, KeyError):
        return {}
    return told if isinstance(told, dict) else {}


def erased_files(connection: Connection) -> frozenset[str]:
    """The hashes of originals that hold what was redacted, and so are no longer kept."""
    told = (payload.get("files") for payload in redactions(connection).values())
    return frozenset(str(f) for files in told if isinstance(files, list) for f in files)
