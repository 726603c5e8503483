"""Who gets in, and what they carry."""

from __future__ import annotations

import pytest

from tests.web.conftest import PASSWORD
from trucewatch.desk import people
from trucewatch.ledger.desk import create_desk
from trucewatch.ledger.people import find_person
from trucewatch.server import build_app
from trucewatch.service.clock import now
from trucewatch.service.headers import CSP
from trucewatch.service.settings import Settings

from .conftest import Visitor


@pytest.fixture
def fresh(tmp_path):
    """A desk of its own, with one user whose failures nobody else counts."""
    desk = create_desk(tmp_path / "desk")
    people.change_password(desk, "mo", people.create(desk, "mo", "admin", "tests", now()), PASSWORD)
    return desk


def visitor_of(desk, **settings):
    chosen = Settings(folder=desk.folder, hosts=("testserver",), **settings)
    return Visitor(build_app(desk.folder, chosen), follow_redirects=False)


def test_nobody_sees_a_page_without_signing_in_and_is_led_back_afterwards(visit):
    visitor = visit()
    answer = visitor.get("/admin/audit?of=all")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/admin/audit%3Fof%3Dall")
    visitor.page("/sign-in?next=/admin/audit")
    answer = visitor.submit("/sign-in", {"name": "admin", "password": PASSWORD, "next": "/admin/audit"})
    assert answer.headers["location"] == "/admin/audit"


@pytest.mark.parametrize("elsewhere", ["//evil.example/", "https://evil.example/", "/\\evil.example", "evil"])
def test_signing_in_leads_to_no_other_site(visit, elsewhere):
    visitor = visit()
    visitor.page("/sign-in")
    answer = visitor.submit("/sign-in", {"name": "admin", "password": PASSWORD, "next": elsewhere})
    assert answer.headers["location"] == "/"


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(visit):
    answers = set()
    for name in ("viewer", "nobody-of-that-name"):
        visitor = visit()
        visitor.page("/sign-in")
        answer = visitor.submit("/sign-in", {"name": name, "password": "not the password"})
        answers.add((answer.status_code, answer.text.replace(visitor.csrf, "")))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 401


def test_the_cookie_of_a_session_is_for_no_script_and_no_other_site(fresh):
    visitor = visitor_of(fresh, https=True)
    visitor.base_url = "https://testserver"
    visitor.page("/sign-in")
    answer = visitor.submit("/sign-in", {"name": "mo", "password": PASSWORD})
    (cookie,) = [c for c in answer.headers.get_list("set-cookie") if c.startswith("trucewatch-session=")]
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert answer.headers["strict-transport-security"]


def test_neither_passwords_nor_sessions_nor_tokens_lie_in_the_database(fresh):
    visitor = visitor_of(fresh)
    visitor.page("/sign-in")
    visitor.submit("/sign-in", {"name": "mo", "password": PASSWORD})
    visitor.page("/admin/tokens")
    page = visitor.submit("/admin/tokens", {"name": "mo", "label": "a program", "scope": "read"}).text
    token = page.split('class="secret" dir="ltr">')[1].split("<")[0]
    session = visitor.cookies["trucewatch-session"]
    held = (fresh.folder / "ledger.db").read_bytes()
    assert token.startswith("tw_")
    assert not [s for s in (token, session, PASSWORD) if s.encode() in held]
    assert find_person(fresh.engine, "mo").password_hash.startswith("$argon2id$")
    assert token not in visitor.get("/admin/tokens").text


def test_after_too_many_failures_even_the_right_password_is_refused_for_a_while(fresh):
    visitor = visitor_of(fresh)
    visitor.page("/sign-in")
    for _ in range(people.FAILURES_BY_NAME):
        assert visitor.submit("/sign-in", {"name": "mo", "password": "wrong"}).status_code == 401
    assert visitor.submit("/sign-in", {"name": "mo", "password": PASSWORD}).status_code == 429
    later = now() + people.THROTTLED_FOR * 2
    assert people.sign_in(fresh, "mo", PASSWORD, "testclient", later)


def test_an_address_is_throttled_over_many_names(fresh):
    for n in range(people.FAILURES_BY_ADDRESS):
        assert people.sign_in(fresh, f"nobody{n}", "wrong", "192.0.2.7", now()) == ""
    with pytest.raises(people.ThrottledError):
        people.sign_in(fresh, "mo", PASSWORD, "192.0.2.7", now())
    assert people.sign_in(fresh, "mo", PASSWORD, "192.0.2.8", now())


