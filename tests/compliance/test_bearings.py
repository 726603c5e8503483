from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.compliance.situations import Report, incident, situation
from tests.compliance.terms import make_provision, make_term
from trucewatch.compliance.bearings import Bearing, find_bearings
from trucewatch.compliance.happenings import gather_known
from trucewatch.compliance.weighing import Weight, weigh_all
from trucewatch.model.agreement import Provision
from trucewatch.model.assessment import Perspective

ON = date(2016, 9, 15)
ARMY = (("the army", "syr-government"),)


def bear(type_: str, provision: Provision | None = None, **told: object) -> Bearing | None:
    report = Report("r", ON)
    report.tell("the army and the Front, a monitor says, in the town of Syria: 0 and 5.", type_, **told)  # type: ignore[arg-type]
    term = make_term(provision or make_provision(acts=("shelling", "violation_tally")))
    found = [b for h in gather_known(situation(report), term.roster, ON).happenings for b in find_bearings(h, term)]
    return found[0] if found else None


def test_a_count_of_no_breaches_tells_of_calm() -> None:
    nought = bear("violation_tally", count=(("violations", "0", 0, 0),), when=(ON, ON))
    some = bear("violation_tally", count=(("violations", "5", 5, 5),), when=(ON, ON))
    assert nought is not None and (nought.side, nought.start_on) == ("for", ON)
    assert some is not None and some.side == "against"


def test_no_deaths_tell_of_calm_and_deaths_bear_on_nothing() -> None:
    nought = bear("death_toll", count=(("killed", "0", 0, 0),), when=(ON, ON))
    assert nought is not None and nought.side == "for"
    assert bear("death_toll", count=(("killed", "5", 5, 5),), when=(ON, ON)) is None


def test_holding_said_by_a_monitor_is_calm_and_by_a_party_is_not() -> None:
    monitor = bear("upholds", says=(("a monitor", None),))
    assert monitor is not None and (monitor.side, monitor.start_on, monitor.end_on) == ("for", ON, ON)
    assert bear("upholds", says=ARMY) is None
    assert bear("upholds", holder=ARMY, says=(("a monitor", None),)) is None


def test_calm_in_one_town_is_no_calm_everywhere() -> None:
    town = bear("upholds", says=(("a monitor", None),), at=(("town", "geonames:170063"),))
    country = bear("upholds", says=(("a monitor", None),), at=(("Syria", "geonames:163843"),))
    assert town is not None and town.side == "aside" and "only" in town.reason
    assert country is not None and country.side == "for"


@pytest.mark.parametrize(("stance", "side"), [("asserted", "against"), ("alleged", "against"), ("denied", "denies")])
def test_what_is_said_to_have_happened_bears_on_the_term(stance: str, side: str) -> None:
    found = bear("shelling", stance=stance, by=ARMY, when=(ON, ON))
    assert found is not None and found.side == side and found.accused == {"north"}


@pytest.mark.parametrize("stance", ["intended", "demanded", "conditional"])
def test_what_is_not_said_to_have_happened_is_set_aside_without_doubt(stance: str) -> None:
    found = bear("shelling", stance=stance, by=ARMY, when=(ON, ON))
    assert found is not None and found.side == "aside" and not found.doubt


def test_types_that_the_term_does_not_name_bear_nothing() -> None:
    assert bear("looting", by=ARMY, when=(ON, ON)) is None


def test_a_missing_day_is_a_doubt() -> None:
    found = bear("shelling", by=ARMY)
    assert found is not None and found.side == "aside" and found.doubt


def test_an_obligation_is_fulfilled_by_acts_and_spoken_against_by_counter_acts() -> None:
    duty = make_provision("obligation", acts=("aid_delivered", "release"), counter_acts=("aid_blocked",))
    sides = {
        "for": bear("aid_delivered", duty, when=(ON, ON)),
        "against": bear("aid_blocked", duty, when=(ON, ON)),
    }
    assert all(b is not None and b.side == side for side, b in sides.items())
    never = bear("aid_delivered", duty, stance="denied", when=(ON, ON))
    assert never is not None and never.side == "against"
    free = bear("aid_blocked", duty, stance="denied", when=(ON, ON))
    assert free is not None and free.side == "denies"


def test_who_fulfils_by_words_that_match_nobody_is_a_doubt_and_an_arrival_needs_nobody() -> None:
    duty = make_provision("obligation", acts=("release", "aid_delivered", "upholds"))
    unknown = bear("release", duty, by=(("the town", None),), when=(ON, ON))
    nameless = bear("release", duty, when=(ON, ON))
    arrival = bear("aid_delivered", duty, when=(ON, ON))
    vow = bear("upholds", duty, says=(("a monitor", None),), when=(ON, ON))
    assert unknown is not None and unknown.doubt and "matches no known party" in unknown.reason
    assert nameless is not None and nameless.side == "for"
    assert arrival is not None and arrival.side == "for" and not arrival.accused
    assert vow is not None and vow.doubt


