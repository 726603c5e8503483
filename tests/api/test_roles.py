"""Who may do what, and see what: every operation of the OpenAPI document, for every role, on public and secret things.

An operation that is not in :data:`EXPECTED` fails the build, and so does one that its description marks otherwise.
"""

from __future__ import annotations

import pytest

from tests.api.conftest import Api
from tests.desk.conftest import SECRET, SECRET_TEXT
from trucewatch.desk.roles import ROLES, Role, What, may

NEEDLES = ("qabbani", "hazim", "dialysis", "944 123 456", "kefraya", "34.84127")
"""Words of the restricted note that no public report has."""
EXPECTED: dict[str, tuple[What, bool]] = {
    "GET /api/v1/agreements": ("read", False),
    "GET /api/v1/agreements/{agreement_id}": ("read", False),
    "GET /api/v1/assessments": ("read", False),
    "GET /api/v1/claims": ("read", True),
    "GET /api/v1/claims/{claim_id}": ("read", True),
    "GET /api/v1/claims/{claim_id}/decisions": ("see_restricted", True),
    "POST /api/v1/claims/{claim_id}/reviews": ("review", True),
    "GET /api/v1/decisions": ("see_restricted", False),
    "GET /api/v1/decisions/{number}": ("see_restricted", False),
    "POST /api/v1/decisions/{number}/withdrawals": ("review", False),
    "GET /api/v1/documents": ("read", True),
    "GET /api/v1/documents/{document_id}": ("read", True),
    "POST /api/v1/documents/{document_id}/redactions": ("redact", False),
    "GET /api/v1/exports/claims/{format}": ("read", True),
    "GET /api/v1/exports/incidents/{format}": ("read", True),
    "GET /api/v1/incidents": ("read", True),
    "GET /api/v1/incidents/{incident_id}": ("read", False),
    "GET /api/v1/movements": ("read", False),
    "GET /api/v1/figures": ("read", False),
    "POST /api/v1/incidents/{incident_id}/decisions": ("review", False),
    "GET /api/v1/me": ("read", False),
    "GET /api/v1/release-preview": ("release", False),
    "GET /api/v1/releases": ("read", False),
    "POST /api/v1/releases": ("release", False),
    "GET /api/v1/releases/{sha256}": ("read", False),
    "GET /api/v1/queue": ("review", False),
    "GET /api/v1/queue/progress": ("review", False),
    "GET /api/v1/queue/reliability": ("review", False),
    "POST /api/v1/queue/let-go": ("review", False),
    "POST /api/v1/queue/next": ("review", False),
    "GET /api/v1/search": ("read", True),
    "GET /api/v1/submissions": ("add", False),
    "GET /api/v1/submissions/{client_id}": ("add", False),
    "POST /api/v1/submissions": ("add", False),
    "GET /api/v1/users": ("manage", False),
}
"""Each operation: what its user must be allowed to do, and whether it can show what is restricted."""
EVERYBODY: tuple[str, ...] = (*ROLES, "nobody")
NOTHING = "sha256:" + "0" * 64


def described(api: Api) -> dict[str, str]:
    paths = api["nobody"].get("/api/v1/openapi.json").json()["paths"]
    return {f"{verb.upper()} {path}": op.get("x-needs", "") for path, ops in paths.items() for verb, op in ops.items()}


def secrets_of(api: Api) -> tuple[str, str]:
    """The ids of the restricted report and of a claim in it."""
    document = next(d for d in api.desk.contents().documents if d.path == SECRET)
    claim = next(c for c in api.desk.contents().claims if c.document_id == document.document_id)
    return document.document_id, claim.claim_id


