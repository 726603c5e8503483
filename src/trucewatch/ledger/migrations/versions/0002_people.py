"""People who may sign in, their sessions and tokens, and what they sent; none of it in the chain."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _text(name: str, length: int, *, primary_key: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length), primary_key=primary_key, nullable=False)


def _person() -> "sa.Column[str]":
    return sa.Column("name", sa.String(64), sa.ForeignKey("person.name"), nullable=False)


def upgrade() -> None:
    """Create the tables.  Written out, not taken from ``tables.py``, which will move on."""
    op.create_table(
        "person",
        _text("name", 64, primary_key=True),
        _text("role", 16),
        _text("password_hash", 200),
        sa.Column("must_change", sa.Boolean, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
        _text("language", 8),
        _text("created_at", 32),
    )
    op.create_table(
        "session",
        _text("session_hash", 64, primary_key=True),
        _person(),
        _text("csrf", 64),
        _text("created_at", 32),
        _text("expires_at", 32),
    )
    op.create_table(
        "token",
        _text("token_id", 16, primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        _person(),
        _text("label", 100),
        _text("scopes", 200),
        _text("created_at", 32),
        _text("expires_at", 32),
        _text("revoked_at", 32),
    )
    op.create_table(
        "attempt",
        _text("key", 64, primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        _text("since", 32),
    )
    op.create_table(
        "submission",
        _text("client_id", 64, primary_key=True),
        _person(),
        _text("path", 300),
        _text("sha256", 64),
        sa.Column("given", sa.Text, nullable=False),
        _text("state", 16),
        sa.Column("reason", sa.Text, nullable=False),
        _text("document_id", 80),
        sa.Column("claims", sa.Integer, nullable=False),
        _text("sent_at", 32),
        _text("done_at", 32),
    )
    for table in ("session", "token", "submission"):
        op.create_index(f"ix_{table}_name", table, ["name"])
    op.create_index("ix_submission_state", "submission", ["state"])


def downgrade() -> None:
    """A ledger is never taken back."""
    raise RuntimeError("a ledger only grows: restore a backup to go back")
