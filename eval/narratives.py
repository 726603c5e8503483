"""Incident narratives of an NGO (Gaza, 2023-24): does what we extract add up to what its analysts recorded?

Each text is one incident, told with its rival accounts.  Nothing here knows these texts: the fields are read off the
general claims.  The toll is the lead account's, widened by the accounts of other claimants; the date, the strike
type and the perpetrator are those of the claims of violence.  Figures are exact shares of all narratives.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from trucewatch.claims.calendar import month_of
from trucewatch.claims.extract import extract_claims
from trucewatch.identity.resolve import resolve_identities
from trucewatch.incidents.tolls import sum_up
from trucewatch.model.claim import Claim
from trucewatch.packs.actors import load_actors
from trucewatch.packs.codebooks import load_codebooks
from trucewatch.reading import read_document

Range = tuple[float | None, float | None]
STRIKES = {
    "air_strike": "Airstrike",
    "drone_strike": "Drone Strike",
    "shelling": "Artillery",
    "armed_clash": "Ground operation",
    "gunfire": "Ground operation",
}
VIOLENT = frozenset({*STRIKES, "attack_on_aid", "attack_on_medical", "killing", "explosion", "other_incident"})
_DAY = re.compile(r"([A-Z][a-z]+) (\d{1,2})(?:[–-](?:([A-Z][a-z]+) )?(\d{1,2}))?, (\d{4})")
MONTHS = {date(2000, month, 1).strftime("%B"): month for month in range(1, 13)}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the claims of one narrative add up to."""

    killed: Range
    injured: Range
    days: tuple[date, date] | None
    side: str
    strikes: frozenset[str]
    contested: bool


def measure(data: Path) -> dict[str, float]:
    """Exact shares by field, over ``data``/eval/narratives; an empty result when the file is not there."""
    path = data / "eval" / "narratives" / "airwars-gaza-dev.jsonl.gz"
    if not path.is_file():
        return {}
    right: Counter[str] = Counter()
    total = 0
    for text, gold in narratives(path):
        document = read_document(text.encode(), f"{gold['code']}.txt")
        reading = read(resolve_identities(extract_claims(document), [document]))
        total += 1
        right.update(name for name, is_right in compare(reading, gold).items() if is_right)
    found, claimed = right["contested_right"], right["contested_said"]
    shares = {name: right[name] / max(1, total) for name in FIELDS}
    return shares | {"contested_f1": 2 * found / max(1, claimed + right["contested_gold"])}


FIELDS = ("killed", "killed_max", "injured", "injured_max", "date", "belligerent", "strike_type", "contested")


def narratives(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Text and record of each narrative."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["text"], row["gold"]


def compare(reading: Reading, gold: dict[str, Any]) -> dict[str, bool]:
    """Which fields of a reading equal the record's."""
    killed, injured = _range(gold["civ_killed"]), _range(gold["civ_injured"])
    strikes = frozenset(s.strip() for s in (gold["strike_type"] or "").split(",") if s.strip())
    contested = gold["strike_status"] == "Contested strike"
    return {
        "killed": reading.killed == killed,
        "killed_max": reading.killed[1] == killed[1],
        "injured": reading.injured == injured,
        "injured_max": reading.injured[1] == injured[1],
        "date": reading.days is not None and reading.days == gold_days(gold["date"]),
        "belligerent": reading.side == gold["belligerent"],
        "strike_type": reading.strikes == strikes,
        "contested": reading.contested == contested,
        "contested_right": reading.contested and contested,
        "contested_said": reading.contested,
        "contested_gold": contested,
    }


def _range(pair: Sequence[float | None]) -> Range:
    low, high = pair
    return low, high


def gold_days(text: str) -> tuple[date, date] | None:
    """The interval of a record's date ("October 10–11, 2023"); a bare month is the whole of it."""
    found = _DAY.search(text)
    if found is None:
        month = re.search(r"([A-Z][a-z]+),? (\d{4})", text)
        return month_of(int(month[2]), MONTHS[month[1]]) if month and month[1] in MONTHS else None
    first_month, first, last_month, last, year = found.groups()
    start = date(int(year), MONTHS[first_month], int(first))
    return start, date(int(year), MONTHS[last_month or first_month], int(last)) if last else start


def read(claims: Sequence[Claim]) -> Reading:
    """What the claims say of the one incident that the narrative is about."""
    violent = [c for c in claims if c.kind == "incident" and c.type in VIOLENT and c.stance != "denied"]
    tolls = [c for c in claims if c in violent or (c.kind == "figure" and c.type == "death_toll")]
    denied = any(
        c.type == "denies_responsibility" or (c.kind == "incident" and c.stance == "denied" and c.type in VIOLENT)
        for c in claims
    )
    dated = (c.when for c in (*violent, *tolls) if c.when is not None)
    days = ((when.start_on, when.end_on) for when in dated if when.start_on and when.end_on)
    sides = Counter(side for claim in violent for side in sides_of(claim))
    return Reading(
        killed=toll(tolls, "killed"),
        injured=toll(tolls, "injured"),
        days=next(days, None),
        side=min(sides, key=lambda s: (-sides[s], s)) if sides else "",
        strikes=strike_types(violent),
        contested=denied or not sides or len(sides) > 1,
    )


def toll(claims: Sequence[Claim], what: str) -> Range:
    """The toll over the accounts, by the codebook of those who recorded it."""
    found = sum_up(claims, what, load_codebooks().airwars)
    return (found.low, found.high) if found is not None else (None, None)


def sides_of(claim: Claim) -> set[str]:
    """The record's names for the claim's perpetrators, as far as the knowledge files know them."""
    sides = set()
    for mention in claim.actors_as("perpetrator"):
        actor = load_actors().get(mention.actor_id) if mention.actor_id else None
        if actor is None:
            continue
        if "isr-government" in (actor.actor_id, *actor.part_of):
            sides.add("Israeli Military")
        elif actor.kind == "armed_group":
            sides.add("Palestinian Militants")
    return sides


def strike_types(claims: Sequence[Claim]) -> frozenset[str]:
    """The record's names for the means told of: those told of most often, a tie told as a tie."""
    means = Counter(STRIKES[claim.type] for claim in claims if claim.type in STRIKES)
    if not means:
        return frozenset()
    return frozenset(name for name, count in means.items() if count == max(means.values()))
