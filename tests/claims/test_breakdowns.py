"""An amount of aid and the parts that a text gives of it: each a figure, and a sum that fails is seen."""

from datetime import date

from tests.claims.extracted import extract, only
from trucewatch.access.figures import build_figures
from trucewatch.claims.extract import extract_claims
from trucewatch.reading import read_document

LEAD = "The ceasefire between the army and the rebels entered its second week.\n\n"
OCTOBER = "In October, 3,451 trucks entered Gaza: 2,000 through Kerem Shalom and 1,300 through Kissufim."


def test_the_parts_of_an_amount_count_what_the_amount_counts() -> None:
    figures = only(extract(LEAD + OCTOBER), "figure", "aid_volume")
    assert [[(q.what, q.low) for q in c.quantities] for c in figures] == [
        [("trucks", 3451)],
        [("trucks", 2000)],
        [("trucks", 1300)],
    ]


def test_a_stated_total_that_its_parts_contradict_is_shown_with_both_sums() -> None:
    document = read_document((LEAD + OCTOBER).encode(), "report.txt", published_on=date(2024, 3, 4))
    total, *parts = build_figures([document], extract_claims(document), [])
    assert len(parts) == 2 and total.parts_sum == 3300
    assert "3,451" in total.mismatch and "3,300" in total.mismatch


def test_one_amount_with_one_place_has_no_parts() -> None:
    text = "In October, 3,451 trucks entered Gaza: the fewest since May."
    assert len(only(extract(LEAD + text), "figure", "aid_volume")) == 1
