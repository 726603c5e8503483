"""A happening told again takes its day from the telling that gives it."""

from tests.claims.extracted import extract, only


def whens(text):
    return [
        (c.when.start_on.isoformat(), c.when.inherited) if c.when else None for c in only(extract(text), "incident")
    ]


def test_every_telling_of_the_only_happening_has_its_day():
    text = (
        "Army shells kill four civilians in Norhaven\n\n"
        "Army artillery shelled the village of Norhaven on Saturday, killing four civilians.\n\n"
        "The rebels used a drone to attack soldiers at the opening of the town hall in Norhaven.\n"
    )
    found = whens(text)
    assert {when[0] for when in found} == {"2024-03-02"}
    assert found[0][1] and not found[1][1]


def test_two_days_in_a_report_lend_no_day_to_a_third_happening():
    text = (
        "Army artillery shelled the village of Norhaven on Saturday, killing four civilians.\n\n"
        "Jets bombed the town of Sellin on Friday, killing two civilians.\n\n"
        "Gunmen abducted a teacher in Osterby.\n\n"
        "A car bomb exploded near the market of Lundvik, killing three civilians.\n"
    )
    assert whens(text)[-1] is None


def test_a_habit_takes_no_day():
    text = (
        "Army artillery shelled the village of Norhaven on Saturday, killing four civilians.\n\n"
        "Drones have repeatedly struck farms near Sellin in recent months.\n"
    )
    assert whens(text)[-1] is None


def test_a_breach_by_this_act_is_of_the_acts_day():
    text = (
        "Army artillery shelled the village of Norhaven on Saturday, killing four civilians.\n\n"
        "Through this act the army has violated the ceasefire agreement.\n"
    )
    found = only(extract(text), "incident", "violation")
    assert [c.when.start_on.isoformat() for c in found] == ["2024-03-02"]
    assert found[0].when.inherited


def test_a_sentence_that_only_says_when_it_was_dates_the_happening():
    text = (
        "Four civilians were killed in an artillery strike on a school in Norhaven. "
        "The incident occurred shortly before noon on 1 March 2024.\n"
    )
    assert {when[0] for when in whens(text)} == {"2024-03-01"}


def test_what_a_speaker_goes_on_to_say_is_of_the_same_day():
    text = (
        "On Friday the foreign minister, Jan Holm, condemned the shelling of Norhaven. "
        "Holm demanded that the army respect the ceasefire.\n"
    )
    found = [c for c in only(extract(text), "position") if c.when is not None]
    assert {c.type for c in found} >= {"condemns", "demands"}
    assert {c.when.start_on.isoformat() for c in found} == {"2024-03-01"}


def test_a_statement_that_bears_a_day_dates_its_own_positions():
    text = (
        "Four civilians killed in shelling of Norhaven\n\n"
        "Statement by Jan Holm, Regional Director of the Relief Committee for Norhaven and the North of Sellin\n\n"
        "SELLIN, 4 March 2024 – “Army shelling of the village of Norhaven killed four civilians this morning.\n\n"
        "“We demand that the army respect the ceasefire at all times.”\n"
    )
    found = only(extract(text), "position", "demands")
    assert found
    assert {c.when.start_on.isoformat() for c in found} == {"2024-03-04"}
