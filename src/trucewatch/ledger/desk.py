"""A desk: a folder with ``trucewatch.toml``, the ledger, and every original by its hash."""

from __future__ import annotations

import hashlib
import os
import secrets
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from trucewatch.errors import LedgerError
from trucewatch.ledger import append, read
from trucewatch.ledger.codec import UNDECODABLE
from trucewatch.ledger.engine import database_errors, migrate, open_engine
from trucewatch.ledger.redacted import KIND, erased_files, redacted_documents, redacted_of
from trucewatch.ledger.verification import verify
from trucewatch.model.claim import Claim
from trucewatch.model.decision import Decision
from trucewatch.model.document import Document

SETTINGS = "trucewatch.toml"
_TEMPLATE = """# A Trucewatch desk.  Everything it knows is in this folder; copy the folder to back it up.
[desk]
agreement = "{agreement}"
# A team's database instead of ledger.db: "postgresql+psycopg://user@host/name"; the password goes into PGPASSWORD.
database = ""
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """An open desk: its folder, the agreement it watches (may be empty), its database."""

    folder: Path
    agreement: str
    engine: Engine

    @property
    def evidence(self) -> Path:
        """Where originals lie, named by the SHA-256 of their bytes."""
        return self.folder / "evidence"

    def add(
        self, raw: bytes, document: Document, claims: Sequence[Claim], versions: Mapping[str, str], at: datetime
    ) -> bool:
        """Keep the original, then append document and claims in one transaction.

        Returns False when it was there already, or was redacted.  Raises :class:`~trucewatch.errors.LedgerError`.
        """
        if self.is_redacted(document.document_id):
            return False
        self._keep(document.sha256, raw)
        return append.append_document(self.engine, document, claims, versions, at)

    def add_table(
        self,
        raw: bytes,
        sha256: str,
        read: Iterable[tuple[Document, Sequence[Claim]]],
        versions: Mapping[str, str],
        clock: Callable[[], datetime],
        settle: Callable[[bool, datetime], Sequence[Decision]] = lambda last, at: (),
    ) -> int:
        """Keep a table's file once, then append its rows and the decisions of ``settle``, some rows in a transaction.

        See :func:`~trucewatch.ledger.append.append_documents`.  Rows that were redacted are left out, and then the file
        is not kept.  Returns how many rows were new to this run.  Raises :class:`~trucewatch.errors.LedgerError`.
        """
        if sha256 not in self.erased_files():
            self._keep(sha256, raw)
        gone = _Gone(self, sha256)

        def settle_all(last: bool, at: datetime) -> Sequence[Decision]:
            return (*settle(last, at), *gone.decisions(at))

        return append.append_documents(self.engine, gone.without(read), versions, clock, settle_all)

    def decide(self, decision: Decision) -> int:
        """Append a person's decision; returns its number among all decisions, from 1.

        Raises :class:`~trucewatch.errors.LedgerError`.
        """
        append.append_decision(self.engine, decision)
        return read.count_decisions(self.engine)

    def is_redacted(self, document_id: str) -> bool:
        """Whether words of the document, or all of it, were redacted: it is not taken in again."""
        with database_errors(self.engine), self.engine.begin() as connection:
            return bool(redacted_of(connection, [document_id]))

    def erased_files(self) -> frozenset[str]:
        """The names of the originals that hold what was redacted, and so are no longer kept."""
        with database_errors(self.engine), self.engine.begin() as connection:
            return erased_files(connection)

    def contents(self, recorded_by: datetime | None = None) -> read.Contents:
        """What the desk held at ``recorded_by`` (None: now)."""
        return read.read(self.engine, recorded_by)

    def faults(self) -> tuple[str, ...]:
        """What does not agree: the chain, and originals that are missing or changed; empty when all is well."""
        found = list(verify(self.engine))
        try:
            documents = self.contents().documents
        except UNDECODABLE:
            return tuple(found) or ("what the ledger holds cannot be read",)
        # The rows of a table lie in one file.
        originals = {d.container or d.sha256: d.path for d in reversed(documents)}
        erased = self.erased_files()
        for sha256, named in reversed(originals.items()):
            path = self.evidence / sha256
            if sha256 in erased:
                if path.exists():
                    found.append(f"evidence/{sha256} still holds what was redacted; run: trucewatch redact --finish")
            elif not path.is_file():
                found.append(f"evidence/{sha256} is missing ({named})")
            elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
                found.append(f"evidence/{sha256} was changed ({named})")
        return tuple(found)

    def _keep(self, sha256: str, raw: bytes) -> None:
        keep_file(self.evidence / sha256, raw, "the original")


class _Gone:
    """Rows of a table that were redacted on the desk: they are not taken in, and the table's file is not kept."""

    def __init__(self, desk: Desk, sha256: str) -> None:
        self._file = desk.evidence / sha256
        self._known = sha256 in desk.erased_files()
        with database_errors(desk.engine), desk.engine.begin() as connection:
            self._redacted = redacted_documents(connection)
        self._found: list[str] = []

    def without(self, read: Iterable[tuple[Document, Sequence[Claim]]]) -> Iterator[tuple[Document, Sequence[Claim]]]:
        """The rows that were not redacted."""
        for document, claims in read:
            if document.document_id not in self._redacted:
                yield document, claims
                continue
            self._found.append(document.document_id)
            self._file.unlink(missing_ok=True)

    def decisions(self, at: datetime) -> tuple[Decision, ...]:
        """That the file is not kept, once."""
        if self._known or not self._found:
            return ()
        self._known = True
        return (
            Decision(
                kind=KIND,
                subjects=tuple(self._found),
                payload={"again": True, "files": [self._file.name]},
                reason="a table holds again what was redacted here; its file is not kept",
                by="trucewatch import",
                at=at,
            ),
        )