def call(api: Api, role: str, operation: str, document_id: str, claim_id: str):  # type: ignore[no-untyped-def]
    verb, path = operation.split(" ")
    values = {
        "document_id": document_id, "claim_id": claim_id, "agreement_id": api.desk.agreement, "number": "1",
        "incident_id": "incident-none", "format": "jsonl", "sha256": "0" * 64, "client_id": "nothing-sent",
    }  # fmt: skip
    if "number" in path:
        number = next(n for n, d in enumerate(api.desk.contents().decisions, 1) if d.kind == "accept")
        values["number"] = str(number)
    if path.endswith("redactions"):
        values["document_id"] = NOTHING  # what is redacted is gone for the tests after it, too
    query = {"words": NEEDLES[0]} if path.endswith("search") else {"limit": "100"} if path.endswith("queue") else {}
    query |= {"limit": "200"} if path.endswith(("claims", "documents", "incidents", "decisions")) else {}
    body: dict[str, dict[str, object]] = {
        "reviews": {"kind": "accept", "expects": 0},
        "withdrawals": {"reason": "a slip"},
        "decisions": {"kind": "grade", "grade": "weak", "reason": "seen", "decided": 0},
        "redactions": {"words": ["no such words"], "reason": "seen"},
        "releases": {"format": "md", "sha256": "0" * 64, "reason": "for the file"},
    }
    json = body.get(path.rpartition("/")[2], {}) if verb == "POST" else None
    if operation == "POST /api/v1/submissions":
        sent = {"params": {"name": "a.txt"}, "headers": {"Idempotency-Key": f"sent-by-{role}"}}
        return api[role].post(path, content=b"Two trucks waited at the bridge.", **sent)
    return api[role].request(verb, path.format(**values), params=query, json=json)


@pytest.fixture(scope="module")
def decided(shared: Api) -> Api:
    """The shared desk, with a decision on a public claim."""
    public = next(c for c in shared.desk.contents().claims if c.claim_id != secrets_of(shared)[1])
    asked = {"kind": "accept", "expects": 0}
    assert shared["analyst"].post(f"/api/v1/claims/{public.claim_id}/reviews", json=asked).status_code == 201
    return shared


def test_every_operation_is_listed_here_and_marked_so(shared: Api) -> None:
    assert described(shared) == {name: what for name, (what, _) in EXPECTED.items()}


@pytest.mark.parametrize("operation", EXPECTED)
@pytest.mark.parametrize("role", EVERYBODY)
def test_a_role_does_exactly_what_it_may(decided: Api, role: str, operation: str) -> None:
    public = next(c for c in decided.desk.contents().claims if c.document_id != secrets_of(decided)[0])
    told = call(decided, role, operation, public.document_id, public.claim_id)
    if role == "nobody":
        assert told.status_code == 401
    elif may(cast_role(role), EXPECTED[operation][0]):
        assert told.status_code not in (401, 403, 500)
        assert told.status_code < 300 or told.status_code in (404, 409)
    else:
        assert told.status_code == 403
    if told.status_code >= 400:
        assert told.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("operation", EXPECTED)
@pytest.mark.parametrize("role", EVERYBODY)
def test_what_is_restricted_is_shown_to_whom_it_may_be_and_is_nothing_to_others(
    decided: Api, role: str, operation: str
) -> None:
    told = call(decided, role, operation, *secrets_of(decided))
    shown = any(needle in everything(told) for needle in NEEDLES)
    needed, shows = EXPECTED[operation]
    if role == "nobody" or not may(cast_role(role), "see_restricted"):
        assert not shown
        none = call(decided, role, operation, NOTHING, NOTHING)
        assert (told.status_code, told.content) == (none.status_code, none.content)
        assert dict(told.headers) == dict(none.headers)
    elif may(cast_role(role), needed) and shows and not (operation.endswith("decisions") and "claim_id" in operation):
        assert shown  # the test can see a leak where there is one


def everything(told) -> str:  # type: ignore[no-untyped-def]
    return f"{told.text}\n{dict(told.headers)}".casefold()


def cast_role(role: str) -> Role:
    assert role in ROLES
    return role  # type: ignore[return-value]


def test_the_needles_are_in_the_note() -> None:
    assert all(needle in f"{SECRET} {SECRET_TEXT}".casefold() for needle in NEEDLES)
