"""An agreement in plain language: parties, terms, clocks, and how its phases follow on one another."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from trucewatch.compliance.phases import draw_phases, length_in_words
from trucewatch.model.agreement import Agreement, Clock, Provision, Quota, Rate

WIDTH = 80
_MARKS = {"prohibition": "Forbidden to {who}", "obligation": "Duty of {who}", "permission": "Allowed"}


def show(agreement: Agreement) -> str:
    """The agreement as text, wrapped at :data:`WIDTH` columns, ending with a line feed."""
    return "\n".join(_lines(agreement)) + "\n"


def _lines(agreement: Agreement) -> Iterator[str]:
    zone = ZoneInfo(agreement.timezone)
    yield agreement.title
    yield "=" * len(agreement.title)
    yield f"{agreement.agreement_id}, version {agreement.version}; days are counted in {agreement.timezone}"
    if agreement.signed_on:
        yield f"made on {agreement.signed_on.isoformat()}" + _in_force(agreement.effective_at, zone)
    if agreement.summary:
        yield ""
        yield from textwrap.wrap(agreement.summary, WIDTH)
    yield ""
    yield "Who is bound, and who vouches"
    for party in agreement.parties:
        joined = f", joined {_instant(party.joined_at, zone)}" if party.joined_at else ""
        yield from _wrap(
            f"{party.name} ({party.role} “{party.party_id}”{joined}): answers for {', '.join(party.answers_for)}", "  "
        )
    if agreement.exclusions:
        yield ""
        yield "Outside the truce"
        for exclusion in agreement.exclusions:
            names = ", ".join(
                name
                + (f" (from {since.isoformat()})" if since else "")
                + (f" (to {until.isoformat()})" if until else "")
                for name, since, until in exclusion.names
            )
            yield from _wrap(f"{exclusion.name}{f': known as {names}' if names else ''}", "  ")
    yield ""
    yield "Terms"
    for number, provision in enumerate(agreement.provisions, 1):
        yield from _term(number, provision, agreement, zone)
    yield ""
    yield "Phases"
    yield from draw_phases(agreement, WIDTH)
    yield ""
    yield "Sources"
    for source in agreement.sources:
        yield from _wrap(source, "  ")


def _term(number: int, provision: Provision, agreement: Agreement, zone: ZoneInfo) -> Iterator[str]:
    yield from _wrap(f"{number}. {provision.title}  [{provision.provision_id}; {provision.status}]", "  ")
    names = "; ".join(agreement.party(p).name for p in provision.addressees)
    yield from _wrap(f"{_MARKS[provision.modality].format(who=names)}. {provision.text}", "     ")
    if provision.quote:
        yield from _wrap(f"“{provision.quote}” {f'({provision.clause})' if provision.clause else ''}".rstrip(), "     ")
    if provision.area_name:
        yield from _wrap(f"where: {provision.area_name}", "     ")
    if provision.starts_at and provision.starts_at != agreement.effective_at:
        yield f"     from {_instant(provision.starts_at, zone)}"
    if provision.ends_at:
        yield f"     until {_instant(provision.ends_at, zone)}"
    if provision.deadline_at:
        yield f"     by {_instant(provision.deadline_at, zone)}"
    if provision.rate:
        yield from _wrap(describe_rate(provision.rate), "     ")
    for quota in provision.quotas:
        yield from _wrap(describe_quota(quota, agreement), "     ")
    if provision.clock:
        yield from _wrap(f"clock: {describe_clock(provision.clock, agreement)}", "     ")
    for reading in provision.readings:
        held = f", held by {', '.join(reading.held_by)}" if reading.held_by else ""
        yield from _wrap(f"disputed reading “{reading.reading_id}”{held}: {reading.text}", "     ")


def describe_quota(quota: Quota, agreement: Agreement) -> str:
    """``at least 33 release by A, for each one by B``."""
    more = "" if quota.enough == quota.low else f", for some up to {quota.enough:g}"
    each = f", for each one by {agreement.party(quota.for_each_by).name}" if quota.for_each_by else " in all"
    return f"at least {quota.low:g} {quota.what}{more} by {agreement.party(quota.by).name}{each}"


def describe_instant(instant: datetime | None, agreement: Agreement) -> str:
    """``2016-09-12 19:00`` in the agreement's zone; "" for none."""
    return _instant(instant, ZoneInfo(agreement.timezone)) if instant else ""


def describe_rate(rate: Rate) -> str:
    """``at least 600 trucks a day, counted when crossed``."""
    every = "a day" if rate.per_days == 1 else f"in {rate.per_days} days"
    share = f", only what is said to be {' or '.join(rate.share_words)}" if rate.share_words else ""
    return f"at least {rate.low:g} {rate.what} {every}, counted when {rate.stage}{share}"


def describe_clock(clock: Clock, agreement: Agreement) -> str:
    """``7 days in a row, from 2016-09-12 19:00; …``: its length, what starts it again, who may renew it."""

    def names(ids: tuple[str, ...]) -> str:
        return " and ".join(agreement.party(p).name for p in ids)

    kind = "in a row" if clock.continuous else "in total"
    said = f"{length_in_words(clock.length)} {kind}, from {describe_instant(clock.starts_at, agreement)}"
    if clock.reset_by:
        said += f"; starts again by itself after a breach of {', '.join(clock.reset_by)}"
    if clock.may_reset:
        said += f"; {names(clock.may_reset)} may agree to start it again"
    if clock.may_renew:
        said += f"; {names(clock.may_renew)} may renew it"
    return said


def _in_force(instant: datetime | None, zone: ZoneInfo) -> str:
    return f", in force from {_instant(instant, zone)}" if instant else ", with no instant at which it comes into force"


def _instant(instant: datetime | None, zone: ZoneInfo) -> str:
    return instant.astimezone(zone).strftime("%Y-%m-%d %H:%M") if instant else "?"


def _wrap(text: str, indent: str) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), WIDTH, initial_indent=indent, subsequent_indent=indent + "  ")
