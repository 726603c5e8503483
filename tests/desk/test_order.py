"""The order in which reports were added tells nothing: the same reports are the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import AGREEMENT
from tests.desk.conftest import AS_OF, AT
from trucewatch.desk.drawer import Drawer
from trucewatch.desk.projection import Projection
from trucewatch.desk.view import view_as_of
from trucewatch.ledger.desk import Desk, create_desk
from trucewatch.pipeline import publish


@pytest.fixture
def turned(desk: Desk, tmp_path: Path) -> Desk:
    """A desk with the same reports, added from the last to the first."""
    made = create_desk(tmp_path / "turned", AGREEMENT)
    held = desk.contents()
    for document in reversed(held.documents):
        claims = [c for c in held.claims if c.document_id == document.document_id]
        raw = (desk.evidence / document.sha256).read_bytes()
        made.add(raw, document, claims, {"trucewatch": "test"}, AT)
    return made


@pytest.mark.parametrize("projection", ["public", "all"])
def test_a_desk_filled_in_another_order_shows_the_same_with_the_same_numbers(
    desk: Desk, turned: Desk, projection: Projection
) -> None:
    one, other = view_as_of(desk, AS_OF, projection), view_as_of(turned, AS_OF, projection)
    assert one.situation == other.situation
    assert publish(one.situation, AGREEMENT, AS_OF) == publish(other.situation, AGREEMENT, AS_OF)
    picture = Drawer(turned).draw(projection, AS_OF)[0]
    assert picture.situation == one.situation
    assert picture.book.number == Drawer(desk).draw(projection, AS_OF)[0].book.number
