"""The index's tables: what queue, lists and search read; derived from the ledger and never the source of anything.

There are two projections, each with tables of its own: ``all``, and ``public``, which never held a restricted
document or anything that rests on one.  ``migrations/`` makes the tables; on SQLite, triggers keep a full-text table
beside each (``index_claim_all_words``), on PostgreSQL the column ``vector`` is generated.
"""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Boolean, Column, Float, Integer, String, Table, Text

from trucewatch.ledger.tables import metadata

Projection = Literal["all", "public"]
PROJECTIONS: tuple[Projection, ...] = ("all", "public")


def _claim_table(projection: Projection) -> Table:
    return Table(
        f"index_claim_{projection}",
        metadata,
        Column("seq", Integer, primary_key=True, autoincrement=False, comment="the claim's entry in the ledger"),
        Column("claim_id", String(80), nullable=False, unique=True),
        Column("document_id", String(80), nullable=False, index=True),
        Column("place", Integer, nullable=False, comment="order in the document's text"),
        Column("kind", String(16), nullable=False),
        Column("type", String(32), nullable=False),
        Column("stance", String(16), nullable=False),
        Column("source", Text, nullable=False, comment="the innermost claimant's words, else the publisher"),
        Column("day_from", String(10), nullable=False, comment="ISO; empty when not known"),
        Column("day_to", String(10), nullable=False),
        Column("lat", Float),
        Column("lon", Float),
        Column("state", String(12), nullable=False, comment="open, accepted, rejected or corrected"),
        Column("coders", Integer, nullable=False, comment="how many people have reviewed it"),
        Column("rank", Float, nullable=False, comment="consequence times uncertainty"),
        Column("sampled", Boolean, nullable=False, comment="one of the fixed random tenth"),
        Column("draw", Integer, nullable=False, comment="order among the sampled, by hash"),
        Column("words", Text, nullable=False, comment="what search looks in, folded"),
        Column("body", Text, nullable=False, comment="the claim as it stands, corrected, as brief JSON"),
    )


def _document_table(projection: Projection) -> Table:
    return Table(
        f"index_document_{projection}",
        metadata,
        Column("seq", Integer, primary_key=True, autoincrement=False, comment="the document's entry in the ledger"),
        Column("document_id", String(80), nullable=False, unique=True),
        Column("publisher", Text, nullable=False),
        Column("day", String(10), nullable=False, comment="published on; empty when not known"),
        Column("claims", Integer, nullable=False, comment="how many claims it holds"),
        Column("words", Text, nullable=False),
        Column("body", Text, nullable=False, comment="the document as JSON, with its text"),
    )


claims: dict[Projection, Table] = {p: _claim_table(p) for p in PROJECTIONS}
documents: dict[Projection, Table] = {p: _document_table(p) for p in PROJECTIONS}

ruled = Table(
    "index_ruled",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="the decision's, from 1"),
    Column("subject", String(80), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("by", Text, nullable=False),
    Column("takes_back", Integer, nullable=False, comment="the decision that it withdraws; 0: it is about the subject"),
    Column("second", Boolean, nullable=False, comment="a blind second reading: counts for agreement alone"),
    comment="Which decision is about what; a withdrawal also about what the withdrawn one was about",
)

index_state = Table(
    "index_state",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False, comment="always 1"),
    Column("seq", Integer, nullable=False, comment="the last entry that was taken in"),
    Column("decisions", Integer, nullable=False, comment="how many decisions those entries hold"),
    Column("layout", Integer, nullable=False, comment="another number: build anew"),
)

hold = Table(
    "hold",
    metadata,
    Column("subject", String(80), primary_key=True),
    Column("by", String(80), nullable=False),
    Column("until", String(32), nullable=False, comment="UTC, ISO 8601"),
    comment="Who works on what; may change, and is not in the chain",
)

outcome = Table(
    "outcome",
    metadata,
    Column("by", String(80), primary_key=True),
    Column("client_id", String(80), primary_key=True),
    Column("request", String(64), nullable=False, comment="SHA-256 of what was asked"),
    Column("body", Text, nullable=False, comment="what came of it, as JSON"),
    comment="So that a repeated post is answered as the first was",
)
