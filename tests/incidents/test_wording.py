"""What of a report's wording is compared."""

from __future__ import annotations

import pytest

from trucewatch.incidents.wording import bare_titles, find_wording, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rifaat", "Refaat"),
        ("Qamishli", "Kamishly"),
        ("Busayrah", "Bseira"),
        ("Sheshi", "Shisha"),
        ("Maarat", "Ma’arat"),
    ],
)
def test_transliterations_of_one_name_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Bab", "Baba Amr"), ("Ariha", "Raqqa"), ("Homs", "Hama")])
def test_short_names_keep_what_tells_them_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_an_arabic_article_is_no_part_of_a_name() -> None:
    with_article = find_wording("", "Shells fell on al-Bab and on Tal al-Laban.")
    without = find_wording("", "Shells fell on Bab and on Tal Laban.")
    assert with_article.names == without.names
    assert with_article.runs == without.runs


def test_an_arabic_name_is_that_of_its_transliteration() -> None:
    assert skeleton("عفرين") == skeleton("Afrin")
    assert find_wording("", "قصف مدينة الباب").names.keys() & find_wording("", "in al-Bab").names.keys()


def test_the_name_of_a_site_is_cut_from_its_titles() -> None:
    titles = ["Shells on Deraa | Daily Post", "Convoy leaves | Daily Post", "A fire - and no more"]
    assert bare_titles(titles) == ["Shells on Deraa", "Convoy leaves", "A fire . and no more"]
