"""The load that a sentence is about, also where the parse gives its verb to another noun."""

import pytest

from tests.claims.extracted import extract, only, words

LEAD = "The ceasefire between the army and the rebels entered its second week.\n\n"


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("A convoy of 46 trucks from the ICRC, the Red Crescent and the UN entered Madaya on Monday.", "aid_delivered"),
        ("Fifteen trucks carrying aid for about 13,000 people crossed from Chad into Darfur.", "aid_moving"),
        ("A ship carrying 30,000 tonnes of wheat docked in Hodeidah on Monday.", "aid_delivered"),
        ("Trucks laden with food sat idle at the border.", "aid_waiting"),
        ("Aid to eastern Aleppo remains stalled, the UN envoy said.", "aid_blocked"),
    ],
)
def test_what_a_load_did_is_told_of_the_load(text, type_):
    claims = extract(LEAD + text)
    assert [c.type for c in only(claims, "access")] == [type_]
    assert not only(claims, "incident")


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Armed men looted 97 of 109 UN trucks.", [("trucks", 97), ("trucks", 109)]),
        ("Of the 98 lorries that the agency collected, 77 were looted.", [("trucks", 98), ("trucks", 77)]),
        ("The UN said 110 of its trucks were offloaded.", [("trucks", 110)]),
        ("The agency distributed rations to 12,500 families in Rastan.", [("other", 12_500)]),
        ("The agency delivered 10,000 rations, enough for 50,000 people.", [("other", 10_000), ("people", 50_000)]),
    ],
)
def test_a_number_counts_trucks_people_or_households_as_its_noun_says(text, counts):
    (claim,) = only(extract(LEAD + text), "access")
    assert [(q.what, q.low) for q in claim.quantities] == counts


@pytest.mark.parametrize(
    "text",
    [
        "An average of 145 trucks a day entered Gaza.",
        "On average, 37 trucks entered per day in November.",
        "Between 10 and 31 October, 3,451 trucks entered Gaza.",
    ],
)
def test_loads_counted_over_a_time_are_a_volume_and_the_day_of_a_rate_is_no_length(text):
    (claim,) = only(extract(LEAD + text), "figure", "aid_volume")
    assert [q.what for q in claim.quantities] == ["trucks"]


def test_both_convoys_share_the_people_that_the_food_is_for():
    text = "Twenty trucks of food wait at the border. They are the first of two convoys with food for 185,000 people."
    waiting, both = only(extract(LEAD + text), "access")
    assert waiting.quantity("people") is None and waiting.quantity("trucks").low == 20
    assert both.quantity("convoys").low == 2 and both.quantity("people").low == 185_000


def test_every_agency_of_a_list_of_senders_is_a_carrier():
    text = "Some 30 trucks from the Red Crescent, Oxfam, and the U.N. delivered aid to Rastan."
    (claim,) = only(extract(LEAD + text), "access")
    assert set(words(claim, "carrier")) == {"the Red Crescent", "Oxfam", "the U.N."}


def test_who_receives_aid_is_no_carrier():
    (claim,) = only(extract(LEAD + "Many people have received no aid since June."), "access")
    assert words(claim, "target") == ["Many people"] and not words(claim, "carrier")
