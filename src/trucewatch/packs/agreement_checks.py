"""What the schema alone cannot see: references between the parts of an agreement file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

from trucewatch.packs.act_groups import EVERY_TYPE, load_act_groups
from trucewatch.packs.agreement_schema import AgreementFile, ProvisionEntry
from trucewatch.packs.load import Located

Where = tuple[str | int, ...]


def find_faults(file: AgreementFile, located: Located) -> Iterator[str]:
    """Every fault in the references, each a sentence with file, line, reason and remedy."""
    parties = [p.id for p in (*file.parties, *file.guarantors)]
    provisions = [p.id for p in file.provisions]
    yield from _doubles(located, "parties", [p.id for p in file.parties])
    yield from _doubles(located, "guarantors", [p.id for p in file.guarantors], {p.id for p in file.parties})
    yield from _doubles(located, "provisions", provisions)
    for i, exclusion in enumerate(file.exclusions):
        for j, name in enumerate(exclusion.names):
            if name.since and name.until and name.until < name.since:
                yield located.fault(
                    ("exclusions", i, "names", j), f"ends {name.until}, before it starts {name.since}", "swap them"
                )
    for i, provision in enumerate(file.provisions):
        here: Where = ("provisions", i)
        yield from _check_references(located, here, provision, parties, provisions)
        yield from _check_times(located, here, provision, file)
        yield from _check_shape(located, here, provision)
    yield from _find_cycles(located, file)


def _doubles(located: Located, key: str, ids: list[str], taken: set[str] | None = None) -> Iterator[str]:
    seen = set(taken or ())
    for i, id_ in enumerate(ids):
        if id_ in seen:
            yield located.fault((key, i, "id"), f"the id {id_!r} stands twice", "give each its own id")
        seen.add(id_)


def _unknown(located: Located, where: Where, given: Iterable[str], known: Iterable[str], noun: str) -> Iterator[str]:
    known = sorted(known)
    for i, name in enumerate(given):
        if name not in known:
            near = process.extractOne(name, known, scorer=fuzz.WRatio, score_cutoff=60)
            remedy = f"did you mean {near[0]!r}?" if near else f"use one of {', '.join(known[:12])}"
            yield located.fault((*where, i), f"{name!r} is no {noun}", remedy)


def _check_references(
    located: Located, here: Where, p: ProvisionEntry, parties: list[str], provisions: list[str]
) -> Iterator[str]:
    acts = EVERY_TYPE | set(load_act_groups())
    party, term = "party or guarantor of this agreement", "provision of this agreement"
    yield from _unknown(located, (*here, "addressees"), p.addressees, parties, party)
    yield from _unknown(located, (*here, "acts"), p.acts, acts, "known type or group of acts")
    yield from _unknown(located, (*here, "counter_acts"), p.counter_acts, acts, "known type or group of acts")
    yield from _unknown(located, (*here, "depends_on"), p.depends_on, provisions, term)
    if p.clock:
        yield from _unknown(located, (*here, "clock", "reset_by"), p.clock.reset_by, provisions, term)
        yield from _unknown(located, (*here, "clock", "may_reset"), p.clock.may_reset, parties, party)
        yield from _unknown(located, (*here, "clock", "may_renew"), p.clock.may_renew, parties, party)
    for j, quota in enumerate(p.quotas):
        there = (*here, "quotas", j)
        yield from _unknown(located, (*there, "by"), [quota.by], p.addressees, "addressee of this term")
        if quota.for_each_by:
            yield from _unknown(located, (*there, "for_each_by"), [quota.for_each_by], parties, party)
        if quota.at_most is not None and quota.at_most < quota.at_least:
            yield located.fault((*there, "at_most"), "is less than at_least", "swap the two")
    yield from _reading_doubles(located, here, p)
    for j, reading in enumerate(p.readings):
        there = (*here, "readings", j)
        yield from _unknown(located, (*there, "addressees"), reading.addressees, parties, party)
        yield from _unknown(located, (*there, "acts"), reading.acts, acts, "known type or group of acts")


def _reading_doubles(located: Located, here: Where, p: ProvisionEntry) -> Iterator[str]:
    seen: set[str] = set()
    for j, reading in enumerate(p.readings):
        if reading.id in seen:
            yield located.fault(
                (*here, "readings", j, "id"), f"the id {reading.id!r} stands twice", "give each its own id"
            )
        seen.add(reading.id)


def _check_times(located: Located, here: Where, p: ProvisionEntry, file: AgreementFile) -> Iterator[str]:
    start = p.starts or file.effective
    if p.ends and start and p.ends <= start:
        yield located.fault((*here, "ends"), f"ends {p.ends}, not after it starts {start}", "correct one of the two")
    if p.deadline and start and p.deadline <= start:
        yield located.fault(
            (*here, "deadline"), f"the deadline {p.deadline} is not after the start {start}", "correct one of the two"
        )
    if p.clock and not (p.clock.starts or start):
        yield located.fault(
            (*here, "clock"), "a clock without a start", "give the clock, the term or the agreement an instant"
        )


def _check_shape(located: Located, here: Where, p: ProvisionEntry) -> Iterator[str]:
    if p.modality != "permission" and not p.addressees:
        yield located.fault((*here, "addressees"), f"a {p.modality} that binds nobody", "name who is bound")
    if p.modality == "prohibition" and not p.acts:
        yield located.fault((*here, "acts"), "a prohibition that forbids nothing", "name the acts")
    if p.status == "published" and not p.quote:
        yield located.fault((*here, "quote"), "a published term without its words", "quote up to 25 words of it")
    if p.rate and not p.acts:
        yield located.fault((*here, "rate"), "a rate that nothing is counted for", "name the acts that count")
    if p.quotas and not p.acts:
        yield located.fault((*here, "quotas"), "a quota that nothing is counted for", "name the acts that count")
    if p.rate and p.rate.every.days < 1:
        yield located.fault((*here, "rate", "every"), "shorter than a day", "count by days or weeks")
    if p.clock and p.clock.length.days < 1:
        yield located.fault((*here, "clock", "length"), "shorter than a day", "reports give days: count at least one")


def _find_cycles(located: Located, file: AgreementFile) -> Iterator[str]:
    needs = {p.id: p.depends_on for p in file.provisions}
    reported: set[str] = set()
    for i, provision in enumerate(file.provisions):
        trail = _cycle_from(provision.id, needs)
        if trail and not reported & set(trail):
            reported |= set(trail)
            chain = " → ".join((*trail, trail[0]))
            yield located.fault(
                ("provisions", i, "depends_on"), f"waits for itself: {chain}", "remove one of the links"
            )


def _cycle_from(start: str, needs: dict[str, list[str]]) -> tuple[str, ...]:
    """The shortest way from ``start`` back to itself; () when there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for next_ in needs.get(way[-1], []):
            if next_ == start:
                return way
            if next_ not in seen:
                seen.add(next_)
                ways.append((*way, next_))
    return ()
