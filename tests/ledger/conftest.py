"""A desk on every database that a ledger can live in: SQLite always, PostgreSQL when one answers.

``TRUCEWATCH_TEST_POSTGRES`` holds the address of an empty database, such as ``.ci/run`` makes.
"""

import dataclasses
import hashlib
import os
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import create_engine, make_url, text

from trucewatch.ledger.desk import create_desk, open_desk
from trucewatch.model.claim import Claim, Quantity, claim_id
from trucewatch.model.document import Document, PublicationDate, Segment
from trucewatch.model.span import Span

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
VERSIONS = {"trucewatch": "0.1.0", "model": "none"}
BODY = "Twelve trucks waited at the crossing on Tuesday, the agency said."


def make_document(body=BODY, path="note.txt"):
    raw = body.encode()
    return raw, Document(
        path=path,
        sha256=hashlib.sha256(raw).hexdigest(),
        text=body,
        text_sha256=hashlib.sha256(raw).hexdigest(),
        media_type="text/plain",
        title="",
        publisher="Example agency",
        published=PublicationDate(on=date(2016, 9, 14), found_by="given"),
        language="en",
        segments=(Segment(kind="body", start=0, end=len(body)),),
    )


def make_claims(document):
    span = Span.of(document.text, 0, 35)
    first = Claim(
        claim_id=claim_id(document.document_id, span, "access", "aid_waiting", (), [12], "test@1"),
        document_id=document.document_id,
        kind="access",
        type="aid_waiting",
        stance="asserted",
        span=span,
        quantities=(Quantity(what="trucks", span=Span.of(document.text, 0, 6), low=12, high=12),),
        extractor="test@1",
    )
    return (first, dataclasses.replace(first, claim_id=first.claim_id[:-1] + "0", stance="alleged"))


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request, tmp_path):
    folder = tmp_path / "desk"
    desk = create_desk(folder, "some-agreement")
    if request.param == "sqlite":
        return desk
    address = os.environ.get("TRUCEWATCH_TEST_POSTGRES")
    if not address:
        pytest.skip("no PostgreSQL: set TRUCEWATCH_TEST_POSTGRES to the address of an empty database")
    own = _empty_database(address, f"trucewatch_{os.environ.get('PYTEST_XDIST_WORKER', 'tests')}")
    settings = folder / "trucewatch.toml"
    settings.write_text(settings.read_text().replace('database = ""', f'database = "{own}"'))
    return open_desk(folder)


def _empty_database(address, name):
    """The address of an empty database of that name: tests that run side by side each have their own."""
    server = create_engine(address, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    return make_url(address).set(database=name).render_as_string(hide_password=False)
