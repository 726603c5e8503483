"""Redacting a report: its words leave the ledger, the index, derived pictures and the kept original.

What cannot be changed is told to who redacts: released briefs that carry the words, other reports that say them, and
files of the desk in which they still stand.  Backups and copies are theirs to look after.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from trucewatch.desk.decodings import decodings, words_of
from trucewatch.desk.redaction import find_leaks
from trucewatch.desk.shelf import empty_shelf
from trucewatch.errors import LedgerError, UsageError
from trucewatch.ledger import tables
from trucewatch.ledger.blanking import words_pattern
from trucewatch.ledger.cleaning import clean_database, files_of
from trucewatch.ledger.codec import decode
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.engine import database_errors
from trucewatch.ledger.erasing import Wanted, erase, read_document, stood_there
from trucewatch.ledger.releases import Listed, list_releases, read_release
from trucewatch.model.document import Document

LONGEST_REASON = 2000
MOST_LISTED = 50
"""Other reports with the same words that are told."""
_LEAST, _LEAST_LINE = 5, 40
"""Characters of the shortest words, and of the shortest line of a whole report, that files are searched for after."""
_LINES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What was done, and what is left to do.

    ``seq`` is the decision's entry; ``places`` how many stretches of the text, ``entries`` how many entries of the
    ledger lost words.  ``released`` are briefs that went out with them.  ``elsewhere`` are other reports with the same
    words, by id and file name.  ``left`` are files of the desk in which they still stand; ``clean``: the database has
    dropped its old pages.
    """

    seq: int
    places: int
    entries: int
    released: tuple[Listed, ...]
    elsewhere: tuple[tuple[str, str], ...]
    left: tuple[str, ...]
    clean: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a redaction would do: the words that would go, in how many places, and what they would stay in."""

    document: Document
    words: tuple[str, ...]
    places: int
    released: tuple[Listed, ...]
    elsewhere: tuple[tuple[str, str], ...]


def look_ahead(desk: Desk, document_id: str, wanted: Wanted) -> Outlook:
    """What a redaction would do; raises what :func:`redact` raises."""
    with database_errors(desk.engine), desk.engine.begin() as connection:
        document = read_document(connection, document_id)
    spans, words = stood_there(document, wanted)
    return Outlook(
        document=document,
        words=() if wanted.whole else words,
        places=len(spans),
        released=_released(desk, document, wanted, words),
        elsewhere=_elsewhere(desk, document, wanted, words),
    )


def redact(desk: Desk, document_id: str, wanted: Wanted, reason: str, by: str, at: datetime) -> Redaction:
    """Redact words of a report, or all of it; it cannot be taken back.

    Raises :class:`UsageError` without a reason, for a reason that says the words, and when there is nothing to redact;
    :class:`~trucewatch.errors.UnknownNameError` for no report of this desk; :class:`LedgerError`.
    """
    told = " ".join(reason.split())
    if not told or len(told) > LONGEST_REASON:
        raise UsageError(f"say why: a redaction needs a reason of 1 to {LONGEST_REASON} characters; it stays")
    seen = look_ahead(desk, document_id, wanted)
    if seen.words and words_pattern(seen.words).search(told):
        raise UsageError("the reason says the very words that are to go; write it without them, since it stays")
    shas = [listed.release.sha256 for listed in seen.released]
    done = erase(desk.engine, document_id, wanted, told, by, at, shas)
    clean = finish(desk)
    return Redaction(
        seq=done.seq,
        places=done.places,
        entries=done.entries,
        released=seen.released,
        elsewhere=seen.elsewhere,
        left=_left(desk, _needles(done.words, whole=wanted.whole)),
        clean=clean,
    )


def finish(desk: Desk) -> bool:
    """Drop what redactions left behind outside the tables; doing it again does no harm.

    False when the database could not yet drop its old pages.  Raises :class:`LedgerError`.
    """
    for name in desk.erased_files():
        for folder in (desk.evidence, desk.folder / "incoming"):
            try:
                (folder / name).unlink(missing_ok=True)
            except OSError as error:
                raise LedgerError(
                    f"{folder / name}: what was redacted cannot be deleted: {error.strerror}; delete the file, "
                    "then run: trucewatch redact --finish"
                ) from error
    empty_shelf(desk.folder / "cache")
    return clean_database(desk.engine)


def _released(desk: Desk, document: Document, wanted: Wanted, words: Sequence[str]) -> tuple[Listed, ...]:
    """The released briefs that carry the words, in any encoding."""
    keys = [key for word in words if (key := " ".join(words_of(word)))]
    found = []
    for listed in list_releases(desk.engine):
        read = read_release(desk.engine, listed.release.sha256)
        content = read[1] if read else b""
        if wanted.whole:
            claims = [c for c in desk.contents().claims if c.document_id == document.document_id]
            others = [d for d in desk.contents().documents if d.document_id != document.document_id]
            carries = bool(find_leaks(content, [document, *others], claims, frozenset({document.document_id})))
        else:
            carries = any(
                f" {key} " in f" {' '.join(words_of(text))} " for _, text in decodings(content) for key in keys
            )
        if carries:
            found.append(listed)
    return tuple(found)


def _elsewhere(desk: Desk, document: Document, wanted: Wanted, words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Other reports in whose text the words stand."""
    pattern, found = words_pattern(() if wanted.whole else words), []
    with database_errors(desk.engine), desk.engine.begin() as connection:
        rows = connection.execute(
            select(tables.document.c.body, tables.document_text.c.body.label("text"))
            .join(tables.document_text, tables.document_text.c.document_id == tables.document.c.document_id)
            .where(tables.document.c.document_id != document.document_id)
            .order_by(tables.document.c.seq)
        )
        for row in rows:
            if pattern.search(row.text):
                other = decode(Document, row.body)
                found.append((other.document_id, other.file_name))
            if len(found) == MOST_LISTED:
                break
    return tuple(found)


def _needles(words: Sequence[str], *, whole: bool) -> list[bytes]:
    parts = [line.strip() for w in words for line in w.splitlines()] if whole else list(words)
    least = _LEAST_LINE if whole else _LEAST
    return [p.encode() for p in dict.fromkeys(parts) if len(p) >= least][:_LINES]


def _left(desk: Desk, needles: Sequence[bytes]) -> tuple[str, ...]:
    """The files of the desk in which the words still stand, byte for byte."""
    found = {str(p.relative_to(desk.folder)) for p in _files(desk) if _holds(p, needles)}
    return tuple(sorted(found))


def _files(desk: Desk) -> Iterator[Path]:
    yield from (p for p in desk.folder.rglob("*") if p.is_file())
    yield from (p for p in files_of(desk.engine) if not p.is_relative_to(desk.folder.resolve()))


def _holds(path: Path, needles: Sequence[bytes]) -> bool:
    try:
        with path.open("rb") as file:
            if not path.stat().st_size:
                return False
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
                return any(held.find(needle) >= 0 for needle in needles)
    except OSError:
        return False
