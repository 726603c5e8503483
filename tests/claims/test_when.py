import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims.parsed import paragraph
from trucewatch.claims.when import find_times
from trucewatch.claims.years import find_years
from trucewatch.model.when import PRECISIONS, When

MONDAY = date(2016, 9, 19)

# Sentence, the words found, first day, last day (None: open or unresolved), precision; read on 19 September 2016.
CASES = [
    # weekdays look back, the day of publication included
    ("Guns fell silent on Monday.", "on Monday", "2016-09-19", "2016-09-19", "day"),
    ("Guns fell silent on Sunday.", "on Sunday", "2016-09-18", "2016-09-18", "day"),
    ("Guns fell silent on Tuesday.", "on Tuesday", "2016-09-13", "2016-09-13", "day"),
    ("It broke down last Monday.", "last Monday", "2016-09-12", "2016-09-12", "day"),
    ("Jets came back on Saturday night.", "on Saturday night", "2016-09-17", "2016-09-17", "part_of_day"),
    ("Army bombards suburb on Friday", "on Friday", "2016-09-16", "2016-09-16", "day"),
    ("Troops began to pull back on Tuesday.", "on Tuesday", "2016-09-13", "2016-09-13", "day"),
    ("Calm has held since midnight.", "since midnight", "2016-09-19", "2016-09-19", "range"),
    ("They fell in the first quarter of 2016.", "in the first quarter of 2016", "2016-01-01", "2016-03-31", "range"),
    ("Breaches fell in Q2 2016.", "in Q2 2016", "2016-04-01", "2016-06-30", "range"),
    ("Ten have died since the start of the year.", "since the start of the year", "2016-01-01", "2016-09-19", "range"),
    # and ahead where the verb does
    ("The pause will start on Tuesday at 19:00.", "on Tuesday", "2016-09-20", "2016-09-20", "day"),
    ("The general ordered a lull to begin on Wednesday.", "on Wednesday", "2016-09-21", "2016-09-21", "day"),
    ("The talks resume in Geneva on Thursday.", "on Thursday", "2016-09-22", "2016-09-22", "day"),
    ("The envoy is meeting him on Tuesday.", "on Tuesday", "2016-09-20", "2016-09-20", "day"),
    ("The handover is due on Friday.", "on Friday", "2016-09-23", "2016-09-23", "day"),
    ("Delegates return next Monday.", "next Monday", "2016-09-26", "2016-09-26", "day"),
    # words for days
    ("The road was shut yesterday.", "yesterday", "2016-09-18", "2016-09-18", "day"),
    ("Mortars landed overnight.", "overnight", "2016-09-18", "2016-09-19", "range"),
    ("Mortars landed this morning.", "this morning", "2016-09-19", "2016-09-19", "part_of_day"),
    ("Mortars have landed since last night.", "since last night", "2016-09-18", "2016-09-19", "range"),
    # counted back
    ("It was signed three days ago.", "three days ago", "2016-09-16", "2016-09-16", "day"),
    ("It was signed a week ago.", "a week ago", "2016-09-12", "2016-09-12", "week"),
    ("It was signed two weeks ago.", "two weeks ago", "2016-09-05", "2016-09-11", "week"),
    ("Aid last came two months ago.", "two months ago", "2016-07-01", "2016-07-31", "month"),
    ("The war began five years ago.", "five years ago", "2011-01-01", "2011-12-31", "year"),
    ("The road opened a few days ago.", "a few days ago", None, None, "day"),
    # stretches up to, or from, the day of publication
    ("Ten raids were counted in the past 24 hours.", "in the past 24 hours", "2016-09-18", "2016-09-19", "range"),
    ("Ten raids came within the last 48 hours.", "within the last 48 hours", "2016-09-17", "2016-09-19", "range"),
    ("They were besieged for the past three years.", "for the past three years", "2013-09-19", "2016-09-19", "range"),
    ("It will fall within the next two months.", "within the next two months", "2016-09-19", "2016-11-19", "range"),
    ("Shelling has gone on since 12 September.", "since 12 September", "2016-09-12", "2016-09-19", "range"),
    ("The lull lasts until Friday.", "until Friday", "2016-09-19", "2016-09-23", "range"),
    ("All guns must be gone by the end of October.", "by the end of October", "2016-09-19", "2016-10-31", "range"),
    ("The siege went on until Friday.", "until Friday", None, "2016-09-16", "range"),
    # weeks, weekends, months, years
    ("Both sides traded fire last week.", "last week", "2016-09-12", "2016-09-18", "week"),
    ("Both sides traded fire over the weekend.", "over the weekend", "2016-09-17", "2016-09-18", "range"),
    ("Both sides traded fire last month.", "last month", "2016-08-01", "2016-08-31", "month"),
    ("Both sides traded fire last year.", "last year", "2015-01-01", "2015-12-31", "year"),
    ("Both sides will confer this week.", "this week", "2016-09-19", "2016-09-25", "week"),
    ("The town was besieged in July.", "in July", "2016-07-01", "2016-07-31", "month"),
    ("The town was besieged in November.", "in November", "2015-11-01", "2015-11-30", "month"),
    ("It fell in early February 2016.", "in early February 2016", "2016-02-01", "2016-02-15", "range"),
    ("It fell in the first week of July.", "in the first week of July", "2016-07-01", "2016-07-07", "range"),
    ("It fell in the last week of May.", "in the last week of May", "2016-05-25", "2016-05-31", "range"),
    ("It fell in the second half of May 2015.", "in the second half of May 2015", "2015-05-16", "2015-05-31", "range"),
    ("It fell in 2014.", "in 2014", "2014-01-01", "2014-12-31", "year"),
    ("It fell between 2012 and 2014.", "between 2012 and 2014", "2012-01-01", "2014-12-31", "range"),
    ("It fell in the summer of 2015.", "in the summer of 2015", "2015-06-01", "2015-08-31", "range"),
    # dates
    ("It was struck on 7 July.", "on 7 July", "2016-07-07", "2016-07-07", "day"),
    ("It was struck on 7 December.", "on 7 December", "2015-12-07", "2015-12-07", "day"),
    ("It was struck on July 7th.", "on July 7th", "2016-07-07", "2016-07-07", "day"),
    ("It was struck on the morning of 3 May.", "on the morning of 3 May", "2016-05-03", "2016-05-03", "part_of_day"),
    ("It was struck on Friday, Apr. 22, 2016.", "on Friday, Apr. 22, 2016", "2016-04-22", "2016-04-22", "day"),
    ("It was struck on 04/03/2016.", "on 04/03/2016", "2016-03-04", "2016-03-04", "day"),
    ("It was struck on 09.19.2015.", "on 09.19.2015", "2015-09-19", "2015-09-19", "day"),
    ("It was struck on 2016-02-27.", "on 2016-02-27", "2016-02-27", "2016-02-27", "day"),
    # intervals
    ("It was quiet between 3 and 7 March.", "between 3 and 7 March", "2016-03-03", "2016-03-07", "range"),
    ("It was quiet on 3–7 March.", "on 3–7 March", "2016-03-03", "2016-03-07", "range"),
    ("Calm from 30 March to 2 April 2015.", "from 30 March to 2 April 2015", "2015-03-30", "2015-04-02", "range"),
    ("He was shot on 2 or 3 March 2016.", "on 2 or 3 March 2016", "2016-03-02", "2016-03-03", "range"),
    ("He died in the early hours of 3 May.", "in the early hours of 3 May", "2016-05-03", "2016-05-03", "part_of_day"),
    ("It was quiet from Friday until Sunday.", "from Friday until Sunday", "2016-09-16", "2016-09-18", "range"),
    ("It rained Friday night and Saturday.", "Friday night and Saturday", "2016-09-16", "2016-09-17", "range"),
    # what the words alone do not say
    ("Nobody died on the first day of the truce.", "on the first day of the truce", None, None, "day"),
    ("The following day it rained.", "The following day", None, None, "day"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "words", "first", "last", "precision"), CASES)
