from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compliance.situations import Report, situation
from tests.compliance.terms import make_agreement, make_provision
from trucewatch.compliance.assess import assess
from trucewatch.model.agreement import Quota
from trucewatch.model.assessment import Assessment

START = date(2025, 1, 20)
ZONE = ZoneInfo("Asia/Damascus")
IN_ALL = Quota(what="people", by="south", low=33, enough=33)
FOR_EACH = Quota(what="people", by="north", low=30, enough=50, for_each_by="south")
NORTH, SOUTH = "syr-government", "syr-opposition"
Told = tuple[str, int, tuple[str, float | None, float | None] | None]
"""Who releases, on which day, and how many: the words, at least, at most."""


def exactly(number: int) -> tuple[str, float, float]:
    return str(number), float(number), float(number)


def judge(
    *told: Told,
    quotas: tuple[Quota, ...] = (IN_ALL,),
    who: tuple[str, ...] = ("south",),
    as_of: date = date(2025, 3, 10),
    party: str = "",
    view: str = "any",
) -> Assessment:
    terms = make_agreement(
        make_provision(
            "obligation",
            acts=("release",),
            addressees=who,
            quotas=quotas,
            starts_at=datetime(2025, 1, 19, 8, 30, tzinfo=ZONE),
            deadline_at=datetime(2025, 3, 2, tzinfo=ZONE),
        )
    )
    reports = []
    for n, (by, day, count) in enumerate(told):
        report, on = Report(f"r{n}", as_of), START + timedelta(days=day)
        number = (("people", f"{count[0]} people", *count[1:]),) if count else ()
        report.tell(
            f"On day {n} {by} let {count[0] if count else 'some'} people go.",
            "release",
            says=(),
            by=((by, by),),
            when=(on, on),
            count=number,
        )
        reports.append(report)
    return assess(situation(*reports), terms, as_of, view, party)[0]


def test_releases_of_several_days_add_up_to_the_quota() -> None:
    found = judge((SOUTH, 0, exactly(3)), (SOUTH, 5, exactly(30)))
    assert (found.verdict, "at least 33 of 33 people" in found.reason) == ("kept", True)


def test_one_too_few_is_undetermined_after_the_deadline_and_not_yet_due_before_it() -> None:
    late, early = (judge((SOUTH, 0, exactly(32)), as_of=date(2025, m, 1 + m % 2)) for m in (3, 2))
    assert (late.verdict, early.verdict) == ("undetermined", "not yet due")
    assert "32 of 33" in late.reason and "32 of 33" in early.reason and "2025-03-02 00:00" in early.reason
    assert "no proof" in late.rule


def test_two_counts_of_one_day_may_be_of_the_same_people() -> None:
    assert "20 of 33" in judge((SOUTH, 0, exactly(20)), (SOUTH, 0, exactly(18))).reason


def test_a_release_without_a_number_counts_nobody() -> None:
    assert "0 of 33" in judge((SOUTH, 0, None)).reason


def test_nothing_reported_is_not_a_quota_missed() -> None:
    assert judge().verdict == "undetermined"
    assert "nobody heard" in judge().reason


@pytest.mark.parametrize(("given_up", "verdict"), [(120, "undetermined"), (199, "undetermined"), (200, "kept")])
def test_a_quota_for_each_is_reached_at_the_most_that_can_be_due(given_up: int, verdict: str) -> None:
    found = judge((SOUTH, 0, exactly(4)), (NORTH, 0, exactly(given_up)), quotas=(FOR_EACH,), who=("north", "south"))
    assert found.verdict == verdict
    assert f"at least {given_up} people, where 120 to 200 are due for those of the South" in found.reason


def test_for_one_party_the_other_partys_number_still_counts() -> None:
    told = ((SOUTH, 0, exactly(4)), (NORTH, 0, exactly(200)))
    both = ("north", "south")
    assert judge(*told, quotas=(IN_ALL, FOR_EACH), who=both, party="north").verdict == "kept"
    assert "4 of 33" in judge(*told, quotas=(IN_ALL, FOR_EACH), who=both, party="south").reason
    assert judge(*told, quotas=(IN_ALL, FOR_EACH), who=both).verdict == "undetermined"


def test_an_open_number_of_the_other_party_bounds_nothing() -> None:
    told: tuple[Told, ...] = ((SOUTH, 0, ("over 4", 4.0, None)), (NORTH, 0, exactly(500)))
    found = judge(*told, quotas=(FOR_EACH,), who=("north", "south"))
    assert found.verdict == "undetermined"
    assert "how many the South gave is not told" in found.reason


def test_a_quota_that_the_perspective_does_not_hear_enough_of_is_not_reached() -> None:
    assert judge((SOUTH, 0, exactly(33)), view="two-origins").verdict == "undetermined"


releases = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 40)), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(releases, releases)
def test_what_is_reported_beside_never_takes_from_a_quota_that_was_reached(
    first: list[tuple[int, int]], more: list[tuple[int, int]]
) -> None:
    def verdict(told: list[tuple[int, int]]) -> str:
        return judge(*((SOUTH, day, exactly(n)) for day, n in told)).verdict

    largest: dict[int, int] = {}
    for day, n in first:
        largest[day] = max(largest.get(day, 0), n)
    assert (verdict(first) == "kept") == (sum(largest.values()) >= 33)
    assert verdict(first) != "kept" or verdict(first + more) == "kept"
