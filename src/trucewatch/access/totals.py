"""Totals: aid counted over days or at a border, by each counter at its stage.  They are no convoy's and never added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from trucewatch.access.counting import stage_words
from trucewatch.access.numbers import Number, make_number, place_name
from trucewatch.access.placegroups import PlaceGroups
from trucewatch.access.rows import Telling
from trucewatch.incidents.speakers import Register
from trucewatch.model.claim import Claim, PlaceMention
from trucewatch.model.situation import Situation

_COUNTED = ("trucks", "tonnes", "convoys", "people")
_SAID = frozenset({"asserted", "alleged"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalRow:
    """The totals of one place, by first day.

    ``rivals`` are sentences on those of one stage and time that exclude
    each other; totals at different stages are no rivals.
    """

    name: str
    place: PlaceMention | None
    tellings: tuple[Telling, ...]
    rivals: tuple[str, ...]


@dataclass(slots=True)
class _Gathered:
    tellings: list[Telling] = field(default_factory=list)


def is_dated_volume(claim: Claim) -> bool:
    """Whether a claim is a volume of aid with the days that it is of."""
    return claim.type == "aid_volume" and claim.when is not None and claim.when.is_known


def build_totals(situation: Situation, as_of: date) -> tuple[TotalRow, ...]:
    """A row a place, those without a place last; what was said later is left out."""
    register = Register.of(situation.documents, situation.origins)
    claims = {c.claim_id: c for c in situation.claims}
    ids = [s.claim_id for m in situation.movements if m.kind == "total" for s in m.stages]
    ids += [f.claim_id for f in situation.figures if f.claim_id in claims and is_dated_volume(claims[f.claim_id])]
    groups: PlaceGroups[_Gathered] = PlaceGroups(_Gathered)
    nowhere = _Gathered()
    for claim in (claims[i] for i in dict.fromkeys(ids) if i in claims):
        said_on = register.documents[claim.document_id].published.on
        if said_on is None or said_on <= as_of:
            (groups.at(claim.places[0]) if claim.places else nowhere).tellings.append(_tell(claim, register))
    rows = [_row(place, g.tellings) for place, g in groups]
    rows += [_row(None, nowhere.tellings)] if nowhere.tellings else []
    return tuple(sorted(rows, key=lambda r: (not r.name, r.name.casefold(), r.tellings[0].claim_id)))


def _tell(claim: Claim, register: Register) -> Telling:
    document = register.documents[claim.document_id]
    return Telling(
        stage=stage_words(claim),
        stance=claim.stance,
        when=claim.when,
        said_on=document.published.on,
        who=register.name(claim),
        origin_id=register.origin(claim),
        claim_id=claim.claim_id,
        words=" ".join(claim.span.quote.split()),
        numbers=tuple(make_number(q, document.text, 1, claim.claim_id) for q in claim.quantities if q.what != "days"),
    )


def _row(place: PlaceMention | None, tellings: Sequence[Telling]) -> TotalRow:
    ordered = sorted(tellings, key=lambda t: (_first(t) or date.max, t.stage, t.who.casefold(), t.claim_id))
    return TotalRow(name=place_name(place), place=place, tellings=tuple(ordered), rivals=_rivals(ordered))


def _first(telling: Telling) -> date | None:
    return telling.when.start_on if telling.when else None


def _rivals(tellings: Sequence[Telling]) -> tuple[str, ...]:
    found = []
    for i, a in enumerate(tellings):
        for b in tellings[i + 1 :]:
            if a.stage == b.stage and a.who.casefold() != b.who.casefold() and {a.stance, b.stance} <= _SAID:
                found += [
                    f"{p.what} {a.stage}: {p.words} ({a.who}) / {q.words} ({b.who})"
                    for p in a.numbers
                    for q in b.numbers
                    if p.what == q.what and p.what in _COUNTED and _same_days(a, b) and _excludes(p, q)
                ]
    return tuple(dict.fromkeys(found))


def _same_days(a: Telling, b: Telling) -> bool:
    if a.when is None or b.when is None or b.when.start_on is None:
        return False
    return a.when.overlaps(b.when.start_on, b.when.end_on or b.when.start_on)


def _excludes(a: Number, b: Number) -> bool:
    above = a.low is not None and b.high is not None and a.low > b.high
    below = a.high is not None and b.low is not None and a.high < b.low
    return above or below
