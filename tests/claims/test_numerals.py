import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.claims.numerals import find_numerals, value_of

CASES = [
    ("At least 20 trucks crossed.", "At least 20", 20, None, False),
    ("No fewer than 1,200 crossed.", "No fewer than 1,200", 1200, None, False),
    ("More than a dozen crossed.", "More than a dozen", 12, None, False),
    ("Up to 275,000 are trapped.", "Up to 275,000", None, 275000, False),
    ("As many as thirty came.", "As many as thirty", None, 30, False),
    ("Fewer than five came.", "Fewer than five", None, 5, False),
    ("It must not exceed six rounds.", "not exceed six", None, 6, False),
    ("Some 45 came.", "Some 45", 45, 45, True),
    ("Nearly 300 came.", "Nearly 300", 300, 300, True),
    ("About 3.5 million fled.", "About 3.5 million", 3500000, 3500000, True),
    ("A total of 12 died.", "A total of 12", 12, 12, False),
    ("At least another 500 died.", "At least another 500", 500, None, False),
    ("Dozens died.", "Dozens", 24, None, False),
    ("Scores died.", "Scores", 40, None, False),
    ("Hundreds died.", "Hundreds", 200, None, False),
    ("Tens of thousands fled.", "Tens of thousands", 20000, None, False),
    ("Several dozen fled.", "Several dozen", 36, None, False),
    ("A few fled.", "A few", 3, None, False),
    ("Half a million fled.", "Half a million", 500000, 500000, False),
    ("Between 10 and 15 fled.", "Between 10 and 15", 10, 15, False),
    ("From 10-15 fled.", "10-15", 10, 15, False),
    ("Ten to fifteen fled.", "Ten to fifteen", 10, 15, False),
    ("Two or three fled.", "Two or three", 2, 3, False),
    ("Some 2 to 3 million fled.", "Some 2 to 3 million", 2000000, 3000000, True),
    ("Twenty-two fled.", "Twenty-two", 22, 22, False),
    ("One hundred and five fled.", "One hundred and five", 105, 105, False),
    ("20 or more fled.", "20 or more", 20, None, False),
    ("12+ fled.", "12+", 12, None, False),
    ("A 20-truck convoy left.", "20", 20, 20, False),
    ("Some 2000 people left.", "Some 2000", 2000, 2000, True),
    ("The 2.5m people left.", "2.5m", 2500000, 2500000, False),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "approx"), CASES)
def test_a_number_is_read_with_its_bound(
    text: str, words: str, low: float | None, high: float | None, approx: bool
) -> None:
    (numeral,) = find_numerals(text)
    assert text[numeral.start : numeral.end] == words
    assert (numeral.low, numeral.high, numeral.approx) == (low, high, approx)


@pytest.mark.parametrize(
    "text",
    [
        "Resolutions 2139, 2165 and 2254 bind them.",
        "It breaches Resolution 2254 and Article 5.",
        "M-46 guns and B-52 bombers and the 48th street.",
        "A 45-year-old man aged 45.",
        "It struck at 19:30 and at 7 pm.",
        "The 122mm rockets of 2016 on Highway 5.",
        "No one came, and the one after the other left.",
        "Version 1.2.3 and 4x4s.",
        "The post is 30m away.",
    ],
)
def test_numbers_that_name_date_or_age_something_count_nothing(text: str) -> None:
    assert [n for n in find_numerals(text) if n.low != 1] == []


def test_money_and_shares_are_marked() -> None:
    assert [n.kind for n in find_numerals("It cost $5 million and 30 per cent, or 20% of it.")] == [
        "money",
        "percent",
        "percent",
    ]


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_come_back_exactly(number: int) -> None:
    for written in (f"{number:,}", str(number)):
        assert value_of(written) == number


@given(st.integers(min_value=2, max_value=10**7).filter(lambda n: not 1900 <= n <= 2099))
def test_a_bound_only_opens_its_own_side(number: int) -> None:
    (plain,) = find_numerals(f"There came {number:,} people")
    (least,) = find_numerals(f"There came at least {number:,} people")
    (most,) = find_numerals(f"There came up to {number:,} people")
    assert (plain.low, plain.high) == (number, number)
    assert (least.low, least.high) == (plain.low, None)
    assert (most.low, most.high) == (None, plain.high)


@given(st.text(alphabet="0123456789.,- andtoleschrumilw%$", max_size=60))
def test_any_text_gives_grounded_numbers_in_order(text: str) -> None:
    ends = [0]
    for numeral in find_numerals(text):
        assert ends[-1] <= numeral.core_start < numeral.core_end <= numeral.end <= len(text)
        assert numeral.start <= numeral.core_start
        assert numeral.low is not None or numeral.high is not None
        if numeral.low is not None and numeral.high is not None:
            assert numeral.low <= numeral.high
        ends.append(numeral.core_end)


def test_hostile_text_is_read_in_linear_time() -> None:
    def seconds(size: int) -> float:
        text = "one hundred and " * size + "1,000,000," * size
        started = time.process_time()
        find_numerals(text)
        return time.process_time() - started

    seconds(10)
    assert seconds(2000) < 40 * max(seconds(200), 0.01)
