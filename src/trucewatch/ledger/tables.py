"""The tables of a ledger, in SQLAlchemy Core.  ``migrations/`` makes them; this is the shape that code reads.

Everything is inserted once and never changed (triggers see to it), except ``document_text``, whose rows a redaction
may delete: the hash and the reason stay.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text

metadata = MetaData()

entry = Table(
    "entry",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False, comment="1, 2, 3 … without gaps"),
    Column("kind", String(16), nullable=False, comment="document, run, claim or decision"),
    Column("subject", String(80), nullable=False, comment="id of what was appended"),
    Column("recorded_at", String(32), nullable=False, comment="UTC, ISO 8601"),
    Column("leaf", String(64), nullable=False, comment="SHA-256 of what was appended"),
    Column("previous", String(64), nullable=False, comment="chain of the entry before; 64 zeros for the first"),
    Column("chain", String(64), nullable=False, comment="SHA-256 of the row"),
    comment="The hash chain over everything that was ever appended",
)

document = Table(
    "document",
    metadata,
    Column("document_id", String(80), primary_key=True),
    Column("seq", Integer, ForeignKey("entry.seq"), nullable=False, index=True),
    Column("body", Text, nullable=False, comment="the document as JSON, without its text"),
)

document_text = Table(
    "document_text",
    metadata,
    Column("document_id", String(80), ForeignKey("document.document_id"), primary_key=True),
    Column("body", Text, nullable=False),
    comment="Erasable: a redaction deletes the row",
)

run = Table(
    "run",
    metadata,
    Column("run_id", String(80), primary_key=True),
    Column("seq", Integer, ForeignKey("entry.seq"), nullable=False),
    Column("body", Text, nullable=False, comment="versions of code, model and packs, as JSON"),
)

claim = Table(
    "claim",
    metadata,
    Column("claim_id", String(80), primary_key=True),
    Column("run_id", String(80), ForeignKey("run.run_id"), primary_key=True),
    Column("document_id", String(80), ForeignKey("document.document_id"), nullable=False, index=True),
    Column("seq", Integer, ForeignKey("entry.seq"), nullable=False),
    Column("place", Integer, nullable=False, comment="order in the document's text, from 0"),
    Column("body", Text, nullable=False, comment="the claim as JSON"),
)

reading = Table(
    "reading",
    metadata,
    Column("document_id", String(80), ForeignKey("document.document_id"), primary_key=True),
    Column("run_id", String(80), ForeignKey("run.run_id"), primary_key=True),
    Column("seq", Integer, ForeignKey("entry.seq"), nullable=False, index=True),
    comment="Which run read which document, even when it found no claim",
)

decision = Table(
    "decision",
    metadata,
    Column("seq", Integer, ForeignKey("entry.seq"), primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False, comment="the decision as JSON"),
)

INSERT_ONCE = ("entry", "document", "run", "claim", "reading", "decision")
"""Tables whose rows can never be changed, deleted or replaced."""
