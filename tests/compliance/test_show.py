from __future__ import annotations

from datetime import timedelta

import pytest

from trucewatch.compliance.phases import draw_mermaid, length_in_words
from trucewatch.compliance.show import WIDTH, show
from trucewatch.packs.agreement import list_agreements, load_agreement


@pytest.mark.parametrize("name", list_agreements())
def test_every_term_party_and_exclusion_is_shown_within_the_width(name: str) -> None:
    terms = load_agreement(name)
    said = show(terms)
    flat = " ".join(said.split())
    for wanted in (
        *(p.title for p in terms.provisions),
        *(p.name for p in terms.parties),
        *(e.name for e in terms.exclusions),
    ):
        assert " ".join(wanted.split()) in flat
    assert max(len(line) for line in said.splitlines()) <= WIDTH + 10
    assert said.endswith("\n")


def test_a_next_phase_is_drawn_after_all_of_its_conditions() -> None:
    said = show(load_agreement("syria-us-russia-2016-09"))
    calm, aid, then, phase = (
        said.index(w) for w in ("[ Seven days", "[ Unimpeded aid", "all of them, then", "[ Next phase")
    )
    assert calm < aid < then < phase


def test_lengths_in_words() -> None:
    assert [length_in_words(timedelta(hours=h)) for h in (24, 48, 36, 1)] == ["1 day", "2 days", "36 hours", "1 hour"]


@pytest.mark.parametrize("name", list_agreements())
def test_mermaid_draws_a_node_a_duty_and_an_arrow_a_condition(name: str) -> None:
    terms = load_agreement(name)
    drawn = draw_mermaid(terms).splitlines()
    assert drawn[0] == "flowchart LR"
    assert sum("[" in line for line in drawn) == sum(p.modality != "permission" for p in terms.provisions)
    assert sum("-->" in line for line in drawn) == sum(len(p.depends_on) for p in terms.provisions)
