import pytest

from tests.claims.extracted import extract


def where(text: str, type_: str) -> list[str]:
    """The place phrases of the claims of one type, in text order; "" for a claim without one."""
    return [c.places[0].span.quote if c.places else "" for c in extract(text) if c.type == type_]


def test_verbs_side_by_side_share_their_place() -> None:
    text = "Coalition jets killed two gunmen and destroyed a house near Hajin in Syria on Monday, killing one civilian."
    assert set(where(text, "air_strike")) == {"near Hajin in Syria"}


def test_the_city_is_the_city_last_named() -> None:
    text = "Rebels entered Raqqa in Syria at dawn. Government shelling killed nine civilians in the city on Monday."
    assert where(text, "shelling") == ["Raqqa in Syria"]


def test_where_stands_for_the_place_before_it() -> None:
    text = "Syrian jets kept bombing the suburb of Douma, where 30 civilians were killed in air strikes last week."
    assert all("Douma" in w for w in where(text, "air_strike"))


def test_an_attack_that_is_condemned_does_not_place_the_condemnation() -> None:
    text = "The ministry condemns the suicide attacks in Homs in Syria which killed twelve civilians."
    assert where(text, "condemns") == [""]


def test_a_demand_is_placed_by_what_it_asks_for() -> None:
    text = "Britain urged all parties in Syria to allow aid convoys across Idlib province, the envoy said."
    assert any(w for w in where(text, "demands"))


@pytest.mark.parametrize("ally", ["Turkey-backed", "US-led", "Iran-aligned"])
def test_a_name_that_says_whose_somebody_is_is_no_place(ally: str) -> None:
    text = f"Heavy clashes between Syrian troops and {ally} fighters killed nine soldiers on Sunday."
    assert set(where(text, "armed_clash")) == {""}


def test_a_place_just_named_is_where_the_next_sentence_happens() -> None:
    text = "The convoy had reached Talbiseh in Syria. Shelling killed three drivers on Monday."
    assert where(text, "shelling") == ["Talbiseh in Syria"]


def test_the_label_of_a_paragraph_places_what_it_tells() -> None:
    text = "Donetsk region: Monitors counted 245 ceasefire violations, including 60 explosions, on Monday."
    assert "Donetsk region" in {c.places[0].span.quote for c in extract(text) if c.places}


def test_fire_towards_a_place_does_not_place_the_fighting_beside_it() -> None:
    text = "Heavy fighting was reported in Gaza, as were rockets fired by militants towards Israel on Monday."
    assert "Israel" not in where(text, "armed_clash")


def test_who_meets_does_so_where_the_words_say() -> None:
    text = "Syrian rebel groups and the government will meet in Astana on Monday to discuss the truce."
    assert "Astana" in where(text, "other_position")


def test_what_came_before_does_not_place_what_followed() -> None:
    text = "After several deadly attacks on Homs in Syria, jets bombed the town of Talbiseh on Monday."
    assert any("Talbiseh" in w for w in where(text, "air_strike"))


def test_a_border_named_by_its_nations_is_a_place() -> None:
    text = "Tens of thousands of Syrians driven from their homes are camping along the Jordanian and Israeli borders."
    assert any("borders" in w for w in where(text, "displacement"))
    text = "A convoy of 20 trucks with food for besieged Syrian towns has yet to cross the Turkish border."
    assert "the Turkish border" in where(text, "aid_waiting")


def test_the_last_part_of_a_group_s_name_is_no_place() -> None:
    text = "Three soldiers were killed by fighters of the Islamic State of Iraq and the Levant on Monday."
    assert all("Levant" not in w for c in extract(text) for w in [p.span.quote for p in c.places])


def test_the_seat_of_a_ministry_is_not_where_it_happened() -> None:
    text = "According to the Ministry of Health in Gaza, 214 people were killed in air strikes on Monday."
    assert where(text, "air_strike") == [""]


def test_of_a_province_and_a_village_in_it_the_village_is_the_place() -> None:
    text = "Rebels and soldiers exchanged fire in the north of Hama province, near the village of Tal Malah, on Sunday."
    assert where(text, "armed_clash") == ["the village of Tal Malah"]


def test_what_there_can_be_in_a_country_is_placed_there() -> None:
    text = "Force will settle nothing in Syria, the minister said of the truce."
    assert "Syria" in where(text, "other_position")


def test_the_city_that_people_flee_is_the_one_named_before() -> None:
    text = "Militiamen seized a barracks in Singa on Saturday. More than 55,000 people fled the city, the agency said."
    assert where(text, "displacement") == ["Singa"]
