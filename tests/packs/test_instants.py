from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.packs.instants import parse_day, parse_instant, parse_length, parse_zone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016-09-12 19:00 Asia/Damascus", datetime(2016, 9, 12, 16, tzinfo=UTC)),
        ("2016-09-12T19:00+03:00", datetime(2016, 9, 12, 16, tzinfo=UTC)),
        ("2006-11-21 0:00 Asia/Kathmandu", datetime(2006, 11, 20, 18, 15, tzinfo=UTC)),
        ("2024-11-27 04:00 Asia/Beirut", datetime(2024, 11, 27, 2, tzinfo=UTC)),
        ("2015-02-15 00:00 Europe/Kyiv", datetime(2015, 2, 14, 22, tzinfo=UTC)),
        ("2016-09-12 19:00 UTC", datetime(2016, 9, 12, 19, tzinfo=UTC)),
    ],
)
def test_an_instant_has_its_zone(text: str, expected: datetime) -> None:
    assert parse_instant(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2016-09-12", "is not an instant"),
        ("2016-09-12 19:00", "has no zone"),
        ("2016-09-12 25:00 UTC", "is not an instant"),
        ("2016-09-12 19:00 Mars/Olympus", "is not a time zone"),
        ("2016-03-27 03:30 Europe/Kyiv", "does not exist"),
        ("2016-09-12 19:00 ../../etc/passwd", "is not a time zone"),
    ],
)
def test_what_is_no_instant_is_refused_with_the_remedy(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_instant(text)


def test_an_hour_that_comes_twice_is_the_first() -> None:
    assert parse_instant("2016-10-30 03:30 Europe/Kyiv").astimezone(UTC) == datetime(2016, 10, 30, 0, 30, tzinfo=UTC)


def test_lengths_in_words() -> None:
    assert [parse_length(t) for t in ("1 hour", "48 hours", "7 days", "2 weeks")] == [
        timedelta(hours=1),
        timedelta(hours=48),
        timedelta(days=7),
        timedelta(days=14),
    ]
    for wrong in ("7", "seven days", "-1 days", "0 days", "7 months"):
        with pytest.raises(ValueError, match="is not a length"):
            parse_length(wrong)


def test_days_and_zones_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="is not a day"):
        parse_day("12 September")
    with pytest.raises(ValueError, match="is not a time zone"):
        parse_zone("")


@given(
    st.datetimes(datetime(2005, 1, 1), datetime(2026, 1, 1)).map(lambda d: d.replace(second=0, microsecond=0)),
    st.sampled_from(["Asia/Damascus", "Asia/Kathmandu", "Europe/Kyiv", "Asia/Beirut", "Africa/Khartoum", "UTC"]),
)
def test_an_instant_keeps_the_hour_that_its_zone_s_clocks_showed(local: datetime, zone: str) -> None:
    try:
        instant = parse_instant(f"{local:%Y-%m-%d %H:%M} {zone}")
    except ValueError as error:
        # Only an hour that the clocks skipped is refused.
        aware = local.replace(tzinfo=parse_zone(zone))
        assert "does not exist" in str(error)
        assert aware.astimezone(UTC).astimezone(aware.tzinfo).replace(tzinfo=None) != local
    else:
        assert instant.astimezone(parse_zone(zone)).replace(tzinfo=None) == local
        assert zone != "Asia/Kathmandu" or instant.utcoffset() == timedelta(hours=5, minutes=45)


@given(
    st.datetimes(datetime(2005, 1, 1), datetime(2026, 1, 1)).map(lambda d: d.replace(second=0, microsecond=0)),
    st.integers(-12 * 60, 14 * 60).map(lambda m: m - m % 15),
)
def test_an_offset_is_kept_to_the_quarter_of_an_hour(local: datetime, minutes: int) -> None:
    sign, rest = ("-" if minutes < 0 else "+"), abs(minutes)
    instant = parse_instant(f"{local:%Y-%m-%d %H:%M} {sign}{rest // 60:02}:{rest % 60:02}")
    assert instant.utcoffset() == timedelta(minutes=minutes) and instant.replace(tzinfo=None) == local
