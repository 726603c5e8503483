"""How well reviewers agree: what two people made of the same claim, each in their first decision on it.

Blind readings (the second reader of a sampled claim sees nothing of the first) measure reliability; where somebody saw
the other's decision first, agreement says less.  Both are counted, and told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from trucewatch.claims.corrected import apply_correction, corrected_fields, is_second
from trucewatch.ledger import tables
from trucewatch.ledger.codec import decode
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.edits import read_reviews
from trucewatch.ledger.index import reading_index
from trucewatch.ledger.views import claims
from trucewatch.methods.agreement import Reliability, measure
from trucewatch.model.claim import Claim
from trucewatch.model.decision import Decision

FIELDS: tuple[str, ...] = ("review", "type", "stance", "when", "place", "numbers", "claimant", "perpetrator")
"""What is compared: the review itself (accept, correct, reject), then each field as the reviewer left it."""
REJECTED = "rejected"
"""The value of every field of a claim that a reviewer rejected."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Coding:
    """What one claim was made of: each coder's values; ``blind``: the readers saw nothing of each other."""

    claim_id: str
    blind: bool
    values: Mapping[str, Mapping[str, str]]

    @property
    def disputed(self) -> tuple[str, ...]:
        """The fields on which the coders differ."""
        return tuple(f for f in FIELDS if len({v[f] for v in self.values.values()}) > 1)


def read_codings(desk: Desk) -> tuple[Coding, ...]:
    """The claims that at least two people have reviewed, by the order of their first review."""
    firsts: dict[str, dict[str, Decision]] = {}
    for _, decision in read_reviews(desk.engine):
        for claim_id in decision.subjects:
            firsts.setdefault(claim_id, {}).setdefault(decision.by, decision)
    twice = {claim_id: by for claim_id, by in firsts.items() if len(by) > 1}
    read = _as_read(desk, list(twice))
    return tuple(
        Coding(
            claim_id,
            sum(is_second(d) for d in by.values()) >= len(by) - 1,
            {coder: _values(read[claim_id], decision) for coder, decision in by.items()},
        )
        for claim_id, by in twice.items()
        if claim_id in read
    )


def measure_codings(codings: tuple[Coding, ...]) -> dict[str, Reliability]:
    """The reliability of each field."""
    return {f: measure([{coder: v[f] for coder, v in c.values.items()} for c in codings]) for f in FIELDS}


def _as_read(desk: Desk, claim_ids: list[str]) -> dict[str, Claim]:
    """Claims as the machine read them."""
    found: dict[str, Claim] = {}
    view = claims["all"]
    with reading_index(desk.engine) as connection:
        for start in range(0, len(claim_ids), _AT_ONCE):
            some = claim_ids[start : start + _AT_ONCE]
            rows = connection.execute(
                select(view.c.claim_id, tables.claim.c.body)
                .join(tables.claim, (tables.claim.c.claim_id == view.c.claim_id) & (tables.claim.c.seq == view.c.seq))
                .where(view.c.claim_id.in_(some))
            )
            found.update({row.claim_id: decode(Claim, row.body) for row in rows})
    return found


def _values(claim: Claim, decision: Decision) -> dict[str, str]:
    if decision.kind == "reject":
        return {"review": "reject", **dict.fromkeys(FIELDS[1:], REJECTED)}
    if decision.kind == "correct":
        claim = apply_correction(claim, corrected_fields(decision.payload))
    when = claim.when
    return {
        "review": decision.kind,
        "type": claim.type,
        "stance": claim.stance,
        "when": f"{when.start_on}..{when.end_on}" if when and when.start_on else "",
        "place": "; ".join(p.place_id or p.span.quote for p in claim.places),
        "numbers": "; ".join(sorted(f"{q.what} {q.low}..{q.high}" for q in claim.quantities)),
        "claimant": claim.claimants[-1].actor_id or claim.source_words if claim.claimants else "",
        "perpetrator": "; ".join(a.actor_id or a.span.quote for a in claim.actors_as("perpetrator")),
    }
