from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.compliance.logic import Truth, and_, not_, or_

values = st.lists(st.sampled_from(list(Truth)), max_size=5)


def completions(given_values: list[Truth]) -> list[tuple[bool, ...]]:
    """Every way to settle what is unknown."""
    ways = [(True, False) if v is Truth.UNKNOWN else (v is Truth.TRUE,) for v in given_values]
    return list(product(*ways))


def settled(outcomes: set[bool]) -> Truth:
    return Truth.UNKNOWN if len(outcomes) == 2 else Truth.TRUE if outcomes == {True} else Truth.FALSE


@given(values)
def test_and_is_what_holds_however_the_unknown_parts_are_settled(given_values: list[Truth]) -> None:
    assert and_(given_values) is settled({all(way) for way in completions(given_values)})


@given(values)
def test_or_is_what_holds_however_the_unknown_parts_are_settled(given_values: list[Truth]) -> None:
    assert or_(given_values) is settled({any(way) for way in completions(given_values)})


@given(values)
def test_de_morgan(given_values: list[Truth]) -> None:
    assert not_(and_(given_values)) is or_(not_(v) for v in given_values)
    assert not_(or_(given_values)) is and_(not_(v) for v in given_values)


@given(st.sampled_from(list(Truth)))
def test_not_twice_is_nothing_and_unknown_stays_unknown(value: Truth) -> None:
    assert not_(not_(value)) is value
    assert not_(Truth.UNKNOWN) is Truth.UNKNOWN
