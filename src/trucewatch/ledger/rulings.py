"""What was decided about documents and claims, read by subject instead of from the ledger's beginning."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from trucewatch.claims.corrected import REVIEWS, corrected_fields, is_second
from trucewatch.ledger import tables, views
from trucewatch.ledger.codec import decode
from trucewatch.ledger.indexrows import Review
from trucewatch.ledger.standing import PUBLISHER, find_restricted, publisher_key
from trucewatch.ledger.views import ruled
from trucewatch.model.decision import DECISION, Decision
from trucewatch.model.document import Document

LONGEST_SUBJECT = 80
ABOUT_DOCUMENTS = frozenset({"withdraw", "restore", "restrict", "redact"})


class Rulings:
    """The standing decisions on some documents and on their claims.

    ``withdrawn`` are the documents that do not stand.  ``claim_ids`` narrows the claims down; None: all of the
    documents.
    """

    def __init__(
        self, connection: Connection, document_ids: Sequence[str], claim_ids: Sequence[str] | None = None
    ) -> None:
        of_documents = connection.execute(
            select(ruled).where(
                ruled.c.subject.in_(document_ids), ruled.c.kind.in_(("withdraw", "restore")), ruled.c.takes_back == 0
            )
        ).all()
        wanted: Select[Any] = select(ruled).where(ruled.c.kind.in_(REVIEWS))
        if claim_ids is None:
            of_these = select(tables.claim.c.claim_id).where(tables.claim.c.document_id.in_(document_ids))
            wanted = wanted.where(ruled.c.subject.in_(of_these))
        else:
            wanted = wanted.where(ruled.c.subject.in_(claim_ids))
        of_claims = connection.execute(wanted).all()
        gone = _taken_back(connection, [r.number for r in (*of_documents, *of_claims)])
        corrections = _decisions(connection, {r.seq: r.number for r in of_claims if r.kind == "correct"})
        fields = {n: corrected_fields(d.payload) for n, d in corrections.items()}
        self._reviews: dict[str, list[Review]] = {}
        for row in sorted(of_claims, key=lambda r: r.number):
            if row.number not in gone:
                review = Review(row.kind, row.by, fields.get(row.number, {}), row.second)
                self._reviews.setdefault(row.subject, []).append(review)
        self.withdrawn: set[str] = set()
        for row in sorted(of_documents, key=lambda r: r.number):
            if row.number not in gone:
                (self.withdrawn.add if row.kind == "withdraw" else self.withdrawn.discard)(row.subject)
        self._restrictions = _restrictions(connection)

    def is_restricted(self, document: Document) -> bool:
        """Whether the document may appear in no public output."""
        return bool(find_restricted((document,), self._restrictions))

    def reviews(self, claim_id: str) -> tuple[Review, ...]:
        """The reviews of a claim that stand, in their order."""
        return tuple(self._reviews.get(claim_id, ()))


def subject_key(subject: str) -> str:
    """A subject as the index keeps it: itself, or its beginning and a hash where it is too long."""
    if len(subject) <= LONGEST_SUBJECT:
        return subject
    return f"{subject[:40]}~{hashlib.sha256(subject.encode()).hexdigest()[:38]}"


def record_decisions(
    connection: Connection, rows: Sequence[Row[Any]], before: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Note which decisions are about what; ``rows`` hold entry and body, the first has the number ``before`` + 1.

    A withdrawal is also about whatever the withdrawn decision was about.  Returns the documents and the claims whose
    standing may have changed.
    """
    documents: dict[str, None] = {}
    claims: dict[str, None] = {}
    made: dict[int, tuple[int, Decision]] = {}
    for number, row in enumerate(rows, before + 1):
        decision = decode(Decision, row.body)
        made[number] = (row.seq, decision)
        about = dict.fromkeys(decision.subjects, 0)
        kinds = {decision.kind}
        for taken in _numbers(decision) if decision.kind == "withdraw" else ():
            kind, subjects = _about(connection, taken, made)
            kinds.add(kind)
            for subject in subjects:
                about.setdefault(subject, taken)
        same = {"number": number, "seq": row.seq, "kind": decision.kind, "by": decision.by}
        same["second"] = is_second(decision)
        named = {subject_key(s): taken for s, taken in about.items()} or {"": 0}
        connection.execute(insert(ruled), [{**same, "subject": s, "takes_back": t} for s, t in named.items()])
        if kinds & ABOUT_DOCUMENTS:
            documents.update(dict.fromkeys(_documents_of(connection, about)))
        if kinds & set(REVIEWS):
            claims.update(dict.fromkeys(about))
    return tuple(documents), tuple(claims)


def _documents_of(connection: Connection, subjects: Iterable[str]) -> Iterator[str]:
    """The documents that subjects name, a publisher's all."""
    for subject in subjects:
        if not subject.startswith(PUBLISHER):
            yield subject
            continue
        view = views.documents["all"]
        key = publisher_key(subject)
        for row in connection.execute(select(view.c.document_id, view.c.publisher)):
            if publisher_key(f"{PUBLISHER}{row.publisher}") == key:
                yield row.document_id


def _numbers(decision: Decision) -> tuple[int, ...]:
    given = (s.removeprefix(DECISION) for s in decision.subjects if s.startswith(DECISION))
    return tuple(int(n) for n in given if n.isdecimal())


def _about(connection: Connection, number: int, made: dict[int, tuple[int, Decision]]) -> tuple[str, tuple[str, ...]]:
    if number in made:
        decision = made[number][1]
        return decision.kind, decision.subjects
    rows = connection.execute(select(ruled).where(ruled.c.number == number, ruled.c.takes_back == 0)).all()
    return (rows[0].kind if rows else ""), tuple(r.subject for r in rows)


def _taken_back(connection: Connection, numbers: Sequence[int]) -> frozenset[int]:
    names = [f"{DECISION}{n}" for n in dict.fromkeys(numbers)]
    found = connection.execute(select(ruled.c.subject).where(ruled.c.subject.in_(names), ruled.c.kind == "withdraw"))
    return frozenset(int(s.removeprefix(DECISION)) for s in found.scalars())


def _restrictions(connection: Connection) -> tuple[Decision, ...]:
    """The standing decisions that restrict documents or publishers, or open them, in their order."""
    rows = connection.execute(select(ruled.c.seq, ruled.c.number).where(ruled.c.kind == "restrict")).all()
    found = _decisions(connection, {r.seq: r.number for r in rows})
    gone = _taken_back(connection, list(found))
    return tuple(found[n] for n in sorted(found) if n not in gone)


def _decisions(connection: Connection, numbers: dict[int, int]) -> dict[int, Decision]:
    """Decisions by their numbers, of which ``numbers`` gives each one's by its entry."""
    if not numbers:
        return {}
    found = connection.execute(select(tables.decision).where(tables.decision.c.seq.in_(list(numbers))))
    return {numbers[r.seq]: decode(Decision, r.body) for r in found}