def test_what_others_do_fulfils_nobodys_duty() -> None:
    duty = make_provision("obligation", acts=("release",))
    ours, theirs = (
        bear("release", duty, by=((w, i),), when=(ON, ON))
        for w, i in (("the army", "syr-government"), ("the Front", "hts"))
    )
    assert ours is not None and (ours.side, ours.accused) == ("for", {"north"})
    assert theirs is not None and theirs.side == "aside"


@pytest.mark.parametrize(
    ("type_", "who", "side"),
    [
        ("denies_responsibility", "syr-government", "denies"),
        ("accepts_responsibility", "syr-government", "against"),
        ("explains", "syr-government", "against"),
        ("explains", "tur-government", None),
        ("denies_responsibility", "tur-government", None),
    ],
)
def test_statements_on_responsibility_bear_on_their_incident(type_: str, who: str, side: str | None) -> None:
    report = Report("r", ON)
    act = report.tell("the army fired.", "shelling", by=ARMY, when=(ON, ON))
    word = report.tell("Somebody spoke.", type_, says=(("Somebody", who),), holder=(("Somebody", who),))
    term = make_term(make_provision(acts=("shelling",)))
    told = situation(report, incidents=(incident("i", act),), about=((word, "i"),))
    (happening,) = gather_known(told, term.roster, ON).happenings
    found = [b for b in find_bearings(happening, term) if b.testimony.claim == word]
    assert [b.side for b in found] == ([side] if side else [])
    assert all(b.start_on == ON for b in found)


def test_a_statement_on_no_incident_bears_nothing() -> None:
    assert bear("denies_responsibility", says=ARMY, holder=ARMY) is None


COALITION = (("The coalition", "anti-isis-coalition"),)


def struck(type_: str, words: str, who: str, *, stance: str = "asserted", **told: object) -> dict[str, Bearing]:
    """Bearings by type for a strike that is laid to somebody whom the term does not bind, and one more statement."""
    report = Report("r", ON)
    hit = (("army", "syr-government"),)
    act = report.tell("The coalition struck the army.", "shelling", by=COALITION, on=hit, when=(ON, ON))
    more = report.tell(words, type_, says=(("The envoy", who),), stance=stance, **told)  # type: ignore[arg-type]
    term = make_term(make_provision(acts=("shelling",)))
    about = ((more, "i"),) if more.kind == "position" else ()
    members = (act,) if about else (act, more)
    told_ = situation(report, incidents=(incident("i", *members),), about=about)
    (happening,) = gather_known(told_, term.roster, ON).happenings
    return {"act" if b.testimony.claim == act else "more": b for b in find_bearings(happening, term)}


def test_an_explanation_of_an_act_by_one_who_is_not_bound_is_set_aside_with_the_act() -> None:
    words = "The envoy called the strike planned."
    found = struck("explains", words, "syr-government", holder=(("The envoy", "syr-government"),))
    assert [found[k].side for k in ("act", "more")] == ["aside", "aside"]
    assert found["more"].reason == found["act"].reason and "which is no party" in found["act"].reason
    assert not found["more"].accused


def test_words_that_refer_back_to_it_accuse_nobody_who_is_bound() -> None:
    found = struck("shelling", "The envoy said the strike was meant to break the line.", "syr-government")
    assert found["more"].side == "aside" and found["more"].elsewhere_blamed


def test_the_side_that_was_hit_accepts_no_responsibility() -> None:
    words = "The envoy took responsibility for the wounded."
    found = struck("accepts_responsibility", words, "syr-government", holder=(("The envoy", "syr-government"),))
    assert "more" not in found


def test_that_nobody_died_tells_nothing_of_ground_taken_or_of_flights() -> None:
    for acts in (("territory_change",), ("air_strike", "overflight")):
        term = make_provision(acts=acts)
        assert bear("death_toll", term, count=(("killed", "0", 0, 0),), when=(ON, ON)) is None


