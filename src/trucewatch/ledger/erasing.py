"""Redaction in a ledger: words taken out of every body that holds them, in one transaction with the decision.

The entries of the chain stay as they were, so the chain still holds.  Table ``redacted`` says which bodies are no
longer those that the chain sealed, and what they are now; the decision, which the chain seals, seals those rows.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, select, update

from trucewatch.errors import UnknownNameError, UsageError
from trucewatch.ledger import append, tables
from trucewatch.ledger.blanking import (
    Blanks,
    blank_claims,
    blank_decision,
    blank_document,
    empty_decision,
    empty_document,
    find_words,
    merge,
    words_pattern,
)
from trucewatch.ledger.chain import leaf
from trucewatch.ledger.codec import decode, encode
from trucewatch.ledger.engine import database_errors
from trucewatch.ledger.index import catch_up_within, forget_words
from trucewatch.ledger.redacted import KIND, sealed
from trucewatch.ledger.standing import find_restricted
from trucewatch.model.claim import Claim
from trucewatch.model.decision import Decision
from trucewatch.model.document import Document
from trucewatch.model.span import REDACTED

_LEAST = 3
"""Characters of words at a span that are also looked for outside the text: a syllable would be found everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to redact of a document: ``words`` wherever they stand in it, ``spans`` of its text, or the ``whole``."""

    words: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What a redaction did: ``seq`` is its entry, ``places`` the stretches of text, ``entries`` the bodies changed.

    ``words`` are those that stood there, for looking for copies; ``files`` the hashes of originals that have to go.
    """

    seq: int
    places: int
    entries: int
    words: tuple[str, ...]
    files: tuple[str, ...]


def read_document(connection: Connection, document_id: str) -> Document:
    """A document with its text, withdrawn or not; raises :class:`UnknownNameError`."""
    row = connection.execute(
        select(tables.document.c.body, tables.document_text.c.body.label("text"))
        .join(tables.document_text, tables.document_text.c.document_id == tables.document.c.document_id)
        .where(tables.document.c.document_id == document_id)
    ).first()
    if row is None:
        raise UnknownNameError(f"{document_id[:80]!r} is no report of this desk; see: trucewatch claims")
    return dataclasses.replace(decode(Document, row.body), text=row.text)


def stood_there(document: Document, wanted: Wanted) -> tuple[tuple[tuple[int, int], ...], tuple[str, ...]]:
    """The stretches of the text that are wanted, and the words in them, each once.

    Raises :class:`UsageError` when nothing, or nothing that there is, is asked for.
    """
    if wanted.whole == bool(wanted.words or wanted.spans):
        raise UsageError("say what to redact: words, a span, or the whole report, and not two of these at once")
    if document.text == REDACTED:
        raise UsageError("this report is redacted already, as a whole")
    if wanted.whole:
        return ((0, len(document.text)),), (document.text,)
    for start, end in wanted.spans:
        if not 0 <= start < end <= len(document.text):
            raise UsageError(f"{start}:{end} is no span of this text, which has {len(document.text)} characters")
    found = merge((*wanted.spans, *find_words(document.text, wanted.words)))
    told = {n: getattr(document, n) for n in ("title", "publisher", "author", "url", "path")}
    if not found and not any(words_pattern(wanted.words).search(t) for t in told.values()):
        raise UsageError("these words do not stand in this report; copy them from its text exactly")
    words = (document.text[start:end] for start, end in found)
    return found, tuple(dict.fromkeys((*words, *wanted.words)))


