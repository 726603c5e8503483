"""What a map is sent is bounded, however many places there are, and loses none of them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.publishing.cartography import MapPlace
from trucewatch.publishing.webmap import MOST, Told, gather, place_features

points = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def places(found: list[tuple[float, float]]) -> list[MapPlace]:
    return [
        MapPlace(f"place-{n}", f"Town {n}", lat, lon, 0, 0, 1, 0.0, "", (), (), (n,))
        for n, (lon, lat) in enumerate(found, 1)
    ]


def told(some: list[MapPlace]) -> dict[str, Told]:
    return {p.anchor: Told(2, ((f"Shelling {p.name}", f"incident-{p.anchor}"),)) for p in some}


@settings(max_examples=30)
@given(st.lists(points, min_size=MOST + 1, max_size=2 * MOST), st.integers(0, 22))
def test_every_place_is_drawn_once_alone_or_with_its_neighbours(found: list[tuple[float, float]], zoom: int) -> None:
    some = places(found)
    alone, together = gather(some, zoom)
    assert len(alone) + len(together) <= MOST
    assert sorted(p.anchor for p in (*alone, *(p for g in together for p in g))) == sorted(p.anchor for p in some)
    sent = place_features(some, told(some), lambda i: f"/incidents/{i}", zoom)
    assert len(sent["features"]) <= MOST
    assert sum(f["properties"]["claims"] for f in sent["features"]) == 2 * len(some)
    assert sent["whole"] is (not together)


def test_a_few_places_are_each_drawn_with_what_is_told_of_them() -> None:
    some = places([(36.7, 35.0), (36.7, 35.0), (37.1, 36.2)])
    sent = place_features(some, told(some), lambda i: f"/incidents/{i}")
    assert sent["whole"]
    assert [f["properties"]["anchor"] for f in sent["features"]] == ["place-1", "place-2", "place-3"]
    assert sent["features"][0]["properties"]["incidents"] == [
        {"title": "Shelling Town 1", "page": "/incidents/incident-place-1"}
    ]
