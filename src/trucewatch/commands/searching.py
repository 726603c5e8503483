"""`search`: claims and reports by their words, in any spelling and script."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from trucewatch.commands.console import parse_day, write
from trucewatch.commands.lookup import plain
from trucewatch.desk.search import FoundClaim, FoundDocument, Page, search_claims, search_documents
from trucewatch.errors import UnknownNameError, UsageError
from trucewatch.ledger.desk import open_desk
from trucewatch.ledger.search import Filters
from trucewatch.ledger.views import Projection
from trucewatch.model.vocabulary import TYPES

KINDS = ("claims", "reports")


def search(
    words: Sequence[str],
    of: str,
    type: str,
    since: str | None,
    until: str | None,
    limit: int,
    restricted: bool,
    as_json: bool,
    folder: Path,
) -> None:
    """Print what is found; nothing found is no fault."""
    if of not in ("", *KINDS):
        raise UsageError(f"--of {of}: search looks for claims or reports; leave it out for both")
    types = [t for some in TYPES.values() for t in some]
    if type and type not in types:
        raise UnknownNameError(f"--type {type}: there is no such type of claim; one of {', '.join(types)}")
    asked = " ".join(words)
    if not asked.strip():
        raise UsageError("give at least one word to look for")
    first, last = (str(parse_day(d, option) or "") for d, option in ((since, "--since"), (until, "--until")))
    desk = open_desk(folder)
    projection: Projection = "all" if restricted else "public"
    claims: Page[FoundClaim] = Page((), "")
    reports: Page[FoundDocument] = Page((), "")
    if of != "reports":
        claims = search_claims(desk, projection, Filters(words=asked, type=type, day_from=first, day_to=last), limit)
    if of != "claims" and not type:
        reports = search_documents(desk, projection, Filters(words=asked, day_from=first, day_to=last), limit)
    if as_json:
        write(json.dumps(_plain(claims, reports), ensure_ascii=False, indent=1), None)
        return
    lines = [_claim_line(found) for found in claims.items] + [_report_line(found) for found in reports.items]
    if claims.next or reports.next:
        lines.append(f"… and more; raise --limit {limit}, or give another word")
    write("\n".join(lines) or "nothing was found", None)


def _claim_line(found: FoundClaim) -> str:
    claim = found.claim
    when = f"{claim.when.start_on} " if claim.when and claim.when.start_on else ""
    state = "" if found.state == "open" else f", {found.state}"
    who = found.source or "the report itself"
    head = f"{claim.claim_id[7:15]} {when}{claim.kind}/{claim.type} ({claim.stance}{state}) {who}"
    return plain(f"{head}: “{claim.span.quote}”")


def _report_line(found: FoundDocument) -> str:
    document = found.document
    day = document.published.on or "undated"
    claims = f"{found.claims} claim{'' if found.claims == 1 else 's'}"
    title = document.title or document.file_name
    return plain(f"{document.sha256[:8]} {day} {document.publisher or 'publisher unknown'}: {title} ({claims})")


def _plain(claims: Page[FoundClaim], reports: Page[FoundDocument]) -> dict[str, object]:
    from trucewatch.ledger.codec import to_plain

    return {
        "claims": [{**to_plain(f.claim), "state": f.state, "source": f.source} for f in claims.items],
        "reports": [
            {
                "document_id": f.document.document_id,
                "name": f.document.file_name,
                "title": f.document.title,
                "publisher": f.document.publisher,
                "published_on": f.document.published.on.isoformat() if f.document.published.on else None,
                "restricted": f.document.restricted,
                "claims": f.claims,
            }
            for f in reports.items
        ],
        "more": bool(claims.next or reports.next),
    }
