"""Sending reports: nothing lost, nothing doubled, and a bad file named with the reason."""

from __future__ import annotations

import html
import json
import os
import time

import pytest

from trucewatch.desk import people
from trucewatch.desk.fieldreports import compose
from trucewatch.desk.submissions import incoming, safe_name, sweep_incoming
from trucewatch.ledger.desk import create_desk, open_desk
from trucewatch.ledger.submissions import read_submissions
from trucewatch.server import build_app
from trucewatch.service import worker
from trucewatch.service.clock import now
from trucewatch.service.settings import Settings

from .conftest import Visitor, make_people

FIELD = {
    "client_id": "field-report-0001",
    "text": "Six mortar shells fell near the market. Two people were wounded, a resident said.",
    "happened_on": "2016-09-14",
    "place": "Homs",
    "restricted": "true",
}


@pytest.fixture
def desk(tmp_path):
    desk = create_desk(tmp_path / "desk")
    make_people(desk)
    return desk


@pytest.fixture
def monitor(desk):
    """A monitor's browser on a desk that reads nothing yet."""
    visitor = Visitor(build_app(desk.folder), follow_redirects=False)
    visitor.page("/sign-in")
    visitor.submit("/sign-in", {"name": "monitor", "password": "quiet river stones"})
    visitor.page("/reports")
    return visitor


def wait_until_read(desk, seconds=90):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        rows = read_submissions(desk.engine, "", 100)
        if all(r.state != "waiting" for r in rows):
            return rows
        time.sleep(0.1)
    raise AssertionError("still waiting")


def wait_until_swept(desk, seconds=30):
    """The note that a report is read comes before its bytes are dropped."""
    end = time.monotonic() + seconds
    while (left := list(incoming(desk).iterdir())) and time.monotonic() < end:
        time.sleep(0.05)
    return left


def test_what_is_sent_is_read_in_the_background_and_a_bad_file_is_named_with_the_reason(monitor, desk):
    files = [
        (
            "files",
            (
                "good.txt",
                b"Air strikes hit a hospital in Aleppo on Tuesday. Five people were killed, a doctor said.",
                "text/plain",
            ),
        ),
        ("files", ("../../bad.pdf", b"%PDF-1.4 not really", "application/pdf")),
        ("files", ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "image/png")),
    ]
    with monitor:
        answer = monitor.submit(
            "/reports/files", {"client_id": "a-client-id", "published_on": "2016-09-14"}, files=files
        )
        assert answer.headers["location"] == "/reports?said=sent"
        rows = {r.path: r for r in wait_until_read(desk)}
        page = html.unescape(monitor.get("/reports/sent").text)
        assert wait_until_swept(desk) == []
    assert rows["good.txt"].state == "read"
    assert rows["good.txt"].claims >= 1
    assert {rows["bad.pdf"].state, rows["picture.png"].state} == {"failed"}
    assert rows["bad.pdf"].reason in page
    assert [d.path for d in desk.contents().documents] == ["good.txt"]


def test_bytes_that_a_stopped_reader_left_are_dropped_later_and_those_of_a_waiting_report_are_not(monitor, desk):
    monitor.submit("/reports/field", FIELD)
    (awaited,) = incoming(desk).iterdir()
    left, coming = incoming(desk) / ("0" * 64), incoming(desk) / ("1" * 64)
    for file in (left, coming):
        file.write_bytes(b"words")
    for file in (left, awaited):
        os.utime(file, (0, 0))
    sweep_incoming(desk, now())
    assert sorted(incoming(desk).iterdir()) == sorted([awaited, coming])


def test_what_waits_when_the_desk_stops_is_read_after_the_next_start(monitor, desk):
    monitor.submit("/reports/field", FIELD)
    assert [r.state for r in read_submissions(desk.engine, "", 9)] == ["waiting"]
    with Visitor(build_app(desk.folder)):
        assert [r.state for r in wait_until_read(desk)] == ["read"]


def test_a_report_that_takes_too_long_is_given_up_and_the_next_one_is_read(monitor, desk, monkeypatch):
    monkeypatch.setattr(worker, "LONGEST_S", 0.05)
    with monitor:
        monitor.submit("/reports/field", FIELD)
        (row,) = wait_until_read(desk)
        assert (row.state, "took too long" in row.reason) == ("failed", True)
        assert desk.contents().documents == ()
        monkeypatch.setattr(worker, "LONGEST_S", 60)
        monitor.submit("/reports/field", {**FIELD, "client_id": "another-report-2", "text": "Shells fell on Homs."})
        assert sorted(r.state for r in wait_until_read(desk)) == ["failed", "read"]


def test_a_field_report_becomes_a_report_with_the_monitors_words(monitor, desk):
    with monitor:
        monitor.submit("/reports/field", FIELD)
        wait_until_read(desk)
    (document,) = desk.contents().documents
    assert FIELD["text"] in document.text
    assert document.text.startswith("Homs, 14 September 2016 — ")
    assert (document.author, document.restricted) == ("monitor", True)
    assert any("mortar" in c.span.quote for c in desk.contents().claims)


