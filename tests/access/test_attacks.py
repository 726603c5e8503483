"""Attacks on aid told in several reports: one row where they are one incident."""

from __future__ import annotations

from dataclasses import replace

from tests.incidents.factory import DAY, Dossier, Report, make_report
from trucewatch.access.attacks import merge_attacks
from trucewatch.access.movements import build_movements
from trucewatch.model.incident import Incident
from trucewatch.packs.gazetteer import Gazetteer


def attack(at: str, publisher: str, place: str, precision: int) -> Report:
    report = make_report(f"A convoy was bombed {at} on Monday.", publisher, DAY)
    report.claim(
        f"A convoy was bombed {at} on Monday", "attack_on_aid", at=at, place=place, precision=precision, on=DAY
    )
    return report


def incident(*claims: str) -> Incident:
    return Incident(
        incident_id="incident-1",
        types=("attack_on_aid",),
        title="attack",
        when=None,
        places=(),
        accounts=(),
        positions=(),
        origins=(),
        grade="weak",
        grade_reason="",
        claim_ids=claims,
    )


def test_two_reports_of_one_attack_are_one_row_at_the_most_exact_place_and_in_any_order() -> None:
    dossier = Dossier([attack("near Aleppo", "A", "Aleppo", 2), attack("Urem al-Kubra", "B", "Urem al-Kubra", 1)])
    movements = build_movements(dossier.documents, dossier.claims, dossier.origins, gazetteer=Gazetteer(()))
    assert len(movements) == 2
    one = incident(*(c.claim_id for c in dossier.claims))
    (merged,) = merge_attacks(movements, [one])
    assert merged.destination is not None and merged.destination.name == "Urem al-Kubra"
    assert {s.claim_id for s in merged.stages} == set(one.claim_ids)
    (again,) = merge_attacks(tuple(reversed(movements)), [one])
    assert again.movement_id == merged.movement_id and set(again.stages) == set(merged.stages)
    assert merge_attacks([merged], [one]) == (merged,), "merging again changes nothing"


def test_attacks_of_two_incidents_and_convoys_that_are_more_than_attacked_stay_apart() -> None:
    dossier = Dossier([attack("near Aleppo", "A", "Aleppo", 2), attack("Urem al-Kubra", "B", "Urem al-Kubra", 1)])
    movements = build_movements(dossier.documents, dossier.claims, dossier.origins, gazetteer=Gazetteer(()))
    first, second = (c.claim_id for c in dossier.claims)
    assert len(merge_attacks(movements, [incident(first), replace(incident(second), incident_id="2")])) == 2
    moving = [replace(m, stages=(replace(m.stages[0], stage="moving"),)) for m in movements]
    assert len(merge_attacks(moving, [incident(first, second)])) == 2
