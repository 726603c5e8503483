"""Declarations: positions with their holders."""

from __future__ import annotations

from tests.incidents.factory import DAY, Dossier, make_report
from trucewatch.incidents.build import build_incidents
from trucewatch.incidents.declarations import build_declarations
from trucewatch.packs.actors import ActorBook
from trucewatch.packs.gazetteer import Gazetteer


def test_the_holder_is_who_the_text_names_else_the_speaker_else_the_publisher() -> None:
    report = make_report(
        "The minister said France backs the truce. The envoy rejected it. The deal holds.", "Gazette", DAY
    )
    report.claim(
        "France backs the truce",
        "upholds",
        kind="position",
        by="The minister",
        actors={"holder": ["France"]},
        ids={"France": "fra"},
    )
    report.claim("rejected it", "rejects", kind="position", by="The envoy")
    report.claim("The deal holds", "upholds", kind="position")
    found = build_declarations((report.document,), report.claims, ())
    assert [(d.holder, d.holder_id) for d in found] == [("France", "fra"), ("The envoy", None), ("Gazette", None)]


def test_a_declaration_about_an_incident_names_it(garrison: Dossier) -> None:
    incidents = build_incidents(
        garrison.documents, garrison.claims, garrison.origins, gazetteer=Gazetteer(()), actors=ActorBook(())
    )
    found = build_declarations(garrison.documents, garrison.claims, incidents)
    assert {d.incident_id for d in found} == {incidents[0].incident_id}


def test_a_possessive_holder_is_named_without_its_ending() -> None:
    report = make_report("He spoke of Ruritania’s rejection of the pact.", "Gazette", DAY)
    report.claim("Ruritania’s rejection of the pact", "rejects", kind="position", actors={"holder": ["Ruritania’s"]})
    (found,) = build_declarations((report.document,), report.claims, ())
    assert found.holder == "Ruritania"