def test_an_expression_is_as_wide_as_its_words(
    sentence: str, words: str, first: str | None, last: str | None, precision: str
) -> None:
    (when,) = find_times(paragraph(sentence), MONDAY)
    assert when.span is not None
    assert when.span.quote == words
    assert (when.start_on and str(when.start_on), when.end_on and str(when.end_on)) == (first, last)
    assert when.precision == precision


@pytest.mark.parametrize(
    "sentence",
    [
        "Soldiers may march on the capital.",
        "The lull held for seven days.",
        "A month's supply of flour arrived.",
        "Resolution 2254 was adopted with 15 votes.",
        "Some 2,015 people and 12 trucks crossed at 19:00.",
        "The M-46 gun fired 20 rounds.",
    ],
)
def test_durations_names_and_counts_are_no_dates(sentence: str) -> None:
    assert find_times(paragraph(sentence), MONDAY) == ()


@pytest.mark.parametrize(
    "sentence", ["It fell on Monday.", "It fell yesterday.", "It fell on 7 July.", "It fell in July."]
)
def test_without_a_publication_date_what_hangs_on_it_stays_undated(sentence: str) -> None:
    (when,) = find_times(paragraph(sentence), None)
    assert (when.start_on, when.end_on) == (None, None)


def test_a_full_date_needs_no_publication_date() -> None:
    (when,) = find_times(paragraph("It fell on 17 September 2016."), None)
    assert when.start_on == when.end_on == date(2016, 9, 17)


