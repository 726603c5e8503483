"""Roles: who did it and to whom."""

from tests.claims.extracted import extract, only, words


def test_a_list_of_what_was_hit_gives_each_thing_as_a_target():
    told = extract(
        "Near Mosul, four strikes engaged three militant units; destroyed two buildings, a tunnel, three mortar tubes, "
        "and a bulldozer; and suppressed a sniper team."
    )
    targets = words(only(told, "incident")[0], "target")
    assert targets[:2] == ["three militant units", "two buildings"]
    assert {"a tunnel", "three mortar tubes", "a bulldozer", "a sniper team"} <= set(targets)


def test_aircraft_used_against_militants_leave_the_militants_as_the_target():
    told = extract("In Iraq, coalition forces conducted nine strikes using fighter aircraft against militant targets.")
    assert words(only(told, "incident")[0], "target") == ["militant targets"]


def test_states_listed_behind_a_relative_clause_are_the_doers():
    told = extract("Nations that have conducted airstrikes in Syria include Jordan, Bahrain and Denmark.")
    assert words(only(told, "incident")[0], "perpetrator") == ["Jordan", "Bahrain", "Denmark"]


def test_whoever_claims_an_attack_did_it():
    told = extract("On Monday the Islamic State claimed two bombings in Baghdad which killed 20 people.")
    assert words(only(told, "incident")[0], "perpetrator") == ["the Islamic State"]


def test_a_claim_of_responsibility_beside_the_attack_names_its_doer():
    told = extract("At least 12 people died in a car bombing in Kabul, for which the Taliban took responsibility.")
    assert words(only(told, "incident")[0], "perpetrator") == ["the Taliban"]


def test_ground_taken_from_somebody_is_taken_from_them_and_the_place_is_no_victim():
    (taken,) = only(extract("Government troops liberated the town of Sirte from militants."), "incident")
    assert words(taken, "perpetrator") == ["Government troops"]
    assert words(taken, "target") == ["militants"]


def test_forces_that_move_do_nothing_to_a_place():
    (moved,) = only(extract("On Monday rebel forces reached the airport at Taiz."), "incident")
    assert words(moved, "target") == []


def test_people_who_flee_are_the_victims_and_their_homes_are_not():
    (fled,) = only(
        extract("Thousands of civilians fled their homes in Bentiu on Monday after the shelling."),
        "incident",
        "displacement",
    )
    assert words(fled, "target") == ["Thousands of civilians"]


def test_a_violated_law_is_no_victim():
    told = extract("The army has violated the ceasefire agreement and international law, the ministry said.")
    assert all(words(c, "target") == [] for c in only(told, "incident", "violation"))


def test_a_town_named_as_where_people_died_is_their_place():
    (fire,) = only(extract("Army shelling of Taiz killed three civilians on Monday."), "incident")
    assert words(fire, "target") == ["three civilians"]


def test_forces_that_lend_support_are_doers_too():
    told = extract("Army units raided a house in Hasakah on Monday with the support of coalition forces.")
    assert words(only(told, "incident")[0], "perpetrator") == ["Army units", "coalition forces"]


def test_two_peoples_joined_by_a_hyphen_are_two_doers():
    told = extract("The Russian-Syrian bombardment of the suburb killed six civilians on Monday.")
    assert words(only(told, "incident")[0], "perpetrator") == ["Russian", "Syrian"]


def test_who_is_accused_of_an_act_did_it():
    told = extract("On Monday Syria accused Israel of carrying out airstrikes near Tartus.")
    assert words(only(told, "incident")[0], "perpetrator") == ["Israel"]


def test_the_fire_of_an_army_is_its_doing_and_not_done_to_it():
    (fire,) = only(extract("Five civilians were injured by the artillery fire of Turkish forces."), "incident")
    assert words(fire, "perpetrator") == ["Turkish forces"]
    assert words(fire, "target") == ["Five civilians"]


def test_what_came_before_an_attack_lends_it_no_victims():
    told = only(extract("The army carried out raids in Idlib after three soldiers died in a rebel attack."), "incident")
    raid = next(c for c in told if "raids" in c.span.quote)
    assert words(raid, "perpetrator") == ["The army"]
    assert words(raid, "target") == []


def test_a_bare_number_names_nobody_who_was_hit():
    for text in (
        "Air strike on Norhaven, monitor says 12 killed",
        "Dozens were killed in an air strike on the market.",
    ):
        assert not {"12", "Dozens"} & {w for c in only(extract(text), "incident") for w in words(c, "target")}


def test_some_of_a_number_of_people_are_who_was_hit():
    (strike,) = only(extract("An air strike on Monday killed at least 62 of the soldiers in Norhaven."), "incident")
    assert words(strike, "target") == ["at least 62 of the soldiers"]


def test_whom_the_source_blames_behind_its_account_did_it():
    text = "At least 54 people were killed in shelling of a market in Omdurman, the ministry said, blaming the militia."
    assert words(only(extract(text), "incident")[0], "perpetrator") == ["the militia"]


def test_sides_that_a_clash_pits_against_each_other_are_both_its_doers():
    text = "Heavy clashes broke out near Manbij, pitting government forces and the SDF against rebel fighters."
    (clash,) = only(extract(text), "incident", "armed_clash")
    assert words(clash, "perpetrator") == ["government forces", "the SDF", "rebel fighters"]


def test_who_is_accused_of_counted_breaches_committed_them():
    text = "The rebels accused the coalition of 120 violations of the truce since Saturday."
    (tally,) = only(extract(text), "figure", "violation_tally")
    assert words(tally, "perpetrator") == ["the coalition"]


def test_who_fired_is_who_hurt_those_that_the_next_sentence_counts():
    told = only(extract("Government forces shelled the town of Darkush. Four people were injured."), "incident")
    assert words(told[-1], "perpetrator") == ["Government forces"]


def test_a_convoy_of_an_agencys_trucks_is_carried_by_the_agency():
    told = extract("A convoy of 15 World Food Programme trucks crossed into Darfur on Thursday, the agency said.")
    assert "World Food Programme" in words(only(told, "access")[0], "carrier")
