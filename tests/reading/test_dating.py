# ruff: noqa: E501 - example pages read better on one line
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.reading import read_document
from trucewatch.reading.dates import find_address_date, find_dates, show_date

BODY = "\n\nTwo shells fell near the village on Wednesday, residents said.\n\nNobody was hurt, they added.\n"


def published(text: str, path: str = "a.txt", **known):
    return read_document(text.encode(), path, **known).published


@pytest.mark.parametrize(
    ("text", "path", "found_by"),
    [
        ("Shells hit village\n\nPublished: 3 May 2017" + BODY, "a.txt", "dateline"),
        ("Shells hit village\n\nWednesday, May 3, 2017 16:20 GMT" + BODY, "a.txt", "dateline"),
        ("Shells hit village\n\nDate:\n3 May 2017" + BODY, "a.txt", "dateline"),
        (
            "Shells hit village\n\nBEIRUT, 3 May 2017 (Reuters) – The army said it kept the truce." + BODY,
            "a.txt",
            "dateline",
        ),
        ("Shells hit village\n\nA street in Douma on May 3, 2017. (Photo by A. Person/AFP)" + BODY, "a.txt", "caption"),
        ("Shells hit village" + BODY, "2017-05-03-shells.txt", "file name"),
        ("Shells hit village" + BODY, "shells_20170503.txt", "file name"),
        ("Bulletin of the monitoring centre, 3 May 2017" + BODY, "a.txt", "text"),
    ],
)
def test_the_day_is_found_with_its_evidence_and_the_weekday_is_checked(text, path, found_by):
    found = published(text, path)
    assert (found.on, found.found_by) == (date(2017, 5, 3), found_by)
    assert "Wednesday in the lead agrees with Wednesday 3 May 2017." in found.note or "BEIRUT" in text
    if found_by != "file name":
        assert found.evidence is not None and found.evidence.is_in(text)


def test_the_address_dates_a_report():
    found = published("Shells hit village" + BODY, url="https://example.org/world/2017/may/03/shells")
    assert (found.on, found.found_by) == (date(2017, 5, 3), "url")


def test_what_the_user_gives_wins_and_a_rival_date_is_told():
    found = published("Shells hit village\n\nPublished: 4 May 2017" + BODY, published_on=date(2017, 5, 3))
    assert (found.on, found.found_by) == (date(2017, 5, 3), "given")
    assert "Elsewhere the file says Thursday 4 May 2017." in found.note


def test_a_weekday_that_does_not_agree_is_told():
    found = published("Shells hit village\n\nPublished: 7 May 2017" + BODY)
    assert "Wednesday in the lead would be 4 days earlier; the date may be off." in found.note


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit village" + BODY,
        "Shells hit village\n\nFILE PHOTO: A street in Douma on May 3, 2017. (Photo by A. Person/AFP)" + BODY,
        "Shells hit village\n\nThe truce, which began on 30 December 2016, was broken on Wednesday, residents said.\n\nIt was brief.",
        "Shells hit village" + BODY + "\nThe deal was signed in Astana on 4 May 2017, after two days of talks.\n",
        "Shells hit village\n\nHOMS, SYRIA - MAY 03: A street." + BODY,
        "© 2017 The Example" + BODY,
    ],
)
def test_a_day_of_something_else_is_not_the_day_of_publication(text):
    found = published(text)
    assert found.on is None and found.found_by == "not found" and found.evidence is None


def test_an_update_comes_after_publication():
    found = published("Shells hit village\n\nUpdated: 5 May 2017\n\nPublished: 3 May 2017" + BODY)
    assert found.on == date(2017, 5, 3)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on 3 May 2017", [date(2017, 5, 3)]),
        ("May 3rd, 2017; Sept. 19, 2016", [date(2017, 5, 3), date(2016, 9, 19)]),
        ("2017-05-03 and 2017/5/4", [date(2017, 5, 3), date(2017, 5, 4)]),
        ("31.12.2016", [date(2016, 12, 31)]),
        ("03/04/2017 could be two days", []),
        ("31 February 2017, 12 Mayhem 2017, 3 May", []),
    ],
)
def test_full_dates_are_read_and_unclear_ones_left(text, days):
    assert [f.on for f in find_dates(text)] == days


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_day_that_is_written_out_is_read_back(day):
    for written in (show_date(day), day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day:%d %b %Y}"):
        assert [f.on for f in find_dates(f"said on {written}, it")] == [day]
    assert find_address_date(f"/news/{day:%Y/%m/%d}/x").on == day
