"""The pairs are what their kinds say: the same every time, all different, and each of two texts."""

from __future__ import annotations

from eval.origin_pairs import EACH, KINDS, kinds, make_pairs


def test_the_pairs_are_always_the_same() -> None:
    assert make_pairs(3) == make_pairs(3)
    assert make_pairs(3) != make_pairs(3, seed=1)


def test_there_are_two_hundred_of_either_sort_and_no_text_twice_in_a_pair() -> None:
    pairs = make_pairs()
    assert sum(p.same for p in pairs) == EACH * len(list(kinds(True))) >= 200
    assert sum(not p.same for p in pairs) == EACH * len(list(kinds(False))) >= 200
    assert all(p.one[0] != p.other[0] for p in pairs)
    assert {p.kind for p in pairs} == set(KINDS)


def test_every_placeholder_is_filled() -> None:
    assert not any("{" in text for p in make_pairs() for text, _ in (p.one, p.other))
