"""Do reports of one incident end up together?  B³ on reports labelled with their incidents.

Beside each figure stands that of putting every report in a group of its own: where most incidents have one report,
that alone scores high.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from trucewatch.incidents.reports import Report, group_reports


def measure(data: Path) -> dict[str, float]:
    """B³ precision, recall and F1, groups found per true incident, and the F1 of all apart; a collection each."""
    figures: dict[str, float] = {}
    for path in sorted((data / "eval" / "linking").glob("*.jsonl.gz")):
        name = path.name.removesuffix("-dev.jsonl.gz").replace("-", "_")
        with gzip.open(path, "rt", encoding="utf8") as lines:
            rows = [json.loads(line) for line in lines]
        gold = [str(row["incident"]) for row in rows]
        groups = group_reports([read_report(row) for row in rows])
        labels = [0] * len(rows)
        for number, members in enumerate(groups):
            for member in members:
                labels[member] = number
        precision, recall, f1 = b_cubed(labels, gold)
        figures |= {
            f"{name}_b3_f1": f1,
            f"{name}_b3_precision": precision,
            f"{name}_b3_recall": recall,
            f"{name}_incidents_ratio": len(groups) / len(set(gold)),
            # 0.95 is a count of incidents that is right within five in a hundred.
            f"{name}_count_right": 1 - abs(len(groups) / len(set(gold)) - 1),
            f"{name}_b3_f1_ceiling": _ceiling(rows, gold),
            f"{name}_b3_f1_all_apart": b_cubed(list(range(len(rows))), gold)[2],
        }
    return figures


def b_cubed(labels: Sequence[int], gold: Sequence[str]) -> tuple[float, float, float]:
    """B³ precision, recall and F1 of a grouping (Bagga and Baldwin 1998)."""
    found, true, both = Counter(labels), Counter(gold), Counter(zip(labels, gold, strict=True))
    precision = sum(both[pair] / found[pair[0]] for pair in zip(labels, gold, strict=True)) / len(gold)
    recall = sum(both[pair] / true[pair[1]] for pair in zip(labels, gold, strict=True)) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _ceiling(rows: Sequence[dict[str, str | None]], gold: Sequence[str]) -> float:
    """B³ F1 of the best grouping by texts: reports of the same words, filed under two incidents, cannot be parted."""
    by_text: dict[tuple[str | None, str | None], Counter[str]] = {}
    for row, incident in zip(rows, gold, strict=True):
        by_text.setdefault((row.get("title"), row.get("text")), Counter())[incident] += 1
    number = {incident: n for n, incident in enumerate(sorted(set(gold)))}
    best = [by_text[row.get("title"), row.get("text")].most_common(1)[0][0] for row in rows]
    return b_cubed([number[incident] for incident in best], gold)[2]


def read_report(row: dict[str, str | None]) -> Report:
    """The report of a row, without its label."""
    on = row.get("published_on")
    return Report(
        row.get("title") or "",
        row.get("text") or "",
        date.fromisoformat(on) if on else None,
        row.get("publisher") or "",
    )
