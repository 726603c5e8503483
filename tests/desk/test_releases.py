"""A release is what was looked at, of the newest public state, and holds nothing that was not let stand."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.desk.conftest import AS_OF, AT, decide
from trucewatch.desk.pictures import Pictures
from trucewatch.desk.privacy import Trace
from trucewatch.desk.redaction import Leak
from trucewatch.desk.releases import MEDIA, Preview, preview, release
from trucewatch.errors import UsageError
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.releases import list_releases, read_release
from trucewatch.model.decision import Decision


@pytest.fixture
def pictures(desk: Desk) -> Iterator[Pictures]:
    opened = Pictures(desk, lambda: AS_OF)
    yield opened
    opened.close()


def look(desk: Desk, pictures: Pictures, format: str = "html") -> Preview:
    return preview(desk, pictures.get("public"), pictures.held(), format)


def let_go(desk: Desk, seen: Preview, **changed: object) -> None:
    given = {"sha256": seen.sha256, "reason": "weekly brief", "confirmed": [t.sentence for t in seen.traces], **changed}
    release(desk, seen, by="amal", at=AT, **given)


@pytest.mark.parametrize("format", MEDIA)
def test_a_brief_of_public_reports_passes_the_check_in_every_format(
    desk: Desk, pictures: Pictures, format: str
) -> None:
    seen = look(desk, pictures, format)
    assert [x.sentence for x in seen.leaks] == []
    assert seen.traces == ()


def test_what_is_released_is_what_was_looked_at_and_stays(desk: Desk, pictures: Pictures) -> None:
    seen = look(desk, pictures)
    let_go(desk, seen)
    (listed,) = list_releases(desk.engine)
    assert listed.release.sha256 == seen.sha256
    assert (listed.release.by, listed.release.reason) == ("amal", "weekly brief")
    assert listed.release.of_entry == seen.shown.picture.head.seq
    decide(desk, "accept", desk.contents().claims[0].claim_id)
    found = read_release(desk.engine, seen.sha256)
    assert found is not None
    assert found[1] == seen.content
    assert desk.faults() == ()


def test_releasing_draws_no_new_picture(desk: Desk, pictures: Pictures) -> None:
    before = pictures.get("public").picture
    let_go(desk, look(desk, pictures))
    assert pictures.get("public").picture is before


def test_only_a_public_picture_can_be_released(desk: Desk, pictures: Pictures) -> None:
    with pytest.raises(UsageError, match="only what is public"):
        preview(desk, pictures.get("all"), pictures.held(), "html")


def test_what_was_not_looked_at_is_not_released(desk: Desk, pictures: Pictures) -> None:
    seen = look(desk, pictures)
    with pytest.raises(UsageError, match="no longer the one that you looked at"):
        let_go(desk, seen, sha256="0" * 64)
    decide(desk, "accept", desk.contents().claims[0].claim_id)
    with pytest.raises(UsageError, match="something was recorded"):
        let_go(desk, seen)
    assert list_releases(desk.engine) == ()


def test_anything_of_a_restricted_report_stops_it(desk: Desk, pictures: Pictures) -> None:
    leaking = dataclasses.replace(look(desk, pictures), leaks=(Leak("sha256:a", "claimant", "H. Q.", "hex"),))
    with pytest.raises(UsageError, match="1 restricted report"):
        let_go(desk, leaking)


def test_what_may_lead_to_a_person_has_to_be_let_stand_by_name(desk: Desk, pictures: Pictures) -> None:
    seen = dataclasses.replace(look(desk, pictures), traces=(Trace("e-mail address", "desk@example.org"),))
    with pytest.raises(UsageError, match=r"not confirmed, the first: e-mail address: desk@example\.org"):
        let_go(desk, seen, confirmed=[])
    let_go(desk, seen)
    assert list_releases(desk.engine)[0].release.confirmed == ("e-mail address: desk@example.org",)


def test_a_release_says_what_it_is_for_and_is_made_once(desk: Desk, pictures: Pictures) -> None:
    seen = look(desk, pictures)
    with pytest.raises(UsageError, match="no reason"):
        let_go(desk, seen, reason="  ")
    let_go(desk, seen)
    with pytest.raises(UsageError, match="released before"):
        let_go(desk, seen)


def test_a_brief_as_of_a_past_day_can_be_released_whatever_was_recorded_later(desk: Desk, pictures: Pictures) -> None:
    late = Decision(
        kind="accept", subjects=(desk.contents().claims[0].claim_id,), payload={}, reason="seen", by="mo",
        at=AT + timedelta(days=90),
    )  # fmt: skip
    desk.decide(late)
    seen = preview(desk, pictures.get("public", AS_OF), pictures.held(), "text")
    let_go(desk, seen)
    assert list_releases(desk.engine)[0].release.of_entry < desk.contents().head.seq - 1


def test_a_restriction_made_later_stops_a_brief_of_a_past_day(desk: Desk, pictures: Pictures) -> None:
    seen = preview(desk, pictures.get("public", AS_OF), pictures.held(), "text")
    named = seen.shown.picture.situation.documents[0].document_id
    desk.decide(
        Decision(
            kind="restrict", subjects=(named,), payload={"restricted": True}, reason="asked us to", by="mo",
            at=AT + timedelta(days=90),
        )
    )  # fmt: skip
    with pytest.raises(UsageError, match="something was recorded"):
        let_go(desk, seen)
