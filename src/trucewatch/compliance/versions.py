"""Two agreements, or two versions of one: which terms answer to each other, and what in their wording differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trucewatch.compliance.show import describe_clock, describe_instant, describe_quota, describe_rate
from trucewatch.model.agreement import Agreement, Provision

ALIKE = 0.5
"""Least share of common acts at which terms of two agreements are taken to ask for the same thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermChange:
    """One term that differs: what it asks in each, by aspect (``acts``, ``bound``, ``clock`` …)."""

    provision_id: str
    other_id: str
    differs: tuple[tuple[str, str, str], ...]
    """Aspect, before, after."""


def pair_terms(before: Agreement, after: Agreement) -> dict[str, str]:
    """The id in ``after`` by the id in ``before`` for terms that answer to each other.

    The same id answers first; then, of those left over, the terms of one kind with the greatest common share of acts
    (at least :data:`ALIKE`), the earlier term first.  Terms that nothing is counted for have only their id.
    """
    pairs = {p.provision_id: p.provision_id for p in before.provisions if _has(after, p.provision_id)}
    scored = [
        (-share, i, j, p.provision_id, q.provision_id)
        for i, p in enumerate(before.provisions)
        for j, q in enumerate(after.provisions)
        if p.provision_id not in pairs and q.provision_id not in pairs.values() and (share := _common(p, q)) >= ALIKE
    ]
    for _, _, _, old, new in sorted(scored):
        if old not in pairs and new not in pairs.values():
            pairs[old] = new
    return pairs


def compare_terms(before: Agreement, after: Agreement, pairs: Mapping[str, str]) -> tuple[TermChange, ...]:
    """The paired terms whose wording or working differs, in the order of ``before``."""
    found = []
    for old_id, new_id in ((p.provision_id, pairs.get(p.provision_id)) for p in before.provisions):
        if new_id is None:
            continue
        old, new = _aspects(before, old_id), _aspects(after, new_id)
        differs = tuple((name, old[name], new[name]) for name in old if old[name] != new[name])
        if differs:
            found.append(TermChange(provision_id=old_id, other_id=new_id, differs=differs))
    return tuple(found)


def _has(agreement: Agreement, provision_id: str) -> bool:
    return any(p.provision_id == provision_id for p in agreement.provisions)


def _common(one: Provision, other: Provision) -> float:
    if one.modality != other.modality or not one.acts or not other.acts:
        return 0.0
    ours, theirs = set(one.acts), set(other.acts)
    return len(ours & theirs) / len(ours | theirs)


def _aspects(agreement: Agreement, provision_id: str) -> dict[str, str]:
    return dict(_describe(agreement, agreement.provision(provision_id)))


def _describe(agreement: Agreement, p: Provision) -> Iterator[tuple[str, str]]:
    yield "title", p.title
    yield "text", " ".join(p.text.split())
    yield "quote", p.quote
    yield "known as", p.status
    yield "kind", p.modality
    yield "bound", "; ".join(agreement.party(i).name for i in p.addressees)
    yield "acts", ", ".join(p.acts)
    yield "acts against", ", ".join(p.counter_acts)
    yield "area", "; ".join(filter(None, (p.area_name, *p.area, *p.area_names)))
    for name, instant in (("starts", p.starts_at), ("ends", p.ends_at), ("deadline", p.deadline_at)):
        yield name, describe_instant(instant, agreement)
    yield "clock", describe_clock(p.clock, agreement) if p.clock else ""
    yield "rate", describe_rate(p.rate) if p.rate else ""
    yield "quotas", "; ".join(describe_quota(q, agreement) for q in p.quotas)
    yield "waits for", ", ".join(p.depends_on)
    yield "readings", "; ".join(f"{r.reading_id}: {r.text}" for r in p.readings)
