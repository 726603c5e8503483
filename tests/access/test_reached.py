"""When a place was last reached, on whose word."""

from __future__ import annotations

from datetime import date

import pytest

from tests.incidents.factory import DAY, Dossier, make_report
from trucewatch.access.reached import find_reached
from trucewatch.access.since import since_words


def test_the_last_delivery_is_given_with_its_speaker_and_the_one_before_at_month_precision() -> None:
    report = make_report(
        "Aid came to Talbiseh on 17 September for the first time since July, the Red Crescent said. Nobody got any aid,"
        " a delegate said.",
        "A",
        DAY,
    )
    report.claim(
        "Aid came to Talbiseh on 17 September",
        "aid_delivered",
        kind="access",
        by="the Red Crescent",
        at="Talbiseh",
        on=date(2016, 9, 17),
        when="on 17 September",
    )
    report.claim("Nobody got any aid", "aid_delivered", kind="access", by="a delegate", stance="denied")
    dossier = Dossier([report])
    (reach,) = find_reached(dossier.documents, dossier.claims, dossier.origins)
    assert (reach.reached_on, reach.claimants) == (date(2016, 9, 17), ("the Red Crescent",))
    assert reach.before is not None
    assert (reach.before.start_on, reach.before.end_on, reach.before.precision) == (
        date(2016, 7, 1),
        date(2016, 7, 31),
        "month",
    )
    assert reach.denied_by == ("a delegate",)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("the first convoy since 7 July", date(2016, 7, 7), date(2016, 7, 7)),
        ("the first convoy since July 7, 2015", date(2015, 7, 7), date(2015, 7, 7)),
        ("for the first time since November", date(2015, 11, 1), date(2015, 11, 30)),
        ("which had not been reached since April 2014", date(2014, 4, 1), date(2014, 4, 30)),
    ],
)
def test_since_words_keep_their_precision(words: str, start: date, end: date) -> None:
    report = make_report(f"Trucks entered Madaya, {words}.", "A", DAY)
    claim = report.claim("Trucks entered Madaya", "aid_delivered", kind="access", at="Madaya")
    when = since_words(claim, report.document)
    assert when is not None and (when.start_on, when.end_on) == (start, end)
    assert when.span is not None and when.span.is_in(report.document.text)


def test_since_without_a_first_is_no_earlier_delivery() -> None:
    report = make_report("Trucks have entered Madaya daily since July.", "A", DAY)
    claim = report.claim("Trucks have entered Madaya daily", "aid_delivered", kind="access", at="Madaya")
    assert since_words(claim, report.document) is None


def test_a_place_that_was_only_blocked_has_no_day() -> None:
    report = make_report("Aid for Madaya was refused; it had not been reached since April.", "A", DAY)
    report.claim("Aid for Madaya was refused", "aid_blocked", kind="access", at="Madaya")
    dossier = Dossier([report])
    (reach,) = find_reached(dossier.documents, dossier.claims, dossier.origins)
    assert reach.reached_on is None
    assert reach.before is not None and reach.before.start_on == date(2016, 4, 1)
