"""Redaction: which entries lost words by which decision; their bodies, and no others, may be changed."""

import sqlalchemy as sa
from alembic import op

from trucewatch.ledger.triggers import create_redact_function, guard, guard_but_redact

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the table and its triggers.  Written out, not taken from ``tables.py``, which will move on."""
    entry = "entry.seq"
    op.create_table(
        "redacted",
        sa.Column("seq", sa.Integer, sa.ForeignKey(entry), primary_key=True, autoincrement=False),
        sa.Column("by_seq", sa.Integer, sa.ForeignKey(entry), primary_key=True, autoincrement=False),
        sa.Column("leaf", sa.String(64), nullable=False),
    )
    guard(op.get_bind(), "redacted")
    create_redact_function(op.get_bind())
    for table in ("document", "claim", "decision"):
        guard_but_redact(op.get_bind(), table)


def downgrade() -> None:
    """A ledger is never taken back."""
    raise RuntimeError("a ledger only grows: restore a backup to go back")
