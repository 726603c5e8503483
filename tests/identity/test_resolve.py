import hashlib
from datetime import date

from trucewatch.identity.people import ActorsOfDocument
from trucewatch.identity.places import locate_all
from trucewatch.identity.resolve import resolve_identities
from trucewatch.identity.theatre import infer_setting
from trucewatch.model.claim import ActorMention, Claim, Claimant, PlaceMention
from trucewatch.model.document import Document, PublicationDate, Segment
from trucewatch.model.span import Span
from trucewatch.packs.actors import load_actors
from trucewatch.packs.gazetteer import load_gazetteer

TEXT = (
    "Syrian rebels said that helicopters had bombed Talbiseh in Homs province. "
    "Norwegian foreign minister Ola Nordmann condemned it. Later Nordmann spoke of Xyzzyville."
)


def document(text: str, on: date | None = date(2016, 9, 15)) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        path="r.txt",
        sha256=digest,
        text=text,
        text_sha256=digest,
        media_type="text/plain",
        title="",
        publisher="",
        published=PublicationDate(on=on, found_by="given"),
        language="en",
        segments=(Segment(kind="body", start=0, end=len(text)),),
    )


def span(words: str) -> Span:
    at = TEXT.rindex(words)
    return Span(at, at + len(words), words)


def claim(doc: Document, **parts: object) -> Claim:
    base = Claim(
        claim_id=f"c{sorted(parts)}",
        document_id=doc.document_id,
        kind="incident",
        type="air_strike",
        stance="asserted",
        span=span("bombed"),
    )
    from dataclasses import replace

    return replace(base, **parts)  # type: ignore[arg-type]


def test_claimants_actors_and_places_get_their_identities() -> None:
    doc = document(TEXT)
    given = claim(
        doc,
        claimants=(Claimant(span=span("Syrian rebels")),),
        actors=(ActorMention(role="perpetrator", span=span("helicopters")),),
        places=(PlaceMention(span=span("Talbiseh in Homs province")),),
    )
    (found,) = resolve_identities([given], [doc])
    assert found.claimants[0].actor_id == "syr-opposition"
    assert found.actors[0].actor_id is None
    place = found.places[0]
    assert (place.place_id, place.geo_precision) == ("geonames:163779", 1)
    assert place.lat is not None and round(place.lat, 1) == 34.8


def test_a_surname_keeps_the_office_that_introduced_it() -> None:
    doc = document(TEXT)
    (found,) = resolve_identities([claim(doc, claimants=(Claimant(span=span("Nordmann")),))], [doc])
    assert found.claimants[0].actor_id == "nor-government"
    assert not found.claimants[0].anonymous


def test_an_unknown_place_stays_without_coordinates() -> None:
    doc = document(TEXT)
    (found,) = resolve_identities([claim(doc, places=(PlaceMention(span=span("Xyzzyville")),))], [doc])
    assert found.places[0].lat is None and found.places[0].place_id is None


def test_order_is_kept_and_claims_of_other_documents_are_left_alone() -> None:
    doc, other = document(TEXT), document("Nothing.")
    claims = [claim(other), claim(doc, places=(PlaceMention(span=span("Talbiseh")),))]
    assert resolve_identities(claims, [doc])[0] == claims[0]


def test_an_unknown_village_is_placed_in_its_known_province_as_a_region() -> None:
    located = locate_all(["Xyzzyville in Hama province"], "Syrian forces moved.", load_gazetteer())
    found = located["Xyzzyville in Hama province"]
    assert found is not None
    assert (found.place.place_id, found.precision, found.position) == ("pcode:SY05", 3, 1)


def test_a_name_has_one_sense_in_a_document() -> None:
    text = "A fire broke out in Alexandria, La., on Monday. Police in Alexandria are looking into it."
    located = locate_all(["Alexandria, La.", "Alexandria"], text, load_gazetteer())
    first, second = located["Alexandria, La."], located["Alexandria"]
    assert first is not None and second is not None
    assert first.place.place_id == second.place.place_id
    assert first.place.country == "US"


def test_the_setting_is_what_most_names_speak_of() -> None:
    setting = infer_setting(
        "Yemeni troops left Taiz. The Houthis hold Sanaa and Hodeidah. Riyadh agreed.", load_gazetteer()
    )
    assert (setting.theatre, setting.countries[0]) == ("yemen", "YE")
    assert infer_setting("The match ended without a goal.", load_gazetteer()).theatre == ""


def test_two_people_of_one_surname_under_two_flags_are_not_joined() -> None:
    text = "French foreign minister Jean Roe spoke. German foreign minister Hans Roe answered. Roe left."
    people = ActorsOfDocument(text, load_actors(), None, "")
    assert people.find("Roe") is None
    assert people.find("Jean Roe") == "fra-government"


def test_a_country_s_name_that_a_state_bears_needs_something_else_to_speak_of_the_country():
    at_home = infer_setting("Georgia police searched Athens and Macon, Ga.", load_gazetteer())
    abroad = infer_setting("Georgia and Tbilisi's envoy accused Abkhazia; Georgian troops withdrew.", load_gazetteer())
    assert "GE" not in at_home.countries and "GE" in abroad.countries
