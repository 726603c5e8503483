"""Rows of the index, made of a document, a claim and what was decided about it.  Pure."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trucewatch.claims.corrected import apply_correction
from trucewatch.ledger.codec import decode, encode, encode_briefly
from trucewatch.model.claim import Claim
from trucewatch.model.document import Document
from trucewatch.packs.reviewqueue import load_review_queue
from trucewatch.packs.searchwords import place_words, search_words

STATES: Mapping[str, str] = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
"""What the last review makes of a claim; ``open`` without one."""
SAMPLE = 10
"""One claim in so many is in the random sample."""
_LEAST_UNSURE = 0.1
"""What certainty leaves of a claim's consequence: a sure claim of an attack still comes before an unsure opinion."""


@dataclass(frozen=True, slots=True)
class Review:
    """A standing review of a claim: kind and author of its decision, the fields that it corrects, if it is blind."""

    kind: str
    by: str
    fields: Mapping[str, object]
    second: bool = False


def claim_row(seq: int, place: int, body: str, document: Document, reviews: Sequence[Review]) -> dict[str, object]:
    """The row of a claim; ``body`` is the claim as the machine read it, ``reviews`` those that stand, in order."""
    fields: dict[str, object] = {}
    first = [r for r in reviews if not r.second]
    for review in first:
        fields.update(review.fields)
    if fields:
        body = encode(apply_correction(decode(Claim, body), fields))
    claim: dict[str, Any] = json.loads(body)
    located: dict[str, Any] = next((p for p in claim["places"] if p.get("lat") is not None), {})
    when = claim["when"] or {}
    digest = hashlib.sha256(claim["claim_id"].encode()).digest()
    return {
        "seq": seq,
        "claim_id": claim["claim_id"],
        "document_id": document.document_id,
        "place": place,
        "kind": claim["kind"],
        "type": claim["type"],
        "stance": claim["stance"],
        "source": claim["claimants"][-1]["span"]["quote"] if claim["claimants"] else document.publisher,
        "day_from": when.get("start_on") or "",
        "day_to": when.get("end_on") or when.get("start_on") or "",
        "lat": located.get("lat"),
        "lon": located.get("lon"),
        "state": STATES[first[-1].kind] if first else "open",
        "coders": len({r.by for r in reviews}),
        "rank": rank(claim),
        "sampled": int.from_bytes(digest[:4]) % SAMPLE == 0,
        "draw": int.from_bytes(digest[4:8]) // 2,
        "words": _claim_words(claim, document),
        "body": encode_briefly(decode(Claim, body)),
    }


def document_row(seq: int, document: Document, claims: int) -> dict[str, object]:
    """The row of a document."""
    told = " ".join((document.title, document.publisher, document.author, document.text))
    return {
        "seq": seq,
        "document_id": document.document_id,
        "publisher": document.publisher,
        "day": document.published.on.isoformat() if document.published.on else "",
        "claims": claims,
        "words": search_words(told),
        "body": encode_briefly(document),
    }


def rank(claim: Mapping[str, Any]) -> float:
    """How soon a claim should be reviewed: consequence × uncertainty, 0 upwards.

    Uncertainty is 4p(1-p) of the confidence p: 1 where the machine is of two minds, 0 where it is sure either way.
    """
    weights = load_review_queue()
    people = max(
        (q["high"] or q["low"] or 0 for q in claim["quantities"] if q["what"] in ("killed", "injured")), default=0
    )
    consequence = weights.weight(claim["kind"], claim["type"]) * (1 + math.log10(1 + max(0.0, people)))
    p = min(1.0, max(0.0, claim["confidence"]))
    unsure = _LEAST_UNSURE + (1 - _LEAST_UNSURE) * 4 * p * (1 - p)
    return round(float(consequence * unsure * (weights.repeated if claim["repeats"] else 1.0)), 6)


def _claim_words(claim: Mapping[str, Any], document: Document) -> str:
    told = [claim["span"]["quote"], claim["type"].replace("_", " "), document.publisher]
    told += [m["span"]["quote"] for m in (*claim["claimants"], *claim["actors"], *claim["places"])]
    told += [p["name"] or "" for p in claim["places"]]
    named = (place_words(p["place_id"]) for p in claim["places"] if p["place_id"])
    return " ".join(dict.fromkeys(" ".join((search_words(" ".join(told)), *named)).split()))
