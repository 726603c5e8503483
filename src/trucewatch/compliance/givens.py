"""What parties are said to have given under a term with quotas: releases, exchanges, remains.

Counted as the quota is judged (``compliance.quotas``): of two reports of one day the larger, days added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trucewatch.compliance.inquiry import open_inquiry
from trucewatch.compliance.perspectives import find_perspectives, hearing
from trucewatch.compliance.quotas import sum_given
from trucewatch.compliance.weighing import bear_all, weigh_all
from trucewatch.errors import UnknownNameError
from trucewatch.model.agreement import Agreement
from trucewatch.model.situation import Situation
from trucewatch.packs.actors import ActorBook
from trucewatch.packs.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One quota: what ``party`` gave at least and at most, and what is due (None: not told, for an exchange).

    ``for_each``: the party for each one of whose it is due.
    """

    party: str
    what: str
    least: float
    most: float | None
    due_least: float | None
    due_most: float | None
    for_each: str
    claim_ids: tuple[str, ...]


def read_given(
    situation: Situation,
    agreement: Agreement,
    provision_id: str,
    as_of: date,
    *,
    actors: ActorBook | None = None,
    gazetteer: Gazetteer | None = None,
) -> tuple[Given, ...]:
    """Every quota of a provision with what reports say was given; on any claim's word.

    Raises :class:`UnknownNameError` for a provision that the agreement lacks, or that has no quota.
    """
    provision = next((p for p in agreement.provisions if p.provision_id == provision_id), None)
    if provision is None or not provision.quotas:
        known = ", ".join(p.provision_id for p in agreement.provisions if p.quotas) or "none"
        raise UnknownNameError(f"--term {provision_id}: no quota; terms of {agreement.agreement_id} with one: {known}")
    known_then, term = open_inquiry(situation, agreement, provision, as_of, actors, gazetteer)
    (view,) = find_perspectives(agreement, "any")
    weights = weigh_all(bear_all(known_then.happenings, term), term, view, hearing(view, frozenset()), "")
    found = []
    for quota in provision.quotas:
        least, most = sum_given(weights, quota.by, quota.what)
        due_least: float | None = quota.low
        due_most: float | None = quota.enough
        if quota.for_each_by:
            other_least, other_most = sum_given(weights, quota.for_each_by, quota.what)
            due_least = quota.low * other_least if other_least else None
            due_most = quota.enough * other_most if other_most else None
        ids = [
            c
            for w in weights
            if w.status == "fulfilled" and any(b.side == "for" and quota.by in b.accused for b in w.other)
            for c in w.claim_ids
        ]
        found.append(
            Given(
                party=agreement.party(quota.by).name,
                what=quota.what,
                least=least,
                most=most,
                due_least=due_least,
                due_most=due_most,
                for_each=agreement.party(quota.for_each_by).name if quota.for_each_by else "",
                claim_ids=tuple(dict.fromkeys(ids)),
            )
        )
    return tuple(found)
