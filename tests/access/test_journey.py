"""Where a movement comes from, what it passes, where it is bound for: the words around a claim."""

from __future__ import annotations

from tests.incidents.factory import DAY, Dossier, Report, make_report
from trucewatch.access.movements import build_movements
from trucewatch.access.numbers import place_name
from trucewatch.model.movement import Movement
from trucewatch.model.place import Place
from trucewatch.packs.gazetteer import Gazetteer

BOOK = Gazetteer(
    (
        Place(place_id="tr", name="Turkey", level="country", lat=39.0, lon=35.0, country="TR"),
        Place(place_id="sy", name="Syria", level="country", lat=35.0, lon=38.0, country="SY"),
        Place(place_id="gaz", name="Gaziantep", level="town", lat=37.06, lon=37.38, country="TR", population=1_000_000),
        Place(place_id="aleppo", name="Aleppo", level="town", lat=36.20, lon=37.16, country="SY", population=2_000_000),
    )
)


def build(report: Report) -> Movement:
    dossier = Dossier([report])
    (movement,) = build_movements(dossier.documents, dossier.claims, dossier.origins, gazetteer=BOOK)
    return movement


def test_a_convoy_from_one_place_to_another_has_both() -> None:
    report = make_report("Trucks left Gaziantep in Turkey for Aleppo in Syria.", "A", DAY)
    report.claim("Trucks left Gaziantep in Turkey for Aleppo", "aid_moving", kind="access", at="Aleppo")
    movement = build(report)
    assert place_name(movement.origin) == "Gaziantep"
    assert place_name(movement.destination) == "Aleppo"


def test_what_no_gazetteer_knows_is_no_place_of_departure() -> None:
    report = make_report("Trucks from the Red Cross are on the road to Aleppo.", "A", DAY)
    report.claim("Trucks from the Red Cross are on the road to Aleppo", "aid_moving", kind="access", at="Aleppo")
    assert build(report).origin is None


def test_where_trucks_wait_is_passed_and_not_where_they_are_bound_for() -> None:
    report = make_report("Trucks for Aleppo wait at the Turkish border, Syria says.", "A", DAY)
    report.claim("Trucks for Aleppo wait at the Turkish border", "aid_waiting", kind="access", at="the Turkish border")
    movement = build(report)
    assert place_name(movement.destination) == "Aleppo"
    assert [place_name(p) for p in movement.route] == ["the Turkish border"]


def test_people_are_evacuated_from_a_place_and_not_for_it() -> None:
    report = make_report("Buses evacuated people from Aleppo in Syria.", "A", DAY)
    report.claim("Buses evacuated people from Aleppo", "evacuation", kind="access", at="Aleppo")
    movement = build(report)
    assert (place_name(movement.origin), movement.destination) == ("Aleppo", None)
    assert movement.title == "Evacuation from Aleppo"
