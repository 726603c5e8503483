import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.model.place import Place
from trucewatch.packs.gazetteer import Gazetteer, load_gazetteer
from trucewatch.packs.names import alike, fold, skeleton
from trucewatch.packs.placescore import Hints, distance_km

SYRIA = Hints(theatre="syria", countries=("SY",))


def find(name: str, hints: Hints = SYRIA) -> Place | None:
    return load_gazetteer().find(name, hints)


@pytest.mark.parametrize(
    ("spelling", "place_id"),
    [
        ("Aleppo", "geonames:170063"),
        ("Halab", "geonames:170063"),
        ("حلب", "geonames:170063"),
        ("Deir Ezzor", "geonames:170794"),
        ("Deir al-Zour", "geonames:170794"),
        ("دير الزور", "geonames:170794"),
        ("Talbiseh", "geonames:163779"),
        ("al-Raqqa", "geonames:172955"),
        ("Sweida", "geonames:172408"),
        ("Qamishlo", "geonames:173377"),
    ],
)
def test_spellings_of_a_town_are_that_town(spelling: str, place_id: str) -> None:
    found = find(spelling)
    assert found is not None
    assert found.place_id == place_id


def test_names_that_only_sound_alike_are_kept_apart() -> None:
    hama, homs = find("Hama"), find("Homs")
    assert hama is not None and homs is not None
    assert hama.place_id != homs.place_id
    assert find("Idlin") is None


def test_a_descriptor_chooses_between_a_town_and_its_province() -> None:
    province = find("Aleppo", Hints(theatre="syria", countries=("SY",), level="adm1"))
    assert province is not None
    assert (province.place_id, province.pcode) == ("pcode:SY02", "SY02")


def test_a_name_borne_twice_and_not_settled_is_unlocated() -> None:
    twins = [
        Place(place_id=f"t:{i}", name="Newtown", level="town", lat=lat, lon=37.0, country="SY", within=("SY",))
        for i, lat in enumerate((34.0, 36.0))
    ]
    assert Gazetteer(twins).find("Newtown") is None
    near = Place(place_id="n", name="Near", level="town", lat=36.1, lon=37.0, country="SY")
    found = Gazetteer(twins).find("Newtown", Hints(near=(near,)))
    assert found is not None and found.place_id == "t:1"


def test_a_small_town_of_a_country_not_spoken_of_is_not_meant() -> None:
    assert find("Talbiseh", Hints(theatre="sudan", countries=("SD",))) is None


def test_the_state_beside_a_town_settles_which() -> None:
    gazetteer = load_gazetteer()
    louisiana, virginia = gazetteer.abbreviated("La."), gazetteer.abbreviated("VA")
    assert louisiana is not None and virginia is not None
    in_louisiana = find("Alexandria", Hints(countries=("US",), within=(louisiana,)))
    in_virginia = find("Alexandria", Hints(countries=("US",), within=(virginia,)))
    assert in_louisiana is not None and in_virginia is not None
    assert distance_km(in_louisiana, in_virginia) > 1000
    assert gazetteer.abbreviated("or") is None


def test_a_street_or_mosque_named_like_a_town_is_not_the_town() -> None:
    assert find("Hama", Hints(theatre="syria", countries=("SY",), level="site")) is None


def test_the_longest_known_name_is_matched_in_running_words() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.longest_match(["Deir", "ez", "-", "Zor", "province"], 0) == 4
    assert gazetteer.longest_match(["us", "all"], 0) == 0
    assert gazetteer.longest_match(["US", "troops"], 0) == 1


def test_no_place_of_the_packs_lies_off_the_globe() -> None:
    gazetteer = load_gazetteer()
    for name in ("Castello Road", "Eastern Ghouta", "Rukban", "Urem al-Kubra"):
        place = gazetteer.find(name, SYRIA)
        assert place is not None and place.lat is not None and place.lon is not None
        assert 32 < place.lat < 38 and 35 < place.lon < 43


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz -", min_size=1, max_size=30))
def test_a_name_is_wholly_alike_to_itself(name: str) -> None:
    key = fold(name)
    assert skeleton(key) == skeleton(key)
    assert not key or alike(key, key) == 100.0


@pytest.mark.parametrize("spelling", ["Al-Khafsa", "Ras al Ain", "Al-Jalaa"])
def test_a_subdistrict_s_name_alone_means_its_town(spelling: str) -> None:
    found = find(spelling)
    assert found is not None and found.level == "town"


def test_a_subdistrict_that_is_asked_for_is_meant() -> None:
    found = find("Al-Khafsa", Hints(theatre="syria", countries=("SY",), level="adm3"))
    assert found is not None and found.level in ("adm2", "adm3")


def test_a_name_that_sounds_the_same_is_found_however_short() -> None:
    found = find("Al Sousa")
    assert found is not None and found.name == "As Sūsah"


def test_a_government_is_no_place() -> None:
    assert not load_gazetteer().named("Assad regime") and load_gazetteer().named("Syria")


def test_where_no_country_is_named_a_town_of_a_theatre_comes_before_its_small_namesake_abroad() -> None:
    found = load_gazetteer().find("Madaya")
    assert found is not None and found.country == "SY"


def test_a_great_city_abroad_is_no_small_namesake() -> None:
    found = load_gazetteer().find("Tripoli")
    assert found is None or found.country == "LY"
