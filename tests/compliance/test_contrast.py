from __future__ import annotations

from tests.compliance.founding import D18, D19, founding_week
from trucewatch.compliance.assess import assess
from trucewatch.compliance.compare import compare
from trucewatch.compliance.contrast import Side, contrast
from trucewatch.packs.agreement import load_agreement

TERMS = load_agreement("syria-us-russia-2016-09")
WEEK = founding_week()


def side(name: str) -> Side:
    return Side(name=name, agreement=TERMS, situation=WEEK)


def test_what_changed_since_yesterday_is_told_with_the_words_that_changed_it() -> None:
    changes = compare(assess(WEEK, TERMS, D18), assess(WEEK, TERMS, D19))
    said = contrast(changes, side("as of 2016-09-18"), side("as of 2016-09-19"))
    assert "undetermined (no reports) as of 2016-09-18, apparently violated as of 2016-09-19" in said
    assert "  Counted only as of 2016-09-19:\n" in said
    assert "alleged by a monitoring network [An Example Review, 2016-09-19]" in said
    assert "No difference in: " in said and "excluded" in said


def test_two_words_are_set_side_by_side() -> None:
    moscow, monitors = (assess(WEEK, TERMS, D19, name) for name in ("own:russia", "monitors"))
    said = contrast(compare(moscow, monitors), side("on the word of own:russia"), side("on the word of monitors"))
    assert "(no reports) on the word of own:russia, apparently violated on the word of monitors" in said
    assert max(map(len, contrast((), side("a"), side("b"), width=60).splitlines())) <= 60