def erase(
    engine: Engine, document_id: str, wanted: Wanted, reason: str, by: str, at: datetime, released: Sequence[str] = ()
) -> Erased:
    """Redact a document, and append the decision.

    ``released`` are the hashes of released briefs that carry the words, which stay.  Raises :class:`UsageError` as
    :func:`stood_there` does, :class:`UnknownNameError`, and :class:`~trucewatch.errors.LedgerError`.
    """
    with database_errors(engine), engine.execution_options(writing=True).begin() as connection:
        before = read_document(connection, document_id)
        spans, words = stood_there(before, wanted)
        long_enough = [w for w in words if len(w.strip()) >= _LEAST]
        blanks = Blanks(spans, words_pattern((*wanted.words, *long_enough) if not wanted.whole else ()))
        what = "The whole report was" if wanted.whole else "Words were"
        note = f"{what} redacted on {at:%Y-%m-%d} by {by}: {reason.rstrip('.')}."
        decisions = _decisions(connection)
        if wanted.whole:
            after = empty_document(before, note)
            all_so_far = [decode(Decision, body) for body in decisions.values()]
            # Without its publisher it would no longer be known as one of a restricted source.
            hidden = bool(find_restricted((before,), all_so_far))
            after = dataclasses.replace(after, restricted=hidden or before.restricted)
        else:
            after = blank_document(before, blanks, note)
        changed = _changed(connection, before, after, blanks, wanted.whole, decisions)
        files = (before.container or before.sha256,)
        payload: dict[str, object] = {
            "whole": wanted.whole,
            "spans": [] if wanted.whole else [list(s) for s in spans],
            "was": before.text_sha256,
            "now": after.text_sha256,
            "files": list(files),
            "released": list(released),
            "entries": len(changed),
            "sealed": sealed([(seq, leaf(body)) for seq, (_, body) in changed.items()]),
        }
        decision = Decision(kind=KIND, subjects=(document_id,), payload=payload, reason=reason, by=by, at=at)
        by_seq = append.append_decision_within(connection, decision)
        rows = [{"seq": seq, "by_seq": by_seq, "leaf": leaf(body)} for seq, (_, body) in changed.items()]
        connection.execute(insert(tables.redacted), rows)
        for seq, (table, body) in changed.items():
            connection.execute(update(table).where(table.c.seq == seq).values(body=body))
        text = tables.document_text
        connection.execute(update(text).where(text.c.document_id == document_id).values(body=after.text))
        _blank_submissions(connection, document_id, blanks, wanted.whole)
        catch_up_within(connection)
        forget_words(connection)
    return Erased(seq=by_seq, places=len(spans), entries=len(changed), words=words, files=files)


def _decisions(connection: Connection) -> dict[int, str]:
    rows = connection.execute(select(tables.decision).order_by(tables.decision.c.seq))
    return {row.seq: row.body for row in rows}


def _changed(
    connection: Connection, before: Document, after: Document, blanks: Blanks, whole: bool, decisions: dict[int, str]
) -> dict[int, tuple[Table, str]]:
    """By entry, the bodies that a redaction changes: the document's, its claims', decisions' about them."""
    key = before.document_id
    document, claim = tables.document, tables.claim
    seq = connection.execute(select(document.c.seq).where(document.c.document_id == key)).scalar_one()
    changed: dict[int, tuple[Table, str]] = {seq: (document, encode(dataclasses.replace(after, text="")))}
    rows = connection.execute(select(claim).where(claim.c.document_id == key, claim.c.body != REDACTED)).all()
    held = [decode(Claim, row.body) for row in rows]
    left = (None,) * len(held) if whole else blank_claims(held, blanks)
    for row, was, now in zip(rows, held, left, strict=True):
        if now != was:
            changed[row.seq] = (claim, REDACTED if now is None else encode(now))
    ids = {key, *(row.claim_id for row in rows)}
    for seq, body in decisions.items():
        made = json.loads(body)
        about = {s for s in made["subjects"] if s.startswith("sha256:")}
        if ids.isdisjoint(about):
            continue
        alone = whole and about <= ids and made["kind"] != KIND
        told = empty_decision(body) if alone else blank_decision(body, blanks)
        if told != body:
            changed[seq] = (tables.decision, told)
    return changed


def _blank_submissions(connection: Connection, document_id: str, blanks: Blanks, whole: bool) -> None:
    table = tables.submission
    for row in connection.execute(select(table).where(table.c.document_id == document_id)).all():
        told: dict[str, Any] = {n: getattr(row, n) for n in ("path", "given", "reason")}
        now = (
            {"path": REDACTED, "given": "{}", "reason": ""}
            if whole
            else {n: blanks.of_words(text) for n, text in told.items()}
        )
        connection.execute(update(table).where(table.c.client_id == row.client_id).values(**now))
