"""Large pictures are drawn in a process of their own, and are the same pictures."""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk.conftest import AS_OF, decide
from trucewatch.desk import pictures as module
from trucewatch.desk.apart import Apart, ApartError, _runs
from trucewatch.desk.drawer import Drawer
from trucewatch.desk.picture import Picture
from trucewatch.desk.pictures import Pictures
from trucewatch.desk.projection import Projection
from trucewatch.ledger.desk import Desk


@pytest.fixture
def apart(desk: Desk) -> Iterator[Apart]:
    made = Apart(desk.folder)
    yield made
    made.close()


def anew(desk: Desk, projection: Projection, day: date) -> Picture:
    """The picture drawn from nothing, by nobody who has drawn one before."""
    shutil.rmtree(desk.folder / "cache", ignore_errors=True)
    return Drawer(desk).draw(projection, day)[0]


def views(picture: Picture) -> tuple[object, ...]:
    """All that pages show of it."""
    return (
        picture.cards, picture.access, picture.map, picture.standing, picture.positions, picture.timeline, picture.seal
    )  # fmt: skip


def test_what_is_drawn_apart_is_what_is_drawn_here(desk: Desk, apart: Apart) -> None:
    decide(desk, "accept", desk.contents().claims[0].claim_id)
    for projection, day in (("public", AS_OF), ("all", AS_OF), ("public", date(2016, 9, 19))):
        there, rules = apart.draw(projection, day)
        assert rules == 0
        here = anew(desk, projection, day)
        assert there == here
        assert views(there) == views(here)


def test_a_picture_that_follows_another_is_sent_by_what_changed_and_is_the_same(desk: Desk, apart: Apart) -> None:
    ids = [c.claim_id for c in desk.contents().claims]
    first, _ = apart.draw("public", AS_OF)
    decide(desk, "accept", ids[0])
    second, _ = apart.draw("public", AS_OF)
    assert second.situation.incidents[0] is first.situation.incidents[0], "it was not sent again"
    decide(desk, "reject", ids[1])
    third, _ = apart.draw("public", AS_OF)
    assert (len(first.situation.claims), len(third.situation.claims)) == (len(ids) - 1, len(ids) - 2)
    here = anew(desk, "public", AS_OF)
    assert third == here
    assert views(third) == views(here)


@given(st.lists(st.integers(0, 9), max_size=12), st.lists(st.integers(0, 9), max_size=12))
def test_whatever_was_held_before_the_parts_say_what_there_is_now(old: list[int], new: list[int]) -> None:
    objects = [(n,) for n in range(10)]
    before, now = tuple(objects[n] for n in old), tuple(objects[n] for n in new)
    said: list[object] = []
    for run in _runs(before, now):
        said += run if isinstance(run, list) else before[slice(*run)]
    assert tuple(said) == now


def test_a_process_that_ended_is_said_to_have_and_the_next_one_is_started(desk: Desk, apart: Apart) -> None:
    first = apart.draw("public", AS_OF)
    (running,) = multiprocessing.active_children()
    running.kill()
    running.join()
    with pytest.raises(ApartError, match="ended before it was done"):
        apart.draw("public", AS_OF)
    assert apart.draw("public", AS_OF) == first


def test_a_large_picture_is_drawn_apart_and_leaves_no_process_behind(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Pictures(desk, lambda: AS_OF)
    small = here.get("public").picture
    here.close()
    for file in (desk.folder / "cache").iterdir():
        file.unlink()
    monkeypatch.setattr(module, "FEW_CLAIMS", 0)
    monkeypatch.setattr(Drawer, "draw", lambda *a: pytest.fail("drawn here"))
    pictures = Pictures(desk, lambda: AS_OF)
    assert pictures.get("public", patient=True).picture == small
    assert multiprocessing.active_children()
    pictures.close()
    assert not multiprocessing.active_children()


def test_a_file_that_ends_too_early_is_made_again(desk: Desk) -> None:
    pictures = Pictures(desk, lambda: AS_OF)
    first = pictures.get("public").picture
    pictures.close()
    (kept,) = (desk.folder / "cache").iterdir()
    kept.write_text("".join(kept.read_text().splitlines(keepends=True)[:-1]))
    again = Pictures(desk, lambda: AS_OF)
    assert again.get("public").picture == first
    again.close()
