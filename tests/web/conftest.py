"""A served desk: by a test client for what answers say, and by a real server for a real browser."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from tests.ledger.conftest import AT, VERSIONS, make_claims, make_document
from tests.serving import serving
from trucewatch.desk import people
from trucewatch.desk.roles import ROLES
from trucewatch.ledger.desk import create_desk
from trucewatch.server import build_app
from trucewatch.service.clock import now
from trucewatch.service.settings import LOOPBACK, Settings

AGREEMENT = "syria-us-russia-2016-09"
PASSWORD = "quiet river stones"
PATIENCE_MS = 120_000


def fill(desk, body, path="note.txt", **changes):
    """Add a report of one sentence whose first 35 characters are its claim."""
    import dataclasses

    raw, document = make_document(body, path)
    document = dataclasses.replace(document, **changes)
    desk.add(raw, document, make_claims(document), VERSIONS, AT)
    return document


def make_people(desk):
    """One user a role, named after it, whose password is their own."""
    for role in ROLES:
        given = people.create(desk, role, role, "tests", now())
        # A password may not hold the name of whoever it is for; none of these does.
        people.change_password(desk, role, given, PASSWORD)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A desk with two reports, one of them restricted, and a user for each role."""
    folder = tmp_path_factory.mktemp("served") / "desk"
    desk = create_desk(folder, AGREEMENT)
    fill(desk, "Twelve trucks waited at the crossing on Tuesday, the agency said.")
    fill(desk, "KESTREL saw shells fall on the north of the town, a nurse said.", "kestrel.txt",
         restricted=True, publisher="KESTREL clinic")  # fmt: skip
    make_people(desk)
    return folder


@pytest.fixture(scope="module")
def app(folder):
    return build_app(folder)


class Visitor(TestClient):
    """A browser without a screen: it follows no redirect, and puts the page's CSRF value into what it posts."""

    csrf = ""

    def page(self, path, **options):
        answer = self.get(path, **options)
        found = re.search(r'name="csrf" value="([^"]+)"', answer.text)
        self.csrf = found[1] if found else self.csrf
        return answer

    def submit(self, path, data=None, **options):
        return self.post(path, data={"csrf": self.csrf, **(data or {})}, **options)


@pytest.fixture(scope="module")
def visit(app):
    """Sign in as a user (None: nobody); each call is a browser of its own."""

    def enter(name=None, password=PASSWORD):
        visitor = Visitor(app, follow_redirects=False)
        if name:
            visitor.page("/sign-in")
            answer = visitor.submit("/sign-in", {"name": name, "password": password})
            assert answer.status_code == 303, answer.text
            visitor.page("/password")
        return visitor

    return enter


@pytest.fixture(scope="module")
def served(folder):
    """The desk behind a real server; its address."""
    with serving(build_app(folder, Settings(folder=folder, hosts=(*LOOPBACK,)))) as address:
        yield address


@pytest.fixture
def opened(browser, served):
    """Open a browser of its own as a user; everything that goes wrong in it is in ``page.faults``."""
    contexts = []

    def enter(name="admin", **options):
        context = browser.new_context(base_url=served, **options)
        # A busy machine is slow, not wrong.
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.faults, page.foreign = [], []
        page.on("console", lambda m: page.faults.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: page.faults.append(str(e)))
        page.on("dialog", lambda d: (page.faults.append(d.message), d.dismiss()))
        page.on("request", lambda r: page.foreign.append(r.url) if not r.url.startswith(served) else None)
        if name:
            page.goto("/sign-in")
            page.fill("input[name=name]", name)
            page.fill("input[name=password]", PASSWORD)
            page.click("button.primary")
            page.wait_for_url("**/")
        return page

    yield enter
    for context in contexts:
        context.close()
