"""Which whole reports tell the same happening, from their words alone: no extraction, no gazetteer, no theatre pack.

What two reports have in common is weighed by how rare it is in the pile (:mod:`trucewatch.incidents.pile`); days,
places, hours, ages and tolls that they tell otherwise speak against them (:mod:`trucewatch.incidents.signs`).  The
weights are a scorecard by judgement (``knowledge/core/report-weights.yaml``).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucewatch.incidents.linkage import average_linkage
from trucewatch.incidents.pile import Pair, Pile
from trucewatch.incidents.signs import Signs, find_signs
from trucewatch.incidents.wording import Report
from trucewatch.packs.reportwords import ReportWeights, load_report_weights

__all__ = ["Likeness", "Report", "compare_reports", "group_reports"]

NEGLIGIBLE = 0.02
"""Likelier pairs alone are told to the linkage, for which all others are 0."""
WORTH_SAYING = 0.4
"""A sign that moves the log-odds less is no reason."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two reports tell one happening (``score``, 0 to 1), and why: the words in common that weigh most, and
    in sentences what speaks for it and against it, the weightiest first."""

    score: float
    shared: tuple[str, ...]
    agrees: tuple[str, ...]
    differs: tuple[str, ...]


def group_reports(reports: Sequence[Report]) -> tuple[tuple[int, ...], ...]:
    """Indices of the reports that tell one happening, each group ascending, in order of their first member.

    Near-linear in the number of reports: only reports that share rare terms are compared.
    """
    if not reports:
        return ()
    weights = load_report_weights()
    likely = {pair: judge(signs, weights) for pair, signs in find_signs(Pile(reports), weights).items()}
    return group_pairs(len(reports), likely, weights.join_at)


def group_pairs(count: int, likely: Mapping[Pair, float], at: float) -> tuple[tuple[int, ...], ...]:
    """``count`` reports grouped by how likely each pair tells one happening."""
    scores = {pair: p for pair, p in likely.items() if p > NEGLIGIBLE}
    groups: dict[int, list[int]] = defaultdict(list)
    for index, label in enumerate(average_linkage(count, scores, at)):
        groups[label].append(index)
    return tuple(tuple(groups[label]) for label in sorted(groups))


def compare_reports(reports: Sequence[Report]) -> dict[Pair, Likeness]:
    """The likeness of every pair of reports that is worth looking at, lower index first."""
    if not reports:
        return {}
    weights, pile = load_report_weights(), Pile(reports)
    return {
        pair: Likeness(judge(signs, weights), _shared(pile, pair), *_reasons(signs, weights))
        for pair, signs in find_signs(pile, weights).items()
    }


def judge(signs: Signs, weights: ReportWeights) -> float:
    """The probability that two reports of these signs tell one happening."""
    told = weights.start + sum(weights.signs[name].weight * signs[name] for name in sorted(signs))
    return 1 / (1 + math.exp(-told))


def _reasons(signs: Signs, weights: ReportWeights) -> tuple[tuple[str, ...], tuple[str, ...]]:
    moved = sorted(((weights.signs[n].weight * v, weights.signs[n].says) for n, v in signs.items()), reverse=True)
    agrees = tuple(says for change, says in moved if change >= WORTH_SAYING)
    return agrees, tuple(says for change, says in reversed(moved) if change <= -WORTH_SAYING)


def _shared(pile: Pile, pair: Pair) -> tuple[str, ...]:
    a, b = (pile.words.vectors[index] for index in pair)
    weighed = sorted(((a[t] * b[t], t) for t in a if t in b), key=lambda x: (-x[0], x[1]))
    return tuple(term for _, term in weighed[:6])
