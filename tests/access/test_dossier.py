"""The dossier of ``examples/access``: thirty reports, and the board that a reader drew from them by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tests.access.boards import FOLDER, Facet, compare, expected
from trucewatch import pipeline
from trucewatch.model.claim import Claim
from trucewatch.model.document import Document

# What the reading does not find yet.  Each is a claim that the extraction does not make, or makes of another type.
NOT_YET = {
    # "remains stuck" is read as waiting, where the reader says blocked.
    "east-aleppo-2016 2016-09-19 convoy eastern Aleppo: now blocked",
    # "suspended all aid convoys in Syria … after air strikes hit trucks at Urem al-Kubra"
    "east-aleppo-2016 2016-12-23 convoy Syria: for Syria",
    "east-aleppo-2016 2016-12-23 convoy Syria: held_by United Nations",
    "east-aleppo-2016 2016-12-23 convoy Urem: now attacked",
    "east-aleppo-2016 2016-12-23 convoy Urem: reason violence-against-aid",
}


@pytest.fixture(scope="module")
def facets() -> list[Facet]:
    read: dict[str, tuple[Sequence[Document], Sequence[Claim]]] = {}
    found: list[Facet] = []
    for entry in expected():
        folder = entry["folder"]
        if folder not in read:
            documents = pipeline.read(FOLDER / folder)
            read[folder] = (documents, pipeline.extract(documents))
        documents, claims = read[folder]
        day = date.fromisoformat(str(entry["as_of"]))
        found += compare(entry, pipeline.situation_as_of(documents, claims, day))
    return found


def test_the_board_shows_what_the_reader_drew_by_hand(facets: list[Facet]) -> None:
    missed = {f.name for f in facets if not f.is_met}
    assert missed <= NOT_YET


def test_the_dossier_is_large_enough_to_mean_something(facets: list[Facet]) -> None:
    assert len(list(FOLDER.glob("*/*.txt"))) >= 25
    assert len(facets) > 100
