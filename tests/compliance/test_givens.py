"""What parties are said to have given under a quota."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.compliance.situations import Report, situation
from trucewatch.compliance.givens import read_given
from trucewatch.errors import UnknownNameError
from trucewatch.model.situation import Situation
from trucewatch.packs.agreement import load_agreement

TERMS = load_agreement("gaza-2025-01")
DAY = date(2025, 1, 25)


def told(*rows: tuple[str, str, float, date]) -> Situation:
    reports = []
    for n, (who, actor_id, number, on) in enumerate(rows):
        report = Report(f"r{n}", DAY)
        report.tell(
            f"{who} released {number:.0f} people.",
            "release",
            by=((who, actor_id),),
            when=(on, on),
            count=(("people", f"{number:.0f}", number, number),),
        )
        reports.append(report)
    return situation(*reports)


def test_what_is_due_for_those_of_another_party_follows_from_what_that_party_gave() -> None:
    made = read_given(
        told(("Hamas", "hamas", 3, date(2025, 1, 19)), ("Israel", "isr-government", 90, date(2025, 1, 20))),
        TERMS,
        "hostages",
        DAY,
    )
    found = {g.party: (g.least, g.due_least, g.due_most) for g in made}
    assert found == {"Hamas and the factions with it": (3, 33, 33), "Israel": (90, 90, 150)}


def test_two_reports_of_one_day_may_be_of_one_release() -> None:
    (hamas, _) = read_given(
        told(("Hamas", "hamas", 3, date(2025, 1, 19)), ("Hamas", "hamas", 4, date(2025, 1, 19))), TERMS, "hostages", DAY
    )
    assert (hamas.least, hamas.most) == (4, 7)


def test_what_is_due_for_a_number_that_nobody_tells_is_not_known() -> None:
    (_, israel) = read_given(told(("Israel", "isr-government", 90, date(2025, 1, 20))), TERMS, "hostages", DAY)
    assert (israel.least, israel.due_least, israel.for_each) == (90, None, "Hamas and the factions with it")


def test_a_term_without_a_quota_is_refused_with_those_that_have_one() -> None:
    with pytest.raises(UnknownNameError, match="hostages"):
        read_given(told(), TERMS, "halt", datetime(2025, 1, 25, tzinfo=ZoneInfo("UTC")).date())
