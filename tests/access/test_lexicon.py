"""The words of access: nine categories with their mark, and files that say what is wrong with them."""

from __future__ import annotations

from trucewatch.access.lexicon import category_label, load_categories, load_words, stage_category, wording_note
from trucewatch.access.stages import load_stages


def test_the_nine_categories_stand_in_ochas_order_and_bear_the_mark_that_their_wording_is_unverified() -> None:
    categories = load_categories()
    assert [c.number for c in categories] == list(range(1, 10))
    assert "not compared with" in wording_note()
    assert category_label("mines").startswith("7. Mines")


def test_every_category_is_signalled_by_some_word_and_by_no_stretch_of_another_word() -> None:
    for text, category in (
        ("the trucks waited for customs", "entry-restrictions"),
        ("held at a checkpoint", "internal-restrictions"),
        ("because of shelling", "hostilities"),
        ("drivers were detained", "violence-against-aid"),
        ("removed surgical supplies", "interference"),
        ("the road is mined", "mines"),
        ("snow on the pass", "environment"),
        ("families were not allowed to leave", "access-of-people"),
        ("there is no starvation, he said", "denial-of-needs"),
    ):
        assert category in {c.category for c in load_categories() if c.words.search(text)}, text
    assert not any(c.words.search("minerals were determined in trainings") for c in load_categories())


def test_an_attack_says_its_category_by_itself_and_a_delivery_says_none() -> None:
    assert stage_category("attacked") == "violence-against-aid"
    assert stage_category("delivered") == ""


def test_besieged_is_not_hard_to_reach_nor_trapped() -> None:
    found = {
        text: next(name for name, words in load_words().definitions if words.search(text))
        for text in ("people besieged", "in hard-to-reach areas", "trapped in the besieged town", "in need of aid")
    }
    assert list(found.values()) == ["besieged", "hard to reach", "trapped", "in need"]


def test_what_has_not_been_done_stands_at_no_stage_of_what_has() -> None:
    assert load_stages().not_done == {"intended": "planned", "conditional": "planned", "demanded": "requested"}
