from __future__ import annotations

import dataclasses
import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.model.claim import Claim, PlaceMention
from trucewatch.publishing.basemap import inner_lines, load_layer, region_layers
from trucewatch.publishing.book import Book
from trucewatch.publishing.brief import Brief
from trucewatch.publishing.cartography import WIDTH, build_map
from trucewatch.publishing.geometry import Window, area_path, inside, line_path, middle
from trucewatch.publishing.lettering import Sheet

from .conftest import make_situation

DEGREES = st.tuples(st.floats(-170, 170), st.floats(-60, 70))


def with_place(**more: object) -> Book:
    """The situation with one claim's place replaced."""
    situation, claims = make_situation()
    old = claims["cut off"]
    place = dataclasses.replace(old.places[0], **more)  # type: ignore[arg-type]
    changed = tuple(
        dataclasses.replace(c, places=(place,)) if c.claim_id == old.claim_id else c for c in situation.claims
    )
    return Book(dataclasses.replace(situation, claims=changed), None)


def test_only_located_places_are_drawn_and_the_others_are_listed(brief: Brief) -> None:
    assert [p.name for p in brief.map.places] == ["Aleppo", "Talbiseh", "Urum al-Kubra"]
    assert [u.words for u in brief.map.unlocated] == ["Cilvegozu", "Tel Wardiyat"]


def test_precision_is_drawn(brief: Brief) -> None:
    by_name = {p.name: p for p in brief.map.places}
    assert by_name["Talbiseh"].radius == 0
    assert by_name["Aleppo"].radius >= 10 and by_name["Aleppo"].precision_words == "near it, or a part of it"


def test_a_region_is_outlined_rather_than_dotted() -> None:
    view = build_map(with_place(place_id="r", name="Homs", lat=34.3, lon=38.0, geo_precision=3))
    homs = next(p for p in view.places if p.name == "Homs")
    assert homs.precision == 3 and homs.outline.startswith("M")


def test_a_place_half_the_world_away_does_not_shrink_the_map() -> None:
    view = build_map(with_place(place_id="ny", name="New York", lat=40.7, lon=-74.0, geo_precision=1))
    assert "New York" not in [p.name for p in view.places]
    assert ("New York", "outside this map") in [(u.words, u.why) for u in view.unlocated]


def test_nothing_is_drawn_when_nothing_is_located() -> None:
    situation, _ = make_situation()
    bare = dataclasses.replace(situation, claims=tuple(dataclasses.replace(c, places=()) for c in situation.claims))
    assert build_map(Book(bare, None)).height == 0


def test_the_same_point_named_exactly_and_nearly_is_two_marks_and_one_label() -> None:
    situation, claims = make_situation()
    exact = dataclasses.replace(claims["cut off"].places[0], geo_precision=1)
    hit: Claim = claims["hit"]
    more = tuple(dataclasses.replace(c, places=(exact,)) if c.claim_id == hit.claim_id else c for c in situation.claims)
    view = build_map(Book(dataclasses.replace(situation, claims=more), None))
    aleppo = [p for p in view.places if p.name == "Aleppo"]
    assert sorted(p.precision for p in aleppo) == [1, 2]
    assert sum(1 for p in aleppo if p.label_at) == 1


def test_labels_never_overlap() -> None:
    sheet = Sheet(400, 300)
    spots = [
        sheet.put("Somewhere", 7, [(x, y, "start") for x in range(0, 400, 20) for y in range(20, 300, 10)])
        for _ in range(40)
    ]
    placed = [s for s in spots if s]
    boxes = [(x - 2, y - 12, x + 65, y + 4) for x, y, _ in placed]
    assert placed and not any(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for i, a in enumerate(boxes) for b in boxes[:i]
    )


def test_the_bundled_geometry_is_small_licensed_and_sound() -> None:
    folder = files("trucewatch.publishing.basemap")
    size = sum(len(f.read_bytes()) for f in folder.iterdir() if f.name.endswith((".json", ".md")))
    assert size < 400_000
    assert "public domain" in folder.joinpath("LICENSE.md").read_text(encoding="utf-8")
    world = {s.name: s for s in load_layer("world")}
    assert {"Syria", "Yemen", "Ukraine", "Sudan"} <= set(world)
    assert any(inside((36.72, 34.73), ring) for ring in world["Syria"].rings)  # Homs
    assert not any(inside((35.5, 33.9), ring) for ring in world["Syria"].rings)  # Beirut
    assert all(country in world for country, _ in region_layers())
    for _, layer in region_layers():
        assert all(s.rings for s in load_layer(layer)) and all(len(line) > 1 for line in inner_lines(layer))


@given(st.lists(DEGREES, min_size=1, max_size=8))
def test_every_place_falls_inside_its_window(points: list[tuple[float, float]]) -> None:
    window = Window.around(points, WIDTH, 560)
    assert 0 < window.height <= 700
    for p in points:
        x, y = window.place(p)
        assert 0 <= x <= window.width and 0 <= y <= window.height


@given(st.lists(DEGREES, min_size=3, max_size=12))
def test_what_is_clipped_stays_near_the_window(ring: list[tuple[float, float]]) -> None:
    window = Window(30, 30, 40, 40, 100, 100)
    for x, y in window.clip(ring):
        assert 29.7 <= x <= 40.3 and 29.7 <= y <= 40.3


def test_paths_are_numbers_and_commands_only(brief: Brief) -> None:
    for path in (brief.map.land, brief.map.disputed, brief.map.regions, brief.map.rivers, brief.map.lakes):
        assert re.fullmatch(r"[MLz\d.,-]*", path)
    window = Window(0, 0, 10, 10, 100, 100)
    assert area_path(window, [[(1, 1), (2, 1), (2, 2)]]) == "M10,90L20,90L20,80z"
    assert line_path(window, [[(1, 1), (2, 1)], [(50, 50), (51, 51)]]) == "M10,90L20,90"


def test_the_middle_of_a_square_is_its_centre() -> None:
    assert middle([(0, 0), (2, 0), (2, 2), (0, 2)]) == (pytest.approx((1, 1)), pytest.approx(4))


def test_a_place_without_coordinates_is_never_given_any() -> None:
    mention = PlaceMention(span=make_situation()[1]["cut off"].places[0].span)
    assert mention.lat is None
    view = build_map(with_place(place_id=None, name=None, lat=None, lon=None, geo_precision=None))
    assert "the eastern quarters of Aleppo" in [u.words for u in view.unlocated]
