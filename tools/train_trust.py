"""Fits the weights of ``knowledge/core/trust.yaml``.  For development; nothing imports it.

    python -m tools.train_trust            fit and write
    python -m tools.train_trust --check    cross-validate only

Trains on the openly licensed annotated texts only (``gold-open``; ``docs/reference/confidence.md`` is the data
statement).  Logistic regression with an L2 penalty, fitted by Newton's method; a sign must be seen :data:`LEAST` times
to be given a weight, so that no weight stands for one text.  Same texts, same bytes.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

import numpy as np
from eval.calibration import Judged, judge
from eval.data import data_root
from numpy.typing import NDArray

from trucewatch.claims.trust import find_signs
from trucewatch.packs.trust import FILE

LEAST = 12
PENALTY = 14.0
FOLDS = 7
Floats = NDArray[np.float64]
HEAD = """\
# How likely a claim is right, from what can be seen at it.  Made by tools/train_trust.py; do not edit by hand.
# A claim's log-odds are `start` and the weights of its signs; 0.7 of log-odds is about a factor of two.
source: "own measurement: share of claims that an annotator of the same text has too"
trained_on: "{claims} claims in {texts} texts of the re3d collection, all openly licensed: docs/reference/confidence.md"
start: {start:.3f}
signs:
"""


def fit(rows: Floats, right: Floats) -> Floats:
    """The weights, the first being the start, of a logistic regression."""
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], PENALTY)
    penalty[0] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (p - right) + penalty * weights
        curve = (rows * (p * (1 - p))[:, None]).T @ rows + np.diag(penalty)
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def table(judged: Sequence[Judged], names: Sequence[str]) -> Floats:
    """One row a claim: 1, then 1 for each sign that it shows."""
    at = {name: i + 1 for i, name in enumerate(names)}
    rows = np.zeros((len(judged), len(names) + 1))
    rows[:, 0] = 1
    for row, one in zip(rows, judged, strict=True):
        for sign in find_signs(one.claim):
            if sign in at:
                row[at[sign]] = 1
    return rows


def main() -> None:
    """Cross-validate by document, then fit on all and write."""
    data = data_root()
    if data is None:
        raise SystemExit("no annotated texts here: set TRUCEWATCH_EVAL_DATA to their folder")
    judged = judge(data, "gold-open")
    seen = Counter(s for one in judged for s in find_signs(one.claim))
    names = sorted(name for name, n in seen.items() if n >= LEAST)
    rows, right = table(judged, names), np.array([one.right for one in judged], dtype=np.float64)
    texts = sorted({one.document for one in judged})
    fold = np.array([texts.index(one.document) % FOLDS for one in judged])
    held_out = np.zeros(len(judged))
    for k in range(FOLDS):
        held_out[fold == k] = 1 / (1 + np.exp(-rows[fold == k] @ fit(rows[fold != k], right[fold != k])))
    bins = np.minimum((held_out * 10).astype(int), 9)
    error = sum(abs(held_out[bins == b].sum() - right[bins == b].sum()) for b in range(10)) / len(judged)
    print(f"{len(judged)} claims, {right.mean():.3f} right; cross-validated calibration error {error:.3f}")
    if "--check" in sys.argv:
        return
    weights = fit(rows, right)
    lines = [
        f'  - {{sign: "{name}", weight: {weight:.2f}}}\n'
        for name, weight in zip(names, weights[1:], strict=True)
        if abs(weight) >= 0.005
    ]
    FILE.write_text(
        HEAD.format(texts=len(texts), claims=len(judged), start=weights[0]) + "".join(lines), encoding="utf8"
    )


if __name__ == "__main__":
    main()
