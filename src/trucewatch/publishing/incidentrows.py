"""Incidents as rows of a table: one a row, rival values beside each other with who gives them, nothing averaged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from trucewatch.model.claim import Claim, PlaceMention, Quantity
from trucewatch.model.incident import Account, Incident
from trucewatch.model.situation import Situation

_POINT = re.compile(r"[-\d.,\s]+")
Cell = str | int | float | None
DECIMALS = {1: 3, 2: 2, 3: 1}
"""Decimals of a degree that a place's precision carries: a town to 100 m, a part to 1 km, a region to 10 km."""
BETWEEN = " | "
"""What stands between rival values in one cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One incident.  Days are ISO; ``killed_*`` and ``injured_*`` are the range over all accounts (None: open, untold).

    ``said_*`` are the rival values, each with who gives it in brackets.  Coordinates are WGS84 degrees with as many
    decimals as the place's precision carries, None when it is unlocated.
    """

    incident_id: str = ""
    type: str = ""
    other_types: str = ""
    graded: str = ""
    grade_reason: str = ""
    date_from: str = ""
    date_to: str = ""
    date_precision: str = ""
    place: str = ""
    place_id: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geo_precision: int | None = None
    perpetrator: str = ""
    said_perpetrator: str = ""
    target: str = ""
    killed_low: float | None = None
    killed_high: float | None = None
    said_killed: str = ""
    injured_low: float | None = None
    injured_high: float | None = None
    said_injured: str = ""
    claimed_by: str = ""
    denied_by: str = ""
    assessed: str = ""
    judged: str = ""
    claimants: str = ""
    origins: int = 0
    contradictions: str = ""
    words: str = ""
    documents: str = ""


def make_rows(situation: Situation) -> tuple[Row, ...]:
    """A row for each incident of a situation, in its order."""
    claims = {c.claim_id: c for c in situation.claims}
    paths = {d.document_id: d.file_name for d in situation.documents}
    return tuple(_row(incident, claims, paths) for incident in situation.incidents)


def _row(incident: Incident, claims: Mapping[str, Claim], paths: Mapping[str, str]) -> Row:
    told = [claims[i] for i in incident.claim_ids if i in claims]
    happening = [c for c in told if c.kind == "incident" and c.stance != "denied"]
    when, place = incident.when, _best(incident.places)
    killed, injured = _range(happening, "killed"), _range(happening, "injured")
    return Row(
        incident_id=incident.incident_id,
        type=incident.types[0] if incident.types else "",
        other_types=BETWEEN.join(incident.types[1:]),
        graded=incident.grade,
        grade_reason=incident.grade_reason,
        date_from=when.start_on.isoformat() if when and when.start_on else "",
        date_to=(when.end_on or when.start_on).isoformat() if when and when.start_on else "",
        date_precision=when.precision if when and when.start_on else "",
        place=_place_name(place) if place else "",
        place_id=(place.place_id or "") if place else "",
        latitude=_rounded(place, place.lat) if place else None,
        longitude=_rounded(place, place.lon) if place else None,
        geo_precision=place.geo_precision if place and place.lat is not None else None,
        perpetrator=_values(incident, "perpetrator"),
        said_perpetrator=_said(incident, "perpetrator"),
        target=_values(incident, "target"),
        killed_low=killed[0],
        killed_high=killed[1],
        said_killed=_said(incident, "killed"),
        injured_low=injured[0],
        injured_high=injured[1],
        said_injured=_said(incident, "injured"),
        claimed_by=BETWEEN.join(incident.claimed_by),
        denied_by=BETWEEN.join(incident.denied_by),
        assessed=BETWEEN.join(incident.assessed),
        judged=BETWEEN.join(incident.judged),
        claimants=BETWEEN.join(dict.fromkeys(_voice(a) for a in incident.accounts)),
        origins=len(incident.origins),
        contradictions=BETWEEN.join(incident.contradictions),
        words=BETWEEN.join(dict.fromkeys(" ".join(c.span.quote.split()) for c in happening or told)),
        documents=BETWEEN.join(dict.fromkeys(paths[c.document_id] for c in told if c.document_id in paths)),
    )


def _voice(account: Account) -> str:
    """Who tells it, and through whom: "the army, via Reuters", which an import reads as it was."""
    *outer, inner = account.claimants
    return f"{inner}, via {', '.join(reversed(outer))}" if outer else inner


def record_of(incident: Incident, records: Mapping[str, str]) -> str:
    """The one record of a table that an incident is made of, ``acled:SYR1``; empty when it is made of anything else.

    ``records``: of each claim the record of its document.
    """
    found = {records.get(i, "") for i in incident.claim_ids}
    return found.pop() if len(found) == 1 else ""


def _place_name(place: PlaceMention) -> str:
    """Its words; nothing for a row of a table that gives a point and no name."""
    return "" if place.name is None and _POINT.fullmatch(place.span.quote) else place.span.quote


def _best(places: tuple[PlaceMention, ...]) -> PlaceMention | None:
    located = [p for p in places if p.lat is not None]
    return located[0] if located else next(iter(places), None)


def _rounded(place: PlaceMention, degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, DECIMALS.get(place.geo_precision or 3, 1))


def _values(incident: Incident, attribute: str) -> str:
    return BETWEEN.join(dict.fromkeys(p.value for p in incident.positions_on(attribute) if p.stance != "denied"))


def _said(incident: Incident, attribute: str) -> str:
    return BETWEEN.join(
        f"{p.value} ({', '.join(p.claimants)}{', ' + p.stance if p.stance != 'asserted' else ''})"
        for p in incident.positions_on(attribute)
    )


def _range(claims: list[Claim], what: str) -> tuple[float | None, float | None]:
    """The lowest and the highest number that any account gives; None where an account leaves that end open."""
    found: list[Quantity] = [q for c in claims if (q := c.quantity(what)) is not None]
    lows, highs = [q.low for q in found], [q.high for q in found]
    known_lows = [n for n in lows if n is not None]
    return (
        min(known_lows) if known_lows and None not in lows else None,
        max(n for n in highs if n is not None) if found and None not in highs else None,
    )
