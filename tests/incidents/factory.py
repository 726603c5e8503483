"""A small factory of documents and claims: a report is its sentences, a claim finds its words in the report."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from trucewatch.model.claim import ActorMention, Claim, Claimant, PlaceMention, Quantity, claim_id
from trucewatch.model.document import Document, Origin, PublicationDate, Segment
from trucewatch.model.span import Span
from trucewatch.model.when import When

# Own coordinates, rounded, of places that the examples are set in.
POINTS = {
    "Urem al-Kubra": ("urem", 36.09, 36.95),
    "Aleppo": ("aleppo", 36.20, 37.16),
    "Deir Ezzor": ("deir-ezzor", 35.34, 40.14),
    "Talbiseh": ("talbiseh", 34.84, 36.73),
    "Madaya": ("madaya", 33.69, 36.10),
}


@dataclass
class Report:
    """A document under construction; :meth:`claim` adds a claim by its words."""

    document: Document
    claims: list[Claim] = field(default_factory=list)

    def span(self, words: str, after: int = 0) -> Span:
        start = self.document.text.index(words, after)
        return Span(start, start + len(words), words)

    def claim(
        self,
        words: str,
        type_: str,
        *,
        kind: str = "incident",
        by: Sequence[str] | str = (),
        stance: str = "asserted",
        at: str | None = None,
        place: str | None = None,
        precision: int = 1,
        on: date | tuple[date, date] | None = None,
        when: str | None = None,
        actors: dict[str, Sequence[str]] | None = None,
        ids: dict[str, str] | None = None,
        counts: Sequence[tuple[str, str, float | None, float | None]] = (),
        anonymous: bool = False,
        repeats: str | None = None,
    ) -> Claim:
        """``at`` is the place's words, ``place`` its name in POINTS; ``counts``: what, words, low, high."""
        span = self.span(words)
        ids = ids or {}
        chain = [by] if isinstance(by, str) else list(by)
        places: tuple[PlaceMention, ...] = ()
        if at:
            place_id, lat, lon = POINTS.get(place or at, (None, None, None))
            name = (place or at) if place_id else None
            near = precision if place_id else None
            places = (
                PlaceMention(span=self.span(at), place_id=place_id, name=name, lat=lat, lon=lon, geo_precision=near),
            )
        interval = None
        if on:
            first, last = on if isinstance(on, tuple) else (on, on)
            precision_ = "day" if first == last else "range"
            words_ = self.span(when) if when else None
            interval = When(start_on=first, end_on=last, precision=precision_, span=words_, inherited=when is None)
        made = Claim(
            claim_id=claim_id(self.document.document_id, span, kind, type_, tuple(chain), None, "test@1"),
            document_id=self.document.document_id,
            kind=kind,
            type=type_,
            stance=stance,
            span=span,
            claimants=tuple(Claimant(span=self.span(c), actor_id=ids.get(c), anonymous=anonymous) for c in chain),
            actors=tuple(
                ActorMention(role=role, span=self.span(name), actor_id=ids.get(name))
                for role, names in (actors or {}).items()
                for name in names
            ),
            places=places,
            when=interval,
            quantities=tuple(
                Quantity(what=what, span=self.span(text, span.start), low=low, high=high)
                for what, text, low, high in counts
            ),
            repeats=repeats,
            extractor="test@1",
        )
        self.claims.append(made)
        return made


def make_report(text: str, publisher: str, on: date | None) -> Report:
    """A report of one body segment."""
    digest = hashlib.sha256(f"{publisher}|{text}".encode()).hexdigest()
    return Report(
        Document(
            path=f"{publisher.lower().replace(' ', '-')}.txt",
            sha256=digest,
            text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            media_type="text/plain",
            title=text.split(".")[0],
            publisher=publisher,
            published=PublicationDate(on=on, found_by="given" if on else "not found"),
            language="en",
            segments=(Segment(kind="body", start=0, end=len(text)),),
        )
    )


def origins_of(*groups: Sequence[Report]) -> tuple[Origin, ...]:
    """One origin a group of reports, the first being its root."""
    return tuple(
        Origin(origin_id=g[0].document.document_id, document_ids=tuple(r.document.document_id for r in g))
        for g in groups
    )


@dataclass
class Dossier:
    """Reports, claims and origins, as the builders take them."""

    reports: list[Report]
    joined: tuple[Sequence[Report], ...] = ()

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(r.document for r in self.reports)

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(c for r in self.reports for c in r.claims)

    @property
    def origins(self) -> tuple[Origin, ...]:
        together = [list(g) for g in self.joined]
        single = [[r] for r in self.reports if not any(r in g for g in together)]
        return origins_of(*together, *single)


DAY = date(2016, 9, 19)
