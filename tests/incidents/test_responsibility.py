from __future__ import annotations

from dataclasses import replace

import pytest

from tests.incidents.factory import DAY, Dossier, Report, make_report
from trucewatch.incidents.build import build_incidents
from trucewatch.incidents.words import actor_phrase, is_actor_phrase
from trucewatch.model.actor import Actor
from trucewatch.model.incident import Incident
from trucewatch.packs.actors import ActorBook
from trucewatch.packs.gazetteer import Gazetteer

BOOK = ActorBook(
    [
        Actor(actor_id="north", name="Northland", kind="state"),
        Actor(actor_id="north-army", name="Northland army", kind="armed_group", part_of=("north",)),
        Actor(actor_id="south", name="Southland", kind="state"),
        Actor(actor_id="un", name="United Nations", kind="organisation"),
    ]
)
STRUCK = "A rocket of the Northland army killed nine Southland guards at Madaya on Monday"
IDS = {
    "the Northland army": "north-army",
    "Southland guards": "south",
    "Northland": "north",
    "Northland gunners": "north-army",
    "Southland": "south",
    "Southland’s": "south",
    "The United Nations": "un",
}


def report(rest: str) -> Report:
    made = make_report(f"{STRUCK}. {rest}", "Gazette", DAY)
    made.claim(
        STRUCK,
        "shelling",
        at="Madaya",
        on=DAY,
        actors={"perpetrator": ["the Northland army"], "target": ["Southland guards"]},
        ids=IDS,
        counts=[("killed", "nine", 9, 9)],
    )
    return made


def build(made: Report) -> Incident:
    dossier = Dossier([made])
    found = build_incidents(dossier.documents, dossier.claims, (), gazetteer=Gazetteer(()), actors=BOOK)
    return next(i for i in found if made.claims[0].claim_id in i.claim_ids)


def test_the_envoy_of_the_side_that_was_hit_accepts_nothing_by_speaking_of_the_strike() -> None:
    made = report("Southland’s envoy, Amal Haddad, said the strike was meant to open the road to raiders.")
    made.claim(
        "the strike was meant to open the road",
        "shelling",
        by="Amal Haddad",
        ids={**IDS, "Amal Haddad": "south"},
        at="Madaya",
        on=DAY,
        actors={"perpetrator": ["Southland’s"]},
    )
    incident = build(made)
    assert len(incident.claim_ids) == 2
    assert incident.claimed_by == ()
    assert incident.grade != "confirmed"
    assert {p.value for p in incident.positions_on("perpetrator")} == {"the Northland army"}
    assert not any(c.startswith("perpetrator") for c in incident.contradictions)


def test_an_explanation_is_no_admission() -> None:
    made = report("Northland called the strike on the guards a mistake.")
    made.claim(
        "Northland called the strike on the guards a mistake",
        "explains",
        kind="position",
        by="Northland",
        ids=IDS,
        actors={"holder": ["Northland"]},
    )
    incident = build(made)
    assert (len(incident.claim_ids), incident.claimed_by) == (2, ())


@pytest.mark.parametrize(("who", "counts"), [("Northland", True), ("Southland", False)])
def test_an_acceptance_counts_from_the_side_of_the_perpetrator_and_never_from_that_of_the_target(
    who: str, counts: bool
) -> None:
    made = report(f"{who} took responsibility for the strike on the guards.")
    made.claim(
        f"{who} took responsibility for the strike on the guards",
        "accepts_responsibility",
        kind="position",
        by=who,
        ids=IDS,
        actors={"holder": [who]},
    )
    incident = build(made)
    assert incident.claimed_by == ((who,) if counts else ())
    assert (incident.grade == "confirmed") is counts


def test_what_somebody_else_says_was_accepted_counts_only_for_one_who_is_blamed() -> None:
    made = report(
        "The United Nations said that the Dawn Brigade had taken responsibility for the strike on the guards."
    )
    made.claim(
        "the Dawn Brigade had taken responsibility for the strike on the guards",
        "accepts_responsibility",
        kind="position",
        by="The United Nations",
        ids=IDS,
        actors={"holder": ["the Dawn Brigade"]},
    )
    assert build(made).claimed_by == ()


def test_an_admission_in_the_doers_own_words_confirms() -> None:
    made = report("Northland said that Northland gunners had fired the rocket at Madaya on Monday by mistake.")
    made.claim(
        "Northland gunners had fired the rocket at Madaya on Monday",
        "shelling",
        by="Northland",
        ids=IDS,
        at="Madaya",
        on=DAY,
        actors={"perpetrator": ["Northland gunners"]},
    )
    assert build(made).claimed_by == ("Northland",)


