from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.compliance.days import day_bounds, day_range, local_day, place_in_term, starts_day

ZONES = [
    "Asia/Damascus",
    "Asia/Kathmandu",
    "Europe/Kyiv",
    "Asia/Beirut",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "UTC",
]
STEP = timedelta(minutes=15)
# Around changes of the clocks: Kyiv 27 Mar and 30 Oct 2016, Damascus 25 Mar (at midnight) and 28 Oct 2016,
# Beirut 27 Mar 2016 (at midnight), São Paulo 16 Oct 2016 (at midnight), Lord Howe 2 Oct 2016 (by half an hour).
CHANGES = [
    date(2016, 3, 27),
    date(2016, 3, 25),
    date(2016, 10, 2),
    date(2016, 10, 16),
    date(2016, 10, 28),
    date(2016, 10, 30),
]
zones = st.sampled_from(ZONES).map(ZoneInfo)
near = st.sampled_from(CHANGES).flatmap(lambda d: st.integers(-2, 2).map(lambda n: d + timedelta(days=n)))


def quarters(first: date, last: date, zone: ZoneInfo) -> list[datetime]:
    """Every quarter of an hour whose local day is among ``first``..``last``: the day by brute force."""
    at = datetime.combine(first - timedelta(days=2), datetime.min.time(), UTC)
    end = datetime.combine(last + timedelta(days=3), datetime.min.time(), UTC)
    found = []
    while at < end:
        if first <= at.astimezone(zone).date() <= last:
            found.append(at)
        at += STEP
    return found


@settings(max_examples=60, deadline=None)
@given(near, zones)
def test_a_day_holds_every_quarter_hour_of_its_local_date(on: date, zone: ZoneInfo) -> None:
    slots = quarters(on, on, zone)
    assert day_bounds(on, zone) == (slots[0], slots[-1] + STEP)


@settings(max_examples=80, deadline=None)
@given(near, st.integers(0, 3), zones, st.integers(-400, 400), st.none() | st.integers(1, 400))
def test_where_days_lie_agrees_with_counting_quarter_hours(
    first: date, length: int, zone: ZoneInfo, shift: int, lasts: int | None
) -> None:
    last = first + timedelta(days=length)
    slots = quarters(first, last, zone)
    starts_at = slots[0] + shift * STEP
    ends_at = None if lasts is None else starts_at + lasts * STEP
    inside = [starts_at <= s and (ends_at is None or s < ends_at) for s in slots]
    if all(inside):
        expected = "inside"
    elif any(inside) or (ends_at is not None and slots[0] < starts_at and ends_at <= slots[-1]):
        expected = "partly"
    else:
        expected = "before" if slots[-1] < starts_at else "after"
    assert place_in_term(first, last, starts_at, ends_at, zone) == expected


def test_days_have_23_and_25_hours_when_the_clocks_change() -> None:
    kyiv = ZoneInfo("Europe/Kyiv")
    assert [
        (b - a).total_seconds() / 3600 for a, b in (day_bounds(date(2016, m, d), kyiv) for m, d in ((3, 27), (10, 30)))
    ] == [23, 25]


def test_kathmandu_is_five_hours_and_three_quarters_ahead() -> None:
    start, _ = day_bounds(date(2006, 11, 21), ZoneInfo("Asia/Kathmandu"))
    assert start == datetime(2006, 11, 20, 18, 15, tzinfo=UTC)


def test_a_term_without_ends_holds_every_day() -> None:
    assert place_in_term(date(2016, 9, 1), date(2016, 9, 2), None, None, ZoneInfo("UTC")) == "inside"


@pytest.mark.parametrize(("hour", "whole"), [(0, True), (19, False)])
def test_only_a_start_at_midnight_covers_its_whole_day(hour: int, whole: bool) -> None:
    zone = ZoneInfo("Asia/Damascus")
    start = datetime(2016, 9, 12, hour, tzinfo=zone)
    assert starts_day(start, zone) is whole
    assert local_day(start, zone) == date(2016, 9, 12)


def test_a_range_that_ends_before_it_starts_is_empty() -> None:
    assert day_range(date(2016, 9, 2), date(2016, 9, 1)) == ()
    assert day_range(date(2016, 9, 1), date(2016, 9, 2)) == (date(2016, 9, 1), date(2016, 9, 2))
