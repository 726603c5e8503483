"""A claim is held only against the movements near it, and finds what it would find among all of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.incidents.factory import DAY, POINTS, Dossier, Report, make_report
from trucewatch.access.drafts import Drafts
from trucewatch.access.movements import build_movements
from trucewatch.model.movement import Movement
from trucewatch.packs.gazetteer import Gazetteer

PLACES = (*POINTS, "Kafr Nowhere", "Kafr Nowhare", "the town", "")
TYPES = ("aid_delivered", "aid_moving", "aid_waiting", "aid_blocked", "aid_approved", "evacuation", "attack_on_aid")
CARRIERS = ("the Red Cross", "the Red Crescent", "")
line = st.tuples(
    st.sampled_from(TYPES), st.sampled_from(PLACES), st.sampled_from(CARRIERS), st.integers(0, 25), st.integers(1, 9),
    st.sampled_from(("asserted", "asserted", "denied")),
)  # fmt: skip
reports = st.lists(st.lists(line, min_size=1, max_size=3), min_size=1, max_size=6)


def write(told: list[tuple[str, str, str, int, int, str]], number: int) -> Report:
    sentences = [
        f"Line {n}: {trucks} trucks of {by or 'somebody'} at {place or 'no place'} on day {day}."
        for n, (_, place, by, day, trucks, _) in enumerate(told)
    ]
    report = make_report(" ".join(sentences), f"Office {number}", DAY)
    for words, (type_, place, by, day, trucks, stance) in zip(sentences, told, strict=True):
        report.claim(
            words, type_, kind="incident" if type_ == "attack_on_aid" else "access", stance=stance,
            at=place or None, on=DAY + timedelta(day) if day else None,
            actors={"target" if type_ == "attack_on_aid" else "carrier": [by]} if by else None,
            counts=[("trucks", str(trucks), trucks, trucks)],
        )  # fmt: skip
    return report


def build(told: list[list[Any]]) -> tuple[Movement, ...]:
    dossier = Dossier([write(lines, n) for n, lines in enumerate(told)])
    return build_movements(dossier.documents, dossier.claims, dossier.origins, gazetteer=Gazetteer(()))


@given(reports)
@settings(deadline=None)
def test_looking_near_finds_what_looking_everywhere_finds(told: list[list[Any]]) -> None:
    near = build(told)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Drafts, "possible", lambda drafts, one: set(range(len(drafts.all))))
        assert build(told) == near


def test_of_many_places_only_the_near_ones_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    possible = Drafts.possible
    monkeypatch.setattr(Drafts, "possible", lambda d, one: looked.append(len(found := possible(d, one))) or found)
    made = build([[("aid_delivered", place, "", day, 5, "asserted")] for day in (1, 2) for place in POINTS])
    assert max(looked) <= 2
    assert len(made) >= len(POINTS)
