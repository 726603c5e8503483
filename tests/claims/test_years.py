from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.claims.parsed import paragraph
from trucewatch.claims.when import find_times
from trucewatch.claims.years import find_years
from trucewatch.reading.eras import find_era

WHO = "Foreign Secretary Jeremy Hunt"


def days(text):
    years = find_years(text)
    return [(w.start_on, w.end_on) for w in find_times(paragraph(text), None, years=years)]


def test_a_day_and_month_takes_the_year_in_which_the_office_was_held():
    assert days(f"{WHO} met the envoy in Geneva on 5 November.") == [(date(2018, 11, 5), date(2018, 11, 5))]


def test_a_day_that_falls_twice_into_the_term_stays_undated():
    assert days(f"{WHO} met the envoy in Geneva on 12 July.") == [(None, None)]


def test_a_weekday_beside_the_day_settles_its_year():
    general = "Gen. Joseph Votel of Central Command"
    text = f"{general} said that on Thursday, Dec. 14, jets struck a depot. The fires burned on Thursday."
    assert [start for start, _ in days(text)] == [date(2017, 12, 14)] * 2


def test_a_text_that_names_nobody_gives_no_year():
    assert days("On Dec. 6 soldiers took the bridge.") == [(None, None)]


def test_the_text_s_own_full_dates_come_before_offices():
    assert days(f"{WHO} spoke of the raid of 5 March 2015. It followed that of 2 March.")[1][0] == date(2015, 3, 2)


@given(st.integers(1, 12), st.integers(1, 28))
def test_a_year_so_found_lies_in_the_era_or_shortly_before(month, day):
    text = f"{WHO} spoke of the raid on {day} {date(2000, month, 1):%B}."
    era, found = find_era(text), find_years(text).by_day.get((month, day))
    assert era.since is not None and era.until is not None
    if found is not None:
        assert era.since.year - 1 <= found <= era.until.year
