"""`access rates`: what was counted per day against what an agreement asks, by each counter at its stage."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from trucewatch.commands.access import FORMAT, view_of
from trucewatch.commands.access_lines import say, wrap
from trucewatch.commands.console import write
from trucewatch.commands.material import required_agreement
from trucewatch.compliance.givens import read_given
from trucewatch.compliance.series import Point, RateView, Series, read_rates
from trucewatch.desk.view import View
from trucewatch.errors import UsageError
from trucewatch.ledger.codec import to_plain
from trucewatch.model.agreement import Agreement
from trucewatch.packs.agreement import load_agreement


def rates(
    paths: list[str],
    term: str,
    agreement: str | None,
    as_of: str | None,
    as_json: bool,
    published_on: str | None,
    desk: Path,
) -> None:
    """Print the series of a term's rate; without ``term`` the error names the terms that have one."""
    view, given = view_of(paths, as_of, published_on, desk)
    terms = load_agreement(required_agreement(view, agreement))
    if not term:
        counted = [p.provision_id for p in terms.provisions if p.rate or p.quotas]
        if len(counted) != 1:
            raise UsageError(f"no term is named; add --term ID; with a rate or quota: {', '.join(counted) or 'none'}")
        term = counted[0]
    if any(p.provision_id == term and p.quotas and not p.rate for p in terms.provisions):
        _quotas(view, terms, term, as_json)
        if given:
            given.end()
        return
    made = read_rates(view.situation, terms, term, view.as_of)
    if as_json:
        value = {"format": FORMAT, **to_plain(made), "notes": list(view.notes)}
        write(json.dumps(value, ensure_ascii=False, indent=1), None)
    else:
        write("\n".join([*wrap(view.notes), *_lines(made)]), None)
    if given:
        given.end()


def _quotas(view: View, agreement: Agreement, term: str, as_json: bool) -> None:
    made = read_given(view.situation, agreement, term, view.as_of)
    if as_json:
        value: dict[str, object] = {"format": FORMAT, "agreement_id": agreement.agreement_id, "provision_id": term}
        value |= {"as_of": view.as_of.isoformat(), "quotas": to_plain(made), "notes": list(view.notes)}
        write(json.dumps(value, ensure_ascii=False, indent=1), None)
        return
    lines = [*wrap(view.notes), *wrap([agreement.provision(term).title, f"as of {view.as_of}"])]
    for quota in made:
        gave = _bounds(quota.least, quota.most) if quota.most is not None else f"at least {_digits(quota.least)}"
        due = _bounds(quota.due_least, quota.due_most) if quota.due_least is not None else "not known how many"
        each = f" for those of {quota.for_each}" if quota.for_each else ""
        lines += wrap([f"{quota.party}: said to have given {gave} {quota.what}; due{each}: {due}"], "  ")
    write("\n".join(lines), None)


def _lines(rate: RateView) -> Iterator[str]:
    share = f" of {' or '.join(rate.share)}" if rate.share else ""
    yield from wrap([rate.title])
    asked = f"asked: {rate.threshold:g} {rate.what}{share} in {_days(rate.per_days)}, counted when {rate.stage}"
    yield from wrap([f"{asked}; as of {rate.as_of}"], "  ")
    if not rate.series:
        yield from wrap(
            [f"no report read here gives a number of {rate.what} for it; that says nothing of the rate"], "  "
        )
    for series in rate.series:
        yield ""
        yield from _series(series, rate)
    if rate.differences:
        yield ""
        yield "Why they differ"
        yield from wrap(rate.differences, "  ")


def _series(series: Series, rate: RateView) -> Iterator[str]:
    only = f", {series.only} only" if series.only else ""
    yield from wrap([f"{series.stage}, counted by {series.counter}{only}"])
    for point in series.points:
        part = "" if point.is_whole else "; of a part of the area"
        yield from say(_when(point), f"{_number(point, rate)}: {point.says}{part}")
        yield from say("", f"“{point.words[:150]}{'…' if len(point.words) > 150 else ''}”")


def _when(point: Point) -> str:
    if point.start_on is None:
        return "no day"
    if point.end_on in (None, point.start_on):
        return str(point.start_on)
    return f"{point.start_on:%Y-%m-%d} ff"


def _number(point: Point, rate: RateView) -> str:
    total = _bounds(point.total_low, point.total_high)
    if point.low is None and point.high is None:
        return f"{total} {rate.what} in all"
    days = ""
    if point.start_on and point.end_on and point.end_on != point.start_on:
        days = f" ({total} up to {point.end_on}, {_days((point.end_on - point.start_on).days + 1)})"
    return f"{_bounds(point.low, point.high)} {rate.what} in {_days(rate.per_days)}{days}"


def _bounds(low: float | None, high: float | None) -> str:
    if low is not None and low == high:
        return _digits(low)
    if low is None:
        return f"at most {_digits(high)}" if high is not None else "an open number of"
    return f"at least {_digits(low)}" if high is None else f"{_digits(low)} to {_digits(high)}"


def _digits(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) or value >= 100 else f"{value:,.1f}"


def _days(days: int) -> str:
    return "a day" if days == 1 else f"{days} days"
