"""Keeping the index: caught up with the ledger by entry number, never the source of anything.

A catch-up takes in the readings and decisions that were appended since; each document that they touch is indexed anew,
each claim that was only reviewed has its row replaced.  It runs in transactions of :data:`TOGETHER` documents, so that
nobody waits long for the writer's lock.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from trucewatch.ledger import tables
from trucewatch.ledger.codec import decode
from trucewatch.ledger.engine import database_errors
from trucewatch.ledger.indexrows import claim_row, document_row
from trucewatch.ledger.rulings import Rulings, record_decisions, subject_key
from trucewatch.ledger.views import PROJECTIONS, Projection, claims, documents, index_state, ruled
from trucewatch.model.document import Document
from trucewatch.model.span import REDACTED

LAYOUT = 2
"""Raised whenever rows are made in another way: an index of another layout is built anew."""
TOGETHER = 200
"""Documents that one transaction takes in."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class IndexedTo:
    """How far the index is: the last entry taken in, and how many decisions there are up to it."""

    seq: int
    decisions: int


def catch_up(engine: Engine) -> int:
    """Take in everything appended since the last time; returns the number of the last entry.

    Raises :class:`~trucewatch.errors.LedgerError`.
    """
    with database_errors(engine):
        while True:
            with engine.begin() as connection:
                newest = _newest(connection)
                if _is_current(connection, newest):
                    return newest
            with engine.execution_options(writing=True).begin() as connection:
                catch_up_within(connection, TOGETHER)


@contextlib.contextmanager
def reading_index(engine: Engine, *, writing: bool = False) -> Iterator[Connection]:
    """A transaction in which the index is caught up; raises :class:`~trucewatch.errors.LedgerError`.

    One that writes takes in what little is missing itself; what would keep others waiting is taken in before it.
    """
    with database_errors(engine):
        while True:
            with engine.execution_options(writing=writing).begin() as connection:
                newest = _newest(connection)
                row = connection.execute(select(index_state.c.seq, index_state.c.layout)).first()
                behind = newest - row.seq if row is not None and row.layout == LAYOUT else newest + 1
                if writing and 0 < behind <= TOGETHER:
                    catch_up_within(connection)
                    behind = 0
                if behind <= 0:
                    yield connection
                    return
            catch_up(engine)


def catch_up_within(connection: Connection, at_most: int | None = None) -> IndexedTo:
    """The same inside a transaction that writes, ``at_most`` so many documents (None: all); returns how far it came."""
    done = _begin(connection)
    while done.seq < _newest(connection):
        done = _take_in(connection, done, at_most or TOGETHER)
        if at_most is not None:
            break
    return done


def _newest(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(tables.entry.c.seq), 0))).scalar_one())


def _is_current(connection: Connection, newest: int) -> bool:
    row = connection.execute(select(index_state.c.seq, index_state.c.layout)).first()
    return row is not None and row.layout == LAYOUT and row.seq >= newest


def _begin(connection: Connection) -> IndexedTo:
    """How far the index is; an empty one where there is none of this layout."""
    row = connection.execute(select(index_state)).first()
    if row is not None and row.layout == LAYOUT:
        return IndexedTo(row.seq, row.decisions)
    for table in (*claims.values(), *documents.values(), ruled, index_state):
        connection.execute(delete(table))
    connection.execute(insert(index_state).values(one=1, seq=0, decisions=0, layout=LAYOUT))
    return IndexedTo(0, 0)


def _take_in(connection: Connection, done: IndexedTo, at_most: int) -> IndexedTo:
    """Take in the next entries, as far as the ``at_most``-th reading."""
    readings = connection.execute(
        select(tables.reading.c.document_id, tables.reading.c.seq)
        .where(tables.reading.c.seq > done.seq)
        .order_by(tables.reading.c.seq)
        .limit(at_most)
    ).all()
    until = readings[-1].seq if len(readings) == at_most else _newest(connection)
    rows = connection.execute(
        select(tables.decision)
        .where(tables.decision.c.seq > done.seq, tables.decision.c.seq <= until)
        .order_by(tables.decision.c.seq)
    ).all()
    about_documents, about_claims = record_decisions(connection, rows, done.decisions)
    fresh = list(dict.fromkeys((*(r.document_id for r in readings), *about_documents)))
    for group in _groups(fresh):
        _index_documents(connection, group)
    for group in _groups(list(about_claims)):
        _index_reviews(connection, group, frozenset(fresh))
    if about_documents:
        forget_words(connection, ("public",))
    reached = IndexedTo(until, done.decisions + len(rows))
    connection.execute(update(index_state).values(seq=reached.seq, decisions=reached.decisions))
    return reached


