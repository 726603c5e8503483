"""Looking into a desk: `claims`, `incidents`, `assess`, `access`, each as text or as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from trucewatch.commands.console import write
from trucewatch.commands.desk import look, required_agreement
from trucewatch.errors import UnknownNameError
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
    lines = [*view.notes]
    for incident in view.situation.incidents:
        origins = f"{len(incident.origins)} independent origin{'s' if len(incident.origins) != 1 else ''}"
        lines += ["", incident.title, f"  {incident.grade}: {incident.grade_reason}; {origins}"]
        lines += [f"  CONTRADICTION  {c}" for c in incident.contradictions]
        lines += [
            f"  {p.attribute}: {p.value} ({p.stance}; {', '.join(p.claimants) or 'the report itself'})"
            for p in incident.positions
        ]
    write("\n".join(lines), None)


def access(desk: Path, as_of: str | None, as_json: bool) -> None:
    """Movements by stage, and figures of people and aid."""
    view = look(desk, as_of)
    if as_json:
        write(_json({"movements": view.situation.movements, "figures": view.situation.figures}), None)
        return
    lines = [*view.notes]
    for movement in view.situation.movements:
        lines += ["", movement.title, *(f"  CONTRADICTION  {c}" for c in movement.contradictions)]
        for stage in movement.stages:
            numbers = ", ".join(f"{q.span.quote} ({q.what})" for q in stage.quantities)
            who = ", ".join(stage.claimants) or "the report itself"
            lines.append(f"  {stage.stage}: {numbers or 'no number'} ({stage.stance}; {who})")
    for figure in view.situation.figures:
        where = f" at {figure.place.span.quote}" if figure.place else ""
        who = ", ".join(figure.claimants) or "the report itself"
        lines.append(f"\n{figure.type}: {figure.quantity.span.quote}{where} ({figure.stance}; {who})")
        if figure.mismatch:
            lines.append(f"  MISMATCH  {figure.mismatch}")
    write("\n".join(lines), None)


def assess(
    desk: Path,
    agreement: str | None,
    as_of: str | None,
    perspective: str,
    party: str,
    explain: str | None,
    as_json: bool,
) -> None:
    """The verdict on each provision, or the trace of one."""
    from trucewatch.compliance.explain import explain as explained
    from trucewatch.packs.agreement import load_agreement
    from trucewatch.pipeline import assess as assess_terms

    view = look(desk, as_of)
    terms = load_agreement(required_agreement(view, agreement))
    verdicts = assess_terms(view.situation, terms, view.as_of, perspective, party)
    if explain is not None:
        known = [p.provision_id for p in terms.provisions]
        if explain not in known:
            raise UnknownNameError(f"--explain {explain}: no such provision; this agreement has {', '.join(known)}")
        verdicts = type(verdicts)(v for v in verdicts if v.provision_id == explain)
    if as_json:
        write(_json(tuple(verdicts)), None)
    elif explain is not None:
        write("\n\n".join(explained(v, terms, view.situation) for v in verdicts), None)
    else:
        lines = [*view.notes, f"{terms.title}, as of {view.as_of}"]
        for verdict in verdicts:
            day = f"; {verdict.clock.in_words}" if verdict.clock else ""
            lines.append(f"{verdict.provision_id} [{verdict.perspective_id}] {verdict.verdict}{day}: {verdict.reason}")
        write("\n".join(lines), None)


def _claim_line(claim: Claim) -> str:
    who = " ← ".join(c.span.quote for c in claim.claimants) or "the report itself"
    when = f"{claim.when.start_on} " if claim.when and claim.when.start_on else ""
    return f"{when}{claim.kind}/{claim.type} ({claim.stance}) {who}: “{claim.span.quote}”"


def _published(document: Any) -> str:
    published = document.published
    return f"{published.on}, found by {published.found_by}" if published.on else "undated"


def _json(value: Situation | object) -> str:
    return json.dumps(to_plain(value), ensure_ascii=False, indent=1)