def test_who_is_not_accused_denies_the_happening_and_not_a_part_in_it() -> None:
    made = report("The United Nations denied that a rocket had hit the guards at Madaya on Monday.")
    made.claim(
        "a rocket had hit the guards at Madaya on Monday",
        "shelling",
        by="The United Nations",
        stance="denied",
        ids=IDS,
        at="Madaya",
        on=DAY,
    )
    incident = build(made)
    assert incident.denied_by == ()
    assert "whether it happened: denied by The United Nations" in incident.contradictions


def test_the_accused_and_whoever_denies_its_own_part_are_shown_as_denying() -> None:
    made = report(
        "Northland denied that rockets had hit the guards. The Dawn Brigade said it had no part in the strike."
    )
    made.claim("rockets had hit the guards", "shelling", by="Northland", stance="denied", ids=IDS, at="Madaya", on=DAY)
    made.claim(
        "it had no part in the strike", "denies_responsibility", kind="position", by="The Dawn Brigade", at="Madaya"
    )
    assert set(build(made).denied_by) == {"Northland", "The Dawn Brigade"}


@pytest.mark.parametrize("words", ["one", "another", "the strike", "They", "neither country", "12"])
def test_pronouns_numbers_and_the_happening_itself_name_no_perpetrator(words: str) -> None:
    assert not is_actor_phrase(words)


@pytest.mark.parametrize("words", ["jets", "the army", "Southland", "Dawn Strike", "two gunmen"])
def test_who_can_act_names_a_perpetrator(words: str) -> None:
    assert is_actor_phrase(words)


def test_a_possessive_is_shown_without_its_ending() -> None:
    assert [actor_phrase(w) for w in ("Southland’s", "the rebels’", "Texas'", "the army")] == [
        "Southland",
        "the rebels",
        "Texas",
        "the army",
    ]
    made = make_report("Southland’s shelling of Madaya on Monday went on, the mission said.", "Gazette", DAY)
    made.claim(
        "Southland’s shelling of Madaya on Monday",
        "shelling",
        by="the mission",
        ids=IDS,
        at="Madaya",
        on=DAY,
        actors={"perpetrator": ["Southland’s"]},
    )
    assert [p.value for p in build(made).positions_on("perpetrator")] == ["Southland"]


def test_the_fire_of_a_cease_fire_is_no_means() -> None:
    made = make_report("The mission counted three cease-fire breaches and mortar fire at Madaya on Monday.", "A", DAY)
    made.claim("three cease-fire breaches", "violation", at="Madaya", on=DAY)
    made.claim("mortar fire at Madaya on Monday", "shelling", at="Madaya", on=DAY)
    dossier = Dossier([made])
    found = build_incidents(dossier.documents, dossier.claims, (), gazetteer=Gazetteer(()), actors=BOOK)
    assert {p.value for i in found for p in i.positions_on("means")} == {"mortar fire"}


def test_a_quotation_that_the_claim_cuts_off_is_shown_without_a_lonely_mark() -> None:
    made = report("Southland called the rocket strike on the guards “deliberate and planned for weeks.”")
    made.claim(
        "called the rocket strike on the guards “deliberate and planned for weeks",
        "explains",
        kind="position",
        by="Southland",
        ids=IDS,
    )
    assert [p.value for p in build(made).positions_on("intent")] == ["deliberate and planned for weeks"]


def test_what_nobody_tells_is_not_disputed_by_a_denial() -> None:
    made = make_report("A council denied that the guards had left Madaya on Monday.", "A", DAY)
    made.claim(
        "the guards had left Madaya on Monday", "force_movement", by="A council", stance="denied", at="Madaya", on=DAY
    )
    assert build(made).contradictions == ()


def test_a_headline_adds_no_source_to_those_of_its_report() -> None:
    made = make_report(
        "Monitor: nine dead in Madaya. Nine died as shells hit Madaya on Monday, a relief group said.", "A", DAY
    )
    head = made.claim("nine dead in Madaya", "shelling", by="Monitor", at="Madaya", on=DAY)
    made.claims[0] = replace(head, segment="headline")
    made.claim("Nine died as shells hit Madaya on Monday", "shelling", by="a relief group", at="Madaya", on=DAY)
    incident = build(made)
    assert len(incident.claim_ids) == 2
    assert (incident.grade, incident.grade_reason) == ("weak", "Weak: a single source claim (a relief group).")
