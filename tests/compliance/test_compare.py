from __future__ import annotations

from tests.compliance.founding import D18, D19, founding_week
from trucewatch.compliance.assess import assess
from trucewatch.compliance.compare import compare
from trucewatch.compliance.robustness import describe_robustness
from trucewatch.packs.agreement import load_agreement

TERMS = load_agreement("syria-us-russia-2016-09")


def test_from_one_day_to_the_next_only_what_differs_is_listed() -> None:
    before, after = assess(founding_week(), TERMS, D18), assess(founding_week(), TERMS, D19)
    changes = {(c.provision_id, c.reading_id): c for c in compare(before, after)}
    calm = changes[("calm", "")]
    assert calm.sentence.startswith("calm: undetermined → apparently violated; days passed 6 → 7; ")
    assert calm.gained and not calm.lost
    assert ("excluded", "") not in changes


def test_nothing_differs_between_a_thing_and_itself() -> None:
    found = assess(founding_week(), TERMS, D19)
    assert compare(found, found) == ()


def test_two_perspectives_can_be_compared() -> None:
    monitors = assess(founding_week(), TERMS, D19, "monitors")
    moscow = assess(founding_week(), TERMS, D19, "own:russia")
    calm = next(c for c in compare(moscow, monitors) if c.provision_id == "calm" and not c.reading_id)
    assert "undetermined → apparently violated" in calm.sentence


def test_a_term_that_only_one_side_has_is_new_or_gone() -> None:
    found = assess(founding_week(), TERMS, D19)
    assert compare((), found)[0].sentence == "calm: new, apparently violated"
    assert compare(found, ())[0].sentence == "calm: gone, apparently violated"


def test_robustness_counts_the_perspectives_behind_each_verdict() -> None:
    found = [a for a in assess(founding_week(), TERMS, D19, "all") if a.provision_id == "calm" and not a.reading_id]
    said = describe_robustness(found, TERMS)
    assert said.startswith("apparently violated on 2 of 8 (any claim; monitors only); undetermined on 6 of 8 (")
    excluded = [a for a in assess(founding_week(), TERMS, D19, "all") if a.provision_id == "excluded"]
    assert describe_robustness(excluded, TERMS) == "not applicable from every perspective"
