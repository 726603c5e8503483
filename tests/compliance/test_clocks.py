from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compliance.terms import make_clock, make_provision, make_term
from trucewatch.compliance.clocks import Reset, find_completed_run, read_clock
from trucewatch.compliance.happenings import Happening
from trucewatch.compliance.weighing import Weight

STEP = timedelta(minutes=15)


def weight(status: str, first: date, last: date | None = None) -> Weight:
    happening = Happening(key=f"{status}-{first}", testimonies=())
    return Weight(happening=happening, status=status, reason="told", start_on=first, end_on=last or first)  # type: ignore[arg-type]


zones = st.sampled_from(["Asia/Damascus", "Asia/Kathmandu", "Europe/Kyiv", "Asia/Beirut"])
starts = st.builds(
    lambda d, q: datetime.combine(d, datetime.min.time(), UTC) + q * STEP,
    st.sampled_from([date(2016, 3, 25), date(2016, 3, 30), date(2016, 9, 11), date(2016, 10, 27)]),
    st.integers(0, 95),
)
offsets = st.sets(st.integers(0, 11), max_size=6)


def whole_days(start: datetime, as_of: date, zone: ZoneInfo) -> list[date]:
    """Days of the zone that lie wholly after ``start``, up to ``as_of``, found quarter by quarter."""
    at, seen, late = start.astimezone(UTC) - timedelta(days=2), {}, []  # type: ignore[var-annotated]
    while at < datetime.combine(as_of + timedelta(days=2), datetime.min.time(), UTC):
        seen.setdefault(at.astimezone(zone).date(), []).append(at >= start)
        at += STEP
    late = [d for d, quarters in sorted(seen.items()) if all(quarters) and d <= as_of]
    return late


@settings(max_examples=60, deadline=None)
@given(starts, zones, st.integers(0, 12), offsets)
def test_the_days_passed_on_a_clock_are_the_whole_days_since_its_start_or_last_break(
    start: datetime, zone_name: str, length: int, broken: set[int]
) -> None:
    zone = ZoneInfo(zone_name)
    first = start.astimezone(zone).date()
    as_of = first + timedelta(days=length)
    clock = make_clock(start, days=30)
    term = make_term(make_provision(clock=clock), as_of, zone_name)
    weights = [weight("apparent", first + timedelta(days=n)) for n in broken]
    reading = read_clock(clock, term, weights, weights, ())
    last_break = max((first + timedelta(days=n) for n in broken if n <= length), default=None)
    counted = [d for d in whole_days(start, as_of, zone) if last_break is None or d > last_break]
    assert reading.elapsed == len(counted)
    assert reading.day == 0, "days that nobody calls calm are no days of calm"
    assert {d.on for d in reading.days if d.state == "broken"} == {
        first + timedelta(days=n) for n in broken if n <= length
    }


@settings(max_examples=60, deadline=None)
@given(offsets, offsets, st.integers(1, 4))
def test_a_count_is_complete_when_that_many_days_in_a_row_are_calm(calm: set[int], broken: set[int], need: int) -> None:
    start = datetime(2016, 9, 12, tzinfo=ZoneInfo("Asia/Damascus"))
    clock = make_clock(start, days=need)
    term = make_term(make_provision(clock=clock), date(2016, 9, 23))
    weights = [weight("fulfilled", date(2016, 9, 12) + timedelta(days=n)) for n in calm]
    weights += [weight("apparent", date(2016, 9, 12) + timedelta(days=n)) for n in broken]
    run = find_completed_run(clock, read_clock(clock, term, weights, (), ()))
    good = calm - broken
    windows = [n for n in range(12 - need + 1) if all(n + k in good for k in range(need))]
    expected = None if not windows else date(2016, 9, 12) + timedelta(days=max(windows))
    assert (run and run[0]) == expected


@settings(max_examples=40, deadline=None)
@given(offsets, st.integers(1, 4))
def test_a_cumulative_clock_counts_calm_days_wherever_they_lie(calm: set[int], need: int) -> None:
    start = datetime(2016, 9, 12, tzinfo=ZoneInfo("Asia/Damascus"))
    clock = make_clock(start, days=need, continuous=False)
    term = make_term(make_provision(clock=clock), date(2016, 9, 23))
    weights = [weight("fulfilled", date(2016, 9, 12) + timedelta(days=n)) for n in calm]
    reading = read_clock(clock, term, weights, (), ())
    assert reading.day == min(len(calm), need)
    assert (find_completed_run(clock, reading) is not None) == (len(calm) >= need)


def test_a_breach_outranks_a_dispute_and_a_dispute_outranks_calm() -> None:
    on = date(2016, 9, 13)
    clock = make_clock(datetime(2016, 9, 12, tzinfo=ZoneInfo("Asia/Damascus")))
    term = make_term(make_provision(clock=clock), date(2016, 9, 14))
    for weights, state in (
        ([weight("fulfilled", on)], "calm"),
        ([weight("fulfilled", on), weight("by whom unknown", on)], "disputed"),
        ([weight("disputed", on), weight("denied by the accused", on), weight("fulfilled", on)], "broken"),
        ([weight("aside", on)], "unknown"),
    ):
        assert read_clock(clock, term, weights, (), ()).days[1].state == state


def test_a_breach_known_to_several_days_breaks_none_of_them_and_leaves_all_disputed() -> None:
    clock = make_clock(datetime(2016, 9, 12, tzinfo=ZoneInfo("Asia/Damascus")))
    term = make_term(make_provision(clock=clock), date(2016, 9, 15))
    told = [weight("apparent", date(2016, 9, 13), date(2016, 9, 14))]
    reading = read_clock(clock, term, told, told, ())
    assert [d.state for d in reading.days] == ["unknown", "disputed", "disputed", "unknown"]
    assert reading.resets == ()


