"""The explained scorer: symmetric, and every verdict says why."""

from __future__ import annotations

from datetime import date

import pytest

from tests.incidents.factory import DAY, Report, make_report
from trucewatch.incidents.link import LINK_AT, Context, Link, score_pair
from trucewatch.incidents.sentences import Sentences
from trucewatch.incidents.telling import Telling, make_telling
from trucewatch.incidents.words import is_same_name


def telling(report: Report) -> Telling:
    document = report.document
    return make_telling(report.claims[0], document, document.document_id, Sentences.of(document.text))


def shelled(place: str, on: date, killed: int, publisher: str, target: str = "a bakery") -> Telling:
    report = make_report(f"Shells hit {target} in {place}, killing {killed} people.", publisher, on)
    report.claim(
        f"Shells hit {target} in {place}, killing {killed} people",
        "shelling",
        at=place,
        on=on,
        actors={"target": [target]},
        counts=[("killed", str(killed), killed, killed)],
    )
    return telling(report)


def score(a: Telling, b: Telling) -> Link:
    return score_pair(a, b, Context())


def test_a_link_says_what_agrees_and_what_differs() -> None:
    link = score(shelled("Madaya", DAY, 12, "A"), shelled("Madaya", DAY, 20, "B"))
    assert link.score >= LINK_AT
    assert link.sentence == "same place (Madaya), same day, both: bakery; differs: killed 12 / 20"


def test_the_score_does_not_depend_on_the_order() -> None:
    a, b = shelled("Madaya", DAY, 12, "A"), shelled("Aleppo", DAY, 12, "B", "a school")
    assert score(a, b).score == score(b, a).score


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (shelled("Aleppo", DAY, 12, "B"), "km apart"),
        (shelled("Madaya", date(2016, 9, 10), 12, "B"), "9 days apart"),
    ],
)
def test_another_town_or_another_day_separates(other: Telling, reason: str) -> None:
    link = score(shelled("Madaya", DAY, 12, "A"), other)
    assert link.hard
    assert reason in link.sentence


def test_types_that_cannot_be_one_happening_separate() -> None:
    report = make_report("Police arrested nine men in Madaya.", "B", DAY)
    report.claim("arrested nine men in Madaya", "detention", at="Madaya", on=DAY)
    assert score(shelled("Madaya", DAY, 12, "A"), telling(report)).hard


def test_rival_tolls_alone_do_not_separate() -> None:
    assert score(shelled("Madaya", DAY, 12, "A"), shelled("Madaya", DAY, 50, "B")).score >= LINK_AT


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("the city of Aleppo", "Aleppo", True),
        ("Deir ez-Zor", "Deir Ezzor", True),
        ("Orem al-Kubra", "the town of Urem al-Kubra", True),
        ("Idlib", "Aleppo", False),
        ("the town", "the village", False),
    ],
)
def test_place_words_are_compared_without_articles_and_spelling(a: str, b: str, same: bool) -> None:
    assert is_same_name(a, b) is same
