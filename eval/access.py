"""Access to people: aid, evacuations, ways opened and closed, and the figures of need, on the annotated texts.

Facts and claims are paired as ``tools/score_claims.py`` pairs them.  Scored are the facts of kind ``access`` and the
figures of those cut off, uprooted, in need and helped, with the claims of the same sorts.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from eval.data import annotated
from eval.pairing import load_scorer, match
from trucewatch.claims.contract import to_json
from trucewatch.pipeline import extract_each

FIGURES = frozenset({"besieged", "in_need", "displaced", "aid_volume"})
"""The types of kind ``figure`` that speak of access."""
_COUNTS = {
    "trucks": frozenset({"trucks", "convoys"}),
    "people": frozenset({"people", "evacuated", "displaced", "detained"}),
}
"""What each count of the report holds, by the guide's names for what a number counts."""

Slots = dict[str, list[Any]]
Pair = tuple[Slots | None, Slots | None]
"""A fact and its claim; None where the other side has no partner."""


def measure(data: Path) -> dict[str, float]:
    """F1 of finding the facts, of their types, and of the trucks and people counted; both annotated sets."""
    scorer = load_scorer(data)
    figures: dict[str, float] = {}
    for folder, prefix in (("gold", ""), ("gold-open", "open_")):
        pairs = list(_pairs(data / folder, scorer))
        figures |= {prefix + name: value for name, value in score(pairs).items()}
    return figures


def score(pairs: list[Pair]) -> dict[str, float]:
    """F1 of each measure over pairs of slots as the scorer gives them; none of what no fact holds."""
    found, wanted, right = Counter[str](), Counter[str](), Counter[str]()
    for fact, claim in pairs:
        for side, count in ((fact, wanted), (claim, found)):
            if side is not None:
                count.update(("facts", "type", *_counted(side)))
        if fact is not None and claim is not None:
            right["facts"] += 1
            right["type"] += fact["type"] == claim["type"]
            for name, whats in _COUNTS.items():
                shared = Counter(_quantities(fact, whats)) & Counter(_quantities(claim, whats))
                right[name] += shared.total()
    measures = [name for name in ("facts", "type", *_COUNTS) if wanted[name]]
    return {name: _f1(right[name], found[name], wanted[name]) for name in measures}


def _counted(side: Slots) -> Iterator[str]:
    for name, whats in _COUNTS.items():
        yield from [name] * len(_quantities(side, whats))


def _quantities(side: Slots, whats: frozenset[str]) -> list[tuple[str, float | None, float | None]]:
    return [q for q in side["quantity"] if q[0] in whats]


def _f1(right: int, found: int, wanted: int) -> float:
    return 2 * right / (found + wanted) if found + wanted else 0.0


def _is_access(kind: str, type_: str) -> bool:
    return kind == "access" or (kind == "figure" and type_ in FIGURES)


def _pairs(folder: Path, scorer: ModuleType) -> Iterator[Pair]:
    """The facts and claims of access of a gold folder, paired; a claim paired with such a fact counts as one."""
    for document, claims in extract_each(a.document for a in annotated(folder)):
        path = Path(document.path)
        gold, text = json.loads(path.with_suffix(".json").read_text(encoding="utf8")), path.read_text(encoding="utf8")
        facts = [(f["kind"], scorer.locate(f, text), scorer.gold_slots(f)) for f in gold["facts"]]
        rows = [to_json(claim, document) for claim in claims]
        told = [(r["kind"], (r["span"]["start"], r["span"]["end"]), scorer.claim_slots(r)) for r in rows]
        matched = match(facts, told, scorer)
        taken = set(matched.values())
        for i, (fact, (_, _, slots)) in enumerate(zip(gold["facts"], facts, strict=True)):
            partner = told[matched[i]] if i in matched else None
            if _is_access(fact["kind"], fact["type"]) and not (fact.get("repeats") and partner is None):
                yield slots, partner[2] if partner is not None else None
            elif partner is not None and _is_access(partner[0], partner[2]["type"][0]):
                yield None, partner[2]
        for j, (kind, _, slots) in enumerate(told):
            if j not in taken and _is_access(kind, slots["type"][0]):
                yield None, slots
