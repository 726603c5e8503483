"""A number in a text with what it counts: the value that :mod:`trucewatch.claims.quantity` finds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trucewatch.model.claim import Quantity
from trucewatch.model.span import Span
from trucewatch.packs.quantities import load_quantities


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundQuantity:
    """A number and what it counts.

    ``span``: the number's own words with its bound ("at least 20").  ``unit``: index in ``paragraph.doc`` of the noun
    counted, ``noun`` its lemma; None and empty when nothing is named.  ``governor``: index of the verb or noun that
    says what happened to it.  ``subset``: part of another quantity ("including two children").  ``explicit``: False
    where no numeral stands there ("a civilian", "deadly").  Both bounds None: told without a number ("others").
    """

    span: Span
    low: float | None
    high: float | None
    what: str
    approx: bool = False
    unit: int | None = None
    noun: str = ""
    governor: int | None = None
    subset: bool = False
    explicit: bool = True

    def to_quantity(self) -> Quantity:
        """The quantity as a claim carries it."""
        return Quantity(
            what=self.what,
            span=self.span,
            low=self.low,
            high=self.high,
            approx=self.approx,
            noun=self.noun,
            subset=self.subset,
        )


def in_days(base: FoundQuantity) -> FoundQuantity:
    """Days where the unit is a day or longer; hours only by whole days, shorter ones are "other"."""
    days = load_quantities().durations[base.noun]

    def times(value: float | None, factor: float) -> float | None:
        return None if value is None else value * factor

    if base.noun == "hour":
        values = [v for v in (base.low, base.high) if v is not None]
        if not all(v % 24 == 0 for v in values):
            return base
        return replace(base, what="days", low=times(base.low, 1 / 24), high=times(base.high, 1 / 24))
    if days == 0:
        return base
    loose = days >= 30 and base.low is not None and base.high is not None
    return replace(
        base, what="days", low=times(base.low, days), high=times(base.high, days), approx=base.approx or loose
    )
