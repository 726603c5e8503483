"""`explain CLAIM_ID`: why a claim was read as it was, from a desk or straight from files."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from pathlib import Path

from trucewatch.claims.reasons import Reasons, find_reasons
from trucewatch.commands.console import parse_day, write
from trucewatch.errors import UnknownNameError, UsageError
from trucewatch.model.claim import Claim
from trucewatch.model.document import Document

_PREFIX = "sha256:"
_LEAST = 6
"""Characters of an id that must be given."""


def explain(name: str, paths: list[str], desk: Path, published_on: str | None, as_json: bool) -> None:
    """Print the reasons of the claim whose id begins with ``name``."""
    wanted = name.removeprefix(_PREFIX)
    if len(wanted) < _LEAST:
        raise UsageError(f"{name!r}: give at least {_LEAST} characters of the claim's id")
    found = [
        (c, d) for c, d in _claims(paths, desk, published_on) if c.claim_id.removeprefix(_PREFIX).startswith(wanted)
    ]
    if not found:
        where = "these files" if paths else "this desk"
        raise UnknownNameError(
            f"{name}: no such claim in {where}; `trucewatch extract` and `claims --json` show the ids"
        )
    if len({c.claim_id for c, _ in found}) > 1:
        raise UsageError(f"{name}: {len(found)} claims begin so; give more of the id")
    claim, document = found[0]
    reasons = find_reasons(claim, document)
    if as_json:
        row = {"claim_id": claim.claim_id, "confidence": claim.confidence, **dataclasses.asdict(reasons)}
        write(json.dumps(row, ensure_ascii=False, indent=1), None)
    else:
        write(_text(claim, document, reasons), None)


def _claims(paths: list[str], desk: Path, published_on: str | None) -> Iterable[tuple[Claim, Document]]:
    if not paths:
        from trucewatch.commands.material import look

        situation = look(desk, None).situation
        return [(c, situation.document(c.document_id)) for c in situation.claims]
    from trucewatch.commands.sources import Sources
    from trucewatch.pipeline import extract_each

    sources = Sources(paths, parse_day(published_on, "--published-on"))
    return [(c, document) for document, claims in extract_each(sources.documents()) for c in claims]


def _text(claim: Claim, document: Document, reasons: Reasons) -> str:
    width = max((len(w.text) for w in reasons.words), default=0)
    lines = [
        f"{claim.kind}/{claim.type} ({claim.stance}): “{claim.span.quote}”",
        f"{claim.claim_id}",
        f"{document.path}, characters {claim.span.start} to {claim.span.end}, {claim.segment}",
        "",
        "The sentence",
        f"  {reasons.sentence}",
        "",
        *(["The parse that mattered"] if reasons.words else ["Read from the cells of a table, not parsed"]),
        *(f"  {w.text:{width}}  {w.part:6} {w.relation:10} {w.head}".rstrip() for w in reasons.words),
        "",
        "The rules that fired",
        *(f"  {rule}" for rule in reasons.rules),
        "",
        "What was filled",
        *(f"  {slot}" for slot in reasons.slots),
        "",
        f"Confidence {claim.confidence:.2f}: the share of such claims that are right",
        f"  {reasons.start:+.2f}  to begin with",
        *(f"  {weight:+.2f}  {sign}" for sign, weight in reasons.signs),
    ]
    return "\n".join(lines)
