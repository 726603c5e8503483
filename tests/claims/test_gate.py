import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.claims.extracted import extract
from trucewatch.claims import gate
from trucewatch.claims.gate import is_plain, is_relevant, touches, worth_reading
from trucewatch.model.document import Segment

BODY = Segment(kind="body", start=0, end=1)
IN = (
    "Army shells landed on the village market.",
    "Three aid trucks were turned back at the crossing.",
    "The ceasefire collapsed after two days.",
    "The minister condemned the attack on civilians.",
)
OUT = (
    "The orchestra opened its season with a new symphony.",
    "The recipe asks for two eggs and a cup of sugar.",
    "Shares closed higher as investors weighed earnings.",
)


def test_reports_in_the_subject_are_read():
    assert all(is_relevant(text) for text in IN)


def test_texts_outside_the_subject_are_not_read():
    assert not any(is_relevant(text) for text in OUT)


def test_one_doubtful_word_is_not_enough_for_a_note():
    line = "The team's attack looked tired in the second half, and the crowd went home early on a cold evening. "
    assert not is_relevant(line + "Tickets for the next game, in two weeks, can be had at the gate and by post.")


@given(st.lists(st.sampled_from(OUT + IN), max_size=60))
def test_of_any_text_every_paragraph_that_is_plainly_in_the_subject_is_read(lines):
    pieces = [(i, text, BODY) for i, text in enumerate(lines)]
    kept = {offset for offset, _, _ in worth_reading(pieces)}
    assert {i for i, text, _ in pieces if is_plain(text)} <= kept


@given(st.lists(st.sampled_from(IN), min_size=41, max_size=80), st.integers(0, 40))
def test_of_a_long_report_every_paragraph_that_touches_the_subject_is_read(lines, place):
    lines = [*lines, *[IN[2]] * 10]
    lines.insert(place, OUT[0])
    pieces = [(i, text, BODY) for i, text in enumerate(lines)]
    kept = {offset for offset, _, _ in worth_reading(pieces)}
    assert {i for i, text, _ in pieces if touches(text)} <= kept


def test_of_a_text_about_something_else_only_the_paragraphs_in_the_subject_are_read():
    lines = [OUT[i % len(OUT)] for i in range(44)]
    lines[17] = "Warplanes bombed a village held by rebels and killed nine civilians in the attack."
    claims = extract("\n\n".join(lines))
    assert {c.type for c in claims} == {"air_strike"}


def test_no_claim_of_a_long_report_is_lost_to_the_gate(monkeypatch):
    lines = [IN[i % len(IN)] for i in range(44)]
    lines[20] = OUT[0]
    gated = extract("\n\n".join(lines))
    monkeypatch.setattr(gate, "_LONG", 1000)
    assert gated and gated == extract("\n\n".join(lines))


BULLETINS = (
    "Warplanes bombed the town of Rastan.",
    "A drone hit a car in Bajil, killing two men.",
    "Artillery fire struck homes in Kafr Zita overnight.",
    "Clashes broke out between the army and the rebels.",
    "Snipers opened fire on farmers near the wall.",
    "A car bomb exploded at a checkpoint.",
    "Chlorine gas was used on the suburb.",
    "Gunmen attacked an aid convoy near Taiz.",
    "Jets hit a hospital in the old quarter.",
    "Five farmers were executed by militants.",
    "Soldiers arrested 14 men in the camp.",
    "Hundreds of families fled their homes after the shelling.",
    "The army has besieged the town since May.",
    "Rebels captured two villages from the army.",
    "The army sent tanks to the front.",
    "Fighter jets flew low over the capital.",
    "Monitors recorded nine breaches of the truce.",
    "Militiamen looted shops in the captured district.",
    "A convoy of 31 trucks reached Madaya with food.",
    "Forty aid lorries crossed the border.",
    "Forty aid lorries are waiting at the border.",
    "Aid deliveries to the enclave were suspended.",
    "The UN said no food had entered the enclave since April.",
    "Gunmen stole medicine from an aid warehouse.",
    "The ministry approved the convoy to Duma.",
    "Buses evacuated 300 wounded civilians.",
    "The Castello road was reopened to traffic of aid trucks.",
    "Thousands of refugees returned to their homes.",
    "The rebels released nine prisoners.",
    "The deal requires the withdrawal of heavy weapons.",
    "The truce was extended by 48 hours.",
    "The army said it would respect the pause in fighting.",
    "The rebels rejected the deal.",
    "The envoy urged both sides to stop the violence.",
    "The ministry denied that its planes had struck the market.",
    "Some 40,000 people are besieged in four towns.",
    "More than two million people have been displaced.",
    "The war has killed 9,000 people since March.",
    "The crossing at Bab al-Salam was closed to aid convoys.",
    "Prisoners are to be exchanged under the ceasefire deal.",
    "Observers will monitor the truce line under the agreement.",
    "The militia is not covered by the truce.",
    "The president condemned the air strike on the market.",
    "The general said the air strike was an error.",
    "About 80,000 displaced people need food in the besieged town.",
    "Calm prevailed along the truce line on Tuesday, residents said.",
    "No deaths were recorded during the first day of the truce.",
)
ELSEWHERE = (
    "The striker fired a shot past the keeper and the team won.",
    "The team's attack overran the defence in a fierce battle, and the champions were beaten.",
    "The bank suspended its dividend and shares fell.",
    "The airline reached an agreement with its pilots over pay.",
    "Heavy rain hit the coast and forced farmers to leave fields.",
    "The storm cut roads and left villages without power.",
    "The inspector found 12 violations of hygiene rules.",
    "The firm reported 14 data breaches between May and June.",
    "The union called a strike and rejected the deal.",
    "The film captured the mood of the city.",
    "The road was closed for repairs.",
    "The minister opened a new hospital.",
    "The strike by train drivers was extended by 48 hours.",
    "The company issued permits to sell its shares.",
    "A truck overturned on the motorway and was delayed for hours.",
)


@pytest.mark.parametrize("text", BULLETINS)
def test_a_bulletin_of_one_sentence_in_the_subject_tells_a_fact(text):
    assert extract(text)


@pytest.mark.parametrize("text", ELSEWHERE)
def test_a_sentence_of_sport_business_or_weather_tells_none(text):
    assert not extract(text)


def test_a_single_line_of_a_monitor_is_read() -> None:
    assert is_relevant("Shells fell on Talbiseh on Monday.")
    assert not is_relevant("The museum opens at ten on Monday.")
