"""Search finds what the reader may see, by any spelling, and nothing else."""

from __future__ import annotations

import pytest


def found(visitor, **asked):
    answer = visitor.get("/search", params=asked)
    assert answer.status_code == 200
    return answer.text


def test_words_are_found_by_their_beginnings_in_claims_and_reports(visit):
    analyst = visit("analyst")
    assert "Twelve trucks waited at the crossin" in found(analyst, q="TRUCK cross")
    assert "note.txt" in found(analyst, q="truck", of="reports")
    assert "Nothing has these words." in found(analyst, q="submarine")


@pytest.mark.parametrize("of", ["claims", "reports"])
def test_a_restricted_report_is_found_by_those_who_may_see_it_and_by_nobody_else(visit, of):
    assert "KESTREL" in found(visit("analyst"), q="shells", of=of)
    for role in ("viewer", "monitor"):
        shown = found(visit(role), q="shells", of=of)
        assert "Nothing has these words." in shown
        assert "KESTREL" not in shown
        assert "kestrel" not in shown


def test_only_those_who_review_are_led_to_the_queue(visit):
    assert "/queue/sha256:" in found(visit("analyst"), q="truck")
    assert "/queue/sha256:" not in found(visit("viewer"), q="truck")


def test_a_filter_alone_lists_what_fits_and_a_bad_day_is_refused(visit):
    analyst = visit("analyst")
    assert "Twelve trucks" in found(analyst, type="aid_waiting")
    assert "Nothing has these words." in found(analyst, type="air_strike")
    assert analyst.get("/search?since=tomorrow").status_code == 422


def test_a_long_list_goes_on(visit, monkeypatch):
    monkeypatch.setattr("trucewatch.web.searching.PAGE", 1)
    analyst, path, seen = visit("analyst"), "/search?type=aid_waiting", []
    while path:
        page = analyst.get(path).text
        seen.append(page.split("/queue/")[1].split('"')[0])
        path = page.split('<p><a href="')[-1].split('"')[0].replace("&amp;", "&") if ">Older ones<" in page else ""
    assert len(seen) == len(set(seen)) == 4
