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


def test_a_total_does_not_lie_where_its_first_part_does() -> None:
    document = read_document(TEXT.encode(), "report.txt")
    tallies = [c for c in pipeline.extract([document]) if c.type == "violation_tally"]
    assert [[p.span.quote for p in c.places] for c in tallies] == [[], ["Aleppo"], ["Homs"], ["Daraa"]]


def test_a_total_keeps_the_place_that_stands_before_its_parts() -> None:
    text = "Observers counted 45 violations in Syria on 19 September 2016: 26 in Aleppo and 19 in Homs.\n"
    tallies = [c for c in pipeline.extract([read_document(text.encode(), "report.txt")]) if c.kind == "figure"]
    assert [[p.span.quote for p in c.places] for c in tallies] == [["Syria"], ["Aleppo"], ["Homs"]]