def about_a_strike(type_: str, stance: str = "asserted") -> tuple[list[Bearing], Weight]:
    """Two tell that the army struck the opposition, and the opposition or the army speaks of responsibility."""
    first, second = Report("r", ON), Report("s", ON)
    hit = (("rebels", "syr-opposition"),)
    acts = [
        r.tell("The army struck the rebels.", "shelling", by=(("The army", "syr-government"),), on=hit, when=(ON, ON))
        for r in (first, second)
    ]
    who = (("The envoy", "syr-opposition" if type_ == "accepts_responsibility" else "syr-government"),)
    word = second.tell("The envoy spoke of it.", type_, says=who, holder=who, stance=stance)
    term = make_term(make_provision(acts=("shelling",)))
    told = situation(first, second, incidents=(incident("i", *acts),), about=((word, "i"),))
    (happening,) = gather_known(told, term.roster, ON).happenings
    found = find_bearings(happening, term)
    view = Perspective(perspective_id="v", name="v", kind="any")
    (weight,) = weigh_all(((happening, found),), term, view, lambda t: True, "")
    return [b for b in found if b.testimony.claim == word], weight


def test_the_side_that_was_hit_accepts_nothing_where_another_bound_party_is_accused() -> None:
    assert about_a_strike("accepts_responsibility")[0] == []


def test_what_somebody_plans_to_say_of_responsibility_bears_nothing() -> None:
    assert about_a_strike("denies_responsibility", "intended")[0] == []


def test_who_explains_an_act_of_its_own_has_told_of_it() -> None:
    ((word,), weight) = about_a_strike("explains")
    assert (word.side, word.reason, word.start_on) == ("against", "explains it", ON)
    assert len(weight.against) == 3


def test_a_denial_by_the_accused_stands_beside_what_it_denies() -> None:
    ((word,), weight) = about_a_strike("denies_responsibility")
    assert (word.side, weight.status, weight.other) == ("denies", "denied by the accused", (word,))


def harm_beside(*others: dict[str, Any], silent: dict[str, Any] | None = None) -> Bearing:
    """How "60 soldiers were killed" bears, in one incident with other accounts, each by a paper of its own."""
    first = Report("first", ON)
    harm = {"count": (("killed", "60", 60, 60),), "on": (("soldiers", "syr-government"),)}
    told = harm if silent is None else silent
    members = [first.tell("60 soldiers were killed, the army said.", "shelling", says=ARMY_SAYS, when=(ON, ON), **told)]
    papers, about = [first], []
    for n, other in enumerate(others):
        paper = Report(f"paper {n}", ON)
        claim = paper.tell("The coalition or the army or a band struck them, a source said.", **other)
        papers.append(paper)
        (about if claim.kind == "position" else members).append(claim)
    term = make_term(make_provision(acts=("shelling",)))
    told_ = situation(*papers, incidents=(incident("i", *members),), about=tuple((c, "i") for c in about))
    (happening,) = gather_known(told_, term.roster, ON).happenings
    (found,) = (b for b in find_bearings(happening, term) if b.testimony.claim == members[0])
    return found


ARMY_SAYS = (("the army", "syr-government"),)
BY_COALITION: dict[str, Any] = {
    "type_": "shelling",
    "by": (("The coalition", "anti-isis-coalition"),),
    "when": (ON, ON),
}
BY_ARMY: dict[str, Any] = {"type_": "shelling", "by": (("the army", "syr-government"),), "when": (ON, ON)}
BY_BAND: dict[str, Any] = {"type_": "shelling", "by": (("a band", None),), "when": (ON, ON)}
SOURCE = (("a source", "rus-government"),)


def test_harm_told_without_a_doer_is_of_the_act_that_all_others_lay_to_one_outsider() -> None:
    found = harm_beside(BY_COALITION, BY_COALITION)
    assert (found.side, found.unattributed, found.accused) == ("aside", False, frozenset())
    assert "which is no party, say all accounts of it that name who did it" in found.reason


@pytest.mark.parametrize(
    "others",
    [
        (),
        (BY_COALITION, BY_ARMY),
        (BY_COALITION, BY_BAND),
        (BY_COALITION, BY_COALITION | {"by": (("The coalition", "tur-government"),)}),
        (BY_COALITION, BY_COALITION | {"stance": "denied"}),
        (BY_COALITION, {"type_": "denies_responsibility", "says": SOURCE, "holder": SOURCE}),
        (BY_COALITION, {"type_": "accepts_responsibility", "says": ARMY_SAYS, "holder": ARMY_SAYS}),
        (BY_COALITION | {"stance": "intended"},),
    ],
)
def test_harm_told_without_a_doer_stays_open_where_its_author_is_not_agreed(others: tuple[dict[str, Any], ...]) -> None:
    found = harm_beside(*others)
    assert found.unattributed and found.side == "against"


def test_an_act_without_a_doer_that_tells_of_no_harm_stays_open() -> None:
    assert harm_beside(BY_COALITION, silent={}).unattributed


def test_harm_laid_to_words_that_match_nobody_stays_open() -> None:
    assert harm_beside(
        BY_COALITION, silent={"by": (("soldiers", None),), "count": (("killed", "60", 60, 60),)}
    ).unattributed
