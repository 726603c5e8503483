from __future__ import annotations

from datetime import date

import pytest

from trucewatch.packs.cases import load_cases, parse_count, parse_days


def test_days_are_a_day_a_span_or_a_week() -> None:
    day = date(2016, 9, 12)
    assert parse_days("2016-09-12") == (day, day, "day")
    assert parse_days("2016-09-12 to 2016-09-14") == (day, date(2016, 9, 14), "range")
    assert parse_days("week of 2016-09-12") == (day, date(2016, 9, 18), "week")
    with pytest.raises(ValueError, match="swap"):
        parse_days("2016-09-14 to 2016-09-12")


@pytest.mark.parametrize(
    ("text", "expected"),
    [(20, (20, 20)), ("20..", (20, None)), ("..20", (None, 20)), ("20..30", (20, 30)), ("0", (0, 0))],
)
def test_counts_may_be_open(text: object, expected: tuple[float | None, float | None]) -> None:
    assert parse_count(text) == expected


@pytest.mark.parametrize("text", ["", "..", "many", "-3"])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a count"):
        parse_count(text)


def test_cases_say_why() -> None:
    for case in load_cases("syria-us-russia-2016-09").cases:
        assert case.because and case.expect
