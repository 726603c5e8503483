"""Harm told without a number is kept apart from the numbers."""

import pytest

from tests.claims.extracted import extract, only
from tests.claims.parsed import paragraph
from trucewatch.claims.contract import to_json
from trucewatch.claims.quantity import find_quantities
from trucewatch.reading import read_document


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The strike killed four civilians, injuring others.", {("injured", "others")}),
        ("The strike injured an unknown number of civilians.", {("injured", "an unknown number of civilians")}),
        ("The agency reported deaths and injuries.", {("killed", "deaths"), ("injured", "injuries")}),
        (
            "The shelling killed and wounded a number of civilians.",
            {("killed", "a number of civilians"), ("injured", "a number of civilians")},
        ),
        ("The strike killed four civilians.", set()),
        ("No deaths were reported.", set()),
        ("Civilians fled the town.", set()),
    ],
)
def test_the_dead_and_injured_without_a_number_are_found(sentence, expected):
    found = find_quantities(paragraph(sentence))
    assert {(q.what, q.span.quote) for q in found if q.low is None and q.high is None} == expected


def test_a_claim_keeps_them_apart_and_exports_no_number_for_them():
    text = "An airstrike on the town of Darkush killed four civilians, injuring others."
    claim = only(extract(text), "incident", "air_strike")[0]
    assert [(q.what, q.low) for q in claim.quantities] == [("killed", 4)]
    assert [(q.what, q.span.quote) for q in claim.uncounted] == [("injured", "others")]
    exported = to_json(claim, read_document(text.encode(), "report.txt"))
    assert [q["what"] for q in exported["quantities"]] == ["killed"]
