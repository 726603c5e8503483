"""The index in two projections, what decisions are about, holds, and outcomes of posts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_FULL_TEXT = (
    "CREATE VIRTUAL TABLE {t}_words USING fts5"
    "(words, content='{t}', content_rowid='seq', tokenize='ascii', prefix='3')",
    "CREATE TRIGGER {t}_in AFTER INSERT ON {t} BEGIN "
    "INSERT INTO {t}_words(rowid, words) VALUES (new.seq, new.words); END",
    "CREATE TRIGGER {t}_out AFTER DELETE ON {t} BEGIN "
    "INSERT INTO {t}_words({t}_words, rowid, words) VALUES ('delete', old.seq, old.words); END",
    "CREATE TRIGGER {t}_new AFTER UPDATE OF words ON {t} BEGIN "
    "INSERT INTO {t}_words({t}_words, rowid, words) VALUES ('delete', old.seq, old.words); "
    "INSERT INTO {t}_words(rowid, words) VALUES (new.seq, new.words); END",
)
_VECTOR = (
    "ALTER TABLE {t} ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
    "CREATE INDEX ix_{t}_vector ON {t} USING gin (vector)",
)


def upgrade() -> None:
    """Create the tables.  Written out, not taken from ``views.py``, which will move on."""
    statements = _VECTOR if op.get_bind().dialect.name == "postgresql" else _FULL_TEXT
    for projection in ("all", "public"):
        _create_claims(f"index_claim_{projection}")
        _create_documents(f"index_document_{projection}")
        for table in (f"index_claim_{projection}", f"index_document_{projection}"):
            for statement in statements:
                op.execute(statement.format(t=table))
    op.create_table(
        "index_ruled",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("subject", sa.String(80), primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("takes_back", sa.Integer, nullable=False),
        sa.Column("second", sa.Boolean, nullable=False),
    )
    op.create_index("ix_index_ruled_subject", "index_ruled", ["subject", "number"])
    op.create_index("ix_index_ruled_by", "index_ruled", ["by", "kind"])
    op.create_table(
        "index_state",
        sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("decisions", sa.Integer, nullable=False),
        sa.Column("layout", sa.Integer, nullable=False),
    )
    op.create_table(
        "hold",
        sa.Column("subject", sa.String(80), primary_key=True),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("until", sa.String(32), nullable=False),
    )
    op.create_table(
        "outcome",
        sa.Column("by", sa.String(80), primary_key=True),
        sa.Column("client_id", sa.String(80), primary_key=True),
        sa.Column("request", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )


def _create_claims(table: str) -> None:
    op.create_table(
        table,
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("claim_id", sa.String(80), nullable=False, unique=True),
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("stance", sa.String(16), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("day_from", sa.String(10), nullable=False),
        sa.Column("day_to", sa.String(10), nullable=False),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("coders", sa.Integer, nullable=False),
        sa.Column("rank", sa.Float, nullable=False),
        sa.Column("sampled", sa.Boolean, nullable=False),
        sa.Column("draw", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index(f"ix_{table}_document_id", table, ["document_id", "place"])
    op.create_index(f"ix_{table}_day", table, ["day_from", "seq"])
    op.create_index(f"ix_{table}_type", table, ["type", "seq"])
    op.create_index(f"ix_{table}_queue", table, ["state", "sampled", "rank", "seq"])
    op.create_index(f"ix_{table}_drawn", table, ["sampled", "coders", "draw", "seq"])


def _create_documents(table: str) -> None:
    op.create_table(
        table,
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document_id", sa.String(80), nullable=False, unique=True),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """A ledger is never taken back."""
    raise RuntimeError("a ledger only grows: restore a backup to go back")
