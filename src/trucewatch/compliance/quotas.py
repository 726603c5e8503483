"""Quotas: so many in all, or so many for each one that another party gives (thirty prisoners for a hostage).

Reports of single releases are parts.  Their sum can reach a quota and cannot fall short of one: what nobody reported
may have been done all the same.  Two reports of one day may tell of one release, so that the least is the largest
count of each day, and the most is the sum of all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from trucewatch.compliance.logic import Truth
from trucewatch.compliance.predicates import before_deadline, is_due, judge_obligation
from trucewatch.compliance.scope import Term
from trucewatch.compliance.verdicts import Verdict
from trucewatch.compliance.weighing import Weight
from trucewatch.model.agreement import Quota

Sum = tuple[float, float | None]
"""Least and most that was given; None: no report bounds it."""


def judge_quotas(term: Term, weights: tuple[Weight, ...], together: tuple[Weight, ...], party_id: str = "") -> Verdict:
    """An obligation with quotas: kept when each of them is reached, by the reports together.

    ``weights`` are those of one party where one is asked about (``party_id``), ``together`` those of all.
    """
    verdict = judge_obligation(term, weights, party_id)
    if verdict.verdict != "kept":
        return verdict
    asked = [q for q in term.provision.quotas if party_id in ("", q.by)]
    states = [_judge_quota(q, together, term) for q in asked]
    told = "; ".join(words for _, words in states)
    if all(reached for reached, _ in states):
        return replace(verdict, reason=f"{verdict.reason}: {told}" if told else verdict.reason)
    if not is_due(term):
        early = before_deadline(term, verdict)
        return replace(early, reason=f"{early.reason}; {told}")
    rule = "reports of parts can reach a quota; that they do not is no proof that it was missed"
    return replace(verdict, verdict="undetermined", reason=f"too few reports: {told}", rule=rule, holds=Truth.UNKNOWN)


def _judge_quota(quota: Quota, weights: tuple[Weight, ...], term: Term) -> tuple[bool, str]:
    """Whether the reports together reach a quota, and a sentence on how far they go."""
    given, _ = sum_given(weights, quota.by, quota.what)
    name = term.agreement.party(quota.by).name
    if not quota.for_each_by:
        return given >= quota.low, f"{name}: at least {given:g} of {quota.low:g} {quota.what}"
    other = term.agreement.party(quota.for_each_by).name
    least, most = sum_given(weights, quota.for_each_by, quota.what)
    if most is None or not most:
        return False, f"{name}: at least {given:g} {quota.what}; how many {other} gave is not told"
    asked = (
        f"{quota.low * least:g}"
        if quota.low * least == quota.enough * most
        else (f"{quota.low * least:g} to {quota.enough * most:g}")
    )
    return (
        given >= quota.enough * most,
        f"{name}: at least {given:g} {quota.what}, where {asked} are due for those of {other}",
    )


def sum_given(weights: Iterable[Weight], party_id: str, what: str) -> Sum:
    """Least and most of ``what`` that a party is said to have given, by all happenings that fulfil the term."""
    dated: list[tuple[date, date, float]] = []
    undated, most = 0.0, 0.0
    is_bounded = True
    for weight in weights:
        if weight.status != "fulfilled":
            continue
        counts = [b.testimony.claim.quantity(what) for b in weight.other if b.side == "for" and party_id in b.accused]
        if not counts:
            continue
        low = min(q.low or 0.0 if q else 0.0 for q in counts)
        highs = [q.high if q else None for q in counts]
        is_bounded = is_bounded and None not in highs
        most += max((h for h in highs if h is not None), default=0.0)
        if weight.start_on is None:
            undated = max(undated, low)
        else:
            dated.append((weight.start_on, weight.end_on or weight.start_on, low))
    return max(undated, _sum_by_day(dated)), most if is_bounded else None


def _sum_by_day(counts: Iterable[tuple[date, date, float]]) -> float:
    """The largest count of each run of days that overlap, added up."""
    total, largest, reach = 0.0, 0.0, date.min
    for start, end, count in sorted(counts):
        if start > reach:
            total, largest = total + largest, 0.0
        largest, reach = max(largest, count), max(reach, end)
    return total + largest
