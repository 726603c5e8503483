"""Looking into a desk: `claims`, `incidents`, each as text or as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from trucewatch.commands.console import write
from trucewatch.commands.material import look
from trucewatch.incidents.doubt import say_range
from trucewatch.ledger.codec import to_plain
from trucewatch.model.claim import Claim
from trucewatch.model.situation import Situation


def claims(desk: Path, as_of: str | None, as_json: bool) -> None:
    """Every claim: when, what, how sure, who says so, in which words."""
    from trucewatch.claims.contract import to_json

    view = look(desk, as_of)
    if as_json:
        rows = [to_json(c, view.situation.document(c.document_id)) for c in view.situation.claims]
        write("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), None)
        return
    lines = [*view.notes]
    for document in view.situation.documents:
        lines.append(f"\n{document.path} ({document.publisher or 'publisher unknown'}, {_published(document)})")
        lines += [f"  {_claim_line(c)}" for c in view.situation.claims if c.document_id == document.document_id]
    write("\n".join(lines), None)


def incidents(desk: Path, as_of: str | None, as_json: bool) -> None:
    """Every incident with its rival accounts."""
    view = look(desk, as_of)
    if as_json:
        write(_json(view.situation.incidents), None)
        return
    lines = [*view.notes, say_range(view.situation.incidents)]
    for incident in view.situation.incidents:
        origins = f"{len(incident.origins)} independent origin{'s' if len(incident.origins) != 1 else ''}"
        lines += [
            "",
            incident.title,
            f"  {incident.incident_id}",
            f"  {incident.grade_reason.rstrip('.')}; it is spoken of in reports of {origins}.",
        ]
        lines += [f"  CONTRADICTION  {c}" for c in incident.contradictions]
        lines += [
            f"  {p.attribute}: {p.value} ({p.stance}; {', '.join(p.claimants) or 'the report itself'})"
            for p in incident.positions
        ]
    write("\n".join(lines), None)


def _claim_line(claim: Claim) -> str:
    who = " ← ".join(c.span.quote for c in claim.claimants) or "the report itself"
    when = f"{claim.when.start_on} " if claim.when and claim.when.start_on else ""
    return f"{claim.claim_id[7:15]} {when}{claim.kind}/{claim.type} ({claim.stance}) {who}: “{claim.span.quote}”"


def _published(document: Any) -> str:
    published = document.published
    return f"{published.on}, found by {published.found_by}" if published.on else "undated"


def _json(value: Situation | object) -> str:
    return json.dumps(to_plain(value), ensure_ascii=False, indent=1)