def test_a_given_password_has_to_be_changed_before_anything_else(fresh):
    given = people.create(fresh, "sam", "analyst", "mo", now())
    visitor = visitor_of(fresh)
    visitor.page("/sign-in")
    visitor.submit("/sign-in", {"name": "sam", "password": given})
    assert visitor.get("/").headers["location"] == "/password"
    visitor.page("/password")
    refused = visitor.submit("/password", {"old": given, "new": "short", "again": "short"})
    assert (refused.status_code, "12 to 200 characters" in refused.text) == (422, True)
    for weak in (given, "a phrase of sam", "abababababab"):
        assert visitor.submit("/password", {"old": given, "new": weak, "again": weak}).status_code == 422
    answer = visitor.submit("/password", {"old": given, "new": PASSWORD, "again": PASSWORD})
    assert answer.headers["location"] == "/?said=password_changed"
    assert visitor.get("/").status_code == 200


def test_a_new_password_a_new_role_and_disabling_end_all_sessions(fresh):
    people.change_password(fresh, "sam", people.create(fresh, "sam", "viewer", "mo", now()), PASSWORD)
    acts = (
        lambda: people.reset_password(fresh, "sam", "mo", now()),
        lambda: people.change_role(fresh, "sam", "analyst", "mo", now()),
        lambda: people.disable(fresh, "sam", True, "mo", now()),
    )
    for act in acts:
        session = people.start_session(fresh, "sam", now())
        assert people.user_of_session(fresh, session, now())
        act()
        assert people.user_of_session(fresh, session, now()) is None


def test_a_session_ends_by_itself_and_by_signing_out(visit, fresh):
    session = people.start_session(fresh, "mo", now())
    assert people.user_of_session(fresh, session, now() + people.SESSION_LASTS * 2) is None
    visitor = visit("viewer")
    kept = visitor.cookies["trucewatch-session"]
    visitor.submit("/sign-out")
    visitor.cookies.set("trucewatch-session", kept)
    assert visitor.get("/").status_code == 303


def test_a_form_without_the_sessions_value_or_from_another_site_is_refused(visit):
    visitor = visit("admin")
    data = {"name": "intruder", "role": "admin"}
    assert visitor.post("/admin/users", data=data).status_code == 403
    assert visitor.post("/admin/users", data={**data, "csrf": "guess"}).status_code == 403
    foreign = visitor.submit("/admin/users", data, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert "intruder" not in visitor.get("/admin/users").text


def test_another_sessions_value_does_not_serve(visit):
    one, other = visit("admin"), visit("admin")
    one.csrf = other.csrf
    assert one.submit("/admin/users", {"name": "intruder", "role": "admin"}).status_code == 403


@pytest.mark.parametrize("path", ["/sign-in", "/nothing/here", "/api/v1/nothing", "/"])
def test_every_answer_bears_a_strict_policy(visit, path):
    answer = visit().get(path)
    assert answer.headers["content-security-policy"] == CSP
    assert "unsafe" not in CSP
    assert CSP.startswith("default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


def test_nothing_is_told_to_collectors_of_traces(folder, monkeypatch):
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    told = build_app(folder)._telemetry
    assert {name: value for name, value in told.items() if value} == {}


def test_a_request_by_another_name_is_refused(visit):
    assert visit().get("/sign-in", headers={"Host": "evil.example"}).status_code == 400


def test_a_body_that_is_too_large_is_refused_stated_or_not(fresh):
    visitor = visitor_of(fresh, max_body=1000)
    stated = visitor.post("/sign-in", data={"name": "x" * 2000})
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    streamed = visitor.post("/sign-in", content=(b"x" * 500 for _ in range(5)), headers=form)
    assert (stated.status_code, streamed.status_code) == (413, 413)


def test_who_asks_too_often_is_told_to_wait(fresh):
    visitor = visitor_of(fresh, requests_per_minute=5)
    answers = [visitor.get("/") for _ in range(7)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1


def test_the_language_is_the_browsers_until_somebody_chooses(visit, fresh):
    visitor = visitor_of(fresh)
    arabic = visitor.page("/sign-in", headers={"Accept-Language": "ar-SY,en;q=0.5"})
    assert '<html lang="ar" dir="rtl">' in arabic.text
    visitor.submit("/sign-in", {"name": "mo", "password": PASSWORD})
    visitor.page("/")
    visitor.submit("/language", {"language": "ar", "next": "/"})
    assert '<html lang="ar" dir="rtl">' in visitor.get("/", headers={"Accept-Language": "en"}).text
