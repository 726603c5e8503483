"""Aid counted over days: which number of a claim is the one asked for, at which stage, and how much a day that makes.

The agreements' rates (``compliance.rates``) and ``access rates`` count by these same functions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from trucewatch.access.stages import load_stages, stage_of
from trucewatch.model.claim import Claim, Quantity

# What is counted over so many days, or more, is no convoy's.
PERIOD_DAYS = 6
_WORD = re.compile(r"\w+")
STAGES_OF: dict[str, frozenset[str]] = {
    "aid_delivered": frozenset({"delivered", "offloaded", "distributed"}),
    "aid_moving": frozenset({"moving", "crossed"}),
    "aid_waiting": frozenset({"waiting", "loaded"}),
    "aid_approved": frozenset({"approved"}),
}
"""The stages that a type of claim can tell of; ``aid_volume`` tells of none in particular."""
_TOLD_BY_TYPE: dict[str, str] = {"aid_delivered": "delivered", "aid_moving": "moving", "aid_waiting": "waiting"}


def find_stage(claim: Claim) -> str:
    """The stage at which a claim's own words say that it counted; empty when only its type, or nothing, says so."""
    if claim.type == "aid_volume":
        words = claim.span.quote
        return next((stage for stage, pattern in load_stages().volumes if pattern.search(words)), "")
    found = stage_of(claim)
    if found is None or found[1] == _TOLD_BY_TYPE.get(claim.type):
        return ""
    return found[1]


def counts_at(claim: Claim, stage: str) -> bool:
    """Whether a claim can be a count at ``stage``: its words name that stage, or leave it open."""
    said = find_stage(claim)
    if said:
        return said == stage
    possible = STAGES_OF.get(claim.type)
    return possible is None or stage in possible


def is_total(claim: Claim) -> bool:
    """Whether a count is all that came: a volume, or what is told of a stretch of days; one convoy is none."""
    if claim.type == "aid_volume":
        return True
    when = claim.when
    if when is None or when.start_on is None or when.end_on is None:
        return False
    return (when.end_on - when.start_on).days >= PERIOD_DAYS


def stage_words(claim: Claim) -> str:
    """The stage for a reader: as the words have it, else as the type leaves it; ``stage not said`` for neither."""
    return find_stage(claim) or _TOLD_BY_TYPE.get(claim.type, "stage not said")


def find_count(claim: Claim, what: str, share_words: Sequence[str] = (), others: Sequence[str] = ()) -> Quantity | None:
    """The count of ``what``: of its own share ("with fuel"), or (``others``: words of other shares) of the whole."""
    for quantity, words in _with_words(claim, what):
        named = {w for w in share_words or others if f" {w.casefold()} " in words}
        if bool(named) is bool(share_words):
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


def spread(
    quantity: Quantity, claim: Claim, start_on: date, end_on: date, per_days: int
) -> tuple[float | None, float | None]:
    """Least and most per ``per_days`` days of a count over a stretch of days, both ends included.

    A number of days that the claim itself gives ("in 58 days") wins over the stretch.
    """
    said = claim.quantity("days")
    days = said.low if said and said.low else float((end_on - start_on).days + 1)
    return (
        None if quantity.low is None else quantity.low * per_days / days,
        None if quantity.high is None else quantity.high * per_days / days,
    )
