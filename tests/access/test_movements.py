"""Movements: aid and people counted at their stage."""

from __future__ import annotations

from datetime import date

from tests.incidents.factory import DAY, Dossier, Report, make_report
from trucewatch.access.movements import build_movements
from trucewatch.model.movement import Movement
from trucewatch.packs.gazetteer import Gazetteer

NOWHERE = Gazetteer(())


def build(*reports: Report) -> tuple[Movement, ...]:
    dossier = Dossier(list(reports))
    return build_movements(dossier.documents, dossier.claims, dossier.origins, gazetteer=NOWHERE)


def delivery() -> Report:
    report = make_report(
        "The ICRC said that 45 trucks brought food to Talbiseh on Monday, the first convoy there since July. An"
        " opposition delegate said aid never arrived in any of the towns.",
        "Gazette",
        DAY,
    )
    report.claim(
        "45 trucks brought food to Talbiseh on Monday",
        "aid_delivered",
        kind="access",
        by="The ICRC",
        at="Talbiseh",
        on=DAY,
        when="on Monday",
        actors={"carrier": ["The ICRC"]},
        counts=[("trucks", "45", 45, 45)],
    )
    report.claim(
        "aid never arrived in any of the towns",
        "aid_delivered",
        kind="access",
        by="An opposition delegate",
        stance="denied",
        at="any of the towns",
    )
    return report


def test_a_general_denial_stands_against_a_delivery_of_its_period_with_both_speakers() -> None:
    movements = build(delivery())
    (talbiseh,) = [m for m in movements if m.destination]
    assert talbiseh.contradictions == (
        "delivered to Talbiseh, says The ICRC; “aid never arrived in any of the towns”, says An opposition delegate",
    )


def test_a_general_denial_is_kept_as_a_movement_of_its_own_without_a_place() -> None:
    movements = build(delivery())
    (general,) = [m for m in movements if m.destination is None]
    assert [s.stage for s in general.stages] == ["never arrived"]


def test_a_denial_long_after_a_delivery_does_not_speak_of_it() -> None:
    first = make_report("Aid reached Madaya on 1 June.", "A", date(2016, 6, 2))
    first.claim("Aid reached Madaya on 1 June", "aid_delivered", kind="access", at="Madaya", on=date(2016, 6, 1))
    later = make_report("No aid ever came, a doctor said.", "B", DAY)
    later.claim("No aid ever came", "aid_delivered", kind="access", by="a doctor", stance="denied")
    assert all(not m.contradictions for m in build(first, later))


def test_trucks_that_wait_are_not_trucks_delivered() -> None:
    report = make_report(
        "Twenty trucks wait at the border for Aleppo with food for 185,000 people. Another ten reached Aleppo on"
        " Friday.",
        "A",
        DAY,
    )
    report.claim(
        "Twenty trucks wait at the border for Aleppo with food for 185,000 people",
        "aid_waiting",
        kind="access",
        at="Aleppo",
        counts=[("trucks", "Twenty", 20, 20), ("people", "185,000", 185000, 185000)],
    )
    report.claim(
        "ten reached Aleppo on Friday",
        "aid_delivered",
        kind="access",
        at="Aleppo",
        on=date(2016, 9, 16),
        when="on Friday",
        counts=[("trucks", "ten", 10, 10)],
    )
    (movement,) = build(report)
    trucks = {s.stage: [q.low for q in s.quantities if q.what == "trucks"] for s in movement.stages}
    assert trucks == {"delivered": [10], "waiting": [20]}


def test_a_stalled_convoy_told_in_the_next_sentence_is_the_same_movement() -> None:
    report = make_report("UN trucks are loaded for Aleppo. The trucks have been refused passage.", "A", DAY)
    report.claim(
        "UN trucks are loaded for Aleppo", "aid_waiting", kind="access", at="Aleppo", actors={"carrier": ["UN trucks"]}
    )
    report.claim(
        "The trucks have been refused passage", "aid_blocked", kind="access", actors={"carrier": ["The trucks"]}
    )
    (movement,) = build(report)
    assert [s.stage for s in movement.stages] == ["loaded", "refused"]


