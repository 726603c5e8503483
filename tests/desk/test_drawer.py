"""A picture drawn after others, with what they left, is the picture drawn from nothing."""

from __future__ import annotations

import shutil

import pytest

from tests.desk.conftest import AS_OF, AT, SECRET, decide
from trucewatch.desk import drawer as module
from trucewatch.desk.drawer import Drawer
from trucewatch.desk.picture import Picture
from trucewatch.desk.projection import Projection
from trucewatch.ledger.desk import Desk
from trucewatch.pipeline import extract_each
from trucewatch.reading import read_document

PROJECTIONS: tuple[Projection, ...] = ("all", "public")


def anew(desk: Desk, projection: Projection) -> Picture:
    shutil.rmtree(desk.folder / "cache", ignore_errors=True)
    return Drawer(desk).draw(projection, AS_OF)[0]


def add(desk: Desk, text: str) -> None:
    raw = text.encode()
    document = read_document(raw, "later.txt")
    ((document, claims),) = extract_each([document])
    desk.add(raw, document, claims, {"trucewatch": "test"}, AT)


def test_whatever_is_decided_and_added_the_next_picture_is_that_of_a_rebuild(desk: Desk) -> None:
    secret = next(d.document_id for d in desk.contents().documents if d.path == SECRET)
    claims = desk.contents().claims
    hidden = next(c.claim_id for c in claims if c.document_id == secret)
    one, two, three, *_ = [c.claim_id for c in claims if c.document_id != secret]
    drawer = Drawer(desk)
    steps = (
        lambda: decide(desk, "accept", one),
        lambda: decide(desk, "accept", hidden),
        lambda: decide(desk, "accept", two, second=True),
        lambda: decide(desk, "reject", two),
        lambda: decide(desk, "correct", three, fields={"stance": "denied"}),
        lambda: decide(desk, "withdraw", "decision:4"),
        lambda: decide(desk, "withdraw", "decision:1"),
        lambda: add(desk, "19 September 2016\n\nResidents said that shells hit Talbiseh on 18 September 2016."),
        lambda: decide(desk, "accept", three),
        lambda: decide(desk, "restrict", claims[0].document_id, restricted=True),
        lambda: decide(desk, "withdraw", "decision:9"),
    )
    for step in (lambda: None, *steps):
        step()
        for projection in PROJECTIONS:
            drawn, rebuilt = drawer.draw(projection, AS_OF)[0], anew(desk, projection)
            assert drawn == rebuilt
            assert (drawn.cards, drawn.access, drawn.map) == (rebuilt.cards, rebuilt.access, rebuilt.map)
            assert (drawn.standing, drawn.timeline) == (rebuilt.standing, rebuilt.timeline)
            shutil.rmtree(desk.folder / "cache")


def test_an_acceptance_resolves_nothing_anew_and_moves_the_reviewed_verdicts(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawer = Drawer(desk)
    first = drawer.draw("public", AS_OF)[0]
    assert first.cards
    monkeypatch.setattr(module, "derive", lambda *a: pytest.fail("derived anew"))
    against = next(e.claim_ids[0] for a in first.assessments for e in a.against)
    decide(desk, "accept", against)
    second = drawer.draw("public", AS_OF)[0]
    assert second.cards is first.cards
    changed = {a.perspective_id for a, b in zip(first.assessments, second.assessments, strict=True) if a != b}
    assert changed == {"reviewed"}
