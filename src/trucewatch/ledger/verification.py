"""Whether a ledger is as it was recorded: the chain, what each entry seals, and what redactions changed.

Everything that the desk shows is sealed by an entry: documents, claims, readings, runs, decisions (findings and
redactions among them), releases.  A fault names its entry.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, Engine, select

from trucewatch.ledger import tables
from trucewatch.ledger.chain import ZERO, leaf, link
from trucewatch.ledger.codec import UNDECODABLE, encode
from trucewatch.ledger.engine import database_errors
from trucewatch.ledger.redacted import redactions, sealed
from trucewatch.ledger.releases import changed_releases

_BODIES = (
    ("document", tables.document, "document_id"),
    ("run", tables.run, "run_id"),
    ("claim", tables.claim, "claim_id"),
    ("decision", tables.decision, ""),
    ("release", tables.release, ""),
)


class _Body(NamedTuple):
    """The hash of what a row says, and which subject its key names (empty: its table has none)."""

    leaf: str
    subject: str


def verify(engine: Engine) -> tuple[str, ...]:
    """Recompute the whole chain and every body; a sentence for each that does not agree, none when all is well.

    Raises :class:`~trucewatch.errors.LedgerError`.
    """
    with database_errors(engine), engine.begin() as connection:
        return (
            *_entries(connection),
            *_changed_readings(connection),
            *_changed_redactions(connection),
            *_changed_texts(connection),
            *changed_releases(connection),
        )


def _entries(connection: Connection) -> Iterator[str]:
    bodies, now = _bodies(connection), _leaves_now(connection)
    previous, expected = ZERO, 0
    for row in connection.execute(select(tables.entry).order_by(tables.entry.c.seq)):
        expected += 1
        if row.seq != expected:
            yield f"entry {expected} is missing"
            expected = row.seq
        if row.previous != previous or row.chain != link(
            row.seq, row.kind, row.subject, row.recorded_at, row.leaf, row.previous
        ):
            yield f"entry {row.seq} ({row.kind} {row.subject[:19]}) breaks the chain"
        body = bodies.pop((row.kind, row.seq), None)
        if body is None:
            yield f"entry {row.seq}: the {row.kind} {row.subject[:19]} is missing"
        elif body.leaf != now.get(row.seq, row.leaf) or body.subject not in ("", row.subject):
            yield f"entry {row.seq}: the {row.kind} {row.subject[:19]} is not what was recorded"
        previous = row.chain
    for kind, seq in bodies:
        yield f"entry {seq}: a {kind} stands there that was never recorded"


def _bodies(connection: Connection) -> dict[tuple[str, int], _Body]:
    found: dict[tuple[str, int], _Body] = {}
    for kind, table, key in _BODIES:
        wanted = select(table.c.seq, table.c.body, *([table.c[key].label("key")] if key else []))
        for row in connection.execute(wanted):
            found[kind, row.seq] = _Body(leaf(row.body), row.key if key else "")
    for row in connection.execute(select(tables.reading)):
        found["reading", row.seq] = _Body(leaf(encode([row.document_id, row.run_id])), row.document_id)
    return found


def _leaves_now(connection: Connection) -> dict[int, str]:
    """The hash that each redacted body has now, after the last redaction of it."""
    rows = connection.execute(select(tables.redacted).order_by(tables.redacted.c.by_seq))
    return {row.seq: row.leaf for row in rows}


def _changed_readings(connection: Connection) -> Iterator[str]:
    """Claims that are no longer of the reading after them, or no longer in its order."""
    claim, reading = tables.claim.c, tables.reading.c
    rows = connection.execute(select(claim.seq, claim.document_id, claim.run_id, claim.place).order_by(claim.seq)).all()
    readings = iter(connection.execute(select(reading.seq, reading.document_id, reading.run_id).order_by(reading.seq)))
    of, place = next(readings, None), 0
    for row in rows:
        while of is not None and of.seq < row.seq:
            of, place = next(readings, None), 0
        if of is None or (row.document_id, row.run_id, row.place) != (of.document_id, of.run_id, place):
            yield f"entry {row.seq}: the claim is no longer where its reading has it"
        place += 1


def _changed_redactions(connection: Connection) -> Iterator[str]:
    rows: dict[int, list[tuple[int, str]]] = {}
    for row in connection.execute(select(tables.redacted)):
        rows.setdefault(row.by_seq, []).append((row.seq, row.leaf))
    told = redactions(connection)
    for seq, payload in told.items():
        if payload.get("sealed", sealed([])) != sealed(rows.pop(seq, [])):
            yield f"entry {seq}: what the redaction changed is not what was recorded"
    for seq in rows:
        yield f"entry {seq}: a redaction stands there that was never recorded"


def _changed_texts(connection: Connection) -> Iterator[str]:
    rows = connection.execute(
        select(tables.document.c.seq, tables.document.c.body, tables.document_text.c.body.label("text")).outerjoin(
            tables.document_text
        )
    )
    for row in rows:
        try:
            told = json.loads(row.body)
            path, sealed_text = told["path"], told["text_sha256"]
        except UNDECODABLE:
            continue  # its entry says so
        if row.text is None or leaf(row.text) != sealed_text:
            yield f"entry {row.seq}: the text of {path} is not what was recorded"
