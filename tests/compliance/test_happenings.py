from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from tests.compliance.situations import Report, incident, situation
from tests.compliance.terms import make_agreement
from trucewatch.compliance.happenings import Known, count_origins, gather_known
from trucewatch.compliance.happenings import Testimony as Heard
from trucewatch.compliance.roster import Roster
from trucewatch.model.document import Origin
from trucewatch.model.situation import Situation
from trucewatch.packs.actors import load_actors

ON = date(2016, 9, 15)
ROSTER = Roster(make_agreement(), load_actors())


def known(told: Situation, as_of: date = ON) -> Known:
    return gather_known(told, ROSTER, as_of)


def heard(told: Situation) -> list[Heard]:
    return [t for h in known(told).happenings for t in h.testimonies]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=8))
def test_two_origins_agree_exactly_when_two_roots_in_two_reports_can_be_paired(pairs: list[tuple[int, int]]) -> None:
    reports = [Report(f"r{i}", ON) for i in range(4)]
    for who, where in pairs:
        name = ("sohr", "snhr", "hrw", "amnesty")[who]
        reports[where].tell(f"{name} tells.", "shelling", says=((name, name),))
    matching = any(a[0] != b[0] and a[1] != b[1] for a, b in permutations(pairs, 2))
    found = count_origins(heard(situation(*reports)))
    assert (found >= 2) == matching
    assert (found >= 1) == bool(pairs)


def test_the_innermost_source_is_the_voice() -> None:
    report = Report("r", ON)
    report.tell(
        "Reuters wrote that the army said so.",
        "shelling",
        says=(("Reuters", "reuters"), ("the army", "syr-government")),
    )
    (one,) = heard(situation(report))
    assert one.voice.words == "the army" and one.voice.parties == {"north"}


def test_a_report_that_speaks_for_itself_speaks_with_its_publishers_voice() -> None:
    report = Report("r", ON, publisher="Syrian Observatory for Human Rights")
    report.tell("Shells fell.", "shelling")
    (one,) = heard(situation(report))
    assert one.voice.actor_id == "sohr" and one.voice.roles == {"monitor"}


def test_a_declaration_is_its_holders_own_word_whoever_tells_of_it() -> None:
    report = Report("r", ON, publisher="A newspaper")
    report.tell("Damascus gave up the truce.", "rejects", holder=(("Damascus", "syr-government"),))
    (one,) = heard(situation(report))
    assert one.voice.parties == {"north"}


def test_reprints_are_one_origin_and_nameless_voices_of_one_report_are_one() -> None:
    first, copy = Report("first", ON), Report("copy", ON)
    first.tell("Shells fell, sources say.", "shelling", says=(("sources", None),), anonymous=True)
    copy.tell("Shells fell, others say.", "shelling", says=(("others", None),), anonymous=True)
    joined = Origin(origin_id=first.document_id, document_ids=(first.document_id, copy.document_id))
    assert count_origins(heard(situation(first, copy, origins=(joined,)))) == 1
    assert count_origins(heard(situation(first, copy))) == 2


def test_each_claim_is_told_once_with_its_incident_first() -> None:
    report = Report("r", ON)
    one = report.tell("Shells fell.", "shelling", when=(ON, ON))
    two = report.tell("Shells fell again, they say.", "shelling")
    other = report.tell("Shots were heard.", "gunfire")
    found = known(situation(report, incidents=(incident("i", one, two),)))
    assert [h.incident_id for h in found.happenings] == ["i", None]
    assert [t.claim for h in found.happenings for t in h.testimonies] == [one, two, other]
    assert found.happenings[0].testimonies[1].when == one.when  # told together with the first, so of the same day


def test_the_day_of_a_statement_is_not_the_day_of_what_it_is_about() -> None:
    report = Report("r", ON)
    act = report.tell("Shells fell.", "shelling", when=(date(2016, 9, 13), date(2016, 9, 13)))
    denial = report.tell(
        "Not us, the army said.", "denies_responsibility", says=(("the army", "syr-government"),), when=(ON, ON)
    )
    found = known(situation(report, incidents=(incident("i", act),), about=((denial, "i"),)))
    assert found.happenings[0].testimonies[1].when == act.when


def test_later_documents_are_unknown_and_counted() -> None:
    early, late, undated = Report("a", ON), Report("b", date(2016, 9, 16)), Report("c", None)
    for report in (early, late, undated):
        report.tell("Shells fell.", "shelling")
    found = known(situation(early, late, undated))
    assert (len(found.documents), found.later, found.undated) == (2, 1, 1)
    assert len(found.happenings) == 2


def test_one_statement_in_a_report_and_its_reprint_is_one_happening_and_in_two_reports_two() -> None:
    reports = [Report(f"r{i}", ON) for i in range(2)]
    for report in reports:
        report.tell("The council left the pact.", "rejects", holder=(("The council", None),))
    ids = tuple(r.document_id for r in reports)
    told = situation(*reports)
    joined = replace(told, origins=(Origin(origin_id=ids[0], document_ids=ids),))
    assert len(known(joined).happenings) == 1
    assert len(known(told).happenings) == 2