def test_a_day_named_before_anchors_the_days_that_follow_it() -> None:
    text = "On 3 September 2016 the gate opened. The following day it closed, and two days later it burned."
    assert [w.start_on and w.start_on.day for w in find_times(paragraph(text), None)] == [3, 4, 6]


def test_the_last_time_of_the_paragraph_before_can_be_carried_in() -> None:
    previous = When(start_on=date(2016, 9, 3), end_on=date(2016, 9, 3), precision="day")
    (when,) = find_times(paragraph("The same day a clinic was hit."), MONDAY, previous=previous)
    assert when.start_on == date(2016, 9, 3)


def test_a_weekday_named_with_its_date_is_known_again_without_a_publication_date() -> None:
    text = "On Thursday, 15 December 2016, tanks burned. The raids on Thursday lasted an hour."
    assert [w.start_on for w in find_times(paragraph(text), None)] == [date(2016, 12, 15)] * 2


def test_the_years_that_a_text_names_date_its_bare_days() -> None:
    text = "The gate opened on 6 November 2022 after talks in May 2021. On 6 November and on 10 May nobody came."
    years = find_years(text)
    days = [w.start_on for w in find_times(paragraph(text), None, years=years) if w.precision == "day"]
    assert days == [date(2022, 11, 6), date(2022, 11, 6), date(2021, 5, 10)]


def test_years_that_disagree_date_nothing() -> None:
    years = find_years("It opened on 6 November 2022 and on 6 November 2021.")
    assert (years.of(11, 6), years.of(3, 1)) == (None, None)


def test_offsets_count_from_the_document_not_the_paragraph() -> None:
    (when,) = find_times(paragraph("It fell on Monday.", 100), MONDAY)
    assert when.span is not None
    assert (when.span.start, when.span.end) == (108, 117)


FORMATS = (
    "{d} {month} {y}",
    "{month} {d}, {y}",
    "{y}-{m:02}-{d:02}",
    "{d:02}/{m:02}/{y}",
    "{d} {short}. {y}",
    "{short} {d} {y}",
)
MONTHS = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.sampled_from(FORMATS))
def test_a_written_date_is_read_back_as_itself(day: date, form: str) -> None:
    name = MONTHS[day.month - 1]
    written = form.format(d=day.day, m=day.month, y=day.year, month=name, short=name[:3])
    if ". " in written and name == "May":
        written = written.replace(".", "")
    (when,) = find_times(paragraph(f"It was hit on {written}."), MONDAY)
    assert (when.start_on, when.end_on, when.precision) == (day, day, "day")


WORDS = (
    "on in since until from to between and the last next past this Monday Friday July March 7 19 2016 2015 two three "
    "days weeks months ago later earlier will fell early late end of , . - yesterday overnight weekend week year"
)
words = st.sampled_from(sorted(set(WORDS.split(" "))))


@settings(max_examples=80, deadline=None)
@given(st.lists(words, min_size=1, max_size=14), st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2040, 1, 1))))
def test_any_words_give_grounded_ordered_times(parts: list[str], published_on: date | None) -> None:
    text = " ".join(parts)
    times = find_times(paragraph(text), published_on)
    ends = [0]
    for when in times:
        assert when.span is not None
        assert when.span.is_in(text)
        assert when.span.start >= ends[-1]
        ends.append(when.span.end)
        assert when.precision in PRECISIONS
        if when.start_on and when.end_on:
            assert when.start_on <= when.end_on


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_a_bare_weekday_of_the_past_lies_in_the_week_up_to_publication(published_on: date) -> None:
    (when,) = find_times(paragraph("Shells hit the mill on Thursday."), published_on)
    assert when.start_on is not None
    assert timedelta(0) <= published_on - when.start_on < timedelta(days=7)


def test_hostile_text_is_read_in_linear_time() -> None:
    def seconds(size: int) -> float:
        text = ("the end of the last 1 1 1 Monday, Monday, " * size)[: size * 20]
        started = time.process_time()
        find_years(text)
        return time.process_time() - started

    seconds(100)
    assert seconds(4000) < 40 * max(seconds(400), 0.01)
