"""The client in ``docs/how-to/use-the-api.md`` works against a served desk, over real HTTP."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.api.conftest import Api
from tests.serving import serving

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "use-the-api.md"


@pytest.fixture
def address(api: Api) -> Iterator[str]:
    with serving(api["nobody"].app, lifespan="off") as at:
        yield at


@pytest.fixture
def example(tmp_path: Path) -> ModuleType:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    module = ModuleType("client_example")
    sys.modules[module.__name__] = module
    (tmp_path / "client_example.py").write_text(code, encoding="utf-8")
    exec(compile(code, str(PAGE), "exec"), module.__dict__)
    return module


def token_of(api: Api, role: str) -> str:
    return str(api[role].headers["authorization"]).removeprefix("Bearer ")


def test_it_lists_streams_reviews_and_meets_conflicts(api: Api, address: str, example: ModuleType) -> None:
    desk = example.TrucewatchDesk(address, token_of(api, "analyst"))
    listed = [c["claim"]["claim_id"] for c in desk.each("claims")]
    assert listed == [c["claim"]["claim_id"] for c in desk.stream("exports/claims/jsonl")]
    _, etag = desk.get(f"claims/{listed[0]}")
    number = desk.review(listed[0], etag, "correct", "conditional", stance="conditional")
    assert desk.get(f"decisions/{number}")[0]["decision"]["kind"] == "correct"
    with pytest.raises(example.ConflictError) as caught:
        desk.review(listed[0], etag, "accept", "as it was")
    assert caught.value.problem["theirs"][0]["number"] == number
    with pytest.raises(RuntimeError, match="stance"):
        desk.review(listed[1], desk.get(f"claims/{listed[1]}")[1], "correct", "x", stance="sung")


def test_it_runs_as_it_stands(api: Api, address: str, example: ModuleType, tmp_path: Path) -> None:
    environment = {"TRUCEWATCH_ADDRESS": address, "TRUCEWATCH_TOKEN": token_of(api, "viewer"), "PYTHONPATH": ""}
    command = [sys.executable, str(tmp_path / "client_example.py")]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "says:" in said.stdout


def test_every_path_that_the_page_names_is_there(api: Api) -> None:
    described = api["nobody"].get("/api/v1/openapi.json").json()["paths"]
    known = {re.sub(r"{[^}]*}", "*", p.removeprefix("/api/v1")) for p in described}
    table = "\n".join(line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `"))
    named = {re.sub(r"\?.*|…", "", p) for p in re.findall(r"(/[a-z/A-Z?=-]+)", table.split("released briefs")[0])}
    plain = {re.sub(r"/(ID|N)\b", "/*", p).rstrip("/") for p in named}
    assert plain <= known | {p.rpartition("/")[0] for p in known} | {"/exports/claims/csv", "/search"}
