"""Report text is hostile: nothing that it says is run, also where escaping is lost and the policy alone holds."""

from __future__ import annotations

import dataclasses
import urllib.parse

import pytest

from tests.ledger.conftest import AT, VERSIONS, make_claims, make_document
from trucewatch.desk.people import User
from trucewatch.desk.roles import allowed
from trucewatch.desk.submissions import Given, submit
from trucewatch.ledger.desk import create_desk
from trucewatch.ledger.submissions import settle_submission
from trucewatch.model.claim import Claimant, PlaceMention
from trucewatch.model.document import Credit
from trucewatch.model.span import Span
from trucewatch.web import pages

from .conftest import AGREEMENT, make_people
from .payloads import payloads

TOGETHER = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A desk whose reports say nothing but payloads, in every field that a report or a person can fill."""
    folder = tmp_path_factory.mktemp("hostile") / "desk"
    desk = create_desk(folder, AGREEMENT)
    make_people(desk)
    known = payloads()
    assert len(known) >= 300
    for start in range(0, len(known), TOGETHER):
        some = known[start : start + TOGETHER]
        body = "\n".join(["Twelve trucks waited at the crossing on Tuesday.", *some])
        raw, document = make_document(body, some[0])
        document = dataclasses.replace(
            document, title=some[1 % len(some)], publisher=some[2 % len(some)], author=some[-1], url=some[-1],
            credits=(Credit(name=some[0], span=None, kind="credit"),), issues=(some[-1],),
        )  # fmt: skip
        whole = Span.of(body, 0, len(body))
        claim = dataclasses.replace(
            make_claims(document)[0], span=whole, claimants=(Claimant(span=whole),),
            places=(PlaceMention(span=whole, name=some[0], lat=36.2, lon=37.1, geo_precision=1),),
        )  # fmt: skip
        desk.add(raw, document, (claim,), VERSIONS, AT)
        sent = submit(desk, User("admin", "admin", allowed("admin")), f"client-{start}", some[0], raw, Given(), AT)
        settle_submission(desk.engine, sent.client_id, "failed", AT, reason=some[-1])
    return folder


def addresses(page):
    """Every page that shows what reports say: those that pages link to, each once, without the frame's own."""
    todo = ["/search?type=aid_waiting", "/search?q=truck&of=reports", "/reports", "/admin/sources", "/admin/audit"]
    todo += ["/incidents", "/timeline", "/compliance", "/access", "/map", "/publish", "/queue"]
    seen = []
    while todo:
        path = todo.pop(0)
        if path in seen:
            continue
        seen.append(path)
        yield path
        inside = page.eval_on_selector_all(
            "main a[href]", "links => links.map(a => a.getAttribute('href')).filter(h => /^\\/(?!static)/.test(h))"
        )
        families = {}
        for link in inside:
            kind = link.split("?")[0].rsplit("/", 1)[0]
            families.setdefault(kind, []).append(link)
        for links in families.values():
            todo += [link for link in links[:60] if link not in seen and link not in todo]
        if len(seen) > 220:
            return


def visit_all(page, paths, patience=20):
    """The pages on which something ran, and on how many payloads were shown; ``patience`` ms for it to run."""
    hits, shown = [], 0
    for path in paths:
        answer = page.goto(path)
        if answer is None or answer.status == 404:
            continue
        page.wait_for_timeout(patience)
        for bait in page.query_selector_all("a[href^='javascript' i]")[:3]:
            bait.dispatch_event("click")
        shown += "onerror" in page.inner_text("main") or "script" in page.inner_text("main")
        if page.ran:
            hits.append(path)
            page.ran.clear()
    return hits, shown


def watch(page):
    """Count every run of a payload, in whichever frame."""
    page.ran = []
    page.expose_function("pwned", lambda *_: page.ran.append(page.url))
    page.on("dialog", lambda d: page.ran.append(d.message))
    return page


def test_300_payloads_run_nowhere(opened):
    page = watch(opened("admin"))
    hits, shown = visit_all(page, addresses(page))
    assert hits == []
    assert shown > 30  # the payloads were there to be read
    assert [f for f in page.faults if "Content Security Policy" in f] == []  # nothing even tried


def test_a_viewers_pages_run_nothing_either(opened):
    page = watch(opened("viewer"))
    paths = [p for p in addresses(page) if not p.startswith(("/admin", "/queue", "/reports"))]
    assert visit_all(page, paths)[0] == []


@pytest.mark.parametrize("policy", [True, False])
def test_without_escaping_the_policy_alone_still_holds(browser, served, opened, monkeypatch, policy):
    """Without either, payloads run: what this test looks for would be seen."""
    monkeypatch.setattr(pages.environment(), "autoescape", False)
    pages.environment().cache.clear()
    monkeypatch.setitem(pages.environment().filters, "bdi", str)
    page = watch(opened("admin", bypass_csp=not policy))
    paths = [f"/search?{urllib.parse.urlencode({'type': 'aid_waiting'})}", "/reports", "/admin/sources"]
    page.goto(paths[0])
    assert page.locator("img[src=x]").count() > 10  # escaping is lost indeed
    hits, _ = visit_all(page, paths, patience=1500)
    pages.environment().cache.clear()
    assert bool(hits) is not policy
