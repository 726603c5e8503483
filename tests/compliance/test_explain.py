from __future__ import annotations

from tests.compliance.founding import D19, founding_week
from tests.compliance.situations import situation
from trucewatch.compliance.assess import assess
from trucewatch.compliance.explain import explain, explain_words
from trucewatch.model.assessment import Assessment
from trucewatch.packs.agreement import load_agreement

TERMS = load_agreement("syria-us-russia-2016-09")
WEEK = founding_week()


def find(provision: str, reading: str = "") -> Assessment:
    return next(a for a in assess(WEEK, TERMS, D19) if (a.provision_id, a.reading_id) == (provision, reading))


def test_a_trace_says_what_is_asked_what_counts_and_what_would_change_it() -> None:
    said = explain(find("calm"), TERMS, WEEK)
    assert "It forbids this to: the Syrian government" in said
    assert "(leaked): “ceasing all attacks" in said
    assert "apparently violated, because" in said
    assert "alleged by a monitoring network" in said
    assert (
        "Clock: 0 of 7 days of calm in a row; 7 days since it began." in said and "– 2016-09-19 (day 7): broken" in said
    )
    assert "What would change it:" in said
    assert "[An Example Review, 2016-09-19]" in said


def test_every_word_quoted_stands_in_a_report() -> None:
    texts = " ".join(d.text for d in WEEK.documents)
    for assessment in assess(WEEK, TERMS, D19):
        for piece in (*assessment.against, *assessment.supporting):
            words = piece.reason[1 : piece.reason.index("”,")] if "”," in piece.reason else ""
            assert words.split(" …")[0] in texts


def test_a_reading_is_named_and_other_readings_are_announced() -> None:
    assert "Read as: The guarantors are bound as well" in explain(find("calm", "guarantors-bound"), TERMS)
    assert "It can be read otherwise (1)" in explain(find("calm"), TERMS)


def test_without_the_situation_claims_are_named_by_their_ids() -> None:
    assessment = find("calm")
    assert assessment.against[0].claim_ids[0].removeprefix("sha256:")[:8] in explain(assessment, TERMS)


def test_a_claim_is_never_told_as_a_fact() -> None:
    for assessment in assess(WEEK, TERMS, D19):
        for piece in assessment.against:
            assert any(cue in piece.reason for cue in ("says", "alleged by", "reports", "denied", "reported as"))


def test_what_counts_and_what_leaves_it_open_are_told_apart() -> None:
    said = explain(find("calm"), TERMS, WEEK)
    counts, leaves = said.index("Counts against it being kept ("), said.index("Leaves it open (")
    assert counts < said.index("Government aircraft bombed") < leaves < said.index("The army counted 300")


def test_every_claim_of_a_happening_is_given_in_its_words() -> None:
    said = explain(find("calm", "guarantors-bound"), TERMS, WEEK)
    assert "  · “Washington spoke of a mistake.”, says Washington." in said


def test_other_words_follow_the_full_trace_in_a_line_each() -> None:
    found = [a for a in assess(WEEK, TERMS, D19, "all") if a.provision_id == "calm"]
    said = explain_words(found, TERMS, WEEK, width=80)
    assert said.count("On another's word:") == 2
    assert "– monitors only: apparently violated; " in said
    assert max(map(len, said.splitlines())) <= 80


def test_a_day_that_nobody_tells_of_says_how_much_was_heard() -> None:
    silent = next(a for a in assess(situation(), TERMS, D19) if a.provision_id == "calm")
    said = explain(silent, TERMS)
    assert "unknown; no report of calm or of a breach; no report read here speaks of this day." in said
