import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims.parsed import paragraph
from trucewatch.claims.quantity import find_quantities
from trucewatch.model.vocabulary import QUANTITIES

# Sentence, and (words, what, low, high) of every quantity in it.
CASES = [
    # what became of people
    ("Sixty soldiers were killed.", [("Sixty", "killed", 60, 60)]),
    ("The raid killed at least 12 people.", [("at least 12", "killed", 12, None)]),
    ("Twelve villagers died.", [("Twelve", "killed", 12, 12)]),
    ("The raid left 12 people dead.", [("12", "killed", 12, 12)]),
    ("The raid claimed the lives of 14 civilians.", [("14", "killed", 14, 14)]),
    ("The death toll rose to 12.", [("12", "killed", 12, 12)]),
    ("It caused the death of two women.", [("two", "killed", 2, 2)]),
    ("Shells killed 12 people and wounded five.", [("12", "killed", 12, 12), ("five", "injured", 5, 5)]),
    ("Eight people were killed and 20 others wounded.", [("Eight", "killed", 8, 8), ("20", "injured", 20, 20)]),
    ("Ten civilians sustained injuries.", [("Ten", "injured", 10, 10)]),
    ("Police arrested 14 men.", [("14", "detained", 14, 14)]),
    ("Some 3,000 people fled their homes.", [("Some 3,000", "displaced", 3000, 3000)]),
    ("Hundreds of fighters were evacuated.", [("Hundreds", "evacuated", 200, None)]),
    ("Two journalists are missing.", [("Two", "missing", 2, 2)]),
    # dead and wounded under one number are neither
    ("30 people were killed and wounded.", [("30", "other", 30, 30)]),
    # who acts is not who suffers
    ("Two soldiers killed five protesters.", [("Two", "fighters", 2, 2), ("five", "killed", 5, 5)]),
    # sums and subsets
    ("The raid killed a woman and two children.", [("a woman and two children", "killed", 3, 3)]),
    (
        "At least 12 people, including two children, were killed.",
        [("At least 12", "killed", 12, None), ("two", "killed", 2, 2)],
    ),
    (
        "The raid killed seven civilians, a farmer, his wife and their five children.",
        [("seven", "killed", 7, 7), ("five", "killed", 5, 5)],
    ),
    (
        "Ahmad Rahal, his wife and his three children were killed.",
        [
            ("Ahmad Rahal, his wife and his three children", "killed", 5, 5),
        ],
    ),
    # through a verb of saying, and with the count set apart
    ("Two people were reported killed.", [("Two", "killed", 2, 2)]),
    ("Activists put the number of civilians killed at 27.", [("27", "killed", 27, 27)]),
    ("The number of civilians killed is close to 50.", [("close to 50", "killed", 50, 50)]),
    ("Fighting ended with five officers left dead.", [("five", "killed", 5, 5)]),
    ("The clash killed at least a dozen yesterday.", [("at least a dozen", "killed", 12, None)]),
    ("The sergeant was mortally wounded.", [("The sergeant", "killed", 1, 1)]),
    ("Some 70 guards and staff were killed.", [("Some 70", "killed", 70, 70)]),
    ("Dual attacks hit the market.", [("Dual", "incidents", 2, 2)]),
    ("It hit one of the sites.", []),
    ("They brought four multiple launch rocket systems.", [("four", "weapons", 4, 4)]),
    # a window of days is a length too; months and years only say when
    ("In the past 24 hours they hit it.", [("24", "days", 1, 1)]),
    ("In the past two years they hit it.", []),
    ("The seven-year war goes on.", []),
    ("It came two days after the vote.", []),
    ("Eight flyovers were recorded.", [("Eight", "incidents", 8, 8)]),
    # ages
    ("His wife, Warda Haddad (15 or 16), was killed.", [("His wife", "killed", 1, 1)]),
    # one victim
    ("A civilian was killed.", [("A civilian", "killed", 1, 1)]),
    ("His cousin was wounded.", [("His cousin", "injured", 1, 1)]),
    ("It was a deadly raid.", [("deadly", "killed", 1, None)]),
    # none
    ("No casualties were reported.", [("No casualties", "killed", 0, 0), ("No casualties", "injured", 0, 0)]),
    ("No deaths were recorded.", [("No deaths", "killed", 0, 0)]),
    ("No one was hurt.", [("No one", "injured", 0, 0)]),
    # things counted
    ("Dozens of airstrikes hit the city.", [("Dozens", "strikes", 24, None)]),
    ("Three drone attacks hit the city.", [("Three", "strikes", 3, 3)]),
    ("Eight rockets hit five villages.", [("Eight", "shells", 8, 8), ("five", "places", 5, 5)]),
    ("The ministry counted 26 violations.", [("26", "violations", 26, 26)]),
    ("The number of violations rose to 37.", [("37", "violations", 37, 37)]),
    ("A 20-truck convoy waited.", [("20", "trucks", 20, 20)]),
    ("Some 45 trucks crossed.", [("Some 45", "trucks", 45, 45)]),
    ("Food for 185,000 people is ready.", [("185,000", "people", 185000, 185000)]),
    ("They handed over 12 tanks.", [("12", "weapons", 12, 12)]),
    ("It holds 90 tonnes of flour.", [("90", "tonnes", 90, 90)]),
    # time as length
    ("The lull held for seven days.", [("seven", "days", 7, 7)]),
    ("It is a two-week lull.", [("two", "days", 14, 14)]),
    ("They carry a month's food.", [("a month", "days", 30, 30)]),
    ("It has gone on for more than a week.", [("more than a week", "days", 7, None)]),
    ("They called for a weeklong pause.", [("weeklong", "days", 7, 7)]),
    # the rest is other
    ("It cost about $5 million.", [("about $5 million", "other", 5000000, 5000000)]),
    ("They hold 70 per cent of it.", [("70 per cent", "other", 70, 70)]),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_a_quantity_counts_what_its_noun_and_verb_say(
    sentence: str, expected: list[tuple[str, str, float | None, float | None]]
) -> None:
    found = find_quantities(paragraph(sentence))
    assert [(q.span.quote, q.what, q.low, q.high) for q in found] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "It was struck on 19 September 2016.",
        "The raid came at 19:30 on Monday.",
        "The mayor, 45, said so.",
        "A spokesman said that talks went on.",
        "Both the army and the rebels agreed.",
        "Resolution 2254 asks for it.",
        "It happened three days ago.",
        "The Syrian government signed it.",
    ],
)
def test_dates_ages_names_and_bystanders_are_no_quantities(sentence: str) -> None:
    assert find_quantities(paragraph(sentence)) == ()


