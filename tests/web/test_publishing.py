"""Publishing: who may release, that what was looked at goes out, and that it stays."""

from __future__ import annotations

import hashlib
import re

import pytest

from tests.desk.conftest import AT
from tests.web.dossier import folder  # noqa: F401  # a fixture
from trucewatch.ledger.desk import open_desk
from trucewatch.ledger.releases import list_releases
from trucewatch.model.decision import Decision

DAY = "?as_of=2016-09-21"


def look(visitor, format="html"):
    page = visitor.page(f"/publish/preview{DAY}&format={format}&said=recorded").text
    return re.search(r'name="sha256" value="([0-9a-f]{64})"', page)[1]


@pytest.mark.parametrize("role", ["viewer", "monitor", "analyst"])
def test_only_who_may_release_sees_the_preview_or_releases(visit, role):
    visitor = visit(role)
    assert visitor.page(f"/publish/preview{DAY}").status_code == 403
    assert visitor.page(f"/publish/preview/content{DAY}").status_code == 403
    assert visitor.submit(f"/publish/release{DAY}", {"sha256": "0" * 64, "format": "html"}).status_code == 403


@pytest.mark.parametrize("format", ["html", "md", "json", "text"])
def test_what_was_looked_at_is_released_byte_for_byte_and_anybody_can_have_it(visit, folder, format):  # noqa: F811
    verifier = visit("verifier")
    sha256 = look(verifier, format)
    seen = verifier.get(f"/publish/preview/content{DAY}&format={format}").content
    assert hashlib.sha256(seen).hexdigest() == sha256
    answer = verifier.submit(f"/publish/release{DAY}", {"sha256": sha256, "format": format, "reason": "weekly"})
    assert answer.headers["location"].startswith(f"/publish/released/{sha256}"), answer.text[-500:]
    viewer = visit("viewer")
    assert sha256[:16] in viewer.page("/publish").text
    assert sha256 in viewer.page(f"/publish/released/{sha256}").text
    got = viewer.get(f"/publish/released/{sha256}/content?download=true")
    assert got.content == seen
    assert "attachment" in got.headers["content-disposition"]
    assert list_releases(open_desk(folder).engine)[0].release.by == "verifier"


def test_a_brief_by_itself_runs_nothing_and_shows_its_own_style_only(visit):
    policy = visit("verifier").get(f"/publish/preview/content{DAY}").headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "script" not in policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.endswith("sandbox")


def test_when_something_was_recorded_meanwhile_the_brief_has_to_be_looked_at_again(visit, folder):  # noqa: F811
    verifier = visit("verifier")
    sha256 = look(verifier)
    desk = open_desk(folder)
    claim = desk.contents().claims[0].claim_id
    desk.decide(Decision(kind="reject", subjects=(claim,), payload={}, reason="misread", by="analyst", at=AT))
    answer = verifier.submit(f"/publish/release{DAY}", {"sha256": sha256, "format": "html", "reason": "weekly"})
    assert answer.status_code == 409
    assert "look at it again" in answer.text
    fresh = look(verifier)
    answer = verifier.submit(f"/publish/release{DAY}", {"sha256": fresh, "format": "html", "reason": "weekly"})
    assert answer.status_code == 303, re.findall(r'role="alert">(.*?)</p>', answer.text)