def test_a_monitor_sees_what_was_read_in_their_own_restricted_report_and_others_do_not(monitor, desk):
    with monitor:
        monitor.submit("/reports/field", FIELD)
        wait_until_read(desk)
        mine = monitor.get(f"/reports/sent/{FIELD['client_id']}")
        assert mine.status_code == 200
        assert "Six mortar shells fell near the market" in mine.text.replace('<mark class="part">', "")
        assert "shelling" in mine.text
        people.change_password(desk, "other", people.create(desk, "other", "monitor", "t", now()), "quiet river stones")
        other = Visitor(monitor.app, follow_redirects=False)
        other.page("/sign-in")
        other.submit("/sign-in", {"name": "other", "password": "quiet river stones"})
        assert other.get(f"/reports/sent/{FIELD['client_id']}").status_code == 404
        assert "mortar shells" not in other.get("/search?q=mortar").text


def test_more_than_is_taken_at_once_is_refused_in_a_sentence(desk):
    app = build_app(desk.folder, Settings(folder=desk.folder, hosts=("testserver",), max_upload=100_000))
    visitor = Visitor(app, follow_redirects=False)
    visitor.page("/sign-in")
    visitor.submit("/sign-in", {"name": "monitor", "password": "quiet river stones"})
    visitor.page("/reports")
    files = [("files", ("big.txt", b"x" * 200_000, "text/plain"))]
    answer = visitor.submit("/reports/files", {"client_id": "a-large-one"}, files=files)
    assert answer.status_code == 413
    assert "send it in parts" in answer.text
    assert "<html" in answer.text
    assert not (desk.folder / "incoming").exists()


def test_a_report_sent_again_after_a_dropped_line_is_not_doubled(monitor, desk):
    for _ in range(3):
        assert monitor.submit("/reports/field", FIELD).status_code == 303
    assert len(read_submissions(desk.engine, "", 10)) == 1


def test_a_client_id_of_another_report_is_refused(monitor, desk):
    monitor.submit("/reports/field", FIELD)
    assert monitor.submit("/reports/field", {**FIELD, "text": "Something else."}).status_code == 422
    assert len(read_submissions(desk.engine, "", 10)) == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"text": "  "}, "has no words"),
        ({"happened_on": ""}, "the day is missing"),
        ({"happened_on": "14/9"}, "is not a day"),
        ({"happened_on": "2999-01-01"}, "lies in the future"),
        ({"happened_on": "0001-01-01"}, "lies before all reports"),
        ({"client_id": "short"}, "client id"),
    ],
)
def test_what_is_wrong_with_a_field_report_is_said_and_what_was_typed_stays(monitor, change, why):
    answer = monitor.submit("/reports/field", {**FIELD, "headline": "Shells & smoke", **change})
    assert answer.status_code == 422
    assert why in answer.text
    assert "Shells &amp; smoke" in answer.text


def test_monitors_see_what_they_sent_and_not_what_others_did(monitor, desk):
    monitor.submit("/reports/field", FIELD)
    other = Visitor(build_app(desk.folder), follow_redirects=False)
    other.page("/sign-in")
    other.submit("/sign-in", {"name": "analyst", "password": "quiet river stones"})
    other.page("/reports")
    other.submit("/reports/field", {**FIELD, "client_id": "another-report-1", "happened_on": "2016-09-15"})
    assert "2016-09-15" not in monitor.get("/reports").text
    assert "field-report-2016-09-14.txt" in other.get("/reports").text


def test_viewers_send_nothing(visit):
    viewer = visit("viewer")
    assert viewer.get("/reports").status_code == 403
    assert viewer.submit("/reports/field", FIELD).status_code == 403


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\report.txt", "report.txt"),
        ("re\u202etxt.exe\x00.txt", "retxt.exe.txt"),
        ("", "report.txt"),
        ("x" * 500 + ".html", "x" * 180 + "x" * 15 + ".html"),
    ],
)
def test_a_files_name_is_made_safe(given, kept):
    assert safe_name(given) == kept


def test_composing_keeps_the_words_and_bounds_them():
    from datetime import date

    assert (
        compose(" a\r\nb ", " Deir  Ezzor ", date(2016, 9, 1), "H")
        == "H\n\nDeir Ezzor, 1 September 2016 — a\nb\n".encode()
    )
    with pytest.raises(Exception, match="more than"):
        compose("x" * 30_000, "", date(2016, 9, 1))


def test_what_the_sender_knows_wins(monitor, desk):
    files = [("files", ("a.txt", b"Trucks waited at the crossing, drivers said.", "text/plain"))]
    data = {"client_id": "known-by-sender", "publisher": "A clinic", "restricted": "true"}
    with monitor:
        monitor.submit("/reports/files", data, files=files)
        (row,) = wait_until_read(desk)
    (document,) = open_desk(desk.folder).contents().documents
    assert json.loads(row.given)["restricted"] is True
    assert (document.publisher, document.restricted) == ("A clinic", True)
