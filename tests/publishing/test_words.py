from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.model.claim import Quantity
from trucewatch.model.span import Span
from trucewatch.model.when import When
from trucewatch.publishing.numbers import bound, number_words
from trucewatch.publishing.words import (
    Run,
    counted,
    flat,
    interval,
    linked,
    listed,
    plain,
    sentence,
    visible,
)


def number(text: str, words: str, low: float | None, high: float | None, approx: bool = False) -> Quantity:
    start = text.index(words)
    return Quantity(what="people", span=Span.of(text, start, start + len(words)), low=low, high=high, approx=approx)


@given(st.text(max_size=200))
def test_what_is_made_visible_holds_no_control(text: str) -> None:
    shown = visible(text)
    assert not any(0x202A <= ord(ch) <= 0x202E or 0x2066 <= ord(ch) <= 0x2069 or ord(ch) in (0, 0x200F) for ch in shown)
    assert visible(shown) == shown


def test_joiners_that_scripts_need_are_kept() -> None:
    assert visible("می\u200cخواهم") == "می\u200cخواهم"


@given(st.text(max_size=120), st.dictionaries(st.text(min_size=1, max_size=8), st.just((1,)), max_size=4))
def test_linking_changes_no_word(text: str, targets: dict[str, tuple[int, ...]]) -> None:
    assert plain(linked(text, targets)) == text


def test_a_number_is_not_found_inside_another() -> None:
    runs = linked("killed: 12 of 112 and 12,000, not 12.5", {"12": (3,)})
    assert [(r.text, r.claims) for r in runs if r.claims] == [("12", (3,))]
    assert plain(runs).startswith("killed: 12")


@given(st.text("ab1 .,_é", max_size=30), st.sets(st.text("ab1 .,", min_size=1, max_size=4), max_size=5))
def test_words_are_linked_where_a_pattern_finds_them(text: str, words: set[str]) -> None:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    pattern = "|".join(rf"(?<!\w){re.escape(w)}(?!\w|[.,]\d)" for w in ordered)
    found = [m.group() for m in re.finditer(pattern, text)] if words else []
    assert [r.text for r in linked(text, dict.fromkeys(words, (1,))) if r.claims] == found


def test_longer_words_win() -> None:
    runs = linked("at least 12 dead", {"12": (1,), "at least 12": (2,)})
    assert [(r.text, r.claims) for r in runs if r.claims] == [("at least 12", (2,))]


def test_iso_dates_in_a_sentence_become_readable() -> None:
    assert plain(linked("2016-09-19 to 2016-99-99", {})) == "19 Sep 2016 to 2016-99-99"


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "shown", "side"),
    [
        ("As many as 275,000 people", "275,000", None, 275_000, "As many as 275,000", ""),
        ("over 40 trucks", "40", 40, None, "over 40", ""),
        ("40 trucks or so", "40", 40, None, "40", " (at least)"),
        ("275,000 at the outside", "275,000", None, 275_000, "275,000", " (at most)"),
        ("dozens of strikes", "dozens", 24, None, "dozens", ""),
        ("62 soldiers", "62", 62, 62, "62", ""),
    ],
)
def test_an_open_number_never_looks_exact(
    text: str, words: str, low: float | None, high: float | None, shown: str, side: str
) -> None:
    q = number(text, words, low, high)
    assert number_words(q, text) == shown
    mark = bound(q, text)
    assert (mark.text if isinstance(mark, Run) else mark) == side


def test_intervals_say_what_their_words_leave_open() -> None:
    day = date(2016, 9, 19)
    assert plain(interval(None)) == "date not given"
    assert plain(interval(When(start_on=day, end_on=day, precision="day"))) == "19 Sep 2016"
    assert (
        plain(interval(When(start_on=day, end_on=date(2016, 9, 21), precision="range"))) == "19 Sep 2016 to 21 Sep 2016"
    )
    assert plain(interval(When(start_on=date(2016, 7, 1), end_on=date(2016, 7, 31), precision="month"))) == "Jul 2016"
    words = Span.of("on Monday", 0, 9)
    assert (
        plain(interval(When(start_on=None, end_on=None, precision="day", span=words))) == "“on Monday” (day not known)"
    )


def test_small_wording() -> None:
    assert plain(listed([(Run("a"),), (Run("b"),), (Run("c"),)])) == "a, b and c"
    assert counted(0, "report").text == "no reports" and counted(1, "report").text == "1 report"
    assert sentence("it is so") == "It is so." and sentence("") == ""
    assert flat("a  b\n c") == "a b c"
    assert flat("one two three four", 9).endswith(" …")


def test_a_list_of_what_holds_lists_itself_is_parted_by_semicolons() -> None:
    def said(*names: str) -> str:
        return plain(listed([(Run(name),) for name in names]))

    assert said("the army", "the council", "SOHR") == "the army, the council and SOHR"
    assert said("the army", "Washington and Moscow", "SOHR") == "the army; Washington and Moscow; and SOHR"
