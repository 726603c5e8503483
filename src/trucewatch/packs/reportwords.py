"""Words that whole reports are searched for, and what likeness and difference of two reports weigh: knowledge."""

from __future__ import annotations

import functools
from pathlib import Path

from trucewatch.packs.load import Entry, read_yaml, validate

CORE = Path(__file__).parent.parent / "knowledge" / "core"
WEIGHTS = CORE / "report-weights.yaml"


class ReportWords(Entry):
    """Schema of ``report-words.yaml``."""

    source: str
    articles: list[str]
    before_places: list[str]
    kinds_of_places: list[str]
    after_places: list[str]
    wide: list[str]
    no_places: list[str]
    tolls: dict[str, list[str]]
    numbers: dict[str, int]
    stamps: list[str]


class Weight(Entry):
    """What one sign adds to the log-odds, by its value; how a reader is told of it."""

    weight: float
    says: str


class Usual(Entry):
    """Mean and spread of a measure between reports that are neighbours in a pile, mostly of two happenings."""

    mean: float
    spread: float


class ReportWeights(Entry):
    """Schema of ``report-weights.yaml``, a scorecard by judgement."""

    source: str
    start: float
    join_at: float
    usual: dict[str, Usual]
    signs: dict[str, Weight]


@functools.cache
def load_report_words() -> ReportWords:
    """The shipped words; raises ``PackError`` with every fault when the file has been spoilt."""
    return validate(ReportWords, read_yaml(CORE / "report-words.yaml", "core/report-words.yaml"))


@functools.cache
def load_report_weights() -> ReportWeights:
    """The shipped weights; raises ``PackError`` with every fault when the file has been spoilt."""
    return validate(ReportWeights, read_yaml(WEIGHTS, "core/report-weights.yaml"))
