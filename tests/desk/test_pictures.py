"""Pictures: drawn once for a head and a day, of what an eye may see, and never from before a restriction."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.desk.conftest import AS_OF, SECRET, decide
from trucewatch.desk import drawer as drawing
from trucewatch.desk import pictures as module
from trucewatch.desk.drawer import Drawer
from trucewatch.desk.picture import Picture
from trucewatch.desk.pictures import DrawingError, Pictures
from trucewatch.desk.projection import Projection
from trucewatch.desk.view import view_as_of
from trucewatch.ledger.codec import encode
from trucewatch.ledger.desk import Desk, open_desk


@pytest.fixture
def pictures(desk: Desk) -> Iterator[Pictures]:
    opened = Pictures(desk, lambda: AS_OF)
    yield opened
    opened.close()


def secret_of(desk: Desk) -> str:
    return next(d.document_id for d in desk.contents().documents if d.path == SECRET)


def everything_in(picture: Picture) -> str:
    parts = (picture.situation, picture.assessments, picture.decisions, picture.notes)
    return "".join(encode(part) for part in parts)


def test_the_public_picture_never_held_a_restricted_report(pictures: Pictures, desk: Desk) -> None:
    shown = everything_in(pictures.get("public").picture)
    assert "Qabbani" not in shown
    assert secret_of(desk).removeprefix("sha256:") not in shown
    assert "Qabbani" in everything_in(pictures.get("all").picture)


def test_the_whole_picture_says_which_reports_are_restricted(pictures: Pictures, desk: Desk) -> None:
    assert pictures.get("all").picture.restricted == {secret_of(desk)}
    assert pictures.get("public").picture.restricted == frozenset()


def test_a_decision_that_names_a_restricted_report_is_withheld_and_the_others_keep_their_numbers(
    pictures: Pictures, desk: Desk
) -> None:
    public = next(c for c in desk.contents().claims if c.document_id != secret_of(desk))
    decide(desk, "same_origin", secret_of(desk), public.document_id)
    decide(desk, "accept", public.claim_id)
    kinds = [d.kind for d in pictures.get("public").picture.decisions]
    assert kinds == ["withheld", "accept"]
    assert [d.kind for d in pictures.get("all").picture.decisions] == ["same_origin", "accept"]


def test_the_public_picture_is_the_same_to_the_byte_whatever_was_decided_about_restricted_reports(
    desk: Desk, filled: Path, tmp_path: Path
) -> None:
    shutil.copytree(filled, tmp_path / "other")
    told = []
    for of, restricted_too in ((desk, False), (open_desk(tmp_path / "other"), True)):
        contents = of.contents()
        secret = secret_of(of)
        if restricted_too:
            hidden = next(c for c in contents.claims if c.document_id == secret)
            decide(of, "accept", hidden.claim_id)
            decide(of, "restrict", secret, restricted=True)
        incidents = view_as_of(of, AS_OF).situation.incidents
        one, two = (i.claim_ids for i in incidents[:2])
        ids = {"incidents": [i.incident_id for i in incidents[:2]]}
        decide(of, "link", one[0], two[0], left=list(one), right=list(two), **ids)
        decide(of, "grade", *incidents[-1].claim_ids, grade="weak")
        decide(of, "finding", *incidents[-2].claim_ids, found="It was so", standard="reasonable grounds to believe")
        opened = Pictures(of, lambda: AS_OF)
        picture = opened.get("public").picture
        opened.close()
        shown = (picture.situation.incidents, picture.assessments, picture.notes, picture.brief, picture.seal)
        told.append([encode(part) for part in shown])
    assert "(decision " in told[0][0] and "signed by mo" in told[0][0]
    assert told[0] == told[1]


def test_a_picture_is_drawn_once_for_its_head_and_day(
    pictures: Pictures, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pictures.get("public").picture
    monkeypatch.setattr(drawing, "derive", lambda *a: pytest.fail("derived again"))
    assert pictures.get("public").picture is first
    again = Pictures(desk, lambda: AS_OF)
    assert again.get("public").picture == first, "another process takes it from the disk"
    again.close()


def test_a_damaged_file_on_disk_is_made_again(pictures: Pictures, desk: Desk) -> None:
    first = pictures.get("public").picture
    for file in (desk.folder / "cache").iterdir():
        file.write_text('{"origins": [3]}')
    again = Pictures(desk, lambda: AS_OF)
    assert again.get("public").picture == first
    again.close()


def test_while_a_newer_one_is_drawn_the_picture_before_is_shown_and_says_so(
    pictures: Pictures, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pictures.get("public")
    assert first.is_newest
    decide(desk, "accept", first.picture.situation.claims[0].claim_id)
    monkeypatch.setattr(module, "SOON_S", 0.0)
    meanwhile = pictures.get("public")
    assert meanwhile.picture is first.picture
    assert not meanwhile.is_newest
    assert meanwhile.newest.seq == first.newest.seq + 1


def test_after_a_restriction_the_picture_before_is_shown_to_nobody(
    pictures: Pictures, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pictures.get("public").picture
    gone = before.situation.documents[0].document_id
    decide(desk, "restrict", gone, restricted=True)
    monkeypatch.setattr(module, "SOON_S", 0.0)
    monkeypatch.setattr(module, "PATIENCE_S", 0.0)
    with pytest.raises(DrawingError, match="again in a minute"):
        pictures.get("public")
    monkeypatch.setattr(module, "PATIENCE_S", 60.0)
    assert gone not in {d.document_id for d in pictures.get("public").picture.situation.documents}


def test_what_is_restricted_now_is_left_out_of_days_before_it_was(pictures: Pictures, desk: Desk) -> None:
    day = date(2016, 9, 18)
    before = pictures.get("public", day).picture.situation.documents
    decide(desk, "restrict", before[0].document_id, restricted=True)
    after = pictures.get("public", day).picture.situation.documents
    assert [d.document_id for d in after] == [d.document_id for d in before[1:]]


def test_what_was_derived_under_earlier_rules_is_thrown_away(pictures: Pictures, desk: Desk) -> None:
    pictures.get("all")
    decide(desk, "restrict", desk.contents().documents[0].document_id, restricted=True)
    pictures.get("all")
    names = [p.name for p in (desk.folder / "cache").iterdir()]
    assert len(names) == 1
    assert not names[0].startswith("0-")


def test_the_brief_of_a_public_picture_is_the_same_whatever_a_restricted_report_says(
    pictures: Pictures, desk: Desk
) -> None:
    from trucewatch.publishing import html

    with_it = html.render(pictures.get("public").picture.brief)
    decide(desk, "withdraw", secret_of(desk))
    without = html.render(pictures.get("public").picture.brief)
    assert with_it == without


def test_what_is_kept_in_memory_is_bounded_by_claims_and_the_newest_stays(
    pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT_CLAIMS", 10)
    first = pictures.get("public", date(2016, 9, 20)).picture
    second = pictures.get("public", date(2016, 9, 21)).picture
    assert len(second.situation.claims) > 10
    assert pictures.get("public", date(2016, 9, 21)).picture is second
    again = pictures.get("public", date(2016, 9, 20)).picture
    assert again is not first
    assert again == first


def test_what_is_decided_while_a_picture_is_drawn_is_in_the_next_one(
    pictures: Pictures, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures.get("public")
    begun, go_on, drawn = threading.Event(), threading.Event(), []
    before = Drawer.draw

    def slowly(self: Drawer, projection: Projection, day: date) -> tuple[Picture, int]:
        made = before(self, projection, day)
        drawn.append(made[0].head.seq)
        begun.set()
        go_on.wait(60)
        return made

    monkeypatch.setattr(Drawer, "draw", slowly)
    monkeypatch.setattr(module, "SOON_S", 0.0)
    ids = [c.claim_id for c in desk.contents().claims]
    decide(desk, "accept", ids[0])
    assert not pictures.get("public").is_newest
    assert begun.wait(60)
    for claim_id in ids[1:4]:
        decide(desk, "accept", claim_id)
        assert not pictures.get("public").is_newest
    go_on.set()
    monkeypatch.setattr(module, "PATIENCE_S", 60.0)
    shown = pictures.get("public", patient=True)
    assert shown.is_newest
    assert len(drawn) == 2, "one for each of four decisions would be four"


def test_in_the_morning_yesterdays_picture_is_shown_until_todays_is_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [AS_OF]
    opened = Pictures(desk, lambda: days[-1])
    yesterdays = opened.get("public").picture
    days.append(date(2016, 9, 22))
    monkeypatch.setattr(module, "SOON_S", 0.0)
    shown = opened.get("public")
    assert shown.picture is yesterdays
    assert not shown.is_newest, "it is of another day, though nothing was recorded"
    assert opened.get("public", patient=True).picture.as_of == date(2016, 9, 22)
    opened.close()


def test_taking_back_a_review_hides_no_picture_and_taking_back_a_restriction_does(
    pictures: Pictures, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(desk, "accept", desk.contents().claims[0].claim_id)
    decide(desk, "restrict", desk.contents().documents[0].document_id, restricted=True)
    before = pictures.get("public").picture
    monkeypatch.setattr(module, "SOON_S", 0.0)
    decide(desk, "withdraw", "decision:1")
    assert pictures.get("public").picture is before
    monkeypatch.setattr(module, "PATIENCE_S", 0.0)
    decide(desk, "withdraw", "decision:2")
    with pytest.raises(DrawingError):
        pictures.get("public")
