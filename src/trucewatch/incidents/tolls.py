"""The toll of one happening over its accounts: a range of whole people, by a named codebook.

Accounts are never averaged (``reference`` practice of Airwars and Every Casualty): the range runs from the least to the
most that one of them gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.model.claim import Claim, Quantity
from trucewatch.packs.codebooks import Codebook
from trucewatch.packs.quantities import noun_classes

_SAME_WHOLE = 2
"""Two counts may be of the same whole if neither is less than half of the other."""


@dataclass(frozen=True, slots=True)
class TollRange:
    """The least and the most people whom the accounts of a happening give."""

    low: float
    high: float


def sum_up(claims: Sequence[Claim], what: str, book: Codebook) -> TollRange | None:
    """The range of ``what`` ("killed", "injured") over ``claims`` of one happening, fighters left out; None if untold.

    The first account leads.  A larger count of the same whole raises the most.  A smaller one lowers the least only
    where a claimant's word leads: a narrator has weighed the accounts before giving a number of its own.  Harm without
    a number counts only until a number is told.
    """
    lead: Claim | None = None
    total = TollRange(0, 0)
    for claim in claims:
        count = count_of(claim, what, book)
        if count is None:
            continue
        if lead is None:
            lead, total = claim, count
        elif claim.quantity(what) is not None and _same_whole(total, count):
            low = min(total.low, count.low) if lead.claimants else total.low
            total = TollRange(low, max(total.high, count.high))
    return total if lead is not None else None


def count_of(claim: Claim, what: str, book: Codebook) -> TollRange | None:
    """What one claim gives: its largest count, of which the others are parts; None where it tells of none."""
    counts = [q for q in claim.quantities if q.what == what and q.high != 0 and not _is_fighters(q)]
    wholes = [q for q in counts if not q.subset] or counts
    if wholes:
        return max((read_count(q, book) for q in wholes), key=lambda r: r.high)
    if any(q.what == what and not _is_fighters(q) for q in claim.uncounted):
        uncounted = next(q for q in claim.uncounted if q.what == what)
        return read_count(uncounted, book)
    return None


def read_count(quantity: Quantity, book: Codebook) -> TollRange:
    """A quantity as a closed range: an open end closes on the other, vague words as the codebook has them."""
    words = quantity.span.quote.lower()
    for phrase, read in book.words.items():
        if phrase in words and (quantity.low is None or quantity.high is None):
            return TollRange(*read)
    if quantity.low is None and quantity.high is None:
        return TollRange(*book.unnumbered)
    low = quantity.low if quantity.low is not None else quantity.high
    high = quantity.high if quantity.high is not None else quantity.low
    if quantity.high is None and words.startswith(book.more_than):
        low, high = (low or 0) + book.more_than_adds, (high or 0) + book.more_than_adds
    return TollRange(low or 0, high or 0)


def _is_fighters(quantity: Quantity) -> bool:
    return noun_classes().get(quantity.noun) == "fighters"


def _same_whole(one: TollRange, two: TollRange) -> bool:
    return min(one.high, two.high) * _SAME_WHOLE > max(one.high, two.high)
