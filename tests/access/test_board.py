"""The board: each convoy at its stage, each place with its people, nothing added up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.incidents.factory import DAY, Dossier, Report, make_report
from trucewatch.access.board import Board, ConvoyRow, build_board
from trucewatch.access.figures import build_figures
from trucewatch.access.movements import build_movements
from trucewatch.incidents.geography import compare_places
from trucewatch.model.claim import PlaceMention
from trucewatch.model.situation import Situation
from trucewatch.model.span import Span
from trucewatch.packs.gazetteer import Gazetteer

NOWHERE = Gazetteer(())


def board(*reports: Report, on: date = DAY, after: int = 30) -> Board:
    dossier = Dossier(list(reports))
    given = (dossier.documents, dossier.claims, dossier.origins)
    situation = Situation(
        documents=dossier.documents,
        claims=dossier.claims,
        origins=dossier.origins,
        incidents=(),
        movements=build_movements(*given, gazetteer=NOWHERE),
        figures=build_figures(*given),
        declarations=(),
    )
    return build_board(situation, on, after_days=after)


def one(made: Board) -> ConvoyRow:
    (row,) = made.convoys
    return row


def waiting(text: str, *counts: tuple[str, str, float, float]) -> ConvoyRow:
    report = make_report(text, "Relief Observer", DAY)
    report.claim(text.split(". ")[0], "aid_waiting", kind="access", at="Aleppo", counts=counts)
    return one(board(report))


def test_people_for_whom_two_convoys_are_do_not_become_those_of_the_first() -> None:
    row = waiting(
        "Twenty trucks wait for Aleppo, the first of two convoys, with food for 185,000 people for both",
        ("trucks", "Twenty", 20, 20),
        ("people", "185,000", 185000, 185000),
    )
    (people,) = row.people
    assert (people.low, people.convoys) == (185000, 2)
    assert people.plain() == "185,000 people (for 2 convoys together)"
    assert [(n.low, n.convoys) for n in row.trucks] == [(20, 1)]


def test_a_number_that_may_be_for_one_convoy_or_for_all_is_said_to_be_open() -> None:
    row = waiting(
        "Twenty trucks, the first of two convoys, wait for Aleppo with food for 185,000 people",
        ("trucks", "Twenty", 20, 20),
        ("people", "185,000", 185000, 185000),
    )
    assert row.people[0].plain() == "185,000 people (for one convoy or for all: not said)"


def test_a_number_of_each_convoy_is_of_each() -> None:
    row = waiting(
        "Twenty trucks, one of two convoys, wait for Aleppo, each with food for 90,000 people",
        ("people", "90,000", 90000, 90000),
    )
    assert row.people[0].convoys == 1


def test_what_is_planned_or_asked_for_has_not_moved() -> None:
    report = make_report("Forty trucks will go to Madaya. The envoy demanded that aid be let into Talbiseh.", "A", DAY)
    report.claim("Forty trucks will go to Madaya", "aid_delivered", kind="access", at="Madaya", stance="intended")
    report.claim(
        "aid be let into Talbiseh", "aid_approved", kind="access", by="The envoy", at="Talbiseh", stance="demanded"
    )
    assert {r.destination_name: r.stage for r in board(report).convoys} == {
        "Madaya": "planned",
        "Talbiseh": "requested",
    }


def test_the_stage_now_is_the_last_that_is_said_to_be_so_and_plans_do_not_undo_it() -> None:
    first = make_report("Aid was approved for Madaya on 10 September.", "A", date(2016, 9, 10))
    first.claim(
        "Aid was approved for Madaya on 10 September",
        "aid_approved",
        kind="access",
        at="Madaya",
        on=date(2016, 9, 10),
        when="on 10 September",
    )
    then = make_report("Trucks for Madaya were blocked on 12 September.", "B", date(2016, 9, 12))
    then.claim(
        "Trucks for Madaya were blocked on 12 September",
        "aid_blocked",
        kind="access",
        at="Madaya",
        on=date(2016, 9, 12),
        when="on 12 September",
        actors={"perpetrator": ["Trucks"]},
    )
    plan = make_report("Trucks will reach Madaya on 15 September.", "C", date(2016, 9, 13))
    plan.claim(
        "Trucks will reach Madaya on 15 September", "aid_delivered", kind="access", at="Madaya", stance="intended"
    )
    row = one(board(first, then, plan))
    assert row.stage == "blocked"
    assert row.since is not None and row.since.start_on == date(2016, 9, 12)
    assert one(board(first, then, plan, on=date(2016, 9, 11))).stage == "approved"


def test_a_hold_up_names_who_and_why_with_the_words_that_say_so() -> None:
    report = make_report("Soldiers held up trucks for Madaya, insisting on an inspection at the checkpoint.", "A", DAY)
    report.claim(
        "Soldiers held up trucks for Madaya",
        "aid_blocked",
        kind="access",
        at="Madaya",
        actors={"perpetrator": ["Soldiers"]},
    )
    made = board(report)
    row = one(made)
    assert row.held_by == ("Soldiers",)
    assert {r.category for r in row.reasons} == {"internal-restrictions", "interference"}
    assert all("inspection at the checkpoint" in r.words for r in row.reasons)
    assert "not compared" in made.note


def test_an_attack_is_a_constraint_by_itself_and_its_author_holds_nothing_up() -> None:
    report = make_report("Jets hit a convoy for Madaya, a monitor said.", "A", DAY)
    report.claim(
        "Jets hit a convoy for Madaya",
        "attack_on_aid",
        by="a monitor",
        at="Madaya",
        actors={"perpetrator": ["Jets"], "target": ["a convoy"]},
    )
    row = one(board(report))
    assert [r.category for r in row.reasons] == ["violence-against-aid"]
    assert row.held_by == ()


def test_up_to_a_number_has_no_low_and_counts_of_one_definition_that_exclude_each_other_are_rivals() -> None:
    un = make_report("Up to 275,000 people are trapped in Aleppo, the UN estimated.", "A", DAY)
    un.claim(
        "Up to 275,000 people are trapped in Aleppo",
        "besieged",
        kind="figure",
        by="the UN",
        at="Aleppo",
        counts=[("people", "275,000", None, 275000)],
    )
    council = make_report("The council says 300,000 people are trapped in Aleppo.", "B", DAY)
    council.claim(
        "300,000 people are trapped in Aleppo",
        "besieged",
        kind="figure",
        by="The council",
        at="Aleppo",
        counts=[("people", "300,000", 300000, 300000)],
    )
    besieged = make_report("Some say 400,000 people are besieged in Aleppo.", "C", DAY)
    besieged.claim(
        "400,000 people are besieged in Aleppo",
        "besieged",
        kind="figure",
        by="Some",
        at="Aleppo",
        counts=[("people", "400,000", 400000, 400000)],
    )
    (place,) = board(un, council, besieged).places
    counts = {c.who: (c.definition, c.low, c.best, c.high, c.method) for c in place.people}
    assert counts["the UN"] == ("trapped", None, None, 275000, "estimated")
    assert counts["The council"] == ("trapped", 300000, 300000, 300000, "")
    (rival,) = place.rivals
    assert "the UN" in rival and "The council" in rival, "besieged is not trapped: no rival of either"


def reached_in_july() -> Report:
    report = make_report("No convoy has reached Madaya since July, a nurse said.", "A", DAY)
    report.claim(
        "No convoy has reached Madaya since July",
        "aid_delivered",
        kind="access",
        by="a nurse",
        at="Madaya",
        stance="denied",
    )
    return report


def test_none_since_july_dates_the_last_delivery_to_a_month_and_leaves_the_days_a_range() -> None:
    (place,) = board(reached_in_july()).places
    reached = place.reached
    assert reached is not None and reached.when is None and reached.before is not None
    assert reached.before.precision == "month"
    assert (reached.days_least, reached.days_most) == (50, 80)
    assert reached.denied_by == (), "it says when one came, not that none ever did"


def test_the_town_is_the_place_last_named() -> None:
    report = make_report("Madaya is hungry. No aid has reached the town, a doctor said.", "A", DAY)
    report.claim(
        "Madaya is hungry",
        "in_need",
        kind="figure",
        at="Madaya",
        counts=[("people", "hungry", None, None)],
    )
    report.claim("No aid has reached the town", "aid_delivered", kind="access", by="a doctor", stance="denied")
    made = board(report)
    assert [r.destination_name for r in made.convoys] == ["Madaya"]
    assert made.places[0].reached is not None and made.places[0].reached.denied_by == ("a doctor",)


def month_of_food() -> Report:
    report = make_report("Trucks brought food for a month to Madaya on 1 August.", "A", date(2016, 8, 2))
    report.claim(
        "Trucks brought food for a month to Madaya on 1 August",
        "aid_delivered",
        kind="access",
        at="Madaya",
        on=date(2016, 8, 1),
        when="on 1 August",
        counts=[("days", "a month", 30, 30)],
    )
    return report


@pytest.mark.parametrize(("on", "has_run_out"), [(date(2016, 8, 31), False), (date(2016, 9, 15), True)])
def test_supplies_run_out_on_their_own_day(on: date, has_run_out: bool) -> None:
    gaps = [g for g in board(month_of_food(), on=on).gaps if g.kind == "run out"]
    assert bool(gaps) == has_run_out
    if gaps:
        assert gaps[0].words.startswith("supplies for a month delivered 45 days ago")
        assert gaps[0].days == 15


def test_people_are_a_gap_after_the_days_asked_for_and_not_before() -> None:
    people = make_report("In Madaya 40,000 people are besieged.", "B", date(2016, 8, 2))
    people.claim(
        "40,000 people are besieged",
        "besieged",
        kind="figure",
        at="Madaya",
        counts=[("people", "40,000", 40000, 40000)],
    )
    reports = (month_of_food(), people)

    def gaps(after: int) -> list[str]:
        return [g.place for g in board(*reports, on=date(2016, 9, 1), after=after).gaps if g.kind == "not reached"]

    assert gaps(31) == ["Madaya"]
    assert gaps(32) == []


def test_what_is_on_its_way_is_a_gap_until_the_place_is_reached() -> None:
    blocked = make_report("Trucks for Madaya were blocked on 20 July.", "B", date(2016, 7, 20))
    blocked.claim(
        "Trucks for Madaya were blocked on 20 July",
        "aid_blocked",
        kind="access",
        at="Madaya",
        on=date(2016, 7, 20),
        when="on 20 July",
    )
    alone = board(blocked, on=date(2016, 7, 25))
    assert [(g.kind, g.days) for g in alone.gaps] == [("not delivered", 5)]
    assert not [g for g in board(blocked, month_of_food(), on=date(2016, 8, 3)).gaps if g.kind == "not delivered"]


def test_a_total_over_weeks_is_no_convoy() -> None:
    report = make_report("Between 1 and 30 August 400 trucks reached Aleppo, the UN said.", "A", date(2016, 9, 1))
    report.claim(
        "Between 1 and 30 August 400 trucks reached Aleppo",
        "aid_delivered",
        kind="access",
        by="the UN",
        at="Aleppo",
        on=(date(2016, 8, 1), date(2016, 8, 30)),
        counts=[("trucks", "400", 400, 400)],
    )
    made = board(report)
    assert made.convoys == ()
    (row,) = made.totals
    assert (row.name, [t.numbers[0].plain() for t in row.tellings]) == ("Aleppo", ["400 trucks"])


def total(who: str, words: str, number: int) -> Report:
    report = make_report(f"{who} said that {number} trucks {words} in Aleppo in August.", who, date(2016, 9, 1))
    report.claim(
        f"{number} trucks {words} in Aleppo in August",
        "aid_volume",
        kind="figure",
        by=who,
        at="Aleppo",
        on=(date(2016, 8, 1), date(2016, 8, 31)),
        counts=[("trucks", str(number), number, number)],
    )
    return report


def test_totals_of_one_stage_are_rivals_and_of_two_stages_are_not() -> None:
    made = board(
        total("The army", "entered", 900), total("Hill Radio", "entered", 300), total("The UN", "were offloaded", 200)
    )
    (row,) = made.totals
    assert [t.stage for t in row.tellings] == ["crossed", "crossed", "offloaded"]
    (rival,) = row.rivals
    assert "900 (The army)" in rival and "300 (Hill Radio)" in rival
    assert made.numbers == ()


def test_a_number_without_a_stage_is_kept_as_such() -> None:
    report = make_report("The supplies would feed 185,000 people in Aleppo.", "A", DAY)
    report.claim(
        "The supplies would feed 185,000 people in Aleppo",
        "aid_volume",
        kind="figure",
        at="Aleppo",
        counts=[("people", "185,000", 185000, 185000)],
    )
    made = board(report)
    assert made.convoys == ()
    assert [(n.plain(), n.place) for n in made.numbers] == [("185,000 people", "Aleppo")]


def test_more_handed_out_than_unloaded_is_flagged_and_open_numbers_prove_nothing() -> None:
    report = make_report("Ten trucks were offloaded at Madaya. Twelve trucks were distributed in Madaya.", "A", DAY)
    report.claim(
        "Ten trucks were offloaded at Madaya",
        "aid_delivered",
        kind="access",
        at="Madaya",
        counts=[("trucks", "Ten", 10, 10)],
    )
    report.claim(
        "Twelve trucks were distributed in Madaya",
        "aid_delivered",
        kind="access",
        at="Madaya",
        counts=[("trucks", "Twelve", 12, 12)],
    )
    (excess,) = one(board(report)).excesses
    assert excess.startswith("more distributed than offloaded: Twelve") and "Ten" in excess


def aleppo(words: str, precision: int, place_id: str) -> PlaceMention:
    return PlaceMention(span=Span(0, len(words), words), place_id=place_id, name="Aleppo", geo_precision=precision)


def test_rural_aleppo_is_not_the_city_or_a_part_of_it() -> None:
    countryside, east = aleppo("rural Aleppo", 3, "pcode:SY02"), aleppo("eastern Aleppo", 2, "geonames:170063")
    within = {"geonames:170063": ("pcode:SY02",)}
    assert compare_places([countryside], [east], within).kind == "apart"
    assert compare_places([aleppo("Aleppo province", 3, "pcode:SY02")], [east], within).kind == "within"


def test_a_region_that_bears_a_towns_name_says_that_it_is_the_region() -> None:
    report = make_report("Trucks reached Aleppo. Aleppo province needs aid.", "Relief Observer", DAY)
    for place, words in ((aleppo("Aleppo", 1, "geonames:170063"), "Trucks reached Aleppo"),
                         (aleppo("Aleppo province", 3, "pcode:SY02"), "Aleppo province needs aid")):  # fmt: skip
        claim = report.claim(words, "aid_delivered", kind="access", at=place.span.quote)
        report.claims[report.claims.index(claim)] = replace(claim, places=(place,))
    assert sorted(row.name for row in board(report).places) == ["Aleppo", "Aleppo (the region)"]
