"""The JSON of ``trucewatch extract``: exactly the keys of the contract, nothing else."""

from __future__ import annotations

from typing import Any

from trucewatch.model.claim import Claim, Claimant
from trucewatch.model.document import Document
from trucewatch.model.span import Span
from trucewatch.model.when import When


def to_json(claim: Claim, document: Document) -> dict[str, Any]:
    """One claim as a JSON object; offsets are code points of ``document.text``, dates ISO, unknown is null."""
    return {
        "claim_id": claim.claim_id,
        "kind": claim.kind,
        "type": claim.type,
        "stance": claim.stance,
        "document": {
            "path": document.path,
            "sha256": document.sha256,
            "title": document.title or None,
            "publisher": document.publisher or None,
            "published_on": document.published.on.isoformat() if document.published.on else None,
            "language": document.language or None,
        },
        "span": {"start": claim.span.start, "end": claim.span.end, "quote": claim.span.quote},
        "claimants": [_claimant(c) for c in claim.claimants],
        "actors": [{"role": a.role, **_words(a.span), "actor_id": a.actor_id} for a in claim.actors],
        "places": [
            {
                **_words(p.span),
                "place_id": p.place_id,
                "name": p.name,
                "lat": p.lat,
                "lon": p.lon,
                "geo_precision": p.geo_precision,
            }
            for p in claim.places
        ],
        "time": _time(claim.when),
        "quantities": [
            {"what": q.what, **_words(q.span), "low": _number(q.low), "high": _number(q.high), "approx": q.approx}
            for q in claim.quantities
        ],
        "confidence": claim.confidence,
        "extractor": claim.extractor,
    }


def _words(span: Span) -> dict[str, Any]:
    return {"text": span.quote, "start": span.start, "end": span.end}


def _claimant(claimant: Claimant) -> dict[str, Any]:
    cue = claimant.cue
    return {
        **_words(claimant.span),
        "actor_id": claimant.actor_id,
        "anonymous": claimant.anonymous,
        "cue": _words(cue) if cue is not None else None,
    }


def _time(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    span = when.span
    return {
        "text": span.quote if span else None,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "from": when.start_on.isoformat() if when.start_on else None,
        "to": when.end_on.isoformat() if when.end_on else None,
        "precision": when.precision,
    }


def _number(value: float | None) -> int | float | None:
    """Whole numbers without a decimal point, so that digits stay as the text has them."""
    if value is None:
        return None
    return int(value) if float(value).is_integer() else value
