"""What an administrator does, and that the audit log says so."""

from __future__ import annotations

import html
import re

import pytest

from trucewatch.desk.roles import ROLES
from trucewatch.ledger.desk import open_desk
from trucewatch.ledger.standing import keep_standing

PAGES = ("/admin/users", "/admin/tokens", "/admin/sources", "/admin/sources/reports", "/admin/versions", "/admin/audit")


def text_of(answer):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.text)))


@pytest.mark.parametrize("path", PAGES)
def test_the_pages_are_for_administrators_alone(visit, path):
    assert {role: visit(role).get(path).status_code for role in ROLES} == {
        role: 200 if role == "admin" else 403 for role in ROLES
    }


def test_a_user_is_made_with_a_password_that_is_shown_once(visit):
    admin = visit("admin")
    admin.page("/admin/users")
    answer = admin.submit("/admin/users", {"name": "Layla", "role": "analyst"})
    password = re.search(r'class="secret" dir="ltr">([^<]+)<', answer.text)[1]
    assert password not in admin.get("/admin/users").text
    layla = visit("Layla", password)
    assert layla.get("/").headers["location"] == "/password"
    assert admin.submit("/admin/users", {"name": "Layla", "role": "viewer"}).status_code == 422
    assert admin.submit("/admin/users", {"name": "../x y", "role": "viewer"}).status_code == 422
    assert admin.submit("/admin/users", {"name": "lord", "role": "overlord"}).status_code == 422


def test_the_last_administrator_stays_one(visit):
    admin = visit("admin")
    admin.page("/admin/users")
    for path, data in (("role", {"role": "viewer"}), ("disable", {"disabled": "true"})):
        answer = admin.submit(f"/admin/users/{path}", {"name": "admin", **data})
        assert (answer.status_code, "last administrator" in answer.text) == (422, True)


def test_a_token_does_what_its_scopes_say_and_no_more_than_its_user(visit):
    admin = visit("admin")
    admin.page("/admin/tokens")
    refused = admin.submit("/admin/tokens", {"name": "viewer", "label": "x", "scope": ["read", "manage"]})
    assert (refused.status_code, "may not manage" in text_of(refused)) == (422, True)
    answer = admin.submit("/admin/tokens", {"name": "admin", "label": "reads only", "scope": ["read"]})
    token = re.search(r'class="secret" dir="ltr">([^<]+)<', answer.text)[1]
    bearer = {"Authorization": f"Bearer {token}"}
    program = visit()
    assert program.get("/", headers=bearer).status_code == 200
    assert program.get("/admin/users", headers=bearer).status_code == 403
    assert program.post("/password", headers=bearer, data={"old": "x"}).status_code == 403
    shown = admin.get("/admin/tokens").text
    admin.submit("/admin/tokens/end", {"token": re.search(r'name="token" value="([0-9a-f]+)"', shown)[1]})
    assert program.get("/", headers=bearer).status_code == 303


def test_restricting_a_source_marks_its_reports_and_opening_it_frees_what_was_not_added_so(visit, folder):
    admin = visit("admin")
    admin.page("/admin/sources")
    agency = {"subject": "publisher:Example agency"}
    assert admin.submit("/admin/sources", {**agency, "restricted": "true"}).status_code == 422
    admin.submit("/admin/sources", {**agency, "restricted": "true", "reason": "the agency asked"})
    assert {d.restricted for d in keep_standing(open_desk(folder).contents()).documents} == {True}
    assert "restricted" in text_of(admin.get("/admin/sources/reports?source=Example agency"))
    admin.submit("/admin/sources", {**agency, "restricted": "false", "reason": "no longer"})
    held = keep_standing(open_desk(folder).contents()).documents
    assert {d.path for d in held if d.restricted} == {"kestrel.txt"}
    assert (
        admin.submit("/admin/sources", {"subject": "publisher:Nobody", "restricted": "true", "reason": "x"}).status_code
        == 404
    )


def test_the_audit_log_says_who_did_what(visit):
    admin = visit("admin")
    admin.page("/admin/users")
    admin.submit("/admin/users", {"name": "Omar", "role": "viewer"})
    admin.submit("/admin/users/role", {"name": "Omar", "role": "monitor"})
    admin.submit("/admin/users/disable", {"name": "Omar", "disabled": "true"})
    log = text_of(admin.get("/admin/audit?of=decisions"))
    newest = log.index("user disabled"), log.index("role changed"), log.index("user created")
    assert list(newest) == sorted(newest)
    assert "user:Omar" in log
    everything = text_of(admin.get("/admin/audit"))
    assert "report added" in everything
    assert "not recorded" in everything  # who added the reports of the command line is not known, and not made up


def test_the_audit_log_goes_back_to_the_first_entry_page_by_page(visit, monkeypatch):
    monkeypatch.setattr("trucewatch.web.admin.audit.PAGE", 3)
    admin, path, seen = visit("admin"), "/admin/audit?of=all", []
    while path:
        page = admin.get(path).text
        seen += [int(n) for n in re.findall(r'<th scope="row"><bdi dir="ltr">(\d+)<', page)]
        older = re.search(r'href="(/admin/audit\?of=all&amp;before=\d+)"', page)
        path = html.unescape(older[1]) if older else ""
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) > 6
