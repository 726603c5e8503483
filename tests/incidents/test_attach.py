from __future__ import annotations

from tests.incidents.factory import DAY, Dossier, Report, make_report
from trucewatch.incidents.build import build_incidents
from trucewatch.incidents.words import proper_stems
from trucewatch.model.claim import Claim
from trucewatch.model.incident import Incident
from trucewatch.packs.actors import ActorBook
from trucewatch.packs.gazetteer import Gazetteer


def incident_of(report: Report, claim: Claim) -> Incident | None:
    dossier = Dossier([report])
    found = build_incidents(dossier.documents, dossier.claims, (), gazetteer=Gazetteer(()), actors=ActorBook(()))
    return next((i for i in found if claim.claim_id in i.claim_ids), None)


def test_a_word_on_the_strike_is_about_the_strike_and_not_about_breaches_told_nearer() -> None:
    report = make_report(
        "American jets carried out an air strike that killed nine guards at Madaya on Saturday. Officials were quick to"
        " answer. They spoke of Ruritania’s many breaches of the truce. The envoy called the American strike planned.",
        "A",
        DAY,
    )
    strike = report.claim(
        "American jets carried out an air strike that killed nine guards at Madaya on Saturday",
        "air_strike",
        at="Madaya",
        on=DAY,
        actors={"perpetrator": ["American jets"], "target": ["guards"]},
    )
    report.claim("Ruritania’s many breaches of the truce", "violation", actors={"perpetrator": ["Ruritania’s"]})
    word = report.claim("called the American strike planned", "explains", kind="position", by="The envoy")
    found = incident_of(report, word)
    assert found is not None and strike.claim_id in found.claim_ids


def test_the_initials_of_a_state_are_a_name_and_the_pronoun_is_none() -> None:
    assert proper_stems("the U.S. strike") == proper_stems("US jets") == {"us"}
    assert not proper_stems("it hit us")


def test_of_a_clash_and_a_strike_the_strike_is_the_one_that_is_called_so() -> None:
    report = make_report(
        "A drone strike killed three guards at Madaya on Saturday. Later guards and raiders clashed at Talbiseh."
        " The envoy said the strike was meant to help the raiders.",
        "A",
        DAY,
    )
    strike = report.claim(
        "A drone strike killed three guards at Madaya on Saturday",
        "drone_strike",
        at="Madaya",
        on=DAY,
        actors={"target": ["three guards"]},
    )
    report.claim(
        "guards and raiders clashed at Talbiseh",
        "armed_clash",
        at="Talbiseh",
        on=DAY,
        actors={"perpetrator": ["guards", "raiders"]},
    )
    word = report.claim("the strike was meant to help the raiders", "explains", kind="position", by="The envoy")
    found = incident_of(report, word)
    assert found is not None and strike.claim_id in found.claim_ids
