from __future__ import annotations

from datetime import date

from tests.compliance.situations import Report, situation
from tests.compliance.terms import make_provision, make_term
from trucewatch.compliance.coverage import describe_coverage, find_coverage
from trucewatch.compliance.happenings import gather_known
from trucewatch.model.document import Origin


def test_documents_and_origins_that_speak_of_the_period_are_counted() -> None:
    inside, copy, before, undated = (
        Report("a", date(2016, 9, 15)),
        Report("b", date(2016, 9, 15)),
        Report("c", date(2016, 9, 10)),
        Report("d", None),
    )
    for report in (inside, copy, before, undated):
        report.tell("Something was said.", "condemns")
    joined = Origin(origin_id=inside.document_id, document_ids=(inside.document_id, copy.document_id))
    term = make_term(make_provision())
    known = gather_known(situation(inside, copy, before, undated, origins=(joined,)), term.roster, term.as_of)
    assert describe_coverage(known, term) == (
        "2 documents from 1 origin speak of this period; 1 document without a date counted as known"
    )


def test_an_area_counts_only_what_speaks_of_it() -> None:
    here, there = Report("a", date(2016, 9, 15)), Report("b", date(2016, 9, 15))
    here.tell("Shells fell on Alpha.", "shelling", at=(("Alpha", None),))
    there.tell("Shells fell on Beta.", "shelling", at=(("Beta", None),))
    term = make_term(make_provision(area_name="Alpha", area_names=("Alpha",)))
    known = gather_known(situation(here, there), term.roster, term.as_of)
    assert describe_coverage(known, term) == "1 document from 1 origin speaks of this period and of Alpha"


def test_no_reports_are_said_to_be_none() -> None:
    term = make_term(make_provision())
    assert describe_coverage(gather_known(situation(), term.roster, term.as_of), term).startswith(
        "no report read here speaks of this period"
    )


def test_each_day_says_how_many_documents_speak_of_it() -> None:
    first, second = Report("a", date(2016, 9, 15)), Report("b", date(2016, 9, 15))
    first.tell("Shells fell on the 14th.", "shelling", when=(date(2016, 9, 14), date(2016, 9, 14)))
    second.tell("Calm is told of.", "upholds")
    term = make_term(make_provision())
    found = find_coverage(gather_known(situation(first, second), term.roster, term.as_of), term)
    assert found.on(date(2016, 9, 14)) == "1 document from 1 origin speaks of this day"
    assert found.on(date(2016, 9, 13)) == "no report read here speaks of this day"


def test_a_report_of_the_period_that_speaks_of_days_before_it_does_not_cover_it() -> None:
    late = Report("a", date(2016, 9, 15))
    late.tell("Shells fell in August.", "shelling", when=(date(2016, 8, 3), date(2016, 8, 3)))
    term = make_term(make_provision())
    found = find_coverage(gather_known(situation(late), term.roster, term.as_of), term)
    assert found.documents == frozenset()