def test_a_subset_says_so() -> None:
    whole, part = find_quantities(paragraph("At least 12 people, including two children, were killed."))
    assert (whole.subset, part.subset) == (False, True)


def test_the_noun_and_the_verb_can_be_found_again() -> None:
    parsed = paragraph("The raid killed 12 shepherds.")
    (quantity,) = find_quantities(parsed)
    assert quantity.unit is not None
    assert quantity.governor is not None
    assert (quantity.noun, parsed.doc[quantity.unit].text) == ("shepherd", "shepherds")
    assert parsed.doc[quantity.governor].text == "killed"


def test_a_quantity_without_a_numeral_is_marked() -> None:
    explicit = {
        q.span.quote: q.explicit for q in find_quantities(paragraph("A civilian was killed. Two men were hurt."))
    }
    assert explicit == {"A civilian": False, "Two": True}


def test_offsets_count_from_the_document_not_the_paragraph() -> None:
    (quantity,) = find_quantities(paragraph("Sixty soldiers were killed.", 50))
    assert (quantity.span.start, quantity.span.end) == (50, 55)


@settings(max_examples=40, deadline=None)
@given(st.integers(min_value=2, max_value=10**6).filter(lambda n: not 1900 <= n <= 2099))
def test_at_least_only_opens_the_upper_bound(number: int) -> None:
    (plain,) = find_quantities(paragraph(f"The raid killed {number:,} people."))
    (least,) = find_quantities(paragraph(f"The raid killed at least {number:,} people."))
    assert (plain.what, plain.low, plain.high) == ("killed", number, number)
    assert (least.what, least.low, least.high) == ("killed", number, None)


WORDS = (
    "no a the two at least up to dozens of people soldiers killed wounded and or including children were trucks days "
    "week month 12 3,000 half million , . - % $ he died left dead toll rose without both one"
)
words = st.sampled_from(sorted(set(WORDS.split(" "))))


@settings(max_examples=80, deadline=None)
@given(st.lists(words, min_size=1, max_size=14))
def test_any_words_give_grounded_quantities_of_the_contract(parts: list[str]) -> None:
    text = " ".join(parts)
    parsed = paragraph(text)
    for quantity in find_quantities(parsed):
        assert quantity.span.is_in(text)
        assert quantity.what in QUANTITIES
        assert quantity.explicit is False or quantity.low is not None or quantity.high is not None
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        assert quantity.unit is None or 0 <= quantity.unit < len(parsed.doc)
