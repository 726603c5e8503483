"""How well coders agree: raw agreement, Krippendorff's alpha with an interval, and how common each value is, together.

Alpha alone misleads where one value is rare: two coders who are each right 95 times in 100 reach 0.80 when the value
has a prevalence of a half and 0.26 at 2 in 100, with the same raw agreement.  Definitions: K. Krippendorff, *Content
Analysis* (4th ed., 2018), chapter 12; nominal data, any number of coders, missing values allowed: alpha = 1 - Do/De.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from trucewatch.methods.resampling import bootstrap_alpha

ENOUGH = Fraction(8, 10)
"""Alpha from which a field can be relied on."""
TENTATIVE = Fraction(667, 1000)
"""Alpha from which tentative conclusions can be drawn; below it a field counts as disputed (Krippendorff, ch. 12)."""
LEAST = 10
"""Units below which nothing is said, however well they agree; a convention of ours."""
TOO_FEW = "too few to say"


@dataclass(frozen=True, slots=True)
class Reliability:
    """Agreement on one field.

    ``units`` is how many things at least two coders judged; ``raw`` the share of pairs of judgements that are equal;
    ``alpha`` is None where it has no meaning: nothing was judged twice, or every judgement is the same.  ``low`` and
    ``high`` are its 95 % interval (:mod:`trucewatch.methods.resampling`), None where there is none.
    ``prevalence`` is each value's share of the paired judgements, the commonest first.
    """

    units: int
    raw: float | None
    alpha: float | None
    prevalence: tuple[tuple[str, float], ...]
    low: float | None = None
    high: float | None = None

    @property
    def verdict(self) -> str:
        """``relied on``, ``tentative`` or ``disputed``; ``too few to say`` or ``undetermined`` where none holds.

        Too few: fewer than :data:`LEAST` units, or an interval that leaves both open, that the field is disputed and
        that it can be relied on.  Undetermined: enough units, and every judgement is the same.
        """
        if self.units < LEAST:
            return TOO_FEW
        if self.alpha is None:
            return "undetermined"
        if self.low is None or self.high is None or self.low < TENTATIVE <= ENOUGH <= self.high:
            return TOO_FEW
        return "relied on" if self.alpha >= ENOUGH else "tentative" if self.alpha >= TENTATIVE else "disputed"


def measure(judgements: Sequence[Mapping[str, Hashable]]) -> Reliability:
    """The reliability of one field; each mapping is a thing's values by coder.  Things with one coder count nothing."""
    units = [list(unit.values()) for unit in judgements if len(unit) > 1]
    totals: Counter[Hashable] = Counter(value for unit in units for value in unit)
    n = totals.total()
    if not n:
        return Reliability(0, None, None, ())
    observed, agreeing, pairs = Fraction(0), 0, 0
    for unit in units:
        counts, m = Counter(unit), len(unit)
        same = sum(c * (c - 1) for c in counts.values())
        observed += Fraction(m * (m - 1) - same, m - 1)
        agreeing, pairs = agreeing + same, pairs + m * (m - 1)
    expected = Fraction(n * n - sum(c * c for c in totals.values()), n - 1)
    alpha = float(1 - observed / expected) if expected else None
    interval = bootstrap_alpha(units) if alpha is not None else None
    shares = sorted(((str(v), c / n) for v, c in totals.items()), key=lambda share: (-share[1], share[0]))
    return Reliability(len(units), agreeing / pairs, alpha, tuple(shares), *(interval or (None, None)))
