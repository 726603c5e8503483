"""Sending reports: bytes are kept and noted at once, and read later by :func:`read_waiting`, in another process.

A client id names what was sent; sent again (the line dropped before the answer came), nothing is doubled.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path, PurePosixPath

from trucewatch.desk.people import User
from trucewatch.errors import UnreadableError, UsageError
from trucewatch.ledger.desk import Desk, keep_file
from trucewatch.ledger.people import stamp
from trucewatch.ledger.submissions import (
    SubmissionRow,
    add_submission,
    is_awaited,
    next_waiting,
    settle_submission,
)

_CLIENT_ID = re.compile(r"[A-Za-z0-9_.-]{8,64}\Z")
_UNFIT = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LONGEST_NAME = 200
SETTLED_FOR = timedelta(minutes=10)
"""Bytes that nothing waits for are dropped when they are so old: younger ones may be just coming in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the sender knows of a report; it wins over what is found in it."""

    published_on: date | None = None
    publisher: str = ""
    url: str = ""
    author: str = ""
    restricted: bool = False


def submit(desk: Desk, user: User, client_id: str, name: str, raw: bytes, given: Given, now: datetime) -> SubmissionRow:
    """Keep a report to be read, or return what is kept under its client id.

    ``name`` is the file's; folders in it are dropped.  Raises :class:`UsageError` for a client id that is none or is
    somebody else's, :class:`LedgerError` when the disk is full.
    """
    if not _CLIENT_ID.match(client_id):
        raise UsageError("a client id is 8 to 64 letters, digits, dots, dashes or underscores; make one at random")
    if not raw:
        raise UsageError(f"{safe_name(name)}: empty; nothing was taken from it; send the file again")
    sha256 = hashlib.sha256(raw).hexdigest()
    keep_file(incoming(desk) / sha256, raw, "what was sent")
    plain = {k: v.isoformat() if isinstance(v, date) else v for k, v in dataclasses.asdict(given).items()}
    told = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    row = SubmissionRow(client_id, user.name, safe_name(name), sha256, told, "waiting", "", "", 0, stamp(now), "")
    kept = add_submission(desk.engine, row)
    if kept.name != user.name or kept.sha256 != sha256:
        _forget(desk, sha256)
        raise UsageError("this client id stands for another report already; make a new one")
    return kept


def read_waiting(desk: Desk, row: SubmissionRow, now: datetime) -> None:
    """Read one that waits, as ``trucewatch add`` would, and note what came of it; never raises for a bad file."""
    from trucewatch.desk.versions import run_versions
    from trucewatch.pipeline import extract_each
    from trucewatch.reading import read_document

    told = json.loads(row.given)
    published_on = date.fromisoformat(told["published_on"]) if told.get("published_on") else None
    try:
        raw = (incoming(desk) / row.sha256).read_bytes()
        document = read_document(
            raw, row.path, published_on=published_on, publisher=told.get("publisher", ""), url=told.get("url", "")
        )
    except UnreadableError as error:
        refuse(desk, row, str(error), now)
        return
    except OSError as error:
        refuse(desk, row, f"{row.path}: what was sent is no longer here ({error.strerror}); send it again", now)
        return
    if desk.is_redacted(document.document_id):
        refuse(desk, row, f"{row.path}: was redacted on this desk, and is not taken in again", now)
        return
    author = told.get("author", "") or document.author
    document = dataclasses.replace(document, author=author, restricted=bool(told.get("restricted")))
    for found, claims in extract_each((document,)):
        added = desk.add(raw, found, claims, run_versions(), now)
        settle_submission(
            desk.engine,
            row.client_id,
            "read" if added else "known",
            now,
            document_id=found.document_id,
            claims=len(claims),
        )
    _forget(desk, row.sha256)


def refuse(desk: Desk, row: SubmissionRow, reason: str, now: datetime) -> None:
    """Note that one cannot be read, and why; its bytes are dropped, the sender has them."""
    settle_submission(desk.engine, row.client_id, "failed", now, reason=reason)
    _forget(desk, row.sha256)


def sweep_incoming(desk: Desk, now: datetime) -> None:
    """Drop the bytes that no waiting report needs: a reader that was stopped after its note could not drop them."""
    if not incoming(desk).is_dir():
        return
    for file in sorted(incoming(desk).iterdir()):
        try:
            written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        except FileNotFoundError:  # read and dropped meanwhile
            continue
        if now - written > SETTLED_FOR:
            _forget(desk, file.name)


def longest_waiting(desk: Desk) -> SubmissionRow | None:
    """The one to read next."""
    return next_waiting(desk.engine)


def incoming(desk: Desk) -> Path:
    """Where bytes lie until they are read."""
    return desk.folder / "incoming"


def safe_name(name: str) -> str:
    """The last part of a file's name, without characters that change how a line reads."""
    last = PurePosixPath(name.replace("\\", "/")).name
    stem = _UNFIT.sub("", last).strip() or "report.txt"
    return stem if len(stem) <= LONGEST_NAME else stem[: LONGEST_NAME - 20] + stem[-20:]


def _forget(desk: Desk, sha256: str) -> None:
    if not is_awaited(desk.engine, sha256):
        (incoming(desk) / sha256).unlink(missing_ok=True)
