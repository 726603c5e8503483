"""Quantities in a parsed paragraph.  (API; the grammar follows.)"""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.claims.parsing import Paragraph
from trucewatch.model.claim import Quantity
from trucewatch.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundQuantity:
    """A number and what it counts.

    ``span``: the number's own words with its bound ("at least 20").  ``unit``: index in ``paragraph.doc`` of the noun
    counted, ``noun`` its lemma; None and empty when nothing is named.  ``governor``: index of the verb or noun that
    says what happened to it.  ``subset``: part of another quantity ("including two children").  ``explicit``: False
    where no numeral stands there ("a civilian", "deadly").
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
        return Quantity(what=self.what, span=self.span, low=self.low, high=self.high, approx=self.approx)


def find_quantities(paragraph: Paragraph) -> tuple[FoundQuantity, ...]:
    """Every quantity of a paragraph in text order."""
    return ()
