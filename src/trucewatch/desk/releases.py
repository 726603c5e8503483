"""Releasing a brief: what is looked at, what the check finds in it, and the bytes that then stay for ever.

A brief to be released is made of a public picture of the newest state; whoever releases it names the hash of what they
looked at, and what of the check's finds they let stand.  Anything of a restricted report stops it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from trucewatch.desk.pictures import Shown
from trucewatch.desk.privacy import Trace, find_traces
from trucewatch.desk.redaction import Leak, find_leaks
from trucewatch.errors import UsageError
from trucewatch.ledger.append import append_release
from trucewatch.ledger.codec import encode
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.marks import newest_versions
from trucewatch.ledger.read import Contents
from trucewatch.ledger.releases import Release, read_release
from trucewatch.ledger.standing import find_restricted
from trucewatch.model.situation import Situation
from trucewatch.plugins import find_renderer
from trucewatch.publishing.brief import build_brief

MEDIA = {
    "html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8",
    "json": "application/json", "text": "text/plain; charset=utf-8",
}  # fmt: skip
"""Formats that a brief is released in, with the media type of each."""
_NOTHING = Situation(documents=(), claims=(), origins=(), incidents=(), movements=(), figures=(), declarations=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A brief that may be released: its bytes, what the check found, and whether it is of the newest state."""

    shown: Shown
    format: str
    content: bytes
    leaks: tuple[Leak, ...]
    traces: tuple[Trace, ...]

    @property
    def sha256(self) -> str:
        """Of the bytes, as hex."""
        return hashlib.sha256(self.content).hexdigest()


def preview(desk: Desk, shown: Shown, held: Contents, format: str) -> Preview:
    """The brief of a public picture in a format of :data:`MEDIA`, checked against all that the desk holds.

    Raises :class:`UsageError` for another format, or a picture that is not public.
    """
    if format not in MEDIA:
        raise UsageError(f"{format!r}: a brief is not released in this format; use one of {', '.join(MEDIA)}")
    picture = shown.picture
    if picture.projection != "public":
        raise UsageError("only what is public can be released; take the public picture")
    render = find_renderer(format)
    brief = replace(picture.brief, versions=tuple(sorted(newest_versions(desk.engine).items())))
    content = render(brief).encode()
    form = render(build_brief(_NOTHING, picture.agreement, (), picture.as_of, versions=dict(brief.versions)))
    terms = encode(picture.agreement) if picture.agreement else ""
    restricted = find_restricted(held.documents, held.decisions)
    places = [p for c in picture.situation.claims for p in c.places]
    return Preview(
        shown=shown,
        format=format,
        content=content,
        leaks=find_leaks(content, held.documents, held.claims, restricted, f"{form} {terms} {' '.join(picture.notes)}"),
        traces=find_traces(content, places),
    )


def release(
    desk: Desk, looked_at: Preview, sha256: str, reason: str, confirmed: Sequence[str], by: str, at: datetime
) -> Release:
    """Release the brief: ``sha256`` is of the bytes that ``by`` looked at, ``confirmed`` the traces they let stand.

    Raises :class:`UsageError`, which says what stands in the way, and :class:`~trucewatch.errors.LedgerError`.
    """
    picture = looked_at.shown.picture
    if looked_at.leaks:
        raise UsageError(
            f"the check found something of {len({x.document_id for x in looked_at.leaks})} restricted report(s) in it; "
            "it is not released: see what was found, and restrict or redact where it comes from"
        )
    if not looked_at.shown.is_newest or looked_at.sha256 != sha256:
        raise UsageError("the brief is no longer the one that you looked at; look at it again, then release it")
    if unseen := [t.sentence for t in looked_at.traces if t.sentence not in confirmed]:
        raise UsageError(f"{len(unseen)} find(s) of the check are not confirmed, the first: {unseen[0]}")
    if not reason.strip():
        raise UsageError("no reason is given; a release says what it is for")
    made = Release(
        sha256=sha256,
        size=len(looked_at.content),
        title=picture.brief.title,
        format=looked_at.format,
        as_of=picture.as_of,
        of_entry=picture.head.seq,
        of_chain=picture.head.chain,
        by=by,
        at=at,
        reason=" ".join(reason.split()),
        confirmed=tuple(t.sentence for t in looked_at.traces),
    )
    if append_release(desk.engine, sha256, encode(made), looked_at.content, at, looked_at.shown.still):
        return made
    if read_release(desk.engine, sha256):
        raise UsageError("these very bytes were released before; the list of releases has them")
    raise UsageError("something was recorded while you released it; look at the brief again, then release it")
