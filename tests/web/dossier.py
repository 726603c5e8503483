"""A served desk with the example dossier and one restricted report, for the pages that show the picture of a day."""

from __future__ import annotations

import pytest

from tests.desk.conftest import fill as fill_with_dossier
from tests.web.conftest import AGREEMENT, make_people
from trucewatch.ledger.desk import create_desk

DAY = "2016-09-20"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A desk with the dossier and a user for each role."""
    folder = tmp_path_factory.mktemp("dossier") / "desk"
    desk = create_desk(folder, AGREEMENT)
    fill_with_dossier(desk)
    make_people(desk)
    return folder
