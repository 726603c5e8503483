"""How robust a verdict is: the same term across all perspectives, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.compliance.perspectives import list_perspectives
from trucewatch.model.agreement import Agreement
from trucewatch.model.assessment import VERDICTS, Assessment


def describe_robustness(assessments: Iterable[Assessment], agreement: Agreement) -> str:
    """ "apparently violated on 3 of 8 (any claim; …); undetermined on 5 (…)" for assessments of one term."""
    names = {p.perspective_id: p.name for p in list_perspectives(agreement)}
    by_verdict: dict[str, list[str]] = {}
    total = 0
    for assessment in assessments:
        total += 1
        by_verdict.setdefault(assessment.verdict, []).append(
            names.get(assessment.perspective_id, assessment.perspective_id)
        )
    if len(by_verdict) == 1:
        return f"{next(iter(by_verdict))} from every perspective"
    parts = [
        f"{v} on {len(by_verdict[v])} of {total} ({'; '.join(by_verdict[v])})" for v in VERDICTS if v in by_verdict
    ]
    return "; ".join(parts)
