import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.packs.placephrase import names_in


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("the walled town of Rastan in northern Homs", [("Rastan", "town", "in"), ("Homs", "", "part")]),
        ("south of Deir Ezzor", [("Deir Ezzor", "", "direction")]),
        ("Hama province", [("Hama", "adm1", "in")]),
        ("near the village of Tell Rifaat", [("Tell Rifaat", "town", "near")]),
        ("the outskirts of Jisr al-Shughur", [("Jisr al-Shughur", "", "part")]),
        ("Al-Nour mosque in Raqqa", [("Al-Nour", "site", "in"), ("Raqqa", "", "in")]),
        ("Syria’s Afrin", [("Syria", "", "in"), ("Afrin", "", "in")]),
        ("the city", []),
    ],
)
def test_names_levels_and_relations_of_a_place_phrase(phrase: str, names: list[tuple[str, str, str]]) -> None:
    assert [(n.text, n.level, n.relation) for n in names_in(phrase)] == names


def test_a_capitalised_side_may_or_may_not_belong_to_the_name() -> None:
    assert [(n.text, n.bare) for n in names_in("North-East Syria")] == [("North-East Syria", "Syria")]
    assert [(n.text, n.bare) for n in names_in("Eastern Ghouta")] == [("Eastern Ghouta", "Ghouta")]


@given(st.text(max_size=500))
def test_every_name_stands_in_the_phrase(phrase: str) -> None:
    for name in names_in(phrase):
        assert phrase[name.start : name.end] == name.text
        assert name.text.endswith(name.bare)
