"""Reports that try to run scripts: through every page and the brief, with escaping and, to show the policy, without."""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import date

import pytest
from markupsafe import Markup

from tests.ledger.conftest import AT, VERSIONS, make_document
from tests.web.conftest import AGREEMENT, make_people
from tests.web.payloads import payloads
from trucewatch.ledger.desk import create_desk
from trucewatch.model.claim import ActorMention, Claim, Claimant, PlaceMention, Quantity, claim_id
from trucewatch.model.document import Document
from trucewatch.model.span import Span
from trucewatch.model.when import When
from trucewatch.publishing import html
from trucewatch.web import pages as rendering

TOGETHER = 20
"""Payloads that one report holds, so that the pages stay few."""
KINDS = (("incident", "shelling"), ("access", "aid_delivered"), ("position", "rejects"), ("figure", "besieged"),
         ("term", "aid_access"))  # fmt: skip


def hostile_claim(document: Document, spans: tuple[Span, ...], i: int, number: int) -> Claim:
    """A claim of one of the kinds, whose claimant, actor and place are the same hostile words."""
    whole, who, where, seven = spans
    kind, type_ = KINDS[i % len(KINDS)]
    day = date(2016, 9, 13 + i % 4)
    place = PlaceMention(
        span=where, name=where.quote, place_id=f"own:{number}-{i}", lat=34 + i / 9, lon=36 + number / 9,
        geo_precision=1 + i % 3,
    )  # fmt: skip
    return Claim(
        claim_id=claim_id(document.document_id, whole, kind, type_, (who.quote,), i, "test@1"),
        document_id=document.document_id,
        kind=kind,
        type=type_,
        stance="asserted",
        span=whole,
        claimants=(Claimant(span=who),),
        actors=(ActorMention(role="holder" if kind == "position" else "perpetrator", span=who),),
        places=(place,),
        when=When(start_on=day, end_on=day, precision="day"),
        quantities=(Quantity(what="people" if kind == "figure" else "killed", span=seven, low=7, high=7),),
        extractor="test@1",
    )


def report(some: tuple[str, ...], number: int) -> tuple[bytes, Document, list[Claim]]:
    """A report whose text, title, publisher, author, path, claimants, places and actors are hostile."""
    lines = [f"{p} said that 7 shells fell on {p} in the town." for p in some]
    raw, document = make_document("\n\n".join(lines), f"{number}-{some[0]}.txt")
    document = dataclasses.replace(
        document, title=some[0], publisher=some[1], author=some[2], url=f"https://example.org/{some[3]}"
    )
    claims: list[Claim] = []
    at = 0
    for i, (line, p) in enumerate(zip(lines, some, strict=True)):
        whole = Span.of(document.text, at, at + len(line))
        who = Span.of(document.text, at, at + len(p))
        spot = at + line.rindex(p)
        where = Span.of(document.text, spot, spot + len(p))
        seven = at + line.index(" 7 ", len(p)) + 1
        claims.append(hostile_claim(document, (whole, who, where, Span.of(document.text, seven, seven + 1)), i, number))
        at += len(line) + 2
    return raw, document, claims


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile") / "desk"
    desk = create_desk(folder, AGREEMENT)
    every = payloads()
    assert len(every) >= 300
    for number, start in enumerate(range(0, len(every), TOGETHER)):
        some = every[start : start + TOGETHER]
        if len(some) < 4:
            some = every[-4:]
        raw, document, claims = report(some, number)
        assert hashlib.sha256(raw).hexdigest() == document.sha256
        desk.add(raw, document, claims, VERSIONS, AT)
    make_people(desk)
    return folder


VIEWS = (
    "/incidents", "/map", "/timeline", "/unknowns", "/compliance", "/compliance/calm", "/compliance/changes", "/access",
    "/publish", "/publish/preview", "/queue", "/search?q=shells", "/search?q=shells&of=reports", "/reports",
    "/admin/sources", "/admin/audit", "/publish/preview/content", "/publish/preview/content?format=text",
    "/publish/preview/content?format=json",
)  # fmt: skip


def visit_every_view(page, most_incidents):
    """Go everywhere, with everything opened; returns how many scripts of a report ran."""
    ran = []
    page.expose_function("pwned", lambda *_: ran.append(page.url))
    page.goto("/incidents")
    incidents = [a.get_attribute("href") for a in page.locator("tbody th a").all()][:most_incidents]
    assert incidents
    page.goto(incidents[0])
    sources = {a.get_attribute("href").split("#")[0] for a in page.locator("main a[href^='/sources/']").all()}
    for path in (*VIEWS, *incidents, *sources):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        page.evaluate("document.querySelectorAll('main *').forEach(e => e.dispatchEvent(new Event('mouseover')))")
        if path == "/map" and page.locator("#leaflet").count():
            page.wait_for_timeout(400)
            page.evaluate("document.querySelectorAll('.show-on-map').forEach(b => b.click())")
        page.wait_for_timeout(60)
    return ran


def test_no_word_of_a_report_runs_and_the_policy_is_never_needed(opened):
    page = opened("admin")
    assert visit_every_view(page, 6) == []
    assert page.foreign == []
    assert [f for f in page.faults if "Content Security Policy" in f] == []


def test_with_escaping_switched_off_the_policy_alone_lets_nothing_run(opened, monkeypatch):
    raw = lambda text: Markup(str(text))  # noqa: E731
    ours, brief = rendering.environment(), html._environment()
    monkeypatch.setattr(html, "escape", raw)
    filters = {name: lambda v: Markup(f"<bdi>{v}</bdi>") for name in ("bdi", "ltr")}
    for made in (ours, brief):
        monkeypatch.setattr(made, "autoescape", False)
        made.cache.clear()
    for name, unescaped in filters.items():
        monkeypatch.setitem(ours.filters, name, unescaped)
    try:
        page = opened(None)
        sign_in_without_escaping(page)
        assert visit_every_view(page, 3) == []
        assert [f for f in page.faults if "Content Security Policy" in f], "escaping was off, so something was blocked"
    finally:
        monkeypatch.undo()
        for made in (ours, brief):
            made.cache.clear()


def sign_in_without_escaping(page):
    page.goto("/sign-in")
    page.fill("input[name=name]", "admin")
    page.fill("input[name=password]", "quiet river stones")
    page.click("button.primary")
    page.wait_for_url("**/")
