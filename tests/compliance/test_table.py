from __future__ import annotations

from tests.compliance.founding import D19, founding_week
from trucewatch.compliance.assess import assess
from trucewatch.compliance.table import WIDTH, tabulate, tabulate_markdown
from trucewatch.packs.agreement import load_agreement

TERMS = load_agreement("syria-us-russia-2016-09")
FOUND = assess(founding_week(), TERMS, D19, "all")


def test_a_terminal_shows_each_term_once_within_its_width() -> None:
    said = tabulate(FOUND, TERMS)
    assert max(len(line) for line in said.splitlines()) <= WIDTH
    for provision in TERMS.provisions:
        assert said.count(f"[{provision.provision_id}]") == 1


def test_words_that_come_to_the_same_verdict_stand_together_and_silence_comes_last() -> None:
    flat = " ".join(tabulate(FOUND, TERMS).split())
    calm = flat[flat.index("[calm]") : flat.index("Read as “guarantors-bound”")]
    assert "APPARENTLY VIOLATED on the word of: any" in calm
    assert calm.index("UNDETERMINED on") < calm.index("UNDETERMINED (NO REPORTS) on")
    assert "Clock: 0 of 7 days of calm in a row; 7 days since it began." in calm


def test_silence_says_how_much_was_heard_of_the_period() -> None:
    flat = " ".join(tabulate(FOUND, TERMS).split())
    assert "silence is not calm; 1 document from 1 origin speaks of this period" in flat


def test_the_markdown_table_has_a_row_a_term_and_reading() -> None:
    rows = tabulate_markdown(FOUND, TERMS).splitlines()[2:]
    assert len(rows) == sum(1 + len(p.readings) for p in TERMS.provisions)
    assert rows[0].startswith("| Seven days of calm in a row | **apparently violated**: any claim, monitors only<br>")
