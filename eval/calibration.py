"""Whether a claim's confidence means what it says: the reliability curve on gold, and its expected error.

A claim is right when the scorer pairs it with a fact: same kind, and the words overlap by half of the shorter.  The
expected calibration error is the mean distance between stated and true share over ten equal bins, weighted by their
claims (Naeini, Cooper and Hauskrecht 2015).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from eval.data import annotated
from eval.pairing import load_scorer, match
from trucewatch.model.claim import Claim

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim, the document that it is of, and whether a fact of the annotation stands for it."""

    document: str
    claim: Claim
    right: bool


def judge(data: Path, folder: str) -> tuple[Judged, ...]:
    """Every claim on a gold folder, judged as ``score_claims.py`` pairs it."""
    from trucewatch.claims.contract import to_json
    from trucewatch.pipeline import extract_each

    scorer = load_scorer(data)
    judged: list[Judged] = []
    for document, claims in extract_each(a.document for a in annotated(data / folder)):
        gold = json.loads(Path(document.path).with_suffix(".json").read_text(encoding="utf8"))
        facts = [(f["kind"], scorer.locate(f, document.text), scorer.gold_slots(f)) for f in gold["facts"]]
        rows = [to_json(c, document) for c in claims]
        told = [(r["kind"], (r["span"]["start"], r["span"]["end"]), scorer.claim_slots(r)) for r in rows]
        right = set(match(facts, told, scorer).values())
        judged += [Judged(Path(document.path).stem, c, j in right) for j, c in enumerate(claims)]
    return tuple(judged)


def reliability(judged: Iterable[Judged]) -> tuple[tuple[int, float, float], ...]:
    """Each bin that holds claims: how many, their mean confidence, the share that is right."""
    bins: dict[int, list[Judged]] = {}
    for one in judged:
        bins.setdefault(min(BINS - 1, int(one.claim.confidence * BINS)), []).append(one)
    return tuple(
        (len(b), sum(x.claim.confidence for x in b) / len(b), sum(x.right for x in b) / len(b))
        for _, b in sorted(bins.items())
    )


def expected_error(curve: Iterable[tuple[int, float, float]]) -> float:
    """The expected calibration error of a curve; 0 for no claims."""
    rows = list(curve)
    total = sum(n for n, _, _ in rows)
    return sum(n * abs(stated - true) for n, stated, true in rows) / total if total else 0.0


def measure(data: Path) -> dict[str, float]:
    """Print the curve on gold; ``calibrated`` is one less the expected error, on gold and on gold-open."""
    figures = {}
    for folder in ("gold", "gold-open"):
        curve = reliability(judge(data, folder))
        print(f"\n{folder}: claims, stated, right")
        for n, stated, true in curve:
            print(f"  {n:5}  {stated:.2f}  {true:.2f}  {'#' * round(40 * true)}")
        figures[f"calibrated_{folder.replace('-', '_')}"] = 1 - expected_error(curve)
    return figures
