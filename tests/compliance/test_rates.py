from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.compliance.situations import Report, situation
from tests.compliance.terms import make_agreement, make_provision
from trucewatch.compliance.assess import assess
from trucewatch.model.agreement import Rate
from trucewatch.model.assessment import Assessment

RATE = Rate(what="trucks", low=600, per_days=1, stage="crossed")
TERMS = make_agreement(
    make_provision(
        "obligation",
        acts=("aid_delivered", "aid_moving", "aid_volume"),
        rate=RATE,
        starts_at=datetime(2025, 1, 19, tzinfo=ZoneInfo("Asia/Damascus")),
    )
)
FROM, TO = date(2025, 1, 20), date(2025, 1, 29)


def judge(*told: tuple[str, str, float | None, float | None], days: tuple[date, date] = (FROM, TO)) -> Assessment:
    reports = []
    for n, (type_, who, low, high) in enumerate(told):
        report = Report(f"r{n}", TO)
        report.tell(
            f"{who} counted trucks.", type_, says=((who, who),), when=days, count=(("trucks", "trucks", low, high),)
        )
        reports.append(report)
    return assess(situation(*reports), TERMS, TO)[0]


def test_a_total_that_reaches_the_rate_speaks_for_it() -> None:
    assert judge(("aid_volume", "un", 6000, 6000)).verdict == "kept"


def test_a_total_below_the_rate_speaks_against_it() -> None:
    found = judge(("aid_volume", "un", 5999, 5999))
    assert found.verdict == "apparently violated"
    assert "fewer than 600" in found.against[0].reason


def test_an_open_total_decides_nothing() -> None:
    assert judge(("aid_volume", "un", 100, None)).verdict == "undetermined"


def test_rival_totals_leave_it_open() -> None:
    found = judge(("aid_volume", "un", 1130, 1130), ("aid_volume", "isr-government", 6100, 6100))
    assert found.verdict == "undetermined"
    assert any("rival counts" in e.reason for e in found.against)


def test_one_convoy_is_no_total() -> None:
    found = judge(("aid_moving", "un", 20, 20), days=(FROM, FROM))
    assert found.verdict == "undetermined"
    assert judge(("aid_moving", "un", 650, 650), days=(FROM, FROM)).verdict == "kept"


@pytest.mark.parametrize("stage_type", ["aid_delivered"])
def test_trucks_counted_at_another_stage_are_set_aside(stage_type: str) -> None:
    found = judge((stage_type, "un", 6000, 6000))
    assert found.verdict == "undetermined"
    assert any("another stage" in e.reason for e in found.set_aside)
