"""Fits the weights of ``knowledge/core/report-weights.yaml``.  For development; nothing imports it.

    python -m tools.train_reports            fit, and write the weights (about ten minutes)
    python -m tools.train_reports --check    cross-validate only

Reads the labelled reports of ``eval/linking``; what is kept of them is one number a sign.  So that the weights hold for
piles of any size and without days of publication, each collection is also cut into samples by the hash of its
incidents, and half of those lose their days.  Logistic regression with an L2 penalty, fitted by Newton's method; the
collections count by :data:`COUNTS`.  Same reports, same bytes.

Cross-validation: incidents fall into :data:`FOLDS` by their hash; a pair is judged by weights fitted without either of
its reports' folds.  Reports are then grouped with the pairs so judged.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from eval.data import data_root
from eval.linking import b_cubed, read_report
from numpy.typing import NDArray

from trucewatch.incidents.pile import Pair, Pile
from trucewatch.incidents.reports import group_pairs
from trucewatch.incidents.signs import find_signs
from trucewatch.incidents.wording import Report
from trucewatch.packs.reportwords import WEIGHTS, ReportWeights, load_report_weights

COUNTS = {"gun-violence": 1.0, "airwars-syria": 20.0}
SAMPLE = 200
"""Reports in a sample, about."""
SAMPLES = 8
PENALTY = 10.0
FOLDS = 6
AT = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Labelled:
    """A pile with the truth: a row of signs a pair, and how much each pair counts."""

    collection: str
    gold: list[str]
    pairs: list[Pair]
    rows: Floats
    weight: float

    @property
    def true(self) -> Floats:
        """1 for pairs of one incident."""
        return np.array([float(self.gold[i] == self.gold[j]) for i, j in self.pairs])

    def folds(self) -> NDArray[np.int64]:
        """The folds of both reports of each pair."""
        of = [_hash(incident) % FOLDS for incident in self.gold]
        return np.array([(of[i], of[j]) for i, j in self.pairs])


def read(path: Path) -> list[tuple[str, Report]]:
    """The labelled reports of one collection."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    return [(str(row["incident"]), read_report(row)) for row in rows]


def piles(root: Path, weights: ReportWeights) -> Iterator[Labelled]:
    """Each collection whole, and samples of it with and without days of publication."""
    for path in sorted((root / "eval" / "linking").glob("*.jsonl.gz")):
        name = path.name.removesuffix("-dev.jsonl.gz")
        told = read(path)
        yield _labelled(name, told, COUNTS.get(name, 1.0), weights)
        parts = len(told) // SAMPLE
        for part in range(min(parts, SAMPLES) if parts > 1 else 0):
            sample = [(incident, r) for incident, r in told if _hash(f"sample {incident}") % parts == part]
            undated = [(incident, replace(r, published_on=None)) for incident, r in sample]
            yield _labelled(name, undated if part % 2 else sample, COUNTS.get(name, 1.0), weights)


def _labelled(name: str, told: Sequence[tuple[str, Report]], weight: float, weights: ReportWeights) -> Labelled:
    found = find_signs(Pile([report for _, report in told]), weights)
    names = sorted(weights.signs)
    rows = np.ones((len(found), len(names) + 1))
    for row, signs in enumerate(found.values()):
        rows[row, 1:] = [signs.get(sign, 0.0) for sign in names]
    print(f"{name}: {len(told)} reports, {len(found)} pairs", file=sys.stderr)
    return Labelled(name, [incident for incident, _ in told], list(found), rows, weight)


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def fit(labelled: Sequence[Labelled], without: frozenset[int] = frozenset()) -> Floats:
    """The weights, the first being the start; pairs with a report in the folds ``without`` are left out."""
    rows, true, counts = [], [], []
    whole = np.zeros(2)  # pairs of two incidents and of one, before any is left out
    for pile in labelled:
        whole += pile.weight * np.bincount(pile.true.astype(int), minlength=2)
        kept = ~np.isin(pile.folds(), list(without)).any(axis=1)
        rows.append(pile.rows[kept])
        true.append(pile.true[kept])
        counts.append(np.full(kept.sum(), pile.weight))
    x, y, count = np.vstack(rows), np.concatenate(true), np.concatenate(counts)
    found = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], PENALTY)
    penalty[0] = 1e-6
    for _ in range(30):
        p = _likely(x, found)
        slope = x.T @ (count * (p - y)) + penalty * found
        curve = (x * (count * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        found = found - np.linalg.solve(curve, slope)
    # Of two incidents' pairs more are left out than of one's: the start is that of all pairs.
    left = np.bincount(y.astype(int), weights=count, minlength=2)
    found[0] -= math.log(left[1] / left[0] * whole[0] / whole[1])
    return found


def _likely(rows: Floats, weights: Floats) -> Floats:
    likely: Floats = 1 / (1 + np.exp(-rows @ weights))
    return likely


def cross_validate(labelled: Sequence[Labelled]) -> None:
    """Print B³ of every whole collection and of the samples, judged by weights that saw neither report of a pair."""
    fitted = {frozenset((a, b)): fit(labelled, frozenset((a, b))) for a in range(FOLDS) for b in range(a, FOLDS)}
    whole: set[str] = set()
    for pile in labelled:
        first = pile.collection not in whole
        whole.add(pile.collection)
        if not first and pile.collection != "gun-violence":
            continue
        weights = np.array([fitted[frozenset(map(int, pair))] for pair in pile.folds()])
        likely = 1 / (1 + np.exp(-(pile.rows * weights).sum(axis=1)))
        for at in AT if first else AT[1:3]:
            print(f"{pile.collection:15} {len(pile.gold):5} at {at:.2f}  {_score(pile, likely, at)}")


def _score(pile: Labelled, likely: Floats, at: float) -> str:
    chances = {pair: float(p) for pair, p in zip(pile.pairs, likely, strict=True)}
    groups = group_pairs(len(pile.gold), chances, at)
    labels = [0] * len(pile.gold)
    for number, members in enumerate(groups):
        for member in members:
            labels[member] = number
    precision, recall, f1 = b_cubed(labels, pile.gold)
    return f"B3 {f1:.3f}  P {precision:.3f}  R {recall:.3f}  count {len(groups) / len(set(pile.gold)):.3f}"


def write(weights: ReportWeights, found: Floats) -> None:
    """The file with the new weights, two decimals each: more would be the collections' own."""
    names = sorted(weights.signs)
    lines = [
        "# How likely two whole reports tell one happening.  Weights by tools/train_reports.py; wordings by hand.",
        "# The log-odds are `start` and, for each sign, its weight times its value (trucewatch/incidents/signs.py).",
        f'source: "{weights.source}"',
        f"start: {found[0]:.2f}",
        f"join_at: {weights.join_at}",
        "# Likenesses between reports that are neighbours in a pile, mostly of two happenings.",
        "usual:",
        *(f"  {name}: {{mean: {u.mean}, spread: {u.spread}}}" for name, u in weights.usual.items()),
        "signs:",
    ]
    for name, sign in weights.signs.items():
        lines.append(f'  {name}: {{weight: {found[1 + names.index(name)]:.2f}, says: "{sign.says}"}}')
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Cross-validate, then fit and write unless only a check is asked for."""
    weights = load_report_weights()
    labelled = list(piles(data_root(), weights))
    cross_validate(labelled)
    found = fit(labelled)
    for name, value in zip(["start", *sorted(weights.signs)], found, strict=True):
        print(f"{name:18} {value:6.2f}")
    if "--check" not in arguments:
        write(weights, found)


if __name__ == "__main__":
    main(sys.argv[1:])
