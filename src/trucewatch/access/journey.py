"""Where a movement comes from and what it passes: the words around a claim, and a table's columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from trucewatch.access.cells import find_cells
from trucewatch.access.nearby import sentence_of
from trucewatch.access.stages import load_stages
from trucewatch.identity.places import PlacesOfDocument
from trucewatch.incidents.geography import compare_places
from trucewatch.incidents.sentences import Sentences
from trucewatch.model.claim import Claim, PlaceMention
from trucewatch.model.document import Document
from trucewatch.model.span import Span
from trucewatch.packs.gazetteer import Gazetteer

_NAME = r"(?:(?:the|al|ar|as|an|ash|el|Bab)[ -])?[A-Z][\w’'-]+(?:[ -](?:al|el|of|ar|as)?[ -]?[A-Z][\w’'-]+){0,3}"
_CROSSING = r"(?:\s+(?:border\s+)?(?:crossing|border|checkpoint|gate|terminal|road|bridge|platform))?"
_FROM = re.compile(rf"\b(?:from|out of|left|leaving|departed|departing)\s+(?P<name>{_NAME})(?![’']s)")
_VIA = re.compile(
    rf"\b(?:via|through|by way of|across|over|along|at)\s+(?:the\s+)?(?P<name>{_NAME}{_CROSSING})|"
    rf"\b(?:cross|crossed|crossing)\s+(?:the\s+)?(?P<border>{_NAME}\s+border)"
)
_OF_BEFORE = re.compile(r"\bevacuat\w+\s+(?:of\s+)?(?:the\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE)
_AT_BEFORE = re.compile(
    r"\b(?:at|on|near|outside|behind|in)\s+(?:the\s+)?(?:(?!for\b|to\b|into\b|bound\b)\w+\s+){0,2}$", re.IGNORECASE
)
_TO = re.compile(
    rf"\b(?:to|into|for|toward|towards|reach|reached|reaching|enter|entering|bound for)\s+(?:the\s+)?"
    rf"(?P<name>(?:(?:besieged|eastern|western|northern|southern|east|west|north|south)\s+)?{_NAME})(?![’']s)"
)
_FROM_BEFORE = re.compile(
    r"\b(?:from|out of|left|leaving|departed|departing)\s+(?:the\s+)?(?:\w+\s+){0,3}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Journey:
    """Where it comes from, what it passes, and where it is bound for when the claim itself names no place."""

    origin: PlaceMention | None = None
    route: tuple[PlaceMention, ...] = ()
    bound: PlaceMention | None = None


def starts_at(place: PlaceMention, text: str, *, people: bool = False) -> bool:
    """Whether a claim's place is where it comes from: the words before it are "from" or "left".

    ``people``: of people taken away, "the evacuation of the town" says so too.
    """
    before = text[max(0, place.span.start - 40) : place.span.start]
    return bool(_FROM_BEFORE.search(before) or (people and _OF_BEFORE.search(before)))


def stands_at(place: PlaceMention, text: str) -> bool:
    """Whether a claim's own place is where something stands or waits: the words before it are "at" or "on"."""
    before = text[max(0, place.span.start - 40) : place.span.start]
    return bool(_AT_BEFORE.search(before)) or is_passage(place)


def is_passage(place: PlaceMention) -> bool:
    """Whether a place is one that aid passes (a border, a checkpoint), and not one that it is for."""
    return bool(load_stages().passages.search(place.span.quote))


class Journeys:
    """Finds journeys in documents; ``gazetteer`` None: only what tables say."""

    def __init__(self, documents: Mapping[str, Document], gazetteer: Gazetteer | None) -> None:
        self._documents, self._gazetteer = documents, gazetteer
        self._books: dict[str, PlacesOfDocument] = {}

    def find(self, claim: Claim) -> Journey:
        """The journey in the words of a claim's sentence, or in the row's cells ``origin`` and ``route``.

        A name in a sentence counts only when the gazetteer knows it: "from the Red Cross" is no place.
        """
        document = self._documents[claim.document_id]
        if cells := find_cells(document):
            origin, route = cells.get("origin"), cells.get("route")
            placed = self._locate([s for s in (origin, route) if s], document)
            return Journey(
                origin=(placed.get(origin) or PlaceMention(span=origin)) if origin else None,
                route=(placed.get(route) or PlaceMention(span=route),) if route else (),
            )
        if self._gazetteer is None:
            return Journey()
        sentences = Sentences.of(document.text)
        start, end = sentence_of(claim, sentences)

        def names(pattern: re.Pattern[str]) -> list[Span]:
            found = (m.span(m.lastgroup) for m in pattern.finditer(document.text, start, end) if m.lastgroup)
            return [Span.of(document.text, *span) for span in found]

        bound = all(stands_at(p, document.text) or starts_at(p, document.text) for p in claim.places)
        origins, routes, bounds = names(_FROM), names(_VIA), names(_TO) if bound else []
        placed = self._locate([*origins, *routes, *bounds], document)

        def first(spans: list[Span]) -> PlaceMention | None:
            return next((p for s in spans if (p := placed.get(s)) and not _is_own(p, claim.places)), None)

        passed = [placed[s] for s in routes if s in placed and not _is_own(placed[s], claim.places)]
        return Journey(origin=first(origins), route=tuple(passed), bound=first(bounds))

    def _locate(self, spans: Sequence[Span], document: Document) -> dict[Span, PlaceMention]:
        if not spans or self._gazetteer is None:
            return {}
        if document.document_id not in self._books:
            self._books[document.document_id] = PlacesOfDocument(document.text, self._gazetteer)
        known = self._books[document.document_id].locate_all(s.quote for s in spans)
        found: dict[Span, PlaceMention] = {}
        for span in spans:
            if at := known.get(span.quote):
                found[span] = PlaceMention(
                    span=span,
                    place_id=at.place.place_id,
                    name=at.place.name,
                    lat=at.place.lat,
                    lon=at.place.lon,
                    geo_precision=at.precision,
                )
        return found


def _is_own(place: PlaceMention, own: Sequence[PlaceMention]) -> bool:
    here = [replace(p, geo_precision=p.geo_precision or 1) for p in own]
    return any(p.span.overlaps(place.span) for p in here) or compare_places(here, [place], {}).kind == "same"