def _index_documents(connection: Connection, document_ids: Sequence[str]) -> None:
    """Put documents and the claims of their newest reading into the projections that they belong to."""
    for table in (*claims.values(), *documents.values()):
        connection.execute(delete(table).where(table.c.document_id.in_(document_ids)))
    rulings = Rulings(connection, document_ids)
    found = connection.execute(
        select(tables.document.c.seq, tables.document.c.body, tables.document_text.c.body.label("text"))
        .outerjoin(tables.document_text, tables.document_text.c.document_id == tables.document.c.document_id)
        .where(tables.document.c.document_id.in_(document_ids))
    )
    of_documents: list[tuple[bool, dict[str, object]]] = []
    of_claims: list[tuple[bool, dict[str, object]]] = []
    held = _newest_claims(connection, document_ids)
    for row in found:
        document = replace(decode(Document, row.body), text=REDACTED if row.text is None else row.text)
        key = document.document_id
        if key in rulings.withdrawn:
            continue
        document = replace(document, restricted=rulings.is_restricted(document))
        told = held.get(key, [])
        of_documents.append((document.restricted, document_row(row.seq, document, len(told))))
        for seq, place, claim_id, body in told:
            made = claim_row(seq, place, body, document, rulings.reviews(claim_id))
            of_claims.append((document.restricted, made))
    for views, made_rows in ((documents, of_documents), (claims, of_claims)):
        for projection, table in views.items():
            kept = [row for restricted, row in made_rows if projection == "all" or not restricted]
            if kept:
                connection.execute(insert(table), kept)


def _index_reviews(connection: Connection, claim_ids: Sequence[str], fresh: frozenset[str]) -> None:
    """Replace the rows of claims that were reviewed, unless their documents have just been indexed."""
    view = claims["all"]
    rows = connection.execute(select(view).where(view.c.claim_id.in_(claim_ids))).all()
    wanted = [r for r in rows if r.document_id not in fresh]
    if not wanted:
        return
    ids = list({r.document_id for r in wanted})
    rulings = Rulings(connection, ids, [r.claim_id for r in wanted])
    held = {
        r.document_id: decode(Document, r.body)
        for r in connection.execute(
            select(documents["all"].c.document_id, documents["all"].c.body).where(
                documents["all"].c.document_id.in_(ids)
            )
        )
    }
    bodies = {
        r.seq: r.body
        for r in connection.execute(
            select(tables.claim.c.seq, tables.claim.c.body).where(
                tables.claim.c.document_id.in_(ids), tables.claim.c.seq.in_([r.seq for r in wanted])
            )
        )
    }
    for row in wanted:
        document = held[row.document_id]
        made = claim_row(row.seq, row.place, bodies[row.seq], document, rulings.reviews(row.claim_id))
        # Only what changed: an unchanged column would have its indexes and full text written again.
        changed = {name: value for name, value in made.items() if value != getattr(row, name)}
        for projection, table in claims.items():
            if changed and (projection == "all" or not document.restricted):
                connection.execute(update(table).where(table.c.seq == row.seq).values(**changed))


def _newest_claims(connection: Connection, document_ids: Sequence[str]) -> dict[str, list[tuple[int, int, str, str]]]:
    """By document, the claims of the newest run that read it: entry, place, id and body, in text order."""
    newest = {
        row.document_id: row.run_id
        for row in connection.execute(
            select(tables.reading.c.document_id, tables.reading.c.run_id)
            .where(tables.reading.c.document_id.in_(document_ids))
            .order_by(tables.reading.c.seq)
        )
    }
    found: dict[str, list[tuple[int, int, str, str]]] = {}
    for row in connection.execute(
        select(tables.claim)
        .where(tables.claim.c.document_id.in_(document_ids), tables.claim.c.body != REDACTED)
        .order_by(tables.claim.c.document_id, tables.claim.c.place)
    ):
        if newest.get(row.document_id) == row.run_id:
            found.setdefault(row.document_id, []).append((row.seq, row.place, row.claim_id, row.body))
    return found


def forget_words(connection: Connection, projections: Sequence[Projection] = PROJECTIONS) -> None:
    """Make SQLite's full text drop the words of deleted rows at once, as a restriction must (integrity.md §2.5)."""
    if connection.dialect.name == "sqlite":
        for table in (view[p] for p in projections for view in (claims, documents)):
            full_text = f"{table.name}_words"
            connection.exec_driver_sql(f"INSERT INTO {full_text}({full_text}) VALUES ('optimize')")  # noqa: S608


def _groups(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]


def decided_last(connection: Connection, subjects: Iterable[str]) -> dict[str, int]:
    """The number of the last decision about each subject; 0 for none.  The index must be caught up."""
    wanted = {s: subject_key(s) for s in subjects}
    found = connection.execute(
        select(ruled.c.subject, func.max(ruled.c.number).label("last"))
        .where(ruled.c.subject.in_(wanted.values()))
        .group_by(ruled.c.subject)
    )
    last = {row.subject: row.last for row in found}
    return {subject: last.get(key, 0) for subject, key in wanted.items()}


def find_document(engine: Engine, document_id: str, projection: Projection = "all") -> Document | None:
    """A document of a projection, with its text, as restricted as it was decided; None when it is not in it."""
    view = documents[projection]
    with reading_index(engine) as connection:
        body = connection.execute(select(view.c.body).where(view.c.document_id == document_id)).scalar()
    return decode(Document, body) if body is not None else None
