from __future__ import annotations

from dataclasses import replace
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


FUEL = replace(RATE, low=50, share_words=("fuel", "diesel"))
SHARED = make_agreement(
    *(replace(TERMS.provisions[0], provision_id=i, rate=r) for i, r in (("all", RATE), ("fuel", FUEL)))
)


def count_of(words: str, *counts: tuple[str, str, float, float]) -> dict[str, str]:
    report = Report("r", TO)
    report.tell(words, "aid_volume", when=(FROM, TO), count=counts)
    return {a.provision_id: a.verdict for a in assess(situation(report), SHARED, TO)}


def test_a_count_with_the_shares_word_is_of_the_share_and_not_of_the_whole() -> None:
    found = count_of("They let in 400 trucks of fuel.", ("trucks", "400 trucks", 400, 400))
    assert found == {"all": "undetermined", "fuel": "apparently violated"}
    assert count_of("They let in 400 trucks.", ("trucks", "400 trucks", 400, 400)) == {
        "all": "apparently violated",
        "fuel": "undetermined",
    }


def test_each_number_has_the_words_up_to_the_next_one() -> None:
    numbers = (("trucks", "6200 trucks", 6200.0, 6200.0), ("trucks", "520", 520.0, 520.0))
    both = count_of("They let in 6200 trucks, among them 520 with diesel.", *numbers)
    assert both == {"all": "kept", "fuel": "kept"}
    numbers = (("trucks", "520 trucks", 520.0, 520.0), ("trucks", "6200", 6200.0, 6200.0))
    assert count_of("They let in 520 trucks of fuel and 6200 altogether.", *numbers) == both
    assert count_of("They let in 6200 refuelled trucks.", ("trucks", "6200 refuelled trucks", 6200, 6200)) == {
        "all": "kept",
        "fuel": "undetermined",
    }


@pytest.mark.parametrize(
    ("place", "verdict"), [("geonames:281132", "apparently violated"), ("geonames:281102", "undetermined")]
)
def test_what_came_to_one_town_is_a_part_of_what_came_to_the_area(place: str, verdict: str) -> None:
    terms = make_agreement(replace(TERMS.provisions[0], area=("geonames:281132",)))
    report = Report("r", TO)
    report.tell(
        "500 trucks came there.",
        "aid_volume",
        at=(("there", place),),
        when=(FROM, TO),
        count=(("trucks", "500 trucks", 500, 500),),
    )
    assert assess(situation(report), terms, TO)[0].verdict == verdict
