"""A part of a tally is a figure of its own, and no repetition of the total."""

from __future__ import annotations

from trucewatch import pipeline
from trucewatch.reading import read_document

TEXT = (
    "Truce report\n\nObservers counted 45 violations on 19 September 2016: 26 in Aleppo, 13 in Homs and 9 in Daraa.\n"
)


def test_a_total_contradicted_by_its_parts_is_flagged_with_both_figures() -> None:
    documents = [read_document(TEXT.encode(), "report.txt")]
    situation = pipeline.resolve(documents, pipeline.extract(documents))
    total = next(f for f in situation.figures if f.parts)
    assert total.mismatch == "stated 45; its parts 26 + 13 + 9 = 48, 3 more"
