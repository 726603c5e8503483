"""Agreements that run: parties, guarantors, exclusions, and provisions with their clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

MODALITIES: tuple[str, ...] = ("obligation", "prohibition", "permission")
STATUSES: tuple[str, ...] = ("published", "leaked", "reported")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who is bound, or vouches.  ``answers_for``: actor ids whose acts count as this party's, itself included."""

    party_id: str
    name: str
    answers_for: tuple[str, ...]
    role: str = "party"
    """``party`` or ``guarantor``; a guarantor that is also bound appears under both."""
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A group outside the truce, with the names it bears over time."""

    actor_id: str
    name: str
    names: tuple[tuple[str, date | None, date | None], ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A count of days: start, length, whether it must be continuous, what resets it and who may reset or renew it."""

    starts_at: datetime
    length: timedelta
    continuous: bool = True
    reset_by: tuple[str, ...] = ()
    """Provision ids an apparent violation of which starts the count again on the next day."""
    may_reset: tuple[str, ...] = ()
    """Party ids who may agree to reset it (discretionary)."""
    may_renew: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A threshold: so much of ``what`` at ``stage`` per ``per_days`` days.

    ``share_words``: the rate is of a share ("with fuel"); only counts whose own words name one of these are of it.
    """

    what: str
    low: float
    per_days: int
    stage: str
    share_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """How much of ``what`` a party gives: in all, or for each one that ``for_each_by`` gives.

    ``enough`` is what is asked at most, ``low`` at least: they differ where the text asks more for some (a soldier)
    than for others, which counts do not tell apart.
    """

    what: str
    by: str
    low: float
    enough: float
    for_each_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One disputed way to read a provision: its ``acts``, ``area`` and ``addressees`` replace those if given."""

    reading_id: str
    text: str
    held_by: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One term.

    ``acts`` are the claim types that it forbids, or that fulfil it; ``counter_acts`` those that speak against an
    obligation's fulfilment (blocked aid against access).  ``area`` holds place ids; () is everywhere in the theatre.
    ``area_names`` are words that mean the area where no gazetteer has it ("eastern Aleppo").
    ``depends_on`` are provision ids that must be kept first.  ``starts_at``/``ends_at`` bound it (None: open).
    """

    provision_id: str
    title: str
    text: str
    quote: str
    status: str
    modality: str
    addressees: tuple[str, ...]
    acts: tuple[str, ...]
    counter_acts: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    area_name: str = ""
    area_names: tuple[str, ...] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    deadline_at: datetime | None = None
    clock: Clock | None = None
    rate: Rate | None = None
    quotas: tuple[Quota, ...] = ()
    depends_on: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    clause: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """An agreement as encoded; ``timezone`` is the IANA zone in which its days are counted."""

    agreement_id: str
    version: str
    title: str
    theatre: str
    timezone: str
    signed_on: date | None
    effective_at: datetime | None
    parties: tuple[Party, ...]
    exclusions: tuple[Exclusion, ...]
    provisions: tuple[Provision, ...]
    summary: str = ""
    sources: tuple[str, ...] = ()

    def provision(self, provision_id: str) -> Provision:
        """The provision of that id; raises ``KeyError``."""
        for provision in self.provisions:
            if provision.provision_id == provision_id:
                return provision
        raise KeyError(provision_id)

    def party(self, party_id: str) -> Party:
        """The party or guarantor of that id; raises ``KeyError``."""
        for party in self.parties:
            if party.party_id == party_id:
                return party
        raise KeyError(party_id)
