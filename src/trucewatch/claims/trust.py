"""Trust: how likely a careful reader finds the same fact in the same words.

A logistic sum over signs that a person can check ("it names a place").  The weights are ``knowledge/core/trust.yaml``,
made by ``tools/train_trust.py``; ``eval/calibration.py`` draws the reliability curve on texts that it has not seen.
"""

from __future__ import annotations

import math

from trucewatch.claims.draft import ATTACKS
from trucewatch.model.claim import Claim
from trucewatch.packs.trust import load_trust

_LENGTHS = ((3, "up to 3 words"), (8, "4 to 8 words"), (20, "9 to 20 words"))
_DOERS = frozenset({"perpetrator", "carrier"})


def find_signs(claim: Claim) -> tuple[str, ...]:
    """What can be seen at a claim that bears on its soundness, each sign in words."""
    roles = {a.role for a in claim.actors}
    seen = {
        f"kind: {claim.kind}": True,
        f"rule: {_family(claim)}": bool(claim.rules),
        f"stance: {claim.stance}": claim.stance != "asserted",
        f"stands in a {claim.segment}": claim.segment != "body",
        f"type: {claim.type}": True,
        "type left open": claim.type.startswith("other_"),
        "an attack of a stated sort": claim.type in ATTACKS - {"attack"},
        "names the doer": bool(roles & _DOERS),
        "names whom it was done to": "target" in roles,
        "names who holds it": "holder" in roles,
        "names to whom it is directed": "addressee" in roles,
        "names a place": bool(claim.places),
        "names a time": claim.when is not None and claim.when.is_known and not claim.when.inherited,
        "has a number": bool(claim.quantities),
        "has a source": bool(claim.claimants),
        "goes on telling of what came before": "goes on" in claim.rules,
        "says again what was said": claim.repeats is not None,
        _length(claim): True,
    }
    return tuple(sign for sign, there in seen.items() if there)


def weigh_signs(claim: Claim) -> tuple[tuple[str, float], ...]:
    """The signs that count, with what each adds to the log-odds, the weightiest first."""
    weights = load_trust().weights
    found = [(sign, weights[sign]) for sign in find_signs(claim) if sign in weights]
    return tuple(sorted(found, key=lambda f: (-abs(f[1]), f[0])))


def rate(claim: Claim) -> float:
    """The share of such claims that are right: 0 to 1, two decimals."""
    odds = load_trust().start + sum(weight for _, weight in weigh_signs(claim))
    return round(min(0.99, max(0.01, 1 / (1 + math.exp(-odds)))), 2)


def _family(claim: Claim) -> str:
    """The sort of rule that found the claim."""
    first = claim.rules[0] if claim.rules else ""
    if first.startswith("position.statement"):
        return "the content of a statement"
    head, _, rest = first.partition(":")
    if head.endswith(" verb") or head == "participle":
        return head
    if head.rpartition(".")[2].isdigit():
        return "a verb"
    return "a noun" if rest and head.startswith(("incident.", "access.")) else head.partition(".")[0]


def _length(claim: Claim) -> str:
    words = len(claim.span.quote.split())
    return next((name for limit, name in _LENGTHS if words <= limit), "more than 20 words")
