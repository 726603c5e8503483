"""The API does what its OpenAPI document says, whatever it is sent, for every role.

``TRUCEWATCH_SCHEMA_EXAMPLES`` sets how many requests are made of each operation (the nightly figure is 2,000).
"""

from __future__ import annotations

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.api.conftest import Api
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


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_no_request_finds_a_fault_in_what_the_description_promises(shared: Api, role: str) -> None:
    client = shared[role]
    headers = {"Authorization": client.headers["authorization"]} if role != "nobody" else {}
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", _living(client.app), config=CONFIG)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 25
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def request(case: schemathesis.Case) -> None:
            case.call_and_validate(headers=headers)

        request()
