"""Agreement of coders: the worked example of the book, and laws that hold for any judgements."""

from __future__ import annotations

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
    assert (found.units, found.verdict) == (11, "tentative")


def test_a_rare_value_makes_alpha_low_at_the_same_raw_agreement() -> None:
    rare = [{"a": "yes", "b": "no"}] * 5 + [{"a": "no", "b": "yes"}] * 5 + [{"a": "no", "b": "no"}] * 90
    even = [{"a": "yes", "b": "no"}] * 10 + [{"a": "no", "b": "no"}] * 45 + [{"a": "yes", "b": "yes"}] * 45
    assert measure(rare).raw == measure(even).raw == 0.9
    assert measure(rare).alpha < 0 < 0.79 < measure(even).alpha  # type: ignore[operator]
    assert measure(rare).prevalence == (("no", 0.95), ("yes", 0.05))
    assert (measure(rare).verdict, measure(even).verdict) == ("disputed", "relied on")


def test_where_nothing_was_judged_twice_or_nothing_varies_alpha_has_no_meaning() -> None:
    assert measure([{"a": "x"}, {"b": "y"}, {}]).verdict == "undetermined"
    alike = measure([{"a": "x", "b": "x"}] * 5)
    assert (alike.raw, alike.alpha) == (1.0, None)


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
