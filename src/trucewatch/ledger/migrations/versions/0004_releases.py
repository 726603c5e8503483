"""Released briefs: their bytes and what is said of them, insert-once."""

import sqlalchemy as sa
from alembic import op

from trucewatch.ledger.triggers import guard

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the table and its triggers.  Written out, not taken from ``tables.py``, which will move on."""
    op.create_table(
        "release",
        sa.Column("seq", sa.Integer, sa.ForeignKey("entry.seq"), primary_key=True, autoincrement=False),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    guard(op.get_bind(), "release")


def downgrade() -> None:
    """A ledger is never taken back."""
    raise RuntimeError("a ledger only grows: restore a backup to go back")
