from __future__ import annotations

from datetime import date

import pytest

from tests.compliance.situations import Report, situation
from tests.compliance.terms import make_agreement
from trucewatch.compliance.happenings import gather_known
from trucewatch.compliance.roster import Roster
from trucewatch.compliance.wording import MAX_WORDS, count, days, quote, tell
from trucewatch.packs.actors import load_actors


def told(stance: str, *says: str) -> str:
    report = Report("r", None, publisher="The Gazette")
    report.tell(
        "Shells fell, Reuters and the army say.", "shelling", stance=stance, says=tuple((s, None) for s in says)
    )
    known = gather_known(situation(report), Roster(make_agreement(), load_actors()), date(2016, 9, 15))
    return tell(known.happenings[0].testimonies[0])


@pytest.mark.parametrize(
    ("stance", "words"),
    [
        ("asserted", ", says the army, as Reuters reports"),
        ("alleged", ", alleged by the army, as Reuters reports"),
        ("denied", ", a denial by the army, as Reuters reports"),
        ("intended", ", announced by the army, as Reuters reports"),
        ("demanded", ", demanded by the army, as Reuters reports"),
        ("conditional", ", said with a condition by the army, as Reuters reports"),
    ],
)
def test_every_stance_stays_in_its_speakers_mouth(stance: str, words: str) -> None:
    assert told(stance, "Reuters", "the army") == "“Shells fell, Reuters and the army say.”" + words


def test_a_report_that_speaks_for_itself_reports() -> None:
    assert told("asserted").endswith(", reports The Gazette")
    assert told("alleged").endswith(", reported as an allegation by The Gazette")
    assert told("denied").endswith(", a denial that The Gazette reports")


def test_long_quotes_are_cut_and_lines_joined() -> None:
    assert quote("one\n two") == "“one two”"
    assert quote("word " * 40) == "“" + " ".join(["word"] * MAX_WORDS) + " …”"


def test_days_and_counts() -> None:
    first, last = date(2016, 9, 12), date(2016, 9, 13)
    assert [days(first, first), days(first, last), days(first, None), days(None, None)] == [
        "2016-09-12",
        "2016-09-12 to 2016-09-13",
        "2016-09-12",
        "",
    ]
    assert [count(1, "origin"), count(2, "origin")] == ["1 origin", "2 origins"]
