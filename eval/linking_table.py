"""A table of claims about made-up happenings, with the truth: as many as asked, the same every time.

Reports slip on days, leave out the town or the target, call a strike shelling, and differ in tolls; towns have several
spellings of coordinates.  The density is that of a war: one happening in twenty days and towns, however many claims.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from trucewatch.model.claim import ActorMention, Claim, Claimant, PlaceMention, Quantity
from trucewatch.model.document import Document, Origin, PublicationDate, Segment
from trucewatch.model.span import Span
from trucewatch.model.when import When

TOWNS = 2_000
PER_TOWN_DAY = 0.05
CLAIMS_PER_EVENT = 2.2
FIRST = date(2012, 1, 1)
_SYLLABLES = (
    "ka",
    "ra",
    "ma",
    "ti",
    "du",
    "sha",
    "ba",
    "ne",
    "lo",
    "qi",
    "za",
    "far",
    "mel",
    "tor",
    "den",
    "hu",
    "vi",
    "os",
)
_TYPES = (
    ("air_strike", "warplanes bombed", 0.35),
    ("shelling", "shells hit", 0.3),
    ("attack_on_medical", "an attack damaged", 0.08),
    ("attack_on_aid", "gunmen attacked", 0.07),
    ("armed_clash", "fighting broke out around", 0.2),
)
# What else accounts call it; others than these are never one happening.
_ALSO = {
    "air_strike": [("shelling", "shells hit"), ("explosion", "an explosion shook")],
    "shelling": [("air_strike", "warplanes bombed"), ("explosion", "an explosion shook")],
    "attack_on_medical": [("air_strike", "warplanes bombed"), ("shelling", "shells hit")],
    "attack_on_aid": [("air_strike", "warplanes bombed"), ("gunfire", "shots hit")],
    "armed_clash": [("shelling", "shells hit"), ("gunfire", "shots hit")],
}
_TARGETS = (
    "a bakery", "a market", "a school", "a mosque", "a clinic", "a hospital", "a bridge", "a warehouse", "a bus",
    "a convoy of aid", "a water station", "farm workers", "a police post", "a displaced camp", "a power plant",
    "houses", "a checkpoint", "an ambulance", "a wedding", "a fuel depot",
)  # fmt: skip
_SOURCES = (
    "residents", "the civil defence", "a war monitor", "activists", "the army", "local officials", "a medic",
    "the mayor",
)  # fmt: skip
_OUTLETS = tuple(f"Outlet {n}" for n in range(60))


@dataclass(frozen=True, slots=True)
class Row:
    """One claim as a table has it; ``event`` is the truth."""

    event: int
    published: date
    day: date
    town: str
    lat: float
    lon: float
    precision: int
    type: str
    verb: str
    target: str
    killed: int
    detail: str
    source: str
    outlet: str


def make_rows(count: int, seed: int = 5) -> Iterator[Row]:
    """``count`` rows in the order of publication of their happenings."""
    chance = random.Random(seed)
    towns = _towns(random.Random(seed + 1))
    made, event = 0, 0
    days = max(1.0, count / CLAIMS_PER_EVENT / (TOWNS * PER_TOWN_DAY))
    weights = [w for _, _, w in _TYPES]
    events = count / CLAIMS_PER_EVENT
    while made < count:
        day = FIRST + timedelta(days=int(event * days / events))
        town, lat, lon = towns[min(TOWNS - 1, int(TOWNS * chance.random() ** 1.5))]
        type_, verb, _ = chance.choices(_TYPES, weights)[0]
        target, killed = chance.choice(_TARGETS), min(300, int(chance.expovariate(1 / 7)))
        detail = _word(chance) + _word(chance)
        for _ in range(min(count - made, 1 + min(11, int(chance.expovariate(1 / 1.2) + 0.35)))):
            slip = chance.choices((0, -1, 1, 2), (0.86, 0.04, 0.08, 0.02))[0]
            told = day + timedelta(days=slip)
            kind = (type_, verb) if chance.random() < 0.88 else chance.choice(_ALSO[type_])
            region = chance.random() < 0.12
            toll = killed if chance.random() < 0.6 else max(0, round(killed * chance.uniform(0.6, 1.6)))
            yield Row(
                event, told + timedelta(days=chance.randint(0, 3)), told,
                f"{town[:3]} province" if region else town,
                round(lat + (0.3 if region else chance.uniform(-0.01, 0.01)), 3), round(lon, 3), 3 if region else 1,
                kind[0], kind[1], target if chance.random() < 0.8 else "", toll if chance.random() < 0.75 else -1,
                detail if chance.random() < 0.45 else "", chance.choice(_SOURCES), chance.choice(_OUTLETS),
            )  # fmt: skip
            made += 1
        event += 1


def make_claims(rows: Iterator[Row]) -> tuple[list[Document], list[Claim], list[Origin], list[int]]:
    """A report of one claim for each row, and the happening that each claim is about."""
    documents, claims, origins, truth = [], [], [], []
    for number, row in enumerate(rows):
        document, claim = _report(number, row)
        documents.append(document)
        claims.append(claim)
        origins.append(Origin(origin_id=document.document_id, document_ids=(document.document_id,)))
        truth.append(row.event)
    return documents, claims, origins, truth


def _report(number: int, row: Row) -> tuple[Document, Claim]:
    parts: list[tuple[str, str]] = []
    if row.killed > 0:
        parts += [("killed", str(row.killed)), ("", " people were killed when ")]
    parts.append(("", f"{row.verb} "))
    parts.append(("target", row.target or "an area"))
    parts += [("", " in "), ("town", row.town), ("", " on "), ("day", f"{row.day.day} {row.day:%B %Y}")]
    told = "".join(words for _, words in parts)
    tail = f", {row.source} said" + (f" in {row.detail.capitalize()}" if row.detail else "") + f" ({number})."
    text = told + tail
    spans, at = {}, 0
    for name, words in parts:
        if name:
            spans[name] = Span(at, at + len(words), words)
        at += len(words)
    digest = hashlib.sha256(text.encode()).hexdigest()
    by = Span(len(told) + 2, len(told) + 2 + len(row.source), row.source)
    document = Document(
        path=f"{number}.txt", sha256=digest, text=text, text_sha256=digest, media_type="text/plain", title="",
        publisher=row.outlet, published=PublicationDate(on=row.published, found_by="given"), language="en",
        segments=(Segment(kind="body", start=0, end=len(text)),),
    )  # fmt: skip
    claim = Claim(
        claim_id=f"sha256:{hashlib.sha256(digest.encode()).hexdigest()}", document_id=document.document_id,
        kind="incident", type=row.type, stance="asserted", span=Span(0, len(told), told),
        claimants=(Claimant(span=by),),
        actors=(ActorMention(role="target", span=spans["target"]),) if row.target else (),
        places=(PlaceMention(span=spans["town"], place_id=f"t:{row.town}", name=row.town, lat=row.lat, lon=row.lon,
                             geo_precision=row.precision),),
        when=When(start_on=row.day, end_on=row.day, precision="day", span=spans["day"]),
        quantities=(Quantity(what="killed", span=spans["killed"], low=float(row.killed), high=float(row.killed)),)
        if row.killed > 0 else (),
    )  # fmt: skip
    return document, claim


def _towns(chance: random.Random) -> list[tuple[str, float, float]]:
    names: dict[str, None] = {}
    while len(names) < TOWNS:
        names[(_word(chance) + _word(chance)).capitalize()] = None
    return [(name, 30 + 12 * chance.random(), 30 + 15 * chance.random()) for name in names]


def _word(chance: random.Random) -> str:
    return chance.choice(_SYLLABLES) + chance.choice(_SYLLABLES)
