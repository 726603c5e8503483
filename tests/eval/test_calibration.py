"""The reliability curve and its expected error."""

from dataclasses import replace

from eval.calibration import Judged, expected_error, reliability
from hypothesis import given
from hypothesis import strategies as st

from tests.claims.test_trust import CLAIM

Pairs = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40)


def judged(pairs: list[tuple[float, bool]]) -> list[Judged]:
    return [Judged("a", replace(CLAIM, confidence=stated), right) for stated, right in pairs]


def test_confidence_that_is_the_share_of_right_ones_has_no_error() -> None:
    curve = reliability(judged([(0.75, True)] * 3 + [(0.75, False)]))
    assert curve == ((4, 0.75, 0.75),)
    assert expected_error(curve) == 0


def test_certainty_that_is_always_wrong_has_the_whole_error() -> None:
    assert expected_error(reliability(judged([(1.0, False)] * 5))) == 1


@given(Pairs)
def test_every_claim_is_in_one_bin_and_the_error_is_a_share(pairs: list[tuple[float, bool]]) -> None:
    curve = reliability(judged(pairs))
    assert sum(n for n, _, _ in curve) == len(pairs)
    assert 0 <= expected_error(curve) <= 1
