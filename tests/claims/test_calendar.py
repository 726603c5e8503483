from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.claims import calendar

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@given(days)
def test_a_week_runs_from_monday_to_sunday_around_its_day(day: date) -> None:
    monday, sunday = calendar.week_of(day)
    assert (monday.weekday(), sunday.weekday()) == (0, 6)
    assert monday <= day <= sunday


@given(days)
def test_a_month_holds_its_day_and_ends_before_the_next_month(day: date) -> None:
    first, last = calendar.month_of(day.year, day.month)
    assert first.day == 1
    assert first <= day <= last
    assert (last + timedelta(days=1)).day == 1


@given(days, st.integers(min_value=-600, max_value=600))
def test_shifting_months_keeps_the_month_count_and_never_overruns_the_month(day: date, months: int) -> None:
    moved = calendar.shift_months(day, months)
    assert moved is not None
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day <= day.day


@given(days, st.integers(min_value=0, max_value=6))
def test_the_last_and_the_next_weekday_lie_within_a_week_on_either_side(day: date, weekday: int) -> None:
    back, ahead = calendar.last_weekday(day, weekday), calendar.next_weekday(day, weekday)
    assert back.weekday() == ahead.weekday() == weekday
    assert day - timedelta(days=6) <= back <= day <= ahead <= day + timedelta(days=6)
    assert calendar.last_weekday(day, weekday, strictly=True) < day < calendar.next_weekday(day, weekday, strictly=True)


@given(days, st.sampled_from(["hour", "day", "week", "fortnight", "month", "year"]), st.integers(0, 400))
def test_what_lies_ago_is_an_interval_that_ends_before_today_is_over(day: date, unit: str, count: int) -> None:
    found = calendar.before(day, count, unit)
    assert found is not None
    assert found[0] <= found[1]
    assert count == 0 or unit == "hour" or found[0] < day


@given(days, st.sampled_from(["hour", "day", "week", "month", "year"]), st.integers(-60, 60).filter(bool))
def test_a_stretch_touches_the_day_it_is_counted_from(day: date, unit: str, count: int) -> None:
    found = calendar.stretch(day, count, unit)
    assert found is not None
    assert day in found
    assert found[0] <= found[1]


def test_a_day_that_the_calendar_lacks_is_no_day() -> None:
    assert calendar.day(2016, 2, 30) is None
    assert calendar.day(2016, 2, 29) == date(2016, 2, 29)


def test_a_day_without_a_year_is_the_nearest_past_one_unless_the_sentence_looks_ahead() -> None:
    reference = date(2016, 9, 19)
    assert calendar.year_for_day(reference, 10, 1, future=False) == date(2015, 10, 1)
    assert calendar.year_for_day(reference, 10, 1, future=True) == date(2016, 10, 1)
    assert calendar.year_for_day(reference, 2, 29, future=False) == date(2016, 2, 29)


def test_a_weekday_beside_a_day_settles_its_year() -> None:
    assert calendar.year_for_day(date(2017, 1, 4), 12, 15, future=False, weekday=3) == date(2016, 12, 15)


def test_parts_of_a_month_cover_its_beginning_middle_and_end() -> None:
    assert calendar.part_of_month(2016, 2, "early") == (date(2016, 2, 1), date(2016, 2, 15))
    assert calendar.part_of_month(2016, 2, "mid") == (date(2016, 2, 11), date(2016, 2, 20))
    assert calendar.part_of_month(2016, 2, "late") == (date(2016, 2, 16), date(2016, 2, 29))


def test_the_end_of_the_calendar_is_no_error() -> None:
    assert calendar.shift(date.max, 1) is None
    assert calendar.shift_months(date(9999, 12, 1), 1) is None
    assert calendar.before(date.min, 1, "day") is None
