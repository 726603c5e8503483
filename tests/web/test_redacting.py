"""Redaction on a page: it is looked at first, done on a second press, and says where the words still are."""

from __future__ import annotations

import pytest

from tests.web.conftest import fill
from trucewatch.ledger.desk import open_desk


@pytest.fixture
def report(folder):
    body = "Nurse Warda Qasimli counted the lorries at the crossing on Friday and told two drivers."
    found = fill(open_desk(folder), body, "note-of-a-nurse.txt")
    yield found


@pytest.mark.parametrize("role", ["viewer", "monitor", "analyst"])
def test_only_who_may_redact_sees_the_page_or_its_link(visit, folder, role):
    document = open_desk(folder).contents().documents[0]
    visitor = visit(role)
    assert visitor.page(f"/redact/{document.sha256}").status_code == 403
    assert visitor.submit(f"/redact/{document.sha256}", {"whole": "true", "act": "redact"}).status_code == 403
    assert "/redact/" not in visitor.page(f"/sources/{document.sha256}").text


def test_words_are_looked_at_and_then_redacted_for_ever(visit, report, folder):
    verifier = visit("verifier")
    path = f"/redact/{report.sha256}"
    assert "Warda Qasimli" in verifier.page(path).text
    typed = {"words": "Warda Qasimli\r\n", "reason": "her family asked"}
    looked = verifier.submit(path, {**typed, "act": "look"})
    assert looked.status_code == 200 and 'value="redact"' in looked.text
    assert "Qasimli" in open_desk(folder).contents().documents[-1].text, "looking changes nothing"
    done = verifier.submit(path, {**typed, "act": "redact"})
    assert done.status_code == 200, done.text
    assert "Qasimli" not in done.text and "█" in done.text
    assert "Qasimli" not in open_desk(folder).contents().documents[-1].text
    assert "her family asked" in visit("admin").page("/admin/audit?of=decisions").text


def test_what_cannot_be_meant_is_said_on_the_page_and_nothing_is_lost_of_what_was_typed(visit, folder):
    verifier = visit("verifier")
    path = f"/redact/{open_desk(folder).contents().documents[0].sha256}"
    for typed, why in (
        ({"words": "no such words", "reason": "x"}, "do not stand in this report"),
        ({"spans": "five", "reason": "x"}, "START:END"),
        ({"whole": "true"}, "say why"),
    ):
        verifier.page(path)
        told = verifier.submit(path, {**typed, "act": "redact"})
        assert told.status_code == 422 and why in told.text
        assert all(value in told.text for value in typed.values())


def test_a_report_that_is_not_there_is_no_page(visit):
    assert visit("verifier").page(f"/redact/{'0' * 64}").status_code == 404
