"""The situation as it was known on a day: testimonies (a claim in somebody's voice) grouped by happening."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from trucewatch.compliance.roster import Roster
from trucewatch.model.claim import Claim, PlaceMention
from trucewatch.model.document import Document
from trucewatch.model.record import origin_of_claim
from trucewatch.model.situation import Situation
from trucewatch.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who says it: the innermost source, or the publisher where the report speaks for itself.

    ``root`` is what makes two voices one: the same actor, the same unknown name, or the same origin.
    """

    actor_id: str | None
    words: str
    parties: frozenset[str]
    lineage: frozenset[str]
    roles: frozenset[str]
    root: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """A claim with its voice, and the day, place and incident that it belongs to."""

    claim: Claim
    voice: Voice
    when: When | None
    places: tuple[PlaceMention, ...]
    published_on: date | None
    incident_id: str | None = None
    publisher: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Testimonies about one thing."""

    key: str
    testimonies: tuple[Testimony, ...]
    incident_id: str | None = None
    types: frozenset[str] = field(init=False, compare=False, repr=False)
    """The types of claims that tell of it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "types", frozenset(t.claim.type for t in self.testimonies))


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was known on ``as_of``: documents published by then (undated ones too), and what they tell."""

    as_of: date
    happenings: tuple[Happening, ...]
    documents: tuple[Document, ...]
    origins: dict[str, str]
    undated: int
    later: int


def gather_known(situation: Situation, roster: Roster, as_of: date) -> Known:
    """What was known on ``as_of``: no later document, and no claim of a later one.

    Documents without a date are kept, and counted in ``undated`` so that the reader is told.
    """
    documents = tuple(d for d in situation.documents if d.published.on is None or d.published.on <= as_of)
    by_id = {d.document_id: d for d in documents}
    origins = {m: o.origin_id for o in situation.origins for m in o.document_ids}
    claims = {c.claim_id: c for c in situation.claims if c.document_id in by_id}
    told: set[str] = set()
    happenings: list[Happening] = []

    def tell(key: str, ids: Iterable[str], incident: str | None) -> None:
        found = [claims[i] for i in dict.fromkeys(ids) if i in claims and i not in told]
        told.update(c.claim_id for c in found)
        when, places = _shared_when(found), next((c.places for c in found if c.places), ())
        testimonies = tuple(_testify(c, by_id[c.document_id], origins, roster, when, places, incident) for c in found)
        if testimonies:
            happenings.append(Happening(key=key, testimonies=testimonies, incident_id=incident))

    about: dict[str, list[str]] = {}
    for declaration in situation.declarations:
        if declaration.incident_id:
            about.setdefault(declaration.incident_id, []).append(declaration.claim_id)
    for incident in situation.incidents:
        tell(incident.incident_id, (*incident.claim_ids, *about.get(incident.incident_id, ())), incident.incident_id)
    for movement in situation.movements:
        tell(movement.movement_id, (s.claim_id for s in movement.stages), None)
    copies: dict[tuple[str, str, str, str], list[str]] = {}
    for claim in claims.values():
        # One statement in a report and its reprint, or repeated in one text, is one.
        words = (" ".join(claim.span.quote.casefold().split()), claim.stance)
        origin = origins.get(claim.document_id, claim.document_id)
        copies.setdefault((origin, claim.type, *words), []).append(claim.claim_id)
    for same in copies.values():
        tell(same[0], same, None)
    return Known(
        as_of=as_of,
        happenings=tuple(happenings),
        documents=documents,
        origins={d: origins.get(d, d) for d in by_id},
        undated=sum(d.published.on is None for d in documents),
        later=len(situation.documents) - len(documents),
    )


def _shared_when(claims: list[Claim]) -> When | None:
    """The narrowest time that a claim of the happening gives: those that give none are told together with it.

    Taken from the claims known by then, not from the incident, which may have learnt its day from a later report.
    """
    known = [c.when for c in claims if c.when is not None and c.when.is_known and c.kind != "position"]
    return min(known, key=_width, default=None)


def _width(when: When) -> tuple[int, date]:
    start = when.start_on or date.max
    return ((when.end_on or start) - start).days, start


def _testify(
    claim: Claim,
    document: Document,
    origins: dict[str, str],
    roster: Roster,
    when: When | None,
    places: tuple[PlaceMention, ...],
    incident_id: str | None,
) -> Testimony:
    own = claim.when if claim.when is not None and claim.when.is_known else None
    if incident_id and claim.kind == "position":
        own = None  # the day of the statement is not the day of what it is about
    own_origin = origins.get(document.document_id, document.document_id)
    return Testimony(
        claim=claim,
        voice=_find_voice(claim, document, origin_of_claim(claim, document, own_origin), roster),
        when=own or when,
        places=claim.places or places,
        published_on=document.published.on,
        incident_id=incident_id,
        publisher=document.publisher,
    )


def _find_voice(claim: Claim, document: Document, origin: str, roster: Roster) -> Voice:
    holders = [a for a in claim.actors_as("holder") if a.actor_id]
    if claim.claimants:
        inner = claim.claimants[-1]
        actor_id, words, nameless = inner.actor_id, inner.span.quote, inner.anonymous
    elif claim.kind == "position" and holders:
        # What somebody declares is that actor's own word, whoever tells of it.
        actor_id, words, nameless = holders[0].actor_id, holders[0].span.quote, False
    else:
        publisher = roster.book.find(document.publisher) if document.publisher else None
        actor_id = publisher.actor_id if publisher else None
        words, nameless = document.publisher or (f"“{document.title}”" if document.title else document.file_name), True
    if actor_id:
        root = f"actor:{actor_id}"
    else:
        root = f"origin:{origin}" if nameless else f"words:{' '.join(words.casefold().split())}"
    return Voice(
        actor_id=actor_id,
        words=words,
        parties=roster.parties_of(actor_id),
        lineage=roster.lineage(actor_id) if actor_id else frozenset(),
        roles=roster.roles_of(actor_id, words),
        root=root,
        origin=origin,
    )


def count_origins(testimonies: Iterable[Testimony]) -> int:
    """How many independent origins speak: no more than there are roots, and no more than there are origins.

    One statement in ten papers is one root; ten voices in one paper are one origin.
    """
    heard = list(testimonies)
    return min(len({t.voice.root for t in heard}), len({t.voice.origin for t in heard}))
