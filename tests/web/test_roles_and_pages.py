"""Who may open which page: every page and every form is listed here, or this fails."""

from __future__ import annotations

import pytest
from fastapi.routing import APIRoute

from trucewatch import server
from trucewatch.desk.roles import ROLES, may

NEEDS = {
    "GET /": "read",
    "GET /password": "sign in",
    "POST /password": "sign in",
    "POST /sign-out": "sign in",
    "GET /sign-in": "nothing",
    "POST /sign-in": "nothing",
    "POST /language": "nothing",
    "GET /search": "read",
    "GET /queue": "review",
    "GET /queue/progress": "review",
    "GET /queue/{claim_id}": "review",
    "POST /queue/ahead": "review",
    "POST /queue/{claim_id}": "review",
    "POST /queue/{claim_id}/next": "review",
    "GET /reports": "add",
    "GET /reports/sent": "add",
    "GET /reports/sent/{client_id}": "add",
    "POST /reports/files": "add",
    "POST /reports/field": "add",
    "GET /admin": "manage",
    "GET /admin/users": "manage",
    "POST /admin/users": "manage",
    "POST /admin/users/password": "manage",
    "POST /admin/users/role": "manage",
    "POST /admin/users/disable": "manage",
    "GET /admin/tokens": "manage",
    "POST /admin/tokens": "manage",
    "POST /admin/tokens/end": "manage",
    "GET /admin/sources": "manage",
    "POST /admin/sources": "manage",
    "GET /admin/sources/reports": "manage",
    "GET /admin/versions": "manage",
    "GET /admin/audit": "manage",
    "GET /incidents": "read",
    "GET /incidents/{incident_id}": "read",
    "POST /incidents/link": "review",
    "POST /incidents/{incident_id}/separate": "review",
    "POST /incidents/{incident_id}/same-origin": "review",
    "POST /incidents/{incident_id}/other-origin": "review",
    "POST /incidents/{incident_id}/grade": "review",
    "POST /incidents/{incident_id}/finding": "finding",
    "POST /incidents/{incident_id}/withdraw": "review",
    "GET /sources/{sha256}": "read",
    "GET /redact/{sha256}": "redact",
    "POST /redact/{sha256}": "redact",
    "GET /map": "read",
    "GET /map/places.geojson": "read",
    "GET /map/base.geojson": "read",
    "GET /timeline": "read",
    "GET /unknowns": "read",
    "GET /compliance": "read",
    "GET /compliance/changes": "read",
    "GET /compliance/{provision_id}": "read",
    "GET /access": "read",
    "GET /publish": "read",
    "GET /publish/preview": "release",
    "GET /publish/preview/content": "release",
    "POST /publish/release": "release",
    "GET /publish/released/{sha256}": "read",
    "GET /publish/released/{sha256}/content": "read",
}
VALUES = {
    "client_id": "none",
    "claim_id": "sha256:0",
    "incident_id": "none",
    "sha256": "0" * 64,
    "provision_id": "none",
}


def routes():
    """Method and path of every page and form that the application is put together from."""
    routers = [m.router for m in server.parts() if m.__name__.startswith("trucewatch.web.")]
    found = [(m, r.path) for router in routers for r in router.routes if isinstance(r, APIRoute) for m in r.methods]
    return sorted(found, key=lambda one: one[::-1])


def test_every_page_is_listed():
    listed = [f"{method} {path}" for method, path in routes()]
    assert listed
    assert sorted(set(listed) - set(NEEDS)) == []


@pytest.mark.parametrize("role", [None, *ROLES])
def test_pages_open_for_whoever_may_and_for_nobody_else(visit, role):
    visitor = visit(role)
    for method, template in routes():
        need = NEEDS[f"{method} {template}"]
        path = template.format(**VALUES)
        if path in ("/sign-out", "/password"):
            continue  # they would change who is asking
        answer = visitor.get(path) if method == "GET" else visitor.submit(path)
        if need == "nothing":
            assert answer.status_code != 500, template
        elif role is None:
            assert answer.status_code == 303, (template, answer.status_code)
            assert answer.headers["location"].startswith("/sign-in"), template
        elif need == "sign in" or may(role, need):
            assert answer.status_code not in (401, 403, 500), (template, answer.status_code)
        else:
            assert answer.status_code == 403, (template, answer.status_code)


def test_a_form_needs_the_value_of_the_session_everywhere(visit):
    admin = visit("admin")
    for method, template in routes():
        if method != "GET" and NEEDS[f"{method} {template}"] != "nothing":
            assert admin.post(template.format(**VALUES)).status_code == 403, template