def keep_file(target: Path, raw: bytes, what: str) -> None:
    """Write a file whole or not at all, and its folder where there is none; one that is there whole stays.

    ``what`` names it where it fails.  Raises :class:`~trucewatch.errors.LedgerError`.
    """
    if target.is_file() and target.stat().st_size == len(raw):
        return
    # Two who keep the same thing at once must not write into one file.
    partial = target.with_suffix(f".{secrets.token_hex(4)}.part")
    try:
        target.parent.mkdir(exist_ok=True)
        with partial.open("wb") as out:
            out.write(raw)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        why = f"{error.strerror}; check the permissions, or free some space"
        raise LedgerError(f"{target.parent}: {what} cannot be kept: {why}") from error


def create_desk(folder: Path, agreement: str = "") -> Desk:
    """Make a desk in ``folder`` (made if needed); raises :class:`~trucewatch.errors.LedgerError` when one is there."""
    settings = folder / SETTINGS
    if settings.exists():
        raise LedgerError(f"{folder}: there is a desk already; open it with: cd {folder}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "evidence").mkdir(exist_ok=True)
        settings.write_text(_TEMPLATE.format(agreement=agreement), encoding="utf8")
    except OSError as error:
        raise LedgerError(f"{folder}: no desk can be made here: {error.strerror}; choose another folder") from error
    return open_desk(folder)


def open_desk(folder: Path) -> Desk:
    """Open the desk in ``folder``; raises :class:`~trucewatch.errors.LedgerError` with the remedy."""
    settings = folder / SETTINGS
    try:
        read_settings = tomllib.loads(settings.read_text(encoding="utf8"))
    except FileNotFoundError as error:
        raise LedgerError(
            f"{folder}: not a desk ({SETTINGS} is missing); make one with: trucewatch init DESK, then cd DESK"
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LedgerError(f"{settings}: cannot be read: {error}; correct the file") from error
    desk = read_settings.get("desk", {})
    ledger = folder.resolve() / "ledger.db"
    if not desk.get("database") and not ledger.exists() and any((folder / "evidence").glob("*")):
        # A new ledger would show a desk that never knew anything, and call it whole.
        raise LedgerError(
            f"{ledger}: the ledger is missing, though evidence/ holds what was added; put it back from a backup"
        )
    address = str(desk.get("database") or f"sqlite:///{ledger}")
    engine = open_engine(address)
    migrate(engine)
    return Desk(folder, str(desk.get("agreement", "")), engine)
