"""Incidents: one happening, many tellings, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.model.claim import PlaceMention
from trucewatch.model.when import When

ATTRIBUTES: tuple[str, ...] = (
    "perpetrator", "intent", "responsibility", "means", "place", "time", "target", "killed", "injured",
)  # fmt: skip
GRADES: tuple[str, ...] = ("confirmed", "fair", "weak", "contested", "discounted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One value of one attribute, with everybody who says so.

    ``value`` is the text's own words (never a number we made); ``claimants`` are names as printed, ("the report
    itself",) style names being left to the publisher's; ``origins`` are origin ids; ``claim_ids`` lead to the words.
    ``stance`` keeps an allegation an allegation.
    """

    attribute: str
    value: str
    claimants: tuple[str, ...]
    origins: tuple[str, ...]
    claim_ids: tuple[str, ...]
    stance: str = "asserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One origin's telling of a happening, by one claimant chain."""

    account_id: str
    origin_id: str
    document_ids: tuple[str, ...]
    claimants: tuple[str, ...]
    claimant_ids: tuple[str, ...]
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A cluster of accounts of one happening.

    ``types`` holds every type that an account gives it, most frequent first.  ``grade`` is one of :data:`GRADES` in
    Airwars' sense, ``grade_reason`` the rule that gave it.  ``contradictions`` are sentences.  Responsibility has
    three fields that are never merged: ``claimed_by``, ``denied_by``, ``assessed`` (empty unless a reviewer signs).
    ``judged`` is what people grade it, each with who and why, beside the rule's ``grade`` and never instead of it.
    ``links`` says why each claim was joined, ``near_misses`` what was nearly joined and why it was not.
    ``parts`` is how many happenings its accounts are when linked a little more strictly, ``joins`` are the ids of the
    incidents that it is one with when linked a little more loosely.
    """

    incident_id: str
    types: tuple[str, ...]
    title: str
    when: When | None
    places: tuple[PlaceMention, ...]
    accounts: tuple[Account, ...]
    positions: tuple[Position, ...]
    origins: tuple[str, ...]
    grade: str
    grade_reason: str
    claim_ids: tuple[str, ...]
    contradictions: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    assessed: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()
    parts: int = 1
    joins: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()

    def positions_on(self, attribute: str) -> tuple[Position, ...]:
        """The rival values of ``attribute``."""
        return tuple(p for p in self.positions if p.attribute == attribute)
