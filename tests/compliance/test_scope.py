from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.compliance.situations import Report, situation
from tests.compliance.terms import make_provision, make_term
from trucewatch.compliance.happenings import Testimony as Heard
from trucewatch.compliance.happenings import gather_known
from trucewatch.compliance.scope import Term, find_area, find_blame, find_excluded_target, find_time
from trucewatch.model.agreement import Provision
from trucewatch.model.place import Place
from trucewatch.packs.gazetteer import Gazetteer

PUBLISHED = date(2016, 9, 19)


def say(term: Term, type_: str, sentence: str = "They fired on the town of Alpha.", **told: object) -> Heard:
    report = Report("r", PUBLISHED)
    report.tell(sentence, type_, **told)  # type: ignore[arg-type]
    return gather_known(situation(report), term.roster, date(2016, 9, 20)).happenings[0].testimonies[0]


def place(place_id: str, *within: str) -> Place:
    return Place(place_id=place_id, name=place_id, level="town", lat=0, lon=0, within=within)


def test_a_day_within_the_term_is_inside() -> None:
    term = make_term(make_provision())
    found = find_time(say(term, "shelling", when=(PUBLISHED, PUBLISHED)), term)
    assert (found.fit, found.start_on, found.end_on) == ("inside", PUBLISHED, PUBLISHED)


def test_an_act_without_a_day_is_a_doubt_and_a_breach_without_one_lies_within_the_truce() -> None:
    term = make_term(make_provision())
    assert find_time(say(term, "shelling"), term).fit == "doubt"
    breach = find_time(say(term, "violation_tally"), term)
    assert (breach.fit, breach.start_on, breach.end_on) == ("inside", date(2016, 9, 12), PUBLISHED)


def test_the_day_of_an_accusation_is_the_day_on_which_it_was_made() -> None:
    term = make_term(make_provision())
    told = say(term, "accuses", when=(date(2016, 9, 15), date(2016, 9, 15)))
    found = find_time(told, term)
    assert (found.start_on, found.end_on) == (date(2016, 9, 12), date(2016, 9, 15))
    early = say(term, "accuses", when=(date(2016, 9, 5), date(2016, 9, 5)))
    assert find_time(early, term).fit == "outside"


def test_a_state_without_a_day_holds_on_the_day_it_is_told() -> None:
    term = make_term(make_provision("obligation"))
    blocked = find_time(say(term, "aid_blocked"), term)
    assert (blocked.fit, blocked.start_on) == ("inside", PUBLISHED)
    never = find_time(say(term, "aid_delivered", stance="denied"), term)
    assert (never.fit, never.start_on) == ("inside", PUBLISHED)


def test_a_state_since_before_the_term_holds_on_the_days_of_the_term() -> None:
    term = make_term(make_provision("obligation"))
    found = find_time(say(term, "aid_blocked", when=(date(2016, 7, 7), PUBLISHED)), term)
    assert (found.fit, found.start_on, found.end_on) == ("inside", date(2016, 9, 12), PUBLISHED)


def test_a_week_that_reaches_over_the_start_is_too_coarse() -> None:
    term = make_term(make_provision(starts_at=datetime(2016, 9, 12, 19, tzinfo=ZoneInfo("Asia/Damascus"))))
    week = say(term, "shelling", when=(date(2016, 9, 12), date(2016, 9, 18)), precision="week")
    assert find_time(week, term).fit == "doubt"
    assert "too coarse" in find_time(week, term).reason


@pytest.mark.parametrize(
    ("day", "fit"), [(11, "outside"), (12, "doubt"), (13, "inside"), (16, "doubt"), (17, "outside")]
)
def test_a_term_from_evening_to_morning(day: int, fit: str) -> None:
    zone = ZoneInfo("Asia/Damascus")
    provision = make_provision(
        starts_at=datetime(2016, 9, 12, 19, tzinfo=zone), ends_at=datetime(2016, 9, 16, 8, tzinfo=zone)
    )
    term = make_term(provision)
    on = date(2016, 9, day)
    assert find_time(say(term, "shelling", when=(on, on)), term).fit == fit


def area(**values: object) -> Provision:
    return make_provision("obligation", area_name="the area", **values)


def test_an_area_holds_its_places_and_what_lies_within_them() -> None:
    book = Gazetteer([place("alpha", "district"), place("district"), place("elsewhere")])
    for place_id, fit in (("alpha", "inside"), ("district", "inside"), ("elsewhere", "outside")):
        term = _with(make_term(area(area=("district",))), book)
        told = say(term, "aid_blocked", at=(("Alpha", place_id),))
        assert find_area(told, term).fit == fit


def test_a_wider_place_and_no_place_are_doubts() -> None:
    book = Gazetteer([place("alpha", "district"), place("district")])
    term = _with(make_term(area(area=("alpha",))), book)
    assert find_area(say(term, "aid_blocked", at=(("Alpha", "district"),)), term).fit == "doubt"
    assert find_area(say(term, "aid_blocked"), term).fit == "doubt"
    assert find_area(say(term, "aid_blocked", at=(("Alpha", None),)), term).fit == "doubt"


