from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.packs.actors import is_anonymous, load_actors

IN_TRUCE = date(2016, 9, 15)


def who(words: str, on: date | None = IN_TRUCE, theatre: str = "syria") -> str | None:
    actor = load_actors().find(words, on, theatre)
    return actor.actor_id if actor else None


@pytest.mark.parametrize(
    ("words", "actor_id"),
    [
        ("Syrian government helicopters", "syr-government"),
        ("Russian bombers", "rus-government"),
        ("Moscow", "rus-government"),
        ("the Norwegian foreign minister", "nor-government"),
        ("the Russian defence minister, Sergei Shoigu", "rus-government"),
        ("troops loyal to Assad", "syr-government"),
        ("rebels from Aleppo", "syr-opposition"),
        ("the army of the republic", "syr-government"),
        ("the army of Russia", "rus-government"),
        ("the Army of the Righteous Path", None),
        ("Syrian air defences", "syr-government"),
        ("the army of President Bashar al-Assad", "syr-government"),
        ("Assad’s allies in the army", None),
        ("fighters of the Nusra Front", "hts"),
        ("US-led coalition aircraft", "anti-isis-coalition"),
        ("Turkish-backed fighters", "sna"),
        ("US-backed rebels", "syr-opposition"),
        ("Lebanese Hezbollah commanders", "hezbollah"),
        ("the UN’s envoy for Yemen", "un"),
        ("Syria’s ambassador in Geneva", "syr-government"),
        ("the International Committee of the Red Cross", "icrc"),
        ("the Britain-based Syrian Observatory for Human Rights", "sohr"),
        ("Pentagon spokeswoman Jane Roe", "usa-government"),
    ],
)
def test_the_head_of_a_phrase_decides_who_is_meant(words: str, actor_id: str | None) -> None:
    assert who(words) == actor_id


@pytest.mark.parametrize(
    "words", ["civilians in Russia", "Syrian refugees", "armed “terrorist gangs”", "anti-Assad protesters", "a market"]
)
def test_people_and_unknown_groups_are_nobody_known(words: str) -> None:
    assert who(words) is None


@pytest.mark.parametrize(
    ("words", "on", "actor_id"),
    [
        ("Nusra Front", date(2016, 7, 1), "hts"),
        ("Jabhat Fateh al-Sham", date(2016, 7, 27), None),
        ("Jabhat Fateh al-Sham", date(2016, 7, 28), "hts"),
        ("Hayat Tahrir al-Sham", date(2017, 1, 27), None),
        ("Hayat Tahrir al-Sham", date(2017, 1, 28), "hts"),
        ("Kerry", date(2016, 9, 15), "usa-government"),
        ("Kerry", date(2012, 9, 15), None),
    ],
)
def test_a_name_counts_only_while_it_was_in_use(words: str, on: date, actor_id: str | None) -> None:
    assert who(words, on) == actor_id


def test_words_of_one_theatre_mean_nobody_in_another() -> None:
    assert who("the regime", theatre="syria") == "syr-government"
    assert who("the regime", theatre="") is None
    assert who("the army", theatre="sudan", on=date(2023, 6, 1)) == "saf"


def test_a_joint_phrase_names_several_and_so_no_single_actor() -> None:
    assert who("Russia and Turkey") is None
    found = load_actors().find_all("Russia and Turkey", IN_TRUCE)
    assert [a.actor_id for a in found] == ["rus-government", "tur-government"]


def test_a_state_answers_for_its_parts_and_not_the_other_way_round() -> None:
    book = load_actors()
    assert "ypg" in book.answers_for("sdf")
    assert book.answers_for("ypg") == ("ypg",)
    assert book.answers_for("syr-opposition")[0] == "syr-opposition"


@pytest.mark.parametrize(
    "words", ["a senior US official", "activists", "a monitoring group", "two residents", "diplomats", "sources"]
)
def test_sources_that_nobody_names_are_anonymous(words: str) -> None:
    assert is_anonymous(words)


@pytest.mark.parametrize(
    "words", ["Reuters", "SOHR activists", "Sergei Lavrov", "Damascus", "Pentagon spokesman John Roe"]
)
def test_named_sources_are_not_anonymous(words: str) -> None:
    assert not is_anonymous(words)


@given(st.text(max_size=300))
def test_any_text_is_answered_and_always_the_same(words: str) -> None:
    assert who(words) == who(words)
    assert is_anonymous(words) == is_anonymous(words)