def test_a_declared_reset_makes_the_next_day_the_first() -> None:
    clock = make_clock(datetime(2016, 9, 12, 19, tzinfo=ZoneInfo("Asia/Damascus")), days=7)
    term = make_term(make_provision(clock=clock), date(2016, 9, 18))
    reading = read_clock(clock, term, (), (), [Reset(provision_id="term", on=date(2016, 9, 16), by=("friend",))])
    assert [d.day for d in reading.days] == [0, 1, 2, 3, 0, 1, 2]
    assert reading.resets == ("2016-09-16: reset by the Friend",)


def test_before_its_start_a_clock_stands_at_nought() -> None:
    clock = make_clock(datetime(2016, 9, 12, tzinfo=ZoneInfo("Asia/Damascus")))
    reading = read_clock(clock, make_term(make_provision(clock=clock), date(2016, 9, 1)), (), (), ())
    assert (reading.day, reading.days, reading.note) == (0, (), "starts on 2016-09-12")


def test_a_clock_of_years_is_read_over_its_last_days_only() -> None:
    clock = make_clock(datetime(2000, 1, 1, tzinfo=UTC), days=10_000)
    reading = read_clock(clock, make_term(make_provision(clock=clock), date(2016, 9, 1)), (), (), ())
    assert len(reading.days) == 1000


def test_the_note_says_whether_the_count_is_complete_and_what_is_missing() -> None:
    clock = make_clock(datetime(2016, 9, 12, tzinfo=ZoneInfo("Asia/Damascus")), days=2, may_reset=("friend",))
    days = [date(2016, 9, 12), date(2016, 9, 13)]
    calm = [weight("fulfilled", on) for on in days]
    broken = [weight("fulfilled", days[0]), weight("apparent", days[1])]

    def note(weights: list[Weight], as_of: date) -> str:
        return read_clock(clock, make_term(make_provision(clock=clock), as_of), weights, (), ()).note

    assert note(calm, days[1]).startswith("complete on 2016-09-13: it takes 2 days in a row")
    assert note(calm, days[0]).startswith("not complete: ")
    assert note(broken, days[1]).startswith("not complete, though 2 days have passed: ")
    assert note(broken, days[1]).endswith("so far 1 calm, 1 broken; the Friend may agree to reset it")


def test_a_run_of_calm_ends_with_a_day_that_is_not_called_calm_while_time_passes_on() -> None:
    clock = make_clock(datetime(2016, 9, 12, 19, tzinfo=ZoneInfo("Asia/Damascus")), days=3)
    calm = [weight("fulfilled", date(2016, 9, d)) for d in (12, 13, 14, 16, 17)]

    def read(day: int) -> tuple[int, int, str]:
        term = make_term(make_provision(clock=clock), date(2016, 9, day))
        reading = read_clock(clock, term, calm, (), ())
        return reading.day, reading.elapsed, reading.in_words

    assert read(12) == (0, 0, "0 of 3 days of calm in a row; 0 days since it began")
    assert read(13) == (1, 1, "1 of 3 days of calm in a row; 1 day since it began")
    assert read(14)[:2] == (2, 2)
    assert read(15) == (0, 3, "0 of 3 days of calm in a row; 3 days since it began")
    assert read(17) == (2, 5, "2 of 3 days of calm in a row; 5 days since it began")


def test_time_passes_beyond_the_length_of_the_count_and_its_days_keep_their_numbers() -> None:
    clock = make_clock(datetime(2016, 9, 12, tzinfo=ZoneInfo("Asia/Damascus")), days=2)
    term = make_term(make_provision(clock=clock), date(2016, 9, 16))
    reading = read_clock(clock, term, [weight("fulfilled", date(2016, 9, 12), date(2016, 9, 16))], (), ())
    assert (reading.day, reading.elapsed) == (2, 5)
    assert [d.day for d in reading.days] == [1, 2, 3, 4, 5]


def test_a_cumulative_clock_keeps_its_calm_days_over_a_day_without_calm() -> None:
    clock = make_clock(datetime(2016, 9, 12, tzinfo=ZoneInfo("Asia/Damascus")), days=5, continuous=False)
    term = make_term(make_provision(clock=clock), date(2016, 9, 15))
    reading = read_clock(clock, term, [weight("fulfilled", date(2016, 9, d)) for d in (12, 13, 15)], (), ())
    assert reading.in_words == "3 of 5 days of calm in total; 4 days since it began"


def test_after_a_reset_both_numbers_are_told_since_the_reset() -> None:
    clock = make_clock(datetime(2016, 9, 12, tzinfo=ZoneInfo("Asia/Damascus")), days=7)
    term = make_term(make_provision(clock=clock), date(2016, 9, 18))
    calm = [weight("fulfilled", date(2016, 9, 12), date(2016, 9, 18))]
    reading = read_clock(clock, term, calm, (), [Reset(provision_id="term", on=date(2016, 9, 16), by=("friend",))])
    assert reading.in_words == "2 of 7 days of calm in a row; 2 days since it was last reset"


def test_a_clock_read_over_its_last_days_has_run_since_its_beginning() -> None:
    clock = make_clock(datetime(2000, 1, 1, tzinfo=UTC), days=10_000)
    reading = read_clock(clock, make_term(make_provision(clock=clock), date(2016, 9, 1), "UTC"), (), (), ())
    assert reading.elapsed == (date(2016, 9, 1) - date(2000, 1, 1)).days + 1
