from trucewatch.identity.evidence import Evidence
from trucewatch.identity.places import PlacesOfDocument
from trucewatch.packs.gazetteer import load_gazetteer
from trucewatch.packs.placephrase import names_in

GAZETTEER = load_gazetteer()


def evidence(*names):
    return Evidence([names_in(name) for name in names], GAZETTEER)


def test_a_name_does_not_vote_for_itself():
    assert evidence("Shreveport").but("Shreveport")("US.LA") == 0.0


def test_a_name_has_one_vote_however_often_it_stands_there():
    once, twice = evidence("Shreveport", "Lafayette"), evidence("Shreveport", "Lafayette", "Shreveport")
    assert once.but("Lafayette")("US.LA") == twice.but("Lafayette")("US.LA") > 0.9


def test_a_name_of_many_towns_shares_its_vote_out():
    votes = evidence("Springfield").but("Elsewhere")
    assert 0 < votes("US.MO") < 1 and 0 < votes("US.IL") < 1


def test_towns_named_together_are_sought_together():
    located = PlacesOfDocument("", GAZETTEER).locate_all(["Georgia", "Athens", "Oconee County", "Valdosta"])
    athens = located["Athens"]
    assert athens is not None and athens.place.within[0] == "US.GA"


def test_a_capital_alone_stays_the_capital():
    located = PlacesOfDocument("", GAZETTEER).locate_all(["Athens", "Crete", "Patras"])
    athens = located["Athens"]
    assert athens is not None and athens.place.country == "GR"


def test_a_state_beside_one_town_draws_the_others_there():
    located = PlacesOfDocument("", GAZETTEER).locate_all(["Ruston, La.", "Monroe", "Alexandria"])
    assert {located[name].place.within[0] for name in ("Monroe", "Alexandria")} == {"US.LA"}


def test_towns_near_each_other_are_sought_together_across_a_state_line():
    found = evidence("Bethel, Vt.", "Lebanon, N.H.")
    near, far = (p for code in ("US.NH", "US.PA") for p in GAZETTEER.candidates("Hanover") if p.within[0] == code)
    assert found.around("Hanover")(near) > found.around("Hanover")(far)


def test_a_list_of_counties_is_one_of_counties():
    text = "Homes sold in Barrow and Oconee counties, Georgia."
    located = PlacesOfDocument(text, GAZETTEER).locate_all(["Barrow", "Oconee", "Georgia"])
    barrow = located["Barrow"]
    assert barrow is not None and (barrow.place.level, barrow.place.within[0]) == ("adm2", "US.GA")


def test_a_street_s_name_is_no_evidence():
    text = "He lives at 12 Lone Oak Road in Paris, police in Henry County said."
    with_street = PlacesOfDocument(text, GAZETTEER)
    with_street.locate_all(["Lone Oak", "Henry County"])
    assert with_street._evidence.but("Paris")("US.TX") == 0.0
