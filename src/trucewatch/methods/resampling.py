"""How far Krippendorff's alpha could be off: the units are drawn again, and alpha is taken of each draw.

The ordinary bootstrap, by which the judgements of a unit stay together: A. Zapf, S. Castell, L. Morawietz and A. Karch,
"Measuring inter-rater reliability for nominal data – which coefficients and confidence intervals are appropriate?",
BMC Medical Research Methodology 16:93 (2016), who recommend its intervals for alpha.  The draws follow from the data
alone, so the same judgements give the same interval everywhere.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np

DRAWS = 1000
"""How often the units are drawn again."""
LEVEL = 0.95
"""How much of the draws the interval holds."""
_AT_ONCE = 2_000_000
_MOST_WITHOUT = 0.05
"""Share of draws in which alpha may have no meaning (every judgement the same) before there is no interval."""


def bootstrap_alpha(units: Sequence[Sequence[Hashable]]) -> tuple[float, float] | None:
    """The interval of alpha for things with the values that their coders gave, two or more each.

    None where too many draws have no alpha, or there are fewer than two units.
    """
    kinds = Counter(tuple(sorted(map(repr, unit))) for unit in units)
    if len(units) < 2:  # one unit drawn again is itself
        return None
    # Units with the same judgements are one row, in an order of their own: neither names of coders nor order matter.
    rows = sorted(kinds)
    # Which row holds which value how often, by value: most values stand in few rows.
    held = sorted((value, at, n) for at, row in enumerate(rows) for value, n in Counter(row).items())
    at_row, often = np.array([at for _, at, _ in held]), np.array([n for _, _, n in held])
    begins = np.array([n for n, (value, _, _) in enumerate(held) if n == 0 or held[n - 1][0] != value])
    sizes = np.array([len(row) for row in rows])
    disagreeing = (sizes**2 - np.bincount(at_row, often**2, len(rows))) / (sizes - 1)
    shares = np.array([kinds[row] for row in rows]) / len(units)
    # The legacy generator's stream is frozen: it is the same in every version of NumPy.
    random = np.random.RandomState(_seed(rows, kinds))
    alphas: list[np.ndarray] = []
    step = max(1, _AT_ONCE // len(held))
    for start in range(0, DRAWS, step):
        drawn = random.multinomial(len(units), shares, size=min(step, DRAWS - start))
        totals = np.add.reduceat(drawn[:, at_row] * often, begins, axis=1)
        pairs = totals.sum(axis=1)
        expected = (pairs**2 - (totals**2).sum(axis=1)) / (pairs - 1)
        with np.errstate(divide="ignore", invalid="ignore"):
            alphas.append(np.where(expected > 0, 1 - (drawn @ disagreeing) / expected, np.nan))
    found = np.concatenate(alphas)
    if np.isnan(found).mean() > _MOST_WITHOUT:
        return None
    low, high = np.nanquantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(round(low, 6)), float(round(high, 6))


def _seed(rows: Sequence[tuple[str, ...]], kinds: Counter[tuple[str, ...]]) -> int:
    told = repr([(row, kinds[row]) for row in rows]).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.sha256(told).digest()[:4])
