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
