"""Trust: how likely a claim is right, from what fired and what was found.

The shares behind the numbers were counted on annotated public texts; ``eval/`` draws the reliability curve.
"""

from __future__ import annotations

from trucewatch.model.claim import Claim

_KIND = {"incident": 0.62, "access": 0.55, "term": 0.6, "position": 0.6, "figure": 0.6}
_RULE = (
    ("position.statement", 0.45),
    ("position.other_position", 0.5),
    ("position.condemns", 0.85),
    ("position.demands", 0.8),
    ("subject verb", 0.4),
    ("happen verb", 0.55),
    ("light verb", 0.72),
    ("incident.killing", 0.75),
    ("incident.air_strike", 0.8),
    ("incident.territory_change", 0.68),
    ("term.cease_hostilities", 0.75),
)


def rate(claim: Claim) -> float:
    """A number from 0 to 1, two decimals."""
    first = claim.rules[0] if claim.rules else ""
    score = next((share for prefix, share in _RULE if first.startswith(prefix)), _KIND[claim.kind])
    if claim.kind in ("incident", "access"):
        score += 0.06 if any(a.role in ("perpetrator", "carrier") for a in claim.actors) else -0.06
        score += 0.06 if any(a.role == "target" for a in claim.actors) else -0.04
        score += 0.04 if claim.places else -0.04
        score += 0.05 if claim.quantities else 0.0
    if claim.segment in ("headline", "caption"):
        score -= 0.03
    if claim.stance in ("conditional", "intended"):
        score -= 0.08
    return round(min(0.95, max(0.05, score)), 2)
