"""The tables of a ledger, in SQLAlchemy Core.  ``migrations/`` makes them; this is the shape that code reads.

What was recorded is inserted once and never changed (triggers see to it), except that a redaction takes words out of
the bodies of the entries that ``redacted`` names, and out of ``document_text``: hashes and the reason stay.  Who may
sign in (``person``, ``session``, ``token``, ``attempt``) and what is waiting to be read (``submission``) may change and
is not in the chain.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text

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
    comment="Erasable: a redaction changes the row",
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

redacted = Table(
    "redacted",
    metadata,
    Column("seq", Integer, ForeignKey("entry.seq"), primary_key=True, autoincrement=False, comment="what was changed"),
    Column("by_seq", Integer, ForeignKey("entry.seq"), primary_key=True, comment="the decision to redact"),
    Column("leaf", String(64), nullable=False, comment="SHA-256 of the body without the words"),
    comment="Entries whose bodies lost words to a redaction; the decision seals its rows",
)

person = Table(
    "person",
    metadata,
    Column("name", String(64), primary_key=True, comment="what decisions are signed with"),
    Column("role", String(16), nullable=False),
    Column("password_hash", String(200), nullable=False, comment="argon2id"),
    Column("must_change", Boolean, nullable=False, comment="the password was given by somebody else"),
    Column("disabled", Boolean, nullable=False),
    Column("language", String(8), nullable=False, comment="of the interface; empty: as the browser asks"),
    Column("created_at", String(32), nullable=False),
    comment="Who may sign in.  Never deleted: decisions bear the name",
)

session = Table(
    "session",
    metadata,
    Column("session_hash", String(64), primary_key=True, comment="SHA-256 of the id in the cookie"),
    Column("name", String(64), ForeignKey("person.name"), nullable=False, index=True),
    Column("csrf", String(64), nullable=False, comment="what a form of this session must carry"),
    Column("created_at", String(32), nullable=False),
    Column("expires_at", String(32), nullable=False),
)

token = Table(
    "token",
    metadata,
    Column("token_id", String(16), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True, comment="SHA-256 of the token"),
    Column("name", String(64), ForeignKey("person.name"), nullable=False, index=True),
    Column("label", String(100), nullable=False),
    Column("scopes", String(200), nullable=False, comment="what it may do, of what its person may, by spaces"),
    Column("created_at", String(32), nullable=False),
    Column("expires_at", String(32), nullable=False),
    Column("revoked_at", String(32), nullable=False, comment="empty: it stands"),
)

attempt = Table(
    "attempt",
    metadata,
    Column("key", String(64), primary_key=True, comment="SHA-256 of a user's name or of an address"),
    Column("failures", Integer, nullable=False),
    Column("since", String(32), nullable=False),
    comment="Failed sign-ins, for the throttle",
)

submission = Table(
    "submission",
    metadata,
    Column("client_id", String(64), primary_key=True, comment="chosen by who sends; sent again, nothing is doubled"),
    Column("name", String(64), ForeignKey("person.name"), nullable=False, index=True),
    Column("path", String(300), nullable=False, comment="the file's name as it was sent"),
    Column("sha256", String(64), nullable=False, comment="of the bytes, which lie in incoming/ until they are read"),
    Column("given", Text, nullable=False, comment="what the sender knows of it, as JSON"),
    Column("state", String(16), nullable=False, index=True, comment="waiting, read, known or failed"),
    Column("reason", Text, nullable=False, comment="why it could not be read"),
    Column("document_id", String(80), nullable=False, comment="what came of it; empty while it waits"),
    Column("claims", Integer, nullable=False),
    Column("sent_at", String(32), nullable=False),
    Column("done_at", String(32), nullable=False),
    comment="Reports sent from a browser or a program, and what came of them",
)

release = Table(
    "release",
    metadata,
    Column("seq", Integer, ForeignKey("entry.seq"), primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False, unique=True, comment="of the bytes"),
    Column("body", Text, nullable=False, comment="who released what, when, of which entry, as JSON"),
    Column("content", LargeBinary, nullable=False, comment="the brief's bytes"),
    comment="Released briefs: never changed, never deleted",
)

INSERT_ONCE = ("entry", "document", "run", "claim", "reading", "decision")
"""Tables of the first migration whose rows can never be changed, deleted or replaced; so can those of ``release`` and
``redacted``; a redaction changes the bodies of :data:`REDACTABLE`."""
REDACTABLE = ("document", "claim", "decision")
