"""Laws of access that hold for any reports: order of stages, conservation, importing again, merging."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.access.test_board import board
from tests.incidents.factory import Report, make_report
from trucewatch.access.board import ConvoyRow
from trucewatch.access.excesses import _ORDER
from trucewatch.claims.records import build_claims
from trucewatch.model.claim import Claim
from trucewatch.model.document import Document
from trucewatch.model.movement import STAGES
from trucewatch.packs.dialects import find_dialect
from trucewatch.reading.records import RowReader

START = date(2016, 9, 1)
TYPES = {
    "approved": "aid_approved",
    "waiting": "aid_waiting",
    "crossed": "aid_moving",
    "offloaded": "aid_delivered",
    "delivered": "aid_delivered",
    "distributed": "aid_delivered",
    "blocked": "aid_blocked",
}
happening = st.tuples(st.sampled_from(sorted(TYPES)), st.integers(0, 8), st.integers(1, 60))
happenings = st.lists(happening, min_size=1, max_size=7)


def tell(stage: str, day: int, trucks: int, number: int) -> Report:
    on = START + timedelta(days=day)
    text = f"{trucks} trucks {stage} Madaya, office {number} said."
    report = make_report(text, f"Office {number}", on)
    report.claim(
        f"{trucks} trucks {stage} Madaya",
        TYPES[stage],
        kind="access",
        by=f"office {number}",
        at="Madaya",
        on=on,
        counts=[("trucks", str(trucks), trucks, trucks)],
    )
    return report


def rows(told: list[tuple[str, int, int]]) -> tuple[ConvoyRow, ...]:
    return board(*(tell(*t, number=n) for n, t in enumerate(told)), on=START + timedelta(days=30)).convoys


@given(happenings)
@settings(deadline=None)
def test_no_stage_is_told_after_a_later_day_and_now_is_the_last(told: list[tuple[str, int, int]]) -> None:
    for row in rows(told):
        order = [(t.on, STAGES.index(t.stage)) for t in row.tellings]
        assert order == sorted(order)
        assert row.stage == row.tellings[-1].stage


@given(happenings)
@settings(deadline=None)
def test_every_telling_stands_on_one_row_and_no_number_is_made(told: list[tuple[str, int, int]]) -> None:
    made = rows(told)
    assert len({t.claim_id for r in made for t in r.tellings}) == sum(len(r.tellings) for r in made) == len(told)
    assert {n.low for r in made for n in r.trucks} == {trucks for _, _, trucks in told}


@given(happenings)
@settings(deadline=None)
def test_what_is_more_at_a_later_stage_is_flagged_and_nothing_else_is(told: list[tuple[str, int, int]]) -> None:
    for row in rows(told):
        most = {s: max((t.numbers[0].high or 0 for t in row.tellings if t.stage == s), default=None) for s in _ORDER}
        later = [
            (a, b)
            for i, a in enumerate(_ORDER)
            for b in _ORDER[i + 1 :]
            if (low := most[a]) is not None and (high := most[b]) is not None and high > low
        ]
        assert bool(row.excesses) == bool(later)


@given(happenings, st.integers(0, 5))
@settings(deadline=None)
def test_the_order_in_which_reports_come_in_changes_nothing(told: list[tuple[str, int, int]], seed: int) -> None:
    reports = [tell(*t, number=n) for n, t in enumerate(told)]
    mixed = reports.copy()
    random.Random(seed).shuffle(mixed)
    on = START + timedelta(days=30)
    assert board(*reports, on=on).convoys == board(*mixed, on=on).convoys


HEADER = ["row_id", "convoy", "stage", "date", "destination", "trucks", "reported_on"]


def read_rows(table: list[list[str]]) -> tuple[list[Document], list[Claim]]:
    dialect = find_dialect("convoys")
    reader = RowReader(dialect, HEADER, "convoys.csv", "0" * 64, publisher="Desk")
    records = [reader.read(n, cells) for n, cells in enumerate(table, 2)]
    return [r.document for r in records], [c for r in records for c in build_claims(r, dialect)]  # type: ignore[union-attr]


convoys = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from(["approved", "crossed", "delivered"]), st.integers(0, 40)),
    min_size=1,
    max_size=8,
)


@given(convoys)
@settings(max_examples=40, deadline=None)
def test_rows_of_one_convoy_are_one_row_of_the_board_however_far_apart_and_others_are_not(
    told: list[tuple[str, str, int]],
) -> None:
    table = [
        [str(n), name, stage, (START + timedelta(days=day)).isoformat(), "Madaya", "10", START.isoformat()]
        for n, (name, stage, day) in enumerate(told)
    ]
    documents, claims = read_rows(table)
    reports = [Report(d, [c]) for d, c in zip(documents, claims, strict=True)]
    made = board(*reports, on=START + timedelta(days=60)).convoys
    assert sorted(r.convoy for r in made) == sorted({name for name, _, _ in told})
    for row in made:
        assert len(row.tellings) == sum(name == row.convoy for name, _, _ in told)


def test_a_table_read_again_gives_the_same_claims() -> None:
    table = [["1", "C1", "crossed", "2016-09-14", "Madaya", "20", "2016-09-15"]]
    first, again = read_rows(table), read_rows(table)
    assert first == again
    assert Path(first[0][0].path).name.startswith("convoys.csv")
