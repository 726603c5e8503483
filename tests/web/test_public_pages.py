"""What viewers and monitors see is the same to the byte, whatever the restricted reports say, and if there are none."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from tests.api.test_canaries import CANARIES, report
from trucewatch.ledger.desk import create_desk
from trucewatch.model.decision import STANDARDS, Decision
from trucewatch.server import build_app

from .conftest import AGREEMENT, PASSWORD, Visitor, make_people

AT_DAY = "2016-09-20"
PATHS = (
    "/", "/search?q=shells", "/search?q=shells&of=reports", "/search?type=shelling", "/incidents", "/map",
    "/map/places.geojson", "/timeline", "/compliance", "/compliance/changes", "/access", "/publish", "/nothing",
    f"/sources/{'0' * 64}", "/incidents/none",
)  # fmt: skip


def decide(desk, kind, claim_id, **payload):
    at = datetime(2016, 9, 17, tzinfo=UTC)
    desk.decide(Decision(kind=kind, subjects=(claim_id,), payload=payload, reason="seen", by="mo", at=at))


def make(folder, secrets):
    desk = create_desk(folder, AGREEMENT)
    for n in range(8):
        raw, document, claim = report(n, f"Openplace{n}", False)
        desk.add(raw, document, (claim,), {"trucewatch": "test"}, datetime(2016, 9, 17, tzinfo=UTC))
    for n, word in enumerate(secrets):
        raw, document, claim = report(1000 + n, word, True)
        desk.add(raw, document, (claim,), {"trucewatch": "test"}, datetime(2016, 9, 17, tzinfo=UTC))
        # What is decided about a restricted report comes before what is decided about public ones.
        decide(desk, "accept", claim.claim_id)
    decide(desk, "grade", desk.contents().claims[0].claim_id, grade="weak")
    decide(desk, "finding", desk.contents().claims[1].claim_id, found="It was so", standard=STANDARDS[1])
    make_people(desk)
    return build_app(desk.folder)


@pytest.fixture(scope="module")
def apps(tmp_path_factory):
    root = tmp_path_factory.mktemp("public")
    return {
        "some": make(root / "a" / "desk", CANARIES[:4]),
        "others": make(root / "b" / "desk", CANARIES[20:27]),
        "none": make(root / "c" / "desk", ()),
    }


def seen(app, role, path):
    visitor = Visitor(app, follow_redirects=False)
    visitor.page("/sign-in")
    visitor.submit("/sign-in", {"name": role, "password": PASSWORD})
    joint = "&" if "?" in path else "?"
    answer = visitor.get(path if path.startswith("/search") else f"{path}{joint}as_of={AT_DAY}")
    # The value of the session is each visitor's own.
    csrf = re.search(r"&#34;X-CSRF-Token&#34;: &#34;([^&]+)|\"X-CSRF-Token\": \"([^\"]+)\"", answer.text)
    own = (csrf[1] or csrf[2]) if csrf else "–"
    headers = {k: v for k, v in answer.headers.items() if k not in ("set-cookie", "content-length")}
    return answer.status_code, headers, answer.text.replace(own, "")


@pytest.mark.parametrize("role", ["viewer", "monitor"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_the_same_whatever_the_restricted_reports_say(apps, role, path):
    some, others, none = (seen(app, role, path) for app in apps.values())
    assert some == others == none


def test_an_incident_with_what_was_signed_on_it_is_the_same_too(apps):
    (path,) = set(re.findall(r'href="(/incidents/incident-[0-9a-f]+)', seen(apps["none"], "viewer", "/incidents")[2]))
    some, others, none = (seen(app, "viewer", path) for app in apps.values())
    assert some == others == none


def test_what_was_signed_is_on_public_pages(apps):
    """So the comparison compares something that has a decision's name in it."""
    paths = set(re.findall(r'href="(/incidents/incident-[0-9a-f]+)', seen(apps["some"], "viewer", "/incidents")[2]))
    assert any(re.search(r"decision [0-9a-f]{8}", seen(apps["some"], "viewer", path)[2]) for path in paths)


def test_analysts_see_the_difference(apps):
    """So the comparison compares what can differ."""
    assert len({seen(app, "analyst", "/search?q=shells")[2] for app in apps.values()}) == 3
