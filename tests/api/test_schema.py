"""The API does what its OpenAPI document says, whatever it is sent, for every role.

``TRUCEWATCH_SCHEMA_EXAMPLES`` sets how many requests are made of each operation (the nightly figure is 2,000).
"""

from __future__ import annotations

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.api.conftest import Api
from tests.conftest import AGREEMENT
from trucewatch.desk.roles import ROLES

# A value can have the right form and still not be meant: a day to come, a cursor of another list, an edit without the
# state that it was made after.  No schema can say so.
MEANT = ["2xx", "3xx", "401", "403", "404", "409", "412", "422", "428", "429", "503"]
CONFIG = schemathesis.Config.from_dict({"checks": {"positive_data_acceptance": {"expected-statuses": MEANT}}})
EXAMPLES = int(os.environ.get("TRUCEWATCH_SCHEMA_EXAMPLES", "3"))


def _living(app: ASGIApp) -> ASGIApp:
    """The application as if it lived on: otherwise it is started and stopped around every request."""

    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        for event in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{event}.complete"})

    return asked


NAMED = {"claim_id": "claims", "document_id": "documents", "incident_id": "incidents"}
"""What a path names, and the list that it stands in."""


def _found(client: TestClient, name: str) -> list[str]:
    rows = client.get(f"/api/v1/{NAMED[name]}").json()["items"]
    return [str(row.get("claim", row)[name]) for row in rows]


def _aim(case: schemathesis.Case, pick: int, there: dict[str, list[str]]) -> None:
    """Name something that is there, two times in three: made-up ids only ever find that there is no such thing."""
    for name in case.path_parameters or {}:
        if pick % 3 and there.get(name):
            case.path_parameters[name] = there[name][pick % len(there[name])]


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_no_request_finds_a_fault_in_what_the_description_promises(shared: Api, role: str) -> None:
    client = shared[role]
    headers = {"Authorization": client.headers["authorization"]} if role != "nobody" else {}
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", _living(client.app), config=CONFIG)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 25
    there = {name: _found(shared["verifier"], name) for name in NAMED} | {"agreement_id": [AGREEMENT]}
    for operation in operations:

        @given(case=operation.as_strategy(), pick=st.integers(0, 10**6))
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def request(case: schemathesis.Case, pick: int) -> None:
            _aim(case, pick, there)
            case.call_and_validate(headers=headers)

        request()
