"""Situations made by hand for the tests: sentences in, grounded claims out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from trucewatch.model.claim import ActorMention, Claim, Claimant, PlaceMention, Quantity, claim_id
from trucewatch.model.document import Document, Origin, PublicationDate, Segment
from trucewatch.model.incident import Incident
from trucewatch.model.movement import Movement
from trucewatch.model.situation import Declaration, Situation
from trucewatch.model.span import Span
from trucewatch.model.vocabulary import TYPES
from trucewatch.model.when import When

KIND_OF = {t: k for k, types in TYPES.items() for t in types}
Named = tuple[str, str | None]


@dataclass
class Report:
    """One document; ``tell`` appends a sentence and makes its claim."""

    name: str
    published_on: date | None
    publisher: str = ""
    text: str = ""
    claims: list[Claim] = field(default_factory=list)

    @property
    def document_id(self) -> str:
        return "sha256:" + hashlib.sha256(self.name.encode()).hexdigest()

    def tell(
        self,
        sentence: str,
        type_: str,
        *,
        says: tuple[Named, ...] = (),
        anonymous: bool = False,
        stance: str = "asserted",
        by: tuple[Named, ...] = (),
        on: tuple[Named, ...] = (),
        to: tuple[Named, ...] = (),
        holder: tuple[Named, ...] = (),
        at: tuple[Named, ...] = (),
        when: tuple[date, date] | None = None,
        precision: str = "",
        count: tuple[tuple[str, str, float | None, float | None], ...] = (),
    ) -> Claim:
        base = len(self.text) + bool(self.text)
        self.text += (" " if self.text else "") + sentence

        def words(part: str) -> Span:
            start = base + sentence.index(part)
            return Span(start, start + len(part), part)

        span = Span(base, base + len(sentence), sentence)
        roles = (("perpetrator", by), ("target", on), ("addressee", to), ("holder", holder))
        told_when = None
        if when is not None:
            told_when = When(
                start_on=when[0], end_on=when[1], precision=precision or ("day" if when[0] == when[1] else "range")
            )
        claim = Claim(
            claim_id=claim_id(
                self.document_id, span, KIND_OF[type_], type_, tuple(w for w, _ in says), stance, "tests"
            ),
            document_id=self.document_id,
            kind=KIND_OF[type_],
            type=type_,
            stance=stance,
            span=span,
            claimants=tuple(Claimant(span=words(w), actor_id=i, anonymous=anonymous) for w, i in says),
            actors=tuple(ActorMention(role=r, span=words(w), actor_id=i) for r, named in roles for w, i in named),
            places=tuple(PlaceMention(span=words(w), place_id=i) for w, i in at),
            when=told_when,
            quantities=tuple(Quantity(what=q, span=words(w), low=lo, high=hi) for q, w, lo, hi in count),
            extractor="tests",
        )
        self.claims.append(claim)
        return claim

    def document(self) -> Document:
        return Document(
            path=f"{self.name}.txt",
            sha256=self.document_id.removeprefix("sha256:"),
            text=self.text,
            text_sha256=hashlib.sha256(self.text.encode()).hexdigest(),
            media_type="text/plain",
            title=self.name,
            publisher=self.publisher,
            published=PublicationDate(on=self.published_on, found_by="given" if self.published_on else "not found"),
            language="en",
            segments=(Segment(kind="body", start=0, end=len(self.text)),),
        )


def incident(key: str, *claims: Claim) -> Incident:
    return Incident(
        incident_id=key,
        types=tuple(dict.fromkeys(c.type for c in claims)),
        title=key,
        when=next((c.when for c in claims if c.when), None),
        places=next((c.places for c in claims if c.places), ()),
        accounts=(),
        positions=(),
        origins=(),
        grade="weak",
        grade_reason="made by hand",
        claim_ids=tuple(c.claim_id for c in claims),
    )


def situation(
    *reports: Report,
    incidents: tuple[Incident, ...] = (),
    movements: tuple[Movement, ...] = (),
    about: tuple[tuple[Claim, str], ...] = (),
    origins: tuple[Origin, ...] = (),
) -> Situation:
    incident_of = {c.claim_id: key for c, key in about}
    return Situation(
        documents=tuple(r.document() for r in reports),
        claims=tuple(c for r in reports for c in r.claims),
        origins=origins,
        incidents=incidents,
        movements=movements,
        figures=(),
        declarations=tuple(
            Declaration(
                claim_id=c.claim_id,
                type=c.type,
                holder=c.source_words,
                holder_id=None,
                stance=c.stance,
                incident_id=incident_of.get(c.claim_id),
            )
            for r in reports
            for c in r.claims
            if c.kind == "position"
        ),
    )
