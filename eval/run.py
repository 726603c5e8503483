"""Run every measurement, print a table, and fail when a figure sinks below its floor in ``floors.toml``.

``python -m eval.run [TASK…]``; without data it says so and succeeds.  A floor is raised when a figure has risen for
good; it is never lowered without a written reason beside it.
"""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path

from eval.data import ROOT, annotated, data_root

Figures = dict[str, float]
SLACK = 0.0005
"""Figures are compared as printed, to three digits."""


def claims(data: Path, folder: str) -> Figures:
    """Facts and slots by ``tools/score_claims.py`` over a gold folder."""
    from trucewatch.claims.contract import to_json
    from trucewatch.pipeline import extract_each

    with tempfile.TemporaryDirectory() as work:
        lines = [
            json.dumps(to_json(claim, document), ensure_ascii=False)
            for document, found in extract_each(a.document for a in annotated(data / folder))
            for claim in found
        ]
        predicted = Path(work, "claims.jsonl")
        predicted.write_text("\n".join(lines), encoding="utf8")
        scorer = data / "tools" / "score_claims.py"
        result = json.loads(_run(sys.executable, scorer, data / folder, "--pred", predicted, "--json"))
    figures = {name: values[2] for name, values in result.items() if isinstance(values, list)}
    figures |= {"facts_precision": result["facts"][0], "facts_recall": result["facts"][1]}
    return figures | {"whole": result["whole"], "grounded": 1.0 if result["ungrounded"] == 0 else 0.0}


def attributions(data: Path) -> Figures:
    """Source, cue, content and whole attributions by ``tools/score_attributions.py`` on PolNeAR-dev."""
    gold = data / "eval" / "attributions" / "polnear-dev.jsonl.gz"
    command = f"{sys.executable} -m trucewatch attributions {{path}} --format jsonl"
    printed = _run(sys.executable, data / "tools" / "score_attributions.py", gold, "--run", command)
    figures: Figures = {}
    for line in printed.splitlines():
        name, _, values = line.partition(" ")
        if values.startswith("{"):
            figures |= {f"{name}_{k}".removesuffix("_F1"): float(v) for k, v in ast.literal_eval(values).items()}
    return figures


def _module(name: str) -> Callable[[Path], Figures]:
    def measure(data: Path) -> Figures:
        found: Figures = importlib.import_module(f"eval.{name}").measure(data)
        return found

    return measure


TASKS: dict[str, Callable[[Path], Figures]] = {
    "gold": lambda data: claims(data, "gold"),
    "gold_open": lambda data: claims(data, "gold-open"),
    "attributions": attributions,
    "calibration": _module("calibration"),
    "narratives": _module("narratives"),
    "places": _module("places"),
    "linking": _module("linking"),
    "access": _module("access"),
    "board": _module("board"),
    "origins": _module("origins"),
}


def main(names: list[str]) -> int:
    """Measure, print, compare; returns the exit status."""
    data = data_root()
    if data is None:
        print("no evaluation data here: set TRUCEWATCH_EVAL_DATA to its folder; no accuracy was measured")
        return 0
    floors = tomllib.loads((ROOT / "eval" / "floors.toml").read_text(encoding="utf8"))
    sunk = 0
    for task in names or TASKS:
        figures, pinned = TASKS[task](data), floors.get(task, {})
        print(f"\n{task:32} figure   floor")
        for name in sorted(figures | pinned):
            value, floor = figures.get(name, 0.0), pinned.get(name)
            below = floor is not None and value < floor - SLACK
            sunk += below
            print(
                f"  {name:28} {value:8.3f}   {'' if floor is None else format(floor, '.3f')}{'  SUNK' if below else ''}"
            )
    print(f"\n{sunk} figures below their floor" if sunk else "\nno figure below its floor")
    return 1 if sunk else 0


def _run(*command: object) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[1]} failed: {done.stderr.strip()[-400:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
