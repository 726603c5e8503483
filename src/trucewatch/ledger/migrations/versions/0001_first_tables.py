"""First tables: the chain, documents and their texts, runs, claims, decisions; all insert-once."""

import sqlalchemy as sa
from alembic import op

from trucewatch.ledger.triggers import create_triggers

revision = "0001"
down_revision = None


def _seq() -> "sa.Column[int]":
    return sa.Column("seq", sa.Integer, sa.ForeignKey("entry.seq"), nullable=False)


def _run() -> "sa.Column[str]":
    return sa.Column("run_id", sa.String(80), sa.ForeignKey("run.run_id"), primary_key=True)


def _document(*, primary_key: bool = False) -> "sa.Column[str]":
    key = sa.ForeignKey("document.document_id")
    return sa.Column("document_id", sa.String(80), key, primary_key=primary_key, nullable=False)


def upgrade() -> None:
    """Create the tables and their triggers.  Written out, not taken from ``tables.py``, which will move on."""
    op.create_table(
        "entry",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.Column("leaf", sa.String(64), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("chain", sa.String(64), nullable=False),
    )
    op.create_table(
        "document",
        sa.Column("document_id", sa.String(80), primary_key=True),
        _seq(),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("ix_document_seq", "document", ["seq"])
    op.create_table(
        "document_text",
        _document(primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "run",
        sa.Column("run_id", sa.String(80), primary_key=True),
        _seq(),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "claim",
        sa.Column("claim_id", sa.String(80), primary_key=True),
        _run(),
        _document(),
        _seq(),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("ix_claim_document_id", "claim", ["document_id"])
    op.create_table("reading", _document(primary_key=True), _run(), _seq())
    op.create_index("ix_reading_seq", "reading", ["seq"])
    op.create_table(
        "decision",
        sa.Column("seq", sa.Integer, sa.ForeignKey("entry.seq"), primary_key=True, autoincrement=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    create_triggers(op.get_bind())


def downgrade() -> None:
    """A ledger is never taken back."""
    raise RuntimeError("a ledger only grows: restore a backup to go back")
