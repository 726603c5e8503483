"""Reports on many conflicts, of every style of the field: what each tells is found, and is of its type."""

from datetime import date
from pathlib import Path

import pytest

from tests.claims.extracted import extract, only, words
from trucewatch.claims.extract import extract_all
from trucewatch.reading import read_document

_REPORTS = [
    [line for line in block.split("\n") if line and not line.startswith("#")]
    for block in (Path(__file__).parent / "reports.txt").read_text(encoding="utf8").split("\n\n")
]
REPORTS = [lines for lines in _REPORTS if lines]


@pytest.mark.parametrize(("text", "facts"), [(lines[0], lines[1:]) for lines in REPORTS], ids=lambda v: str(v)[:40])
def test_each_fact_of_a_report_is_found_and_is_of_its_type(text, facts):
    claims = next(extract_all([read_document(text.encode(), "report.txt", published_on=date(2025, 6, 4))]))
    found = [(f"{c.kind}/{c.type}", c.span.start, c.span.end) for c in claims]
    for fact in facts:
        type_, said = fact.split(" | ", 1)
        start = text.index(said)
        end = start + len(said)
        assert any(
            type_ == name and 2 * (min(end, high) - max(start, low)) >= min(end - start, high - low)
            for name, low, high in found
        ), f"{fact!r} not among {found}"


@pytest.mark.parametrize(
    ("sentence", "type_", "stance"),
    [
        ("The army denied shelling the camp during the ceasefire.", "shelling", "denied"),
        ("Rebels deny having bombed the bridge at the front line.", "air_strike", "denied"),
    ],
)
def test_what_somebody_denies_doing_is_that_deed_denied_and_no_position_beside_it(sentence, type_, stance):
    claims = extract(sentence)
    assert [(c.type, c.stance) for c in claims] == [(type_, stance)]


def test_what_an_army_does_meanwhile_is_an_act_of_its_own():
    claims = extract("Clashes broke out in the town on Monday, with the army shelling the eastern suburbs.")
    assert [c.type for c in claims] == ["armed_clash", "shelling"]
    assert "shelling" not in claims[0].span.quote


def test_an_attack_that_came_before_keeps_its_victims_to_itself():
    claims = extract("Air strikes killed 12 people in the city on Monday, hours after a deadly raid on an aid convoy.")
    assert [c.type for c in claims] == ["air_strike", "attack_on_aid"]
    assert claims[0].quantity("killed").low == 12


def test_deaths_after_an_attack_are_its_own():
    claims = extract("Twelve people died on Monday after an air strike on the market.")
    assert [c.type for c in claims] == ["air_strike"]


def test_a_verb_that_goes_on_from_a_demand_has_the_speaker_for_its_subject():
    text = "The minister pressed for the army to let aid in and stressed the need for a truce in the eastern provinces."
    demands = only(extract(text), "position", "demands")
    assert [words(c, "holder") for c in demands] == [["The minister"], ["The minister"]]


def test_whom_a_demand_wants_to_act_does_not_act():
    assert not only(extract("Russia's demand that Ukraine pull out of Donbas stands, the Kremlin said."), "incident")


def test_a_name_that_somebody_gives_is_no_demand():
    claims = extract("The president called the Easter truce a gesture of good will towards the rebels.")
    assert "demands" not in [c.type for c in claims]


def test_who_behind_a_speech_tag_is_the_last_named_before_it():
    text = "“Russia must control the regime,” he said, “who evidently is indiscriminately bombing the rebel town.”"
    strikes = only(extract(text), "incident", "air_strike")
    assert [words(c, "perpetrator") for c in strikes] == [["the regime"]]


def test_what_is_said_of_a_part_is_not_said_of_the_whole():
    claims = extract(
        "Jets launched dozens of airstrikes on the city on Monday, including a deadly raid on an aid convoy."
    )
    assert [(c.type, c.quantity("killed") is not None) for c in claims] == [
        ("air_strike", False),
        ("attack_on_aid", True),
    ]


def test_attacks_of_any_sort_that_are_called_crimes_did_not_happen():
    assert not only(extract("Deliberate attacks against civilians are war crimes, the minister said."), "incident")


def test_an_exchange_that_is_agreed_on_has_not_taken_place():
    assert not only(extract("The EU welcomes the agreement on the exchange of prisoners of war."), "access")
