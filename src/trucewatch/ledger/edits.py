"""Edits: decisions appended only when nobody decided on the same subject meanwhile, and once per client id.

An edit names, for each subject, the number of the decision that it was made after (``expects``; 0 for none).  Under
the writer's lock this is compared with the last one; if somebody was faster, nothing is appended and the outcome names
their decisions.  A repeated post of the same person with the same client id gets the first one's outcome.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from sqlalchemy import Connection, Engine, delete, func, insert, select

from trucewatch.claims.corrected import REVIEWS
from trucewatch.errors import TrucewatchError
from trucewatch.ledger import append, tables
from trucewatch.ledger.codec import decode, encode
from trucewatch.ledger.engine import database_errors
from trucewatch.ledger.index import catch_up_within, decided_last, reading_index
from trucewatch.ledger.views import hold, outcome, ruled
from trucewatch.model.decision import Decision


class RepeatedIdError(TrucewatchError):
    """A client id was used before, for something else."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an edit: the number that its decision got, or 0 and, by subject, the decisions that were faster.

    ``repeated``: this answers a post that had been answered before.
    """

    number: int
    faster: Mapping[str, int]
    repeated: bool = False

    @property
    def done(self) -> bool:
        """Whether it was appended."""
        return self.number > 0


def append_edit(
    engine: Engine,
    decision: Decision,
    expects: Mapping[str, int],
    client_id: str = "",
    request: str = "",
    then: Callable[[Connection], None] | None = None,
) -> Outcome:
    """Append a decision if the last one on each subject of ``expects`` has the number given there.

    What is appended ends the author's hold on its subjects.  ``request`` (:func:`digest`) is what was asked; empty:
    this decision, after these.  ``then`` is called in the same transaction when it was appended, so that what follows
    from an edit is written to disk together with it.  Raises :class:`RepeatedIdError` when this person used
    ``client_id`` (at most 80 characters; empty: none) for another edit, and :class:`~trucewatch.errors.LedgerError`.
    """
    request = request or digest(asdict(replace(decision, at=decision.at.min)), dict(expects))
    with reading_index(engine, writing=True) as connection:
        if client_id and (before := _recall(connection, decision.by, client_id, request)) is not None:
            return before
        last = decided_last(connection, expects)
        faster = {subject: number for subject, number in last.items() if number != expects[subject]}
        number = 0
        if not faster:
            append.append_decision_within(connection, decision)
            number = catch_up_within(connection).decisions
            connection.execute(
                delete(hold).where(hold.c.subject.in_(list(decision.subjects)), hold.c.by == decision.by)
            )
            if then:
                then(connection)
        came = Outcome(number, faster)
        if client_id:
            body = {"number": number, "faster": faster}
            connection.execute(
                insert(outcome).values(by=decision.by, client_id=client_id, request=request, body=encode(body))
            )
        return came


def recall(engine: Engine, by: str, client_id: str, request: str) -> Outcome | None:
    """The outcome of a post that was answered before; None when it was not.  Raises :class:`RepeatedIdError`."""
    with database_errors(engine), engine.begin() as connection:
        return _recall(connection, by, client_id, request)


def last_decisions(engine: Engine, subjects: tuple[str, ...]) -> dict[str, int]:
    """The number of the last decision on each subject, which an edit must expect; 0 for none."""
    with reading_index(engine) as connection:
        return decided_last(connection, subjects)


def decided_by(engine: Engine, subjects: tuple[str, ...], number: int) -> dict[str, int]:
    """What an edit must expect that was made when ``number`` decisions had been taken: each subject's last by then."""
    with reading_index(engine) as connection:
        found = connection.execute(
            select(ruled.c.subject, func.max(ruled.c.number).label("last"))
            .where(ruled.c.subject.in_(subjects), ruled.c.number <= number)
            .group_by(ruled.c.subject)
        )
        last = {row.subject: row.last for row in found}
    return {subject: last.get(subject, 0) for subject in subjects}


def find_decisions(engine: Engine, numbers: tuple[int, ...]) -> dict[int, Decision]:
    """Decisions by their numbers; numbers of none are left out."""
    with database_errors(engine), engine.begin() as connection:
        rows = connection.execute(
            select(ruled.c.number, tables.decision.c.body)
            .join(tables.decision, tables.decision.c.seq == ruled.c.seq)
            .where(ruled.c.number.in_(numbers))
            .distinct()
        )
        return {row.number: decode(Decision, row.body) for row in rows}


def decisions_about(engine: Engine, subject: str) -> tuple[tuple[int, Decision], ...]:
    """Every decision about a subject, with its number, the oldest first; those that took one back among them."""
    with reading_index(engine) as connection:
        rows = connection.execute(
            select(ruled.c.number, tables.decision.c.body)
            .join(tables.decision, tables.decision.c.seq == ruled.c.seq)
            .where(ruled.c.subject == subject)
            .order_by(ruled.c.number)
        )
        return tuple((row.number, decode(Decision, row.body)) for row in rows)


def _recall(connection: Connection, by: str, client_id: str, request: str) -> Outcome | None:
    row = connection.execute(select(outcome).where(outcome.c.by == by, outcome.c.client_id == client_id)).first()
    if row is None:
        return None
    if row.request != request:
        raise RepeatedIdError(
            f"the client id {client_id!r} was used for another edit; give every edit an id of its own"
        )
    return Outcome(**json.loads(row.body), repeated=True)


def digest(*asked: object) -> str:
    """A hash of what was asked, whenever: a repeated post comes later than the first."""
    return hashlib.sha256(encode(asked).encode()).hexdigest()


def read_reviews(engine: Engine) -> tuple[tuple[int, Decision], ...]:
    """Every review of a claim that nobody took back, with its number, the oldest first."""
    with reading_index(engine) as connection:
        gone = select(ruled.c.takes_back).where(ruled.c.takes_back > 0)
        rows = connection.execute(
            select(ruled.c.number, tables.decision.c.body)
            .join(tables.decision, tables.decision.c.seq == ruled.c.seq)
            .where(ruled.c.kind.in_(REVIEWS), ruled.c.number.not_in(gone))
            .distinct()
            .order_by(ruled.c.number)
        )
        return tuple((row.number, decode(Decision, row.body)) for row in rows)


def list_decisions(
    engine: Engine, limit: int, below: int = 0, kind: str = "", by: str = "", hidden: Sequence[str] = ()
) -> tuple[tuple[int, Decision], ...]:
    """Decisions from the newest down, below a number (0: from the end), without those of the kinds ``hidden``."""
    with reading_index(engine) as connection:
        wanted = (
            select(ruled.c.number, tables.decision.c.body)
            .join(tables.decision, tables.decision.c.seq == ruled.c.seq)
            .where(ruled.c.kind.not_in(hidden))
            .distinct()
            .order_by(ruled.c.number.desc())
            .limit(limit)
        )
        for value, held in ((kind, ruled.c.kind), (by, ruled.c.by)):
            wanted = wanted.where(held == value) if value else wanted
        rows = connection.execute(wanted.where(ruled.c.number < below) if below else wanted)
        return tuple((row.number, decode(Decision, row.body)) for row in rows)
