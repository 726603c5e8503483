"""A toll is a range over accounts: vague words by a codebook, nothing averaged."""

import pytest

from tests.claims.extracted import extract
from trucewatch.incidents.tolls import TollRange, sum_up
from trucewatch.packs.codebooks import load_codebooks

BOOK = load_codebooks().airwars


def toll(text, what="killed"):
    return sum_up(extract(text), what, BOOK)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("four civilians", 4, 4),
        ("at least four civilians", 4, 4),
        ("more than four civilians", 5, 5),
        ("up to four civilians", 4, 4),
        ("between four and six civilians", 4, 6),
        ("dozens of civilians", 12, 24),
        ("several civilians", 2, 2),
        ("a number of civilians", 2, 2),
    ],
)
def test_words_for_how_many_are_read_by_the_codebook(words, low, high):
    assert toll(f"An airstrike on the town of Darkush killed {words}.") == TollRange(low, high)


def test_a_claimant_with_more_raises_the_most():
    text = (
        "An airstrike killed ten civilians in the town of Darkush.\n"
        "The observatory said that the airstrike killed twelve civilians in Darkush."
    )
    assert toll(text) == TollRange(10, 12)


def test_a_smaller_account_leaves_what_the_narrator_found():
    text = (
        "An airstrike killed at least ten civilians in the town of Darkush.\n"
        "The observatory said that the airstrike killed eight civilians in Darkush."
    )
    assert toll(text) == TollRange(10, 10)


def test_a_smaller_account_lowers_the_least_where_a_claimant_leads():
    text = (
        "The observatory said that an airstrike killed ten civilians in the town of Darkush.\n"
        "The ministry said that the airstrike killed eight civilians in Darkush."
    )
    assert toll(text) == TollRange(8, 10)


def test_fighters_are_no_part_of_a_civilian_toll():
    assert toll("An airstrike killed five fighters in the town of Darkush.") is None


def test_others_without_a_number_are_two():
    text = "An airstrike on the town of Darkush killed four civilians, injuring others."
    assert toll(text) == TollRange(4, 4)
    assert toll(text, "injured") == TollRange(2, 2)


def test_a_toll_that_nobody_tells_of_is_none():
    assert toll("An airstrike hit a warehouse in the town of Darkush.") is None
