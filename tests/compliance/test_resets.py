from __future__ import annotations

from datetime import date

import pytest

from tests.compliance.founding import D17, D19, founding_week
from tests.compliance.situations import Report, situation
from trucewatch.compliance.assess import assess
from trucewatch.compliance.clocks import Reset
from trucewatch.compliance.explain import explain
from trucewatch.model.assessment import Assessment
from trucewatch.model.situation import Situation
from trucewatch.packs.agreement import load_agreement

TERMS = load_agreement("syria-us-russia-2016-09")
D14 = date(2016, 9, 14)


def calm(told: Situation, *resets: Reset, on: date = D19, view: str = "any") -> Assessment:
    return next(a for a in assess(told, TERMS, on, view, resets=resets) if a.provision_id == "calm")


def extension() -> tuple[Situation, str]:
    report = Report("r", D14)
    claim = report.tell(
        "Washington and Moscow extended it on Wednesday, a spokesman said.",
        "extends",
        holder=(("Washington", "usa-government"), ("Moscow", "rus-government")),
        when=(D14, D14),
    )
    return situation(report), claim.claim_id


def elapsed(found: Assessment) -> int:
    assert found.clock is not None
    return found.clock.elapsed


def test_an_extension_may_be_a_reset_and_is_none_until_somebody_says_so() -> None:
    told, claim_id = extension()
    found = calm(told)
    assert elapsed(found) == 7
    assert found.clock is not None
    (possible,) = found.clock.may_be_resets
    assert possible.claim_ids == (claim_id,) and "nobody has said so" in possible.reason
    said = explain(found, TERMS, told)
    assert "no such reset is recorded" in said and "May be a reset, which a person must say (1):" in said


def test_a_recorded_reset_starts_the_count_again_and_its_words_are_no_longer_a_maybe() -> None:
    told, claim_id = extension()
    found = calm(told, Reset(provision_id="calm", on=D14, by=("us", "russia"), claim_ids=(claim_id,), quote="extended"))
    assert elapsed(found) == 5
    assert found.clock is not None and not found.clock.may_be_resets
    assert "reset by the United States and Russia, in the words “extended”" in found.clock.resets[0]


def test_one_guarantor_alone_resets_nothing_and_the_other_is_named() -> None:
    found = calm(founding_week(), Reset(provision_id="calm", on=D17, by=("us",)))
    assert elapsed(found) == 7
    assert found.clock is not None
    assert "Russia would have to agree" in found.clock.may_be_resets[0].reason


def test_what_each_declares_for_the_same_day_counts_together() -> None:
    both = [Reset(provision_id="calm", on=D17, by=(p,)) for p in ("us", "russia")]
    assert elapsed(calm(founding_week(), *both)) == 2


@pytest.mark.parametrize(
    "reset",
    [
        Reset(provision_id="calm", on=date(2016, 9, 20), by=("us", "russia")),
        Reset(provision_id="access", on=D17, by=("us", "russia")),
        Reset(provision_id="calm", on=D17, by=("us", "russia"), claim_ids=("sha256:later",)),
        Reset(provision_id="calm", on=D17, by=("us", "russia"), document_id="sha256:later"),
    ],
    ids=["a later day", "another term", "words not known yet", "a report not published yet"],
)
def test_what_was_not_known_or_is_not_due_does_not_reset(reset: Reset) -> None:
    assert elapsed(calm(founding_week(), reset)) == 7


def test_only_those_who_are_heard_may_seem_to_reset() -> None:
    told, _ = extension()
    found = calm(told, view="monitors")
    assert found.clock is not None and found.clock.may_be_resets == ()
