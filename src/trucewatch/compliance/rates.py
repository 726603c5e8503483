"""Rates: so much of something in so many days, counted at a named stage.

Only a count that is a total (``aid_volume``) can fall short; one convoy among others cannot, nor can what came to one
place in a wider area, nor a share ("with fuel") that another term counts.  Counts made at different stages are no
contradiction but are not comparable either, so rival counts leave the term open.
"""

from __future__ import annotations

import re
from dataclasses import replace

from trucewatch.compliance.bearings import Bearing
from trucewatch.compliance.predicates import judge_obligation
from trucewatch.compliance.scope import Term, covers_area
from trucewatch.compliance.verdicts import Verdict
from trucewatch.compliance.weighing import Weight
from trucewatch.model.agreement import Rate
from trucewatch.model.claim import Claim, Quantity

_WORD = re.compile(r"\w+")
STAGES_OF: dict[str, frozenset[str]] = {
    "aid_delivered": frozenset({"delivered", "offloaded", "distributed"}),
    "aid_moving": frozenset({"moving", "crossed"}),
    "aid_waiting": frozenset({"waiting", "loaded"}),
    "aid_approved": frozenset({"approved"}),
}
"""The stages that a type of claim can tell of; ``aid_volume`` tells of none in particular."""


def find_count(claim: Claim, rate: Rate, shares: tuple[str, ...] = ()) -> Quantity | None:
    """The count of what the rate is of: of its own share, or (``shares``: words of others' shares) of the whole."""
    for quantity, words in _with_words(claim, rate.what):
        named = {w for w in rate.share_words or shares if f" {w.casefold()} " in words}
        if bool(named) is bool(rate.share_words):
            return quantity
    return None


def _with_words(claim: Claim, what: str) -> list[tuple[Quantity, str]]:
    """Each count of ``what`` with the words that belong to it: from the number to the next number."""
    starts = sorted({q.span.start for q in claim.quantities} | {claim.span.end})
    found = []
    for quantity in claim.quantities:
        if quantity.what == what:
            end = next((s for s in starts if s > quantity.span.start), claim.span.end)
            said = claim.span.quote[quantity.span.start - claim.span.start : end - claim.span.start]
            found.append((quantity, f" {' '.join(_WORD.findall(said.casefold()))} "))
    return found


def per_period(bearing: Bearing, rate: Rate, shares: tuple[str, ...] = ()) -> tuple[float | None, float | None] | None:
    """Least and most of ``rate.what`` per ``rate.per_days`` days by one testimony; None when it gives no such count."""
    claim = bearing.testimony.claim
    quantity = find_count(claim, rate, shares)
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
    judged = tuple(_judge_count(w, rate, term) for w in weights)
    if {"apparent", "fulfilled"} <= {w.status for w in judged}:
        reason = "rival counts: some reach the rate and others do not, perhaps counted at different stages"
        judged = tuple(replace(w, status="disputed", reason=reason) if w.status == "apparent" else w for w in judged)
    return judge_obligation(term, judged, party_id)


def _judge_count(weight: Weight, rate: Rate, term: Term) -> Weight:
    if weight.status != "fulfilled":
        return weight
    for bearing in weight.other:
        stages = STAGES_OF.get(bearing.testimony.claim.type)
        if stages is not None and rate.stage not in stages:
            return replace(weight, status="aside", reason=f"counted at another stage than “{rate.stage}”")
        count = per_period(bearing, rate, _others_shares(term, rate))
        if count is None:
            continue
        low, high = count
        if low is not None and low >= rate.low:
            return replace(weight, reason=f"at least {low:g} {rate.what} in {rate.per_days} day(s)")
        total = bearing.testimony.claim.type == "aid_volume" and covers_area(bearing.testimony, term)
        if total and high is not None and high < rate.low:
            reason = f"at most {high:g} {rate.what} in {rate.per_days} day(s), fewer than {rate.low:g}"
            return replace(weight, status="apparent", reason=reason, against=(bearing,), other=())
        return replace(weight, status="aside", reason=f"a part, or an open count, of {rate.what}: no rate follows")
    of = f" of {' or '.join(rate.share_words)}" if rate.share_words else ""
    return replace(weight, status="aside", reason=f"gives no number of {rate.what}{of}")


def _others_shares(term: Term, rate: Rate) -> tuple[str, ...]:
    """The words of the shares that other terms of the agreement count."""
    rates = (p.rate for p in term.agreement.provisions if p.rate and p.rate.what == rate.what)
    return tuple(w for r in rates for w in r.share_words)
