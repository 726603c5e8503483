"""An application over a filled desk, with a person and a token for each role."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import filled  # noqa: F401
from trucewatch.desk.people import create
from trucewatch.desk.roles import ROLES, allowed
from trucewatch.desk.tokens import create_token
from trucewatch.ledger.desk import Desk, open_desk
from trucewatch.server import build_app
from trucewatch.service.settings import LOOPBACK, Settings

NOW = datetime.now(UTC)


@dataclasses.dataclass(frozen=True)
class Api:
    """The desk, and a client for each role."""

    desk: Desk
    clients: dict[str, TestClient]

    def __getitem__(self, role: str) -> TestClient:
        return self.clients[role]


def make_api(folder: Path) -> Api:
    """People and tokens on the desk in a folder, and clients of one application over it."""
    desk = open_desk(folder)
    app = build_app(folder, Settings(folder=folder, hosts=(*LOOPBACK, "testserver"), requests_per_minute=0))
    clients = {"nobody": TestClient(app)}
    for role in ROLES:
        create(desk, f"{role}-1", role, "test", NOW)
        token = create_token(desk, f"{role}-1", "test", allowed(role), "test", NOW)
        clients[role] = TestClient(app, headers={"Authorization": f"Bearer {token}"})
    return Api(desk, clients)


@pytest.fixture
def api(filled: Path, tmp_path: Path) -> Iterator[Api]:  # noqa: F811
    """An application over a copy of the filled desk."""
    shutil.copytree(filled, tmp_path / "desk")
    made = make_api(tmp_path / "desk")
    yield made
    if pictures := getattr(made["nobody"].app.state, "pictures", None):  # type: ignore[attr-defined]
        pictures.close()


@pytest.fixture(scope="module")
def shared(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:  # noqa: F811
    """The same for tests of a module that only read."""
    folder = tmp_path_factory.mktemp("api") / "desk"
    shutil.copytree(filled, folder)
    made = make_api(folder)
    yield made
    if pictures := getattr(made["nobody"].app.state, "pictures", None):  # type: ignore[attr-defined]
        pictures.close()
