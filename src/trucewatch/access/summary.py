"""Gathered claims → a movement: its stages in order, its journey, its load, who holds it up, what is contradicted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from trucewatch.access.cells import find_cells
from trucewatch.access.disputes import find_disputes
from trucewatch.access.draft import Draft, Told
from trucewatch.access.excesses import find_excesses
from trucewatch.access.journey import is_passage
from trucewatch.access.loads import read_amounts, read_cargo
from trucewatch.access.reasons import find_constraints, find_holders
from trucewatch.access.since import lasted_since
from trucewatch.access.stages import load_stages
from trucewatch.incidents.accounts import stable_id
from trucewatch.incidents.sentences import Sentences
from trucewatch.incidents.speakers import Register
from trucewatch.incidents.words import actor_phrase, phrase_key
from trucewatch.model.claim import Claim, PlaceMention
from trucewatch.model.movement import HELD_UP, STAGES, Movement, Stage
from trucewatch.model.span import Span

_ONE = r"(?:the\s+)?[A-Z][\w.’'-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w.’'-]*)*"
_LIST = 200
"""Characters that a list of carriers may run over."""
_NAMED = re.compile(_ONE)
_LISTED = re.compile(rf"{_ONE}(?:,\s+{_ONE})*,?\s+and\s+$")
_STANDS = frozenset({"loaded", "waiting"})


def sum_up(draft: Draft, general: Sequence[Claim], register: Register, sentences: Mapping[str, Sentences]) -> Movement:
    """The movement of a draft; ``general`` are denials that name no place."""
    told = sorted(draft.told, key=lambda t: _stage_order(t, register))
    pairs = [(t.claim, t.stage) for t in told]
    first = min((t.claim for t in told), key=register.order)
    named = Counter(_place_key(p) for p in draft.places)
    # Where most claims say that it is bound for; of several the most exact.
    destination = min(draft.places, key=lambda p: (-named[_place_key(p)], p.geo_precision or 9), default=None)
    passed = [(t, p) for t in told for p in t.passed]
    origin = next((p for t, p in passed if t.stage not in _STANDS and not is_passage(p)), None)
    origin = origin or next((t.journey.origin for t in told if t.journey.origin), None)
    waits = [p for t, p in passed if t.stage in _STANDS or is_passage(p)]
    route = {_place_key(p): p for p in (*waits, *(p for t in told for p in t.journey.route))}
    stages = tuple(_stage(t, register, sentences[t.claim.document_id]) for t in told)
    return Movement(
        movement_id=stable_id("movement", draft.kind, first.claim_id),
        kind=draft.kind,
        title=_title(draft.kind, origin or next(iter(waits), None), destination, stages, _releasers(told)),
        destination=destination,
        carriers=_carriers([c for c, s in pairs if s != "attacked"], register),
        stages=stages,
        contradictions=find_disputes(pairs, destination, general, register),
        origin=origin,
        route=tuple(route.values()),
        cargo=_cargo(told, register, sentences),
        held_by=find_holders(pairs, register.documents),
        constraints=find_constraints(pairs, register.documents),
        excesses=find_excesses(pairs, register),
        convoy=draft.convoy.rpartition("/")[2],
    )


def _stage(told: Told, register: Register, sentences: Sentences) -> Stage:
    claim = told.claim
    document = register.documents[claim.document_id]
    return Stage(
        stage=told.stage,
        claim_id=claim.claim_id,
        claimants=(register.name(claim),),
        origin_id=register.origin(claim),
        stance=claim.stance,
        when=told.when,
        quantities=claim.quantities,
        amounts=read_amounts(claim, sentences),
        since=lasted_since(claim, document) if told.stage in HELD_UP else None,
    )


def _stage_order(told: Told, register: Register) -> tuple[int, int, tuple[int, str, int, str]]:
    first = told.interval[0].toordinal() if told.interval else 9_999_999
    return (first, STAGES.index(told.stage), register.order(told.claim))


def _title(
    kind: str,
    origin: PlaceMention | None,
    destination: PlaceMention | None,
    stages: Sequence[Stage],
    releasers: Sequence[str],
) -> str:
    label = load_stages().labels[kind]
    if releasers:
        label = f"{label} by {', '.join(releasers)}"
        if destination is None and origin is None:
            return label
    if destination is None and origin is None:
        return f"{label}, place not given"
    if destination is None and all(s.stage in _STANDS for s in stages):
        return f"{label} said to be waiting, {_words(origin)}"
    if destination is None:
        return f"{label} from {_words(origin)}"
    where = _words(destination)
    if all(s.stage == "attacked" for s in stages):
        return f"Aid convoy reported attacked, {where}"
    if kind == "evacuation" and origin is not None:
        return f"{label} from {_words(origin)} to {where}"
    link = {"evacuation": "from or to", "route": "to", "release": "at"}.get(kind, "for")
    return f"{label} {link} {where}"


def _releasers(told: Sequence[Told]) -> tuple[str, ...]:
    actors = (a for t in told if t.claim.type == "release" for a in t.claim.actors_as("perpetrator"))
    found: dict[str, str] = {}
    for actor in actors:
        found.setdefault(actor.actor_id or phrase_key(actor.span.quote), actor_phrase(actor.span.quote))
    return tuple(found.values())


def _words(place: PlaceMention | None) -> str:
    return " ".join(place.span.quote.split()) if place else ""


def _carriers(claims: Sequence[Claim], register: Register) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for claim in claims:
        actors = claim.actors_as("carrier")
        for actor in actors:
            found.setdefault(actor.actor_id or phrase_key(actor.span.quote), " ".join(actor.span.quote.split()))
        for actor in actors:
            for words in _joined(claim, actor.span, register.documents[claim.document_id].text):
                # "Trucks of the United Nations and …": the United Nations are named already.
                if not any(phrase_key(name) in phrase_key(words) for name in found.values()):
                    found[phrase_key(words)] = words
    return tuple(found.values())


def _joined(claim: Claim, span: Span, text: str) -> list[str]:
    """The names listed before a carrier in its claim: "the Red Cross, the Red Crescent, and the U.N."."""
    start = max(claim.span.start, span.start - _LIST)
    before = _LISTED.search(" ".join(text[start : span.start].split()) + " ")
    return [" ".join(n.split()) for n in _NAMED.findall(before.group())] if before else []


def _cargo(told: Sequence[Told], register: Register, sentences: Mapping[str, Sentences]) -> tuple[Span, ...]:
    found: dict[str, Span] = {}
    for t in sorted(told, key=lambda t: t.claim.segment == "headline"):
        cells = find_cells(register.documents[t.claim.document_id])
        for span in read_cargo(t.claim, sentences[t.claim.document_id], cells):
            found.setdefault(phrase_key(span.quote), span)
    return tuple(found.values())


def _place_key(place: PlaceMention) -> str:
    return place.place_id or phrase_key(place.span.quote)
