"""What a position says, in the words of the report."""

from dataclasses import replace
from datetime import date

import pytest

from tests.incidents.factory import make_report
from trucewatch.incidents.positions import own_words

DAY = date(2016, 9, 20)


@pytest.mark.parametrize("day", ["on Tuesday ", "on 20 September ", ""])
def test_the_words_of_a_denial_begin_behind_who_denied_it_and_when(day: str) -> None:
    words = f"The ministry denied {day}that its aircraft had struck the convoy"
    report = make_report(f"{words}.", "A", DAY)
    claim = report.claim(
        words, "denies_responsibility", kind="position", by="The ministry", on=DAY, when=day.strip() or None
    )
    (speaker,) = claim.claimants
    claim = replace(claim, claimants=(replace(speaker, cue=report.span("denied")),))
    assert own_words(claim) == "its aircraft had struck the convoy"


def test_words_that_follow_no_speaker_are_kept_whole() -> None:
    report = make_report("That strike was no act of the army, its spokesman said.", "A", DAY)
    claim = report.claim("That strike was no act of the army", "denies_responsibility", kind="position")
    assert own_words(claim) == "That strike was no act of the army"
