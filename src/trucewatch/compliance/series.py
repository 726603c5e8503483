"""Counts against an agreement's rate, side by side: each counter at its stage, and why two of them differ.

The bearings, counts and stages are those by which the rate is judged (``compliance.rates``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from trucewatch.access.counting import counts_at, is_total, stage_words
from trucewatch.access.lexicon import load_words
from trucewatch.compliance.bearings import Bearing
from trucewatch.compliance.inquiry import open_inquiry
from trucewatch.compliance.rates import find_rate_count, others_shares, per_period
from trucewatch.compliance.scope import Term, covers_area
from trucewatch.compliance.weighing import bear_all
from trucewatch.errors import UnknownNameError
from trucewatch.model.agreement import Agreement, Provision, Rate
from trucewatch.model.situation import Situation
from trucewatch.packs.actors import ActorBook
from trucewatch.packs.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One count spread over its days: least and most per period of the rate.

    ``is_whole``: it speaks of the term's whole area; ``says`` what follows for the rate: ``reaches it``, ``falls
    short``, ``a part or an open count``, ``at another stage``, or why it does not bear on the term.
    """

    start_on: date | None
    end_on: date | None
    low: float | None
    high: float | None
    total_low: float | None
    total_high: float | None
    is_whole: bool
    says: str
    claim_id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The counts of one counter at one stage; ``only`` names a part of the trucks that it counts ("UN trucks")."""

    stage: str
    counter: str
    only: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RateView:
    """A rate with every series of counts, and sentences on why series differ."""

    agreement_id: str
    provision_id: str
    title: str
    what: str
    threshold: float
    per_days: int
    stage: str
    share: tuple[str, ...]
    as_of: date
    series: tuple[Series, ...]
    differences: tuple[str, ...]


def read_rates(
    situation: Situation,
    agreement: Agreement,
    provision_id: str,
    as_of: date,
    *,
    actors: ActorBook | None = None,
    gazetteer: Gazetteer | None = None,
) -> RateView:
    """The counts that reports give of what a provision's rate is of, as of a day.

    Raises :class:`UnknownNameError` for a provision that the agreement lacks, or that has no rate.
    """
    provision = next((p for p in agreement.provisions if p.provision_id == provision_id), None)
    if provision is None or provision.rate is None:
        rated = ", ".join(p.provision_id for p in agreement.provisions if p.rate) or "none"
        why = "has no rate" if provision else "is no term of it"
        raise UnknownNameError(f"--term {provision_id}: {why}; terms of {agreement.agreement_id} with a rate: {rated}")
    known, term = open_inquiry(situation, agreement, provision, as_of, actors, gazetteer)
    bearings = [b for _, found in bear_all(known.happenings, term) for b in found]
    series = _gather(bearings, term, provision.rate)
    return _view(agreement, provision, provision.rate, as_of, series)


def _view(agreement: Agreement, provision: Provision, rate: Rate, as_of: date, series: tuple[Series, ...]) -> RateView:
    return RateView(
        agreement_id=agreement.agreement_id,
        provision_id=provision.provision_id,
        title=provision.title,
        what=rate.what,
        threshold=rate.low,
        per_days=rate.per_days,
        stage=rate.stage,
        share=rate.share_words,
        as_of=as_of,
        series=series,
        differences=tuple(dict.fromkeys(s for a, b in combinations(series, 2) for s in _differ(a, b, rate))),
    )


def _gather(bearings: Iterable[Bearing], term: Term, rate: Rate) -> tuple[Series, ...]:
    shares = others_shares(term, rate)
    found: dict[tuple[str, str, str], dict[str, Point]] = {}
    names: dict[str, str] = {}
    for bearing in bearings:
        claim = bearing.testimony.claim
        quantity = find_rate_count(claim, rate, shares)
        if quantity is None or claim.stance not in ("asserted", "alleged"):
            continue
        low, high = per_period(bearing, rate, shares) or (None, None)
        point = Point(
            start_on=bearing.start_on,
            end_on=bearing.end_on,
            low=low,
            high=high,
            total_low=quantity.low,
            total_high=quantity.high,
            is_whole=covers_area(bearing.testimony, term),
            says=_says(bearing, rate, low, high, term),
            claim_id=claim.claim_id,
            words=" ".join(claim.span.quote.split()),
        )
        only = load_words().only.search(claim.span.quote)
        voice = bearing.testimony.voice
        names.setdefault(voice.root, voice.words)
        key = (stage_words(claim), voice.root, " ".join(only.group().split()) if only else "")
        found.setdefault(key, {})[claim.claim_id] = point
    return tuple(
        Series(stage=stage, counter=names[root], only=only, points=tuple(sorted(points.values(), key=_order)))
        for (stage, root, only), points in sorted(found.items())
    )


def _order(point: Point) -> tuple[date, str]:
    return point.start_on or date.max, point.claim_id


def _says(bearing: Bearing, rate: Rate, low: float | None, high: float | None, term: Term) -> str:
    """What a count comes to, by the rules of ``rates.judge_rate``."""
    if bearing.side == "aside":
        return f"set aside: {bearing.reason}"
    if not counts_at(bearing.testimony.claim, rate.stage):
        return "at another stage"
    if low is None and high is None:
        return "no days are given to spread it over"
    if low is not None and low >= rate.low:
        return "reaches it"
    whole = is_total(bearing.testimony.claim) and covers_area(bearing.testimony, term)
    return "falls short" if whole and high is not None and high < rate.low else "a part or an open count"


def _differ(a: Series, b: Series, rate: Rate) -> list[str]:
    """Why two series need not agree; that they contradict each other only where nothing else explains it."""
    pair = f"{_name(a)} / {_name(b)}"
    reasons = []
    if a.stage != b.stage:
        reasons.append(f"counted at different stages, {a.stage} and {b.stage}: neither speaks against the other")
    if a.only != b.only:
        reasons.append(f"of different trucks: {a.only or 'all'} and {b.only or 'all'}")
    if not any(_share_days(p, q) for p in a.points for q in b.points):
        reasons.append("of different days")
    if {p.is_whole for p in a.points} != {p.is_whole for p in b.points}:
        reasons.append("one is of a part of the area")
    if reasons:
        return [f"{pair}: {'; '.join(reasons)}"]
    if any(_excludes(p, q) for p in a.points for q in b.points if _share_days(p, q)):
        return [f"{pair}: the same stage and days, by different counters: they contradict each other"]
    return []


def _name(series: Series) -> str:
    return f"{series.counter} ({series.stage})"


def _share_days(a: Point, b: Point) -> bool:
    if a.start_on is None or b.start_on is None:
        return False
    return a.start_on <= (b.end_on or b.start_on) and b.start_on <= (a.end_on or a.start_on)


def _excludes(a: Point, b: Point) -> bool:
    above = a.low is not None and b.high is not None and a.low > b.high
    below = a.high is not None and b.low is not None and a.high < b.low
    return above or below