def test_a_claim_without_a_place_takes_that_of_its_own_sentence_and_never_that_of_a_neighbour() -> None:
    report = make_report(
        "Forty lorries reached Madaya on Monday — the first time the town had been reached since May. A convoy for"
        " Talbiseh has been stalled since Friday. A ten-lorry convoy has yet to leave the depot.",
        "A",
        DAY,
    )
    report.claim("Forty lorries reached Madaya on Monday", "aid_delivered", kind="access", at="Madaya", on=DAY)
    report.claim(
        "the first time the town had been reached since May",
        "aid_delivered",
        kind="access",
        on=(date(2016, 5, 1), DAY),
        when="May",
    )
    report.claim("A convoy for Talbiseh has been stalled since Friday", "aid_blocked", kind="access", at="Talbiseh")
    report.claim("A ten-lorry convoy has yet to leave the depot", "aid_waiting", kind="access")
    found = {m.destination.span.quote if m.destination else None: m for m in build(report)}
    assert {place: [s.stage for s in m.stages] for place, m in found.items()} == {
        "Madaya": ["delivered", "delivered"],
        "Talbiseh": ["blocked"],
        None: ["waiting"],
    }
    assert found[None].title == "Aid, place not given"
    assert not any(m.contradictions for m in found.values())
    assert [s.when and s.when.start_on for s in found["Madaya"].stages] == [DAY, None], (
        "May is when the one before came"
    )


def test_what_is_blocked_on_the_way_to_one_town_contradicts_no_delivery_to_another() -> None:
    report = make_report(
        "Aid reached Madaya on Monday, the mission said. Lorries for Talbiseh were blocked on Monday, a clerk says.",
        "A",
        DAY,
    )
    report.claim("Aid reached Madaya on Monday", "aid_delivered", kind="access", by="the mission", at="Madaya", on=DAY)
    report.claim(
        "Lorries for Talbiseh were blocked on Monday", "aid_blocked", kind="access", by="a clerk", at="Talbiseh", on=DAY
    )
    assert [m.contradictions for m in build(report)] == [(), ()]


def test_rival_numbers_at_one_stage_stand_side_by_side() -> None:
    reports = []
    for who, number, value in (("The UN", "40", 40), ("The governor", "25", 25)):
        report = make_report(f"{who} said {number} trucks reached Madaya on Monday.", who, DAY)
        report.claim(
            f"{number} trucks reached Madaya on Monday",
            "aid_delivered",
            kind="access",
            by=who,
            at="Madaya",
            on=DAY,
            counts=[("trucks", number, value, value)],
        )
        reports.append(report)
    (movement,) = build(*reports)
    (sentence,) = movement.contradictions
    assert sentence.startswith("trucks delivered: ") and "40 (The UN)" in sentence and "25 (The governor)" in sentence


def test_two_convoys_weeks_apart_are_two_movements() -> None:
    report = make_report("Aid reached Madaya on 1 June. Aid reached Madaya again on 15 September.", "A", DAY)
    report.claim("Aid reached Madaya on 1 June", "aid_delivered", kind="access", at="Madaya", on=date(2016, 6, 1))
    report.claim(
        "Aid reached Madaya again on 15 September", "aid_delivered", kind="access", at="Madaya", on=date(2016, 9, 15)
    )
    assert len(build(report)) == 2


def test_an_attacked_convoy_is_a_movement_with_that_stage_and_a_careful_title() -> None:
    report = make_report("Jets hit an aid convoy near Aleppo on Monday, a monitor said.", "A", DAY)
    report.claim(
        "Jets hit an aid convoy near Aleppo on Monday",
        "attack_on_aid",
        by="a monitor",
        stance="alleged",
        at="near Aleppo",
        place="Aleppo",
        precision=2,
        on=DAY,
        actors={"target": ["an aid convoy"]},
    )
    (movement,) = build(report)
    assert (movement.stages[0].stage, movement.stages[0].stance) == ("attacked", "alleged")
    assert movement.title == "Aid convoy reported attacked, near Aleppo"


def test_a_planned_delivery_keeps_its_stance() -> None:
    report = make_report("The UN plans to deliver aid to Madaya.", "A", DAY)
    report.claim("deliver aid to Madaya", "aid_delivered", kind="access", by="The UN", stance="intended", at="Madaya")
    (movement,) = build(report)
    assert movement.stages[0].stance == "intended"
    assert not movement.contradictions


def test_evacuations_and_aid_to_one_town_are_apart() -> None:
    report = make_report("Buses took wounded people out of Madaya. Aid reached Madaya.", "A", DAY)
    report.claim("Buses took wounded people out of Madaya", "evacuation", kind="access", at="Madaya")
    report.claim("Aid reached Madaya", "aid_delivered", kind="access", at="Madaya")
    assert {m.kind for m in build(report)} == {"evacuation", "aid"}


def test_the_order_of_the_input_does_not_matter() -> None:
    report = delivery()
    backwards = Report(report.document, report.claims[::-1])
    assert build(report) == build(backwards)


def test_trucks_that_only_wait_somewhere_are_not_titled_as_bound_for_it() -> None:
    report = make_report("Twelve lorries have waited at Madaya since Friday.", "A", DAY)
    report.claim("Twelve lorries have waited at Madaya since Friday", "aid_waiting", kind="access", at="Madaya")
    (movement,) = build(report)
    assert movement.title == "Aid said to be waiting, Madaya"
