"""Figures: counts with their parts, never added across claims."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.incidents.factory import DAY, Dossier, Report, make_report
from trucewatch.access.figures import build_figures
from trucewatch.model.figure import Figure


def build(report: Report) -> tuple[Figure, ...]:
    dossier = Dossier([report])
    return build_figures(dossier.documents, dossier.claims, dossier.origins)


def tally(total: int, parts: list[int], link: str = ": ", high: int | None = -1) -> Report:
    listed = ", ".join(f"{n} in area {chr(65 + i)}" for i, n in enumerate(parts))
    report = make_report(f"The mission counted {total} violations{link}{listed}.", "Mission", DAY)
    report.claim(
        f"{total} violations",
        "violation_tally",
        kind="figure",
        by="The mission",
        counts=[("violations", str(total), total, total if high == -1 else high)],
    )
    for i, n in enumerate(parts):
        report.claim(
            f"{n} in area {chr(65 + i)}",
            "violation_tally",
            kind="figure",
            by="The mission",
            counts=[("violations", str(n), n, n)],
        )
    return report


def test_parts_that_add_up_are_linked_without_a_mismatch() -> None:
    total, *parts = build(tally(45, [26, 13, 6]))
    assert total.parts == tuple(p.claim_id for p in parts)
    assert (total.parts_sum, total.mismatch) == (45, "")


def test_parts_that_do_not_add_up_are_said_to_differ() -> None:
    total, *_ = build(tally(45, [26, 13, 9]))
    assert total.mismatch == "stated 45; its parts 26 + 13 + 9 = 48, 3 more"


def test_exact_parts_of_a_total_that_is_a_least_number_must_add_up_to_it() -> None:
    total, *_ = build(tally(45, [26, 13, 9], high=None))
    assert total.mismatch == "stated 45; its parts 26 + 13 + 9 = 48, 3 more"


def test_a_list_that_says_it_is_a_selection_is_no_mismatch() -> None:
    total, *_ = build(tally(45, [26, 13], ", including "))
    assert (total.parts_sum, total.mismatch) == (39, "")


@given(st.lists(st.integers(1, 400), min_size=2, max_size=6))
def test_a_mismatch_is_stated_exactly_when_the_sum_differs(parts: list[int]) -> None:
    for total in (sum(parts), sum(parts) + 7):
        figure = build(tally(total, parts))[0]
        assert figure.parts_sum == sum(parts)
        assert bool(figure.mismatch) == (total != sum(parts))


def test_a_total_after_its_parts_is_recognised_by_its_word() -> None:
    report = make_report("Observers noted 26 breaches in the north and 19 in the south, 45 in all.", "Mission", DAY)
    for n in (26, 19, 45):
        report.claim(str(n), "violation_tally", kind="figure", counts=[("violations", str(n), n, n)])
    figures = {f.quantity.low: f for f in build(report)}
    assert (figures[45].parts_sum, figures[45].mismatch) == (45, "")


def test_another_speakers_smaller_number_is_no_part() -> None:
    report = make_report("The army counted 300 violations. Monitors counted 45 violations.", "A", DAY)
    report.claim(
        "300 violations", "violation_tally", kind="figure", by="The army", counts=[("violations", "300", 300, 300)]
    )
    report.claim(
        "45 violations", "violation_tally", kind="figure", by="Monitors", counts=[("violations", "45", 45, 45)]
    )
    assert all(not f.parts for f in build(report))


def test_people_whom_a_load_can_feed_are_not_people_in_need() -> None:
    report = make_report("Trucks hold enough food for 185,000 people, while up to 275,000 are trapped.", "A", DAY)
    report.claim(
        "enough food for 185,000 people", "in_need", kind="figure", counts=[("people", "185,000", 185000, 185000)]
    )
    report.claim("up to 275,000 are trapped", "besieged", kind="figure", counts=[("people", "275,000", None, 275000)])
    assert [(f.type, f.quantity.low, f.quantity.high) for f in build(report)] == [
        ("aid_volume", 185000, 185000),
        ("besieged", None, 275000),
    ]


def test_a_tally_told_as_an_incident_is_a_figure_too() -> None:
    report = make_report("The army claimed 300 violations.", "A", DAY)
    report.claim(
        "300 violations", "violation", by="The army", stance="alleged", counts=[("violations", "300", 300, 300)]
    )
    (figure,) = build(report)
    assert (figure.type, figure.claimants, figure.stance) == ("violation_tally", ("The army",), "alleged")


def test_a_claim_without_a_number_gives_no_figure() -> None:
    report = make_report("Many are trapped.", "A", DAY)
    report.claim("Many are trapped", "besieged", kind="figure")
    assert build(report) == ()
