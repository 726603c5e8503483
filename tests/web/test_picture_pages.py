"""The pages that show the picture of a day, by what they say and to whom."""

from __future__ import annotations

import html
import re

import pytest

from tests.web.dossier import DAY, folder  # noqa: F401  # a fixture
from trucewatch.desk import pictures
from trucewatch.service.pictures import close_pictures
from trucewatch.web import access, timeline

PAGES = ("/incidents", "/map", "/map/places.geojson", "/map/base.geojson", "/timeline", "/unknowns", "/compliance",
         "/compliance/changes", "/compliance/calm", "/access", "/publish")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", ["viewer", "verifier"])
def test_each_page_is_there_and_shows_a_restricted_report_to_nobody_who_may_not_see_it(visit, path, role):
    for query in ("", f"?as_of={DAY}"):
        answer = visit(role).page(path + query)
        assert answer.status_code == 200, answer.text[-600:]
        if role == "viewer":
            assert "Qabbani" not in answer.text
            assert "kefraya" not in answer.text.lower()


def test_while_there_is_no_picture_yet_a_page_says_so_and_is_no_error(visit, app, monkeypatch):
    visitor = visit("viewer")
    monkeypatch.setattr(pictures, "PATIENCE_S", 0.0)
    close_pictures(app)
    answer = visitor.page("/incidents?as_of=2016-09-17")
    assert answer.status_code == 200
    assert answer.headers["Retry-After"]
    assert "waiting.js" in answer.text
    assert 'http-equiv="refresh"' in answer.text.partition("<noscript>")[2], "it comes without script too"
    for path in ("/map/places.geojson?as_of=2016-09-16", "/api/v1/incidents?as_of=2016-09-15"):
        answer = visitor.get(path)
        assert answer.status_code == 503
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["Retry-After"]
    monkeypatch.setattr(pictures, "PATIENCE_S", 60.0)
    assert "waiting.js" not in visitor.page("/incidents?as_of=2016-09-17").text


def test_a_long_timeline_and_board_go_by_pages_on_which_nothing_is_missing(visit, monkeypatch):
    visitor = visit("viewer")
    days = re.findall(r'<li id="(day-[\d-]+)"', visitor.page(f"/timeline?as_of={DAY}").text)
    convoys = re.findall(r'<article class="card" id="(movement-\d+)"', visitor.page(f"/access?as_of={DAY}").text)
    assert len(days) > 3
    assert len(convoys) > 1
    monkeypatch.setattr(timeline, "DAYS", 2)
    monkeypatch.setattr(access, "CONVOYS", 1)
    assert _all(visitor, f"/timeline?as_of={DAY}", "prev", r'<li id="(day-[\d-]+)"', reverse=True) == days
    pattern = r'<article class="card" id="(movement-\d+)"'
    assert _all(visitor, f"/access?as_of={DAY}", "next", pattern) == convoys


def _all(visitor, path, rel, pattern, reverse=False):
    found = []
    while path:
        page = visitor.page(path).text
        here = re.findall(pattern, page)
        assert 0 < len(here) <= 2
        found = here + found if reverse else found + here
        onward = [a for a in re.findall(r'<a class="button" href="([^"]+)" rel="(\w+)">', page) if a[1] == rel]
        path = html.unescape(onward[0][0]) if onward else ""
    return found
