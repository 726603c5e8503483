"""Search finds a name however it is spelled, and only what the projection holds; on SQLite and PostgreSQL."""

from __future__ import annotations

import dataclasses

import pytest

from tests.ledger.conftest import AT, VERSIONS, make_document
from trucewatch.desk.search import each_claim, find_claim, matching_claims, search_claims, search_documents
from trucewatch.ledger.desk import Desk
from trucewatch.ledger.search import CHUNK, Filters, ListChangedError
from trucewatch.model.claim import Claim, PlaceMention, claim_id
from trucewatch.model.decision import Decision
from trucewatch.model.span import Span
from trucewatch.model.when import When
from trucewatch.packs.gazetteer import load_gazetteer


def add(desk: Desk, body: str, *, restricted: bool = False, place: str = "", **fields: object) -> Claim:
    raw, document = make_document(body)
    span = Span.of(body, 0, len(body))
    (found,) = load_gazetteer().named(place)[:1] if place else (None,)
    places = () if found is None else (
        PlaceMention(span=span, place_id=found.place_id, name=found.name, lat=found.lat, lon=found.lon),
    )  # fmt: skip
    claim = Claim(
        claim_id=claim_id(document.document_id, span, "incident", "shelling", (), body, "test@1"),
        document_id=document.document_id, kind="incident", type="shelling", stance="asserted", span=span, places=places,
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip
    desk.add(raw, dataclasses.replace(document, restricted=restricted), (claim,), VERSIONS, AT)
    return claim


def found(desk: Desk, words: str, projection: str = "all") -> list[str]:
    page = search_claims(desk, projection, Filters(words=words))  # type: ignore[arg-type]
    return [f.claim.span.quote for f in page.items]


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("suwayda", "Shells fell on As-Suwayda' on Monday."),
        ("Suwaydāʾ", "Shells fell on As-Suwaydāʾ on Monday."),
        ("as-suwayda", "Shells fell on As Suwayda on Monday."),
        ("كفر", "سقطت قذائف على كفرنبل"),
        ("سويداء", "قصف في السويداء يوم الاثنين"),
        ("السويداء", "قصف في السويداء يوم الاثنين"),
        ("SHELL mon", "Shells fell on As-Suwayda' on Monday."),
        ("120mm", "A 120mm round landed near the clinic."),
    ],
)
def test_a_name_is_found_however_it_is_written(desk: Desk, asked: str, written: str) -> None:
    add(desk, written)
    add(desk, "Something else happened elsewhere; nobody said what.")
    assert found(desk, asked) == [written]
    page = search_documents(desk, "all", Filters(words=asked))
    assert [f.document.text for f in page.items] == [written]


def test_a_place_is_found_by_its_other_names(desk: Desk) -> None:
    add(desk, "Shells fell on the town on Monday.", place="Talbiseh")
    other = next(n for n in load_gazetteer().named("Talbiseh")[0].names if n.casefold() != "talbiseh")
    assert found(desk, other) == ["Shells fell on the town on Monday."]


@pytest.mark.parametrize("asked", ["'", '"', "* OR", "a AND (b", "!!", "x' & 'y", "NEAR(", "\x00", "💥", "−"])
def test_nothing_that_is_typed_breaks_the_search(desk: Desk, asked: str) -> None:
    add(desk, "Shells fell on As-Suwayda' on Monday.")
    assert found(desk, asked) == []


def test_a_viewer_finds_nothing_of_a_restricted_report(desk: Desk) -> None:
    claim = add(desk, "The nurse at Qarrabi told us of two shells.", restricted=True)
    assert found(desk, "qarrabi") == ["The nurse at Qarrabi told us of two shells."]
    assert found(desk, "qarrabi", "public") == []
    assert find_claim(desk, "public", claim.claim_id) is None
    assert matching_claims(desk, "public", "nurse") == frozenset()
    assert search_documents(desk, "public", Filters(words="nurse")).items == ()


def test_pages_follow_each_other_without_gap_or_repeat(desk: Desk) -> None:
    quotes = [add(desk, f"Shell number {n} fell on Monday.").span.quote for n in range(7)][::-1]
    for words in ("", "shell"):
        seen, after = [], ""
        while True:
            page = search_claims(desk, "all", Filters(words=words), 3, after)
            seen += [f.claim.span.quote for f in page.items]
            after = page.next
            if not after:
                break
        assert seen == quotes


def test_a_page_after_what_is_gone_says_so(desk: Desk) -> None:
    claim = add(desk, "Shells fell on Monday.")
    desk.decide(Decision(kind="withdraw", subjects=(claim.document_id,), payload={}, reason="r", by="mo", at=AT))
    with pytest.raises(ListChangedError, match="begin it again"):
        search_claims(desk, "all", Filters(), 3, claim.claim_id)


def test_filters_narrow_down_what_is_found(desk: Desk) -> None:
    from datetime import date

    when = When(start_on=date(2016, 9, 14), end_on=date(2016, 9, 15), precision="range")
    dated = add(desk, "Shells fell then.", when=when)
    placed = add(desk, "Shells fell there.", place="Talbiseh")
    lat, lon = placed.places[0].lat, placed.places[0].lon
    assert lat is not None and lon is not None
    for filters, wanted in (
        (Filters(day_from="2016-09-15"), [dated]),
        (Filters(day_to="2016-09-14"), [dated]),
        (Filters(day_from="2016-09-16"), []),
        (Filters(day_to="2016-09-13"), []),
        (Filters(located=True), [placed]),
        (Filters(box=(lon - 1, lat - 1, lon + 1, lat + 1), words="shells"), [placed]),
        (Filters(box=(lon + 1, lat - 1, lon + 2, lat + 1)), []),
        (Filters(document_id=dated.document_id, type="shelling", kind="incident", state="open"), [dated]),
        (Filters(stance="denied"), []),
        (Filters(state="rejected"), []),
    ):  # fmt: skip
        assert [f.claim for f in search_claims(desk, "all", filters).items] == wanted


def test_a_stream_gives_everything_in_the_order_of_the_list(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trucewatch.ledger.search.CHUNK", 2)
    assert CHUNK > 2
    made = [add(desk, f"Shell number {n} fell on Monday.") for n in range(5)][::-1]
    assert [f.claim for f in each_claim(desk, "all", Filters(words="shell"))] == made
