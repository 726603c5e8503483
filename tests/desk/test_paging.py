"""Pages of something long hold every member once, and none is longer than asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.desk.paging import page_of


@given(st.integers(0, 200), st.integers(1, 50), st.integers(-3, 250))
def test_going_from_page_to_page_shows_every_member_once_in_order(count: int, size: int, wild: int) -> None:
    members = tuple(range(count))
    page, seen = page_of(members, 1, size), []
    while True:
        assert len(page.members) <= size
        assert (page.total, page.before) == (count, page.number - 1)
        seen += page.members
        if not page.after:
            break
        page = page_of(members, page.after, size)
    assert tuple(seen) == members
    assert page.number == page.pages
    assert 1 <= page_of(members, wild, size).number <= page.pages, "a page that there is not is the nearest that is"
