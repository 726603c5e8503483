"""Large pictures are derived in a process of their own, and are the same pictures."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import AGREEMENT
from tests.desk.conftest import AS_OF, decide
from trucewatch.desk import pictures as module
from trucewatch.desk.apart import Apart, ApartError
from trucewatch.desk.picture import derive
from trucewatch.desk.pictures import Pictures
from trucewatch.desk.projection import Material
from trucewatch.desk.view import material_as_of
from trucewatch.ledger.desk import Desk
from trucewatch.packs.agreement import load_agreement


@pytest.fixture
def apart() -> Iterator[Apart]:
    made = Apart()
    yield made
    made.close()


def material(desk: Desk) -> Material:
    return material_as_of(desk, AS_OF, "public", desk.contents())


def test_what_is_derived_apart_is_what_is_derived_here(desk: Desk, apart: Apart) -> None:
    decide(desk, "accept", desk.contents().claims[0].claim_id)
    known, agreement = material(desk), load_agreement(AGREEMENT)
    for day in (AS_OF, date(2016, 9, 19)):
        assert apart.derive(known, agreement, day, "public") == derive(known, agreement, day)
    assert apart.derive(known, None, AS_OF, "public") == derive(known, None, AS_OF)


def test_a_process_that_ended_is_said_to_have_and_the_next_one_is_started(desk: Desk, apart: Apart) -> None:
    known = material(desk)
    first = apart.derive(known, None, AS_OF, "public")
    (running,) = multiprocessing.active_children()
    running.kill()
    running.join()
    with pytest.raises(ApartError, match="ended before it was done"):
        apart.derive(known, None, AS_OF, "public")
    assert apart.derive(known, None, AS_OF, "public") == first


def test_a_large_picture_is_drawn_apart_and_leaves_no_process_behind(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Pictures(desk, lambda: AS_OF)
    small = here.get("public").picture
    here.close()
    for file in (desk.folder / "cache").iterdir():
        file.unlink()
    monkeypatch.setattr(module, "FEW_CLAIMS", 0)
    monkeypatch.setattr(module, "derive", lambda *a: pytest.fail("derived here"))
    pictures = Pictures(desk, lambda: AS_OF)
    assert pictures.get("public").picture == small
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
