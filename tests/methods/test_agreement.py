"""Agreement of coders: the worked example of the book, and laws that hold for any judgements."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.methods.agreement import measure

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example C: four observers, twelve units.
EXAMPLE = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
VALUES = st.lists(st.dictionaries(st.sampled_from("abc"), st.sampled_from("xyz"), max_size=3), max_size=12)


def test_the_worked_example_comes_out_as_printed() -> None:
    units = [{str(o): v for o, v in enumerate(unit) if v is not None} for unit in zip(*EXAMPLE, strict=True)]
    found = measure(units)
    assert found.alpha == pytest.approx(0.743, abs=0.0005)
    assert (found.units, found.verdict) == (11, "too few to say")
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.667 < 0.743 < 0.8 < found.high


def test_a_rare_value_makes_alpha_low_at_the_same_raw_agreement() -> None:
    rare = [{"a": "yes", "b": "no"}] * 5 + [{"a": "no", "b": "yes"}] * 5 + [{"a": "no", "b": "no"}] * 90
    even = [{"a": "yes", "b": "no"}] * 10 + [{"a": "no", "b": "no"}] * 45 + [{"a": "yes", "b": "yes"}] * 45
    assert measure(rare).raw == measure(even).raw == 0.9
    assert measure(rare).alpha < 0 < 0.79 < measure(even).alpha  # type: ignore[operator]
    assert measure(rare).prevalence == (("no", 0.95), ("yes", 0.05))
    assert (measure(rare).verdict, measure(even).verdict) == ("disputed", "relied on")


def test_where_nothing_was_judged_twice_or_nothing_varies_alpha_has_no_meaning() -> None:
    assert measure([{"a": "x"}, {"b": "y"}, {}]).alpha is None
    alike = measure([{"a": "x", "b": "x"}] * 10)
    assert (alike.raw, alike.alpha, alike.low, alike.verdict) == (1.0, None, None, "undetermined")


def test_fewer_than_ten_units_are_too_few_to_say_however_well_they_agree() -> None:
    nine = [{"a": v, "b": v} for v in "xyxyxyxyx"]
    assert (measure(nine).alpha, measure(nine).verdict) == (1.0, "too few to say")
    assert measure([*nine, {"a": "y", "b": "y"}]).verdict == "relied on"


def test_more_units_of_the_same_make_the_interval_narrower_and_a_verdict_possible() -> None:
    some = [{"a": "x", "b": "x"}] * 6 + [{"a": "y", "b": "y"}] * 6 + [{"a": "x", "b": "y"}] * 2
    few, many = measure(some), measure(some * 20)
    assert few.verdict == "too few to say"
    assert many.verdict == "tentative"
    assert few.high - few.low > 2 * (many.high - many.low)  # type: ignore[operator]


def test_the_interval_covers_the_true_alpha_about_as_often_as_it_says() -> None:
    """Two coders, each right 9 times in 10 on a value as common as not: the pairs agree at 0.82, so alpha is 0.64."""
    draw = random.Random(7)
    hits = 0
    for _ in range(120):
        units = []
        for _ in range(80):
            truth = draw.random() < 0.5
            units.append({c: truth ^ (draw.random() < 0.1) for c in "ab"})
        found = measure(units)
        assert found.low is not None
        assert found.high is not None
        hits += found.low <= 0.64 <= found.high
    assert 0.88 <= hits / 120 <= 1.0


@given(VALUES)
def test_full_agreement_is_one_and_only_full_agreement_is(units: list[dict[str, str]]) -> None:
    found = measure(units)
    if found.alpha is not None:
        assert found.alpha <= 1
        assert (found.alpha == 1) == (found.raw == 1)


@given(VALUES, st.permutations("abc"), st.permutations("xyz"))
def test_neither_names_nor_order_matter(units: list[dict[str, str]], coders: list[str], values: list[str]) -> None:
    renamed = [{coders["abc".index(c)]: values["xyz".index(v)] for c, v in u.items()} for u in reversed(units)]
    before, after = measure(units), measure(renamed)
    assert (before.units, before.raw, before.alpha) == (after.units, after.raw, after.alpha)


@given(VALUES)
def test_the_interval_holds_alpha_s_range_and_is_the_same_each_time(units: list[dict[str, str]]) -> None:
    found, again = measure(units), measure(list(reversed(units)))
    assert (found.low, found.high) == (again.low, again.high)
    if found.low is not None:
        assert found.high is not None
        assert found.low <= found.high <= 1
