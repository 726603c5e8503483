"""A desk with the example dossier's reports, one of them restricted, read once and copied for each test."""

from __future__ import annotations

import dataclasses
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.conftest import AGREEMENT, DOSSIER
from trucewatch.ledger.desk import Desk, create_desk, open_desk
from trucewatch.model.decision import Decision
from trucewatch.pipeline import extract_each
from trucewatch.reading import read_document

AT = datetime(2016, 9, 21, 9, 0, tzinfo=UTC)
AS_OF = date(2016, 9, 21)
SECRET = "kefraya-nurse-hazim.txt"
SECRET_TEXT = (
    "Field note, not for publication\n\n"
    "18 September 2016\n\n"
    "Nurse Hazim Qabbani said that four shells hit the dialysis ward at Talbiseh on 18 September 2016. "
    "He may be reached at hazim.q@example.org or +963 944 123 456, at 34.84127, 36.73056.\n"
)


def fill(desk: Desk) -> None:
    """Add the dossier and the restricted note."""
    raws = [(p.name, p.read_bytes(), False) for p in sorted(DOSSIER.iterdir()) if p.suffix != ".pdf"]
    raws.append((SECRET, SECRET_TEXT.encode(), True))
    documents = [dataclasses.replace(read_document(raw, name), restricted=secret) for name, raw, secret in raws]
    for (document, claims), (_, raw, _) in zip(extract_each(documents), raws, strict=True):
        desk.add(raw, document, claims, {"trucewatch": "test"}, AT)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a filled desk that no test writes to."""
    folder = tmp_path_factory.mktemp("filled") / "desk"
    fill(create_desk(folder, AGREEMENT))
    return folder


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Desk:
    """A copy of the filled desk."""
    shutil.copytree(filled, tmp_path / "desk")
    return open_desk(tmp_path / "desk")


def decide(desk: Desk, kind: str, *subjects: str, by: str = "mo", **payload: object) -> None:
    """Append a decision."""
    desk.decide(Decision(kind=kind, subjects=subjects, payload=payload, reason="seen on site", by=by, at=AT))
