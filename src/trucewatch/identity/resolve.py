"""Names in claims → known actors and places, with the whole document as context.

What the knowledge files don't know stays words: an actor id or a place that is not certain is None.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from trucewatch.identity.people import ActorsOfDocument
from trucewatch.identity.places import Located, PlacesOfDocument
from trucewatch.model.claim import ActorMention, Claim, Claimant, PlaceMention
from trucewatch.model.document import Document
from trucewatch.model.place import Place
from trucewatch.packs.actors import ActorBook, load_actors
from trucewatch.packs.gazetteer import Gazetteer, load_gazetteer
from trucewatch.packs.placescore import distance_km

OWN_POINT_KM, REGION_KM = 15.0, 150.0
"""How far the point that a row of a table gives may lie from the town, or the region's centre, of its name."""


def resolve_identities(
    claims: Iterable[Claim],
    documents: Sequence[Document],
    actors: ActorBook | None = None,
    gazetteer: Gazetteer | None = None,
) -> tuple[Claim, ...]:
    """The claims with actor ids, anonymity and places filled in where the knowledge files allow; order is kept.

    Names are read as of the document's day.  A claim whose document is not among ``documents`` is left as it is.
    """
    ordered = tuple(claims)
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        by_document[claim.document_id].append(claim)
    resolved: dict[str, Claim] = {}
    for document in documents:
        mine = by_document.get(document.document_id)
        if mine:
            found = _of_document(mine, document, actors or load_actors(), gazetteer or load_gazetteer())
            resolved.update({claim.claim_id: claim for claim in found})
    return tuple(resolved.get(claim.claim_id, claim) for claim in ordered)


def _of_document(claims: list[Claim], document: Document, book: ActorBook, gazetteer: Gazetteer) -> list[Claim]:
    places = PlacesOfDocument(document.text, gazetteer)
    located = places.locate_all(p.span.quote for claim in claims for p in claim.places)
    people = ActorsOfDocument(document.text, book, document.published.on, places.setting.theatre)
    return [
        replace(
            claim,
            claimants=tuple(_claimant(c, people) for c in claim.claimants),
            actors=tuple(_actor(a, people, _day(claim, document)) for a in claim.actors),
            places=tuple(_place(p, located.get(p.span.quote)) for p in claim.places),
        )
        for claim in claims
    ]


def _day(claim: Claim, document: Document) -> date | None:
    """The day that a deed's names are valid on: the deed's own, else the document's."""
    if claim.when and claim.when.end_on:
        return claim.when.end_on
    return document.published.on


def _claimant(claimant: Claimant, people: ActorsOfDocument) -> Claimant:
    words = claimant.span.quote
    return replace(
        claimant,
        actor_id=claimant.actor_id or people.find(words),
        anonymous=claimant.anonymous or people.is_anonymous(words),
    )


def _actor(mention: ActorMention, people: ActorsOfDocument, day: date | None) -> ActorMention:
    return mention if mention.actor_id else replace(mention, actor_id=people.find(mention.span.quote, day))


def _is_near(mention: PlaceMention, place: Place) -> bool:
    """Whether a mention's own point can be this place; the point of a region says little about its extent."""
    if mention.lat is None or mention.lon is None or place.lat is None or place.lon is None:
        return False
    at = replace(place, lat=mention.lat, lon=mention.lon)
    return distance_km(at, place) <= (OWN_POINT_KM if place.level in ("town", "site") else REGION_KM)


def _place(mention: PlaceMention, located: Located | None) -> PlaceMention:
    if mention.place_id or located is None:
        return mention
    place = located.place
    if mention.lat is not None:
        # A row of a table brings its own coordinates: the gazetteer may only say which place that is.
        return replace(mention, place_id=place.place_id) if _is_near(mention, place) else mention
    return replace(
        mention,
        place_id=place.place_id,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        geo_precision=located.precision,
    )
