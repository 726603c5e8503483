"""Rates: so much of something in so many days, counted at a named stage.

Only a count that is a total (``aid_volume``) can fall short; one convoy among others cannot.  Counts made at
different stages are no contradiction but are not comparable either, so rival counts leave the term open.
"""

from __future__ import annotations

from dataclasses import replace

from trucewatch.compliance.bearings import Bearing
from trucewatch.compliance.predicates import judge_obligation
from trucewatch.compliance.scope import Term
from trucewatch.compliance.verdicts import Verdict
from trucewatch.compliance.weighing import Weight
from trucewatch.model.agreement import Rate

STAGES_OF: dict[str, frozenset[str]] = {
    "aid_delivered": frozenset({"delivered", "offloaded", "distributed"}),
    "aid_moving": frozenset({"moving", "crossed"}),
    "aid_waiting": frozenset({"waiting", "loaded"}),
    "aid_approved": frozenset({"approved"}),
}
"""The stages that a type of claim can tell of; ``aid_volume`` tells of none in particular."""


def per_period(bearing: Bearing, rate: Rate) -> tuple[float | None, float | None] | None:
    """Least and most of ``rate.what`` per ``rate.per_days`` days by one testimony; None when it gives no such count."""
    claim = bearing.testimony.claim
    quantity = claim.quantity(rate.what)
    if quantity is None or bearing.start_on is None or bearing.end_on is None:
        return None
    said = claim.quantity("days")
    days = said.low if said and said.low else float((bearing.end_on - bearing.start_on).days + 1)
    return (
        None if quantity.low is None else quantity.low * rate.per_days / days,
        None if quantity.high is None else quantity.high * rate.per_days / days,
    )


def judge_rate(term: Term, weights: tuple[Weight, ...], rate: Rate, party_id: str = "") -> Verdict:
    """The rate: reached, missed, or left open by rival or partial counts."""
    judged = tuple(_judge_count(w, rate) for w in weights)
    if {"apparent", "fulfilled"} <= {w.status for w in judged}:
        reason = "rival counts: some reach the rate and others do not, perhaps counted at different stages"
        judged = tuple(replace(w, status="disputed", reason=reason) if w.status == "apparent" else w for w in judged)
    return judge_obligation(term, judged, party_id)


def _judge_count(weight: Weight, rate: Rate) -> Weight:
    if weight.status != "fulfilled":
        return weight
    for bearing in weight.other:
        stages = STAGES_OF.get(bearing.testimony.claim.type)
        if stages is not None and rate.stage not in stages:
            return replace(weight, status="aside", reason=f"counted at another stage than “{rate.stage}”")
        count = per_period(bearing, rate)
        if count is None:
            continue
        low, high = count
        if low is not None and low >= rate.low:
            return replace(weight, reason=f"at least {low:g} {rate.what} in {rate.per_days} day(s)")
        if bearing.testimony.claim.type == "aid_volume" and high is not None and high < rate.low:
            reason = f"at most {high:g} {rate.what} in {rate.per_days} day(s), fewer than {rate.low:g}"
            return replace(weight, status="apparent", reason=reason, against=(bearing,), other=())
        return replace(weight, status="aside", reason=f"a part, or an open count, of {rate.what}: no rate follows")
    return replace(weight, status="aside", reason=f"gives no number of {rate.what}")