@pytest.mark.parametrize(
    ("place_id", "fit"),
    [
        ("geonames:170063", "inside"),  # the city itself
        ("pcode:SY02", "doubt"),  # its governorate is wider
        ("geonames:163843", "doubt"),  # and so is the country
        ("pcode:SY0200", "doubt"),  # a district of its governorate might hold it
        ("pcode:SY040401", "outside"),  # a subdistrict of another does not
        ("geonames:163779", "outside"),  # Talbiseh
        ("unknown:1", "doubt"),
    ],
)
def test_a_city_against_the_bundled_places(place_id: str, fit: str) -> None:
    term = make_term(area(area=("geonames:170063",)))
    assert find_area(say(term, "aid_blocked", at=(("Alpha", place_id),)), term).fit == fit


def test_a_region_holds_its_towns() -> None:
    term = make_term(area(area=("pcode:SY02",)))
    assert find_area(say(term, "aid_blocked", at=(("Alpha", "geonames:170063"),)), term).fit == "inside"
    assert find_area(say(term, "aid_blocked", at=(("Alpha", "geonames:163779"),)), term).fit == "outside"


def test_words_for_the_area_count_whole_and_in_any_case() -> None:
    term = make_term(area(area_names=("town of Alpha",)))
    assert find_area(say(term, "aid_blocked", at=(("the town of Alpha", None),)), term).fit == "inside"
    term = make_term(area(area_names=("Alp",)))
    assert find_area(say(term, "aid_blocked", at=(("Alpha", None),)), term).fit == "doubt"


def test_a_secret_area_is_a_doubt_and_no_area_is_everywhere() -> None:
    secret, everywhere = make_term(area()), make_term(make_provision())
    assert "not public" in find_area(say(secret, "aid_blocked"), secret).reason
    assert find_area(say(everywhere, "aid_blocked"), everywhere).fit == "inside"


def test_a_part_of_a_party_is_the_party() -> None:
    term = make_term(make_provision())
    told = say(term, "shelling", by=(("They", "ahrar-al-sham"),))
    assert find_blame(told, term).parties == {"south"}


@pytest.mark.parametrize(
    ("actor", "reason"),
    [
        ("hts", "outside the truce"),
        ("rus-government", "does not bind"),
        ("tur-government", "no party"),
        (None, "matches no known party"),
    ],
)
def test_whoever_is_not_bound_is_not_blamed(actor: str | None, reason: str) -> None:
    term = make_term(make_provision())
    told = say(term, "shelling", "Gunners fired on the town of Alpha.", by=(("Gunners", actor),))
    blame = find_blame(told, term)
    assert not blame.parties and reason in blame.reason
    assert blame.unknown is (actor is None)


def test_a_pronoun_that_stands_for_nobody_known_names_nobody() -> None:
    term = make_term(make_provision())
    blame = find_blame(say(term, "shelling", by=(("They", None),)), term)
    assert blame.unknown and blame.reason == "by whom is not said"


def test_whoever_is_accused_is_the_addressee_of_the_accusation() -> None:
    term = make_term(make_provision())
    told = say(term, "accuses", holder=(("They", "syr-government"),), to=(("Alpha", "syr-opposition"),))
    assert find_blame(told, term).parties == {"south"}


def test_a_target_is_excluded_only_when_it_was_the_only_one() -> None:
    term = make_term(make_provision())
    north = (("They", "syr-government"),)
    only = say(term, "shelling", by=north, on=(("Alpha", "hts"),))
    mixed = say(term, "shelling", by=north, on=(("Alpha", "hts"), ("town", None)))
    none = say(term, "shelling", by=north)
    found = [find_excluded_target(t, find_blame(t, term), term) for t in (only, mixed, none)]
    assert found == ["the Front", "", ""]


def test_an_unresolved_name_is_excluded_from_the_day_that_the_group_bore_it() -> None:
    term = make_term(make_provision())
    later = say(term, "shelling", "They shelled New Front.", on=(("New Front", None),), when=(PUBLISHED, PUBLISHED))
    earlier = say(
        term,
        "shelling",
        "They shelled New Front.",
        on=(("New Front", None),),
        when=(date(2016, 7, 1), date(2016, 7, 1)),
    )
    assert find_excluded_target(later, find_blame(later, term), term) == "the Front"
    assert find_excluded_target(earlier, find_blame(earlier, term), term) == ""


def test_in_a_clash_the_side_that_is_not_bound_is_the_target() -> None:
    term = make_term(make_provision())
    against_front = say(term, "armed_clash", by=(("They", "syr-government"), ("Alpha", "hts")))
    between = say(term, "armed_clash", by=(("They", "syr-government"), ("Alpha", "syr-opposition")))
    assert find_excluded_target(against_front, find_blame(against_front, term), term) == "the Front"
    assert find_excluded_target(between, find_blame(between, term), term) == ""
    assert find_blame(between, term).parties == {"north", "south"}


def _with(term: Term, gazetteer: Gazetteer) -> Term:
    return replace(term, gazetteer=gazetteer)
