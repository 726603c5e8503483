"""Rates: so much of something in so many days, counted at a named stage.

Only a count that is a total (``aid_volume``, or one of a stretch of days) can fall short; one convoy among others
cannot, nor can what came to one place in a wider area, nor a share ("with fuel") that another term counts.  Counts made
at different stages are no contradiction but are not comparable either, so rival counts leave the term open.
"""

from __future__ import annotations

from dataclasses import replace

from trucewatch.access.counting import counts_at, find_count, find_stage, is_total, spread
from trucewatch.compliance.bearings import Bearing
from trucewatch.compliance.predicates import judge_obligation
from trucewatch.compliance.scope import Term, covers_area
from trucewatch.compliance.verdicts import Verdict
from trucewatch.compliance.weighing import Weight
from trucewatch.model.agreement import Rate
from trucewatch.model.claim import Claim, Quantity


def find_rate_count(claim: Claim, rate: Rate, shares: tuple[str, ...] = ()) -> Quantity | None:
    """The count of what the rate is of: of its own share, or (``shares``: words of others' shares) of the whole."""
    return find_count(claim, rate.what, rate.share_words, shares)


def per_period(bearing: Bearing, rate: Rate, shares: tuple[str, ...] = ()) -> tuple[float | None, float | None] | None:
    """Least and most of ``rate.what`` per ``rate.per_days`` days by one testimony; None when it gives no such count."""
    claim = bearing.testimony.claim
    quantity = find_rate_count(claim, rate, shares)
    if quantity is None or bearing.start_on is None or bearing.end_on is None:
        return None
    return spread(quantity, claim, bearing.start_on, bearing.end_on, rate.per_days)


def judge_rate(term: Term, weights: tuple[Weight, ...], rate: Rate, party_id: str = "") -> Verdict:
    """The rate: reached, missed, or left open by rival or partial counts."""
    judged = tuple(_judge_count(w, rate, term) for w in weights)
    if {"apparent", "fulfilled"} <= {w.status for w in judged}:
        reason = "rival counts: some reach the rate and others do not, perhaps counted at different stages"
        judged = tuple(replace(w, status="disputed", reason=reason) if w.status == "apparent" else w for w in judged)
    return judge_obligation(term, judged, party_id)


def _judge_count(weight: Weight, rate: Rate, term: Term) -> Weight:
    if weight.status != "fulfilled":
        return weight
    for bearing in weight.other:
        claim = bearing.testimony.claim
        if not counts_at(claim, rate.stage):
            said = find_stage(claim)
            reason = f"counted at another stage than “{rate.stage}”{f': “{said}”' if said else ''}"
            return replace(weight, status="aside", reason=reason)
        count = per_period(bearing, rate, others_shares(term, rate))
        if count is None:
            continue
        low, high = count
        if low is not None and low >= rate.low:
            return replace(weight, reason=f"at least {low:g} {rate.what} in {rate.per_days} day(s)")
        total = is_total(claim) and covers_area(bearing.testimony, term)
        if total and high is not None and high < rate.low:
            reason = f"at most {high:g} {rate.what} in {rate.per_days} day(s), fewer than {rate.low:g}"
            return replace(weight, status="apparent", reason=reason, against=(bearing,), other=())
        return replace(weight, status="aside", reason=f"a part, or an open count, of {rate.what}: no rate follows")
    of = f" of {' or '.join(rate.share_words)}" if rate.share_words else ""
    return replace(weight, status="aside", reason=f"gives no number of {rate.what}{of}")


def others_shares(term: Term, rate: Rate) -> tuple[str, ...]:
    """The words of the shares that other terms of the agreement count."""
    rates = (p.rate for p in term.agreement.provisions if p.rate and p.rate.what == rate.what)
    return tuple(w for r in rates for w in r.share_words)
