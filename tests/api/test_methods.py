"""HEAD is answered like GET without the body, and a refused method names those that there are."""

from __future__ import annotations

import pytest

from tests.api.conftest import Api

PATHS = (
    "/api/v1/me", "/api/v1/claims?limit=3", "/api/v1/documents?limit=2", "/api/v1/releases", "/api/v1/openapi.json",
    "/api/v1/exports/claims/csv", "/api/v1/nothing", "/sign-in", "/", "/map/base.geojson", "/nothing",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", ["viewer", "nobody"])
def test_head_is_answered_like_get_without_the_body(shared: Api, role: str, path: str) -> None:
    asked = {"headers": {"Accept-Encoding": "identity"}, "follow_redirects": False}
    whole, bare = shared[role].get(path, **asked), shared[role].head(path, **asked)
    assert (bare.status_code, bare.content) == (whole.status_code, b"")
    own = {"set-cookie"}  # a form to sign in is each browser's own
    assert {k: v for k, v in bare.headers.items() if k not in own} == {
        k: v for k, v in whole.headers.items() if k not in own
    }


def test_head_of_what_a_browser_has_is_not_sent_again(shared: Api) -> None:
    tag = shared["viewer"].head("/api/v1/claims").headers["etag"]
    again = shared["viewer"].head("/api/v1/claims", headers={"If-None-Match": tag})
    assert (again.status_code, again.headers["etag"]) == (304, tag)


@pytest.mark.parametrize(
    ("verb", "path", "allowed"),
    [
        ("PUT", "/api/v1/releases", "GET, HEAD, POST"),
        ("DELETE", "/api/v1/me", "GET, HEAD"),
        ("GET", "/api/v1/queue/let-go", "POST"),
        ("HEAD", "/api/v1/queue/let-go", "POST"),
        ("DELETE", "/sign-in", "GET, HEAD, POST"),
        ("PUT", "/map", "GET, HEAD"),
    ],
)
def test_a_refused_method_names_those_that_there_are(shared: Api, verb: str, path: str, allowed: str) -> None:
    told = shared["analyst"].request(verb, path)
    assert (told.status_code, told.headers["allow"]) == (405, allowed)
