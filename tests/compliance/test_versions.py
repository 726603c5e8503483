from __future__ import annotations

from dataclasses import replace

from tests.compliance.founding import D19, founding_week
from trucewatch.compliance.assess import assess
from trucewatch.compliance.compare import compare
from trucewatch.compliance.versions import compare_terms, pair_terms
from trucewatch.packs.agreement import load_agreement

SEPTEMBER = load_agreement("syria-us-russia-2016-09")
FEBRUARY = load_agreement("syria-coh-2016-02")


def test_a_version_answers_to_itself_and_only_what_was_changed_differs() -> None:
    calm = replace(SEPTEMBER.provision("calm"), addressees=("government", "opposition"))
    later = replace(SEPTEMBER, version="2", provisions=(calm, *SEPTEMBER.provisions[1:]))
    pairs = pair_terms(SEPTEMBER, later)
    assert all(old == new for old, new in pairs.items()) and len(pairs) == len(SEPTEMBER.provisions)
    (change,) = compare_terms(SEPTEMBER, later, pairs)
    assert [aspect for aspect, _, _ in change.differs] == ["bound"]


def test_terms_of_two_agreements_answer_to_each_other_by_id_and_then_by_what_they_ask() -> None:
    pairs = pair_terms(FEBRUARY, SEPTEMBER)
    assert len(set(pairs.values())) == len(pairs)
    for old, new in pairs.items():
        assert old == new or FEBRUARY.provision(old).modality == SEPTEMBER.provision(new).modality


def test_a_comparison_of_two_agreements_has_no_term_twice() -> None:
    pairs = pair_terms(FEBRUARY, SEPTEMBER)
    week = founding_week()
    changes = compare(assess(week, FEBRUARY, D19), assess(week, SEPTEMBER, D19), pairs)
    keys = [(c.provision_id, c.reading_id) for c in changes]
    assert len(keys) == len(set(keys))
