"""The schema of ``agreement.yaml``: what may stand in the file, in a lawyer's words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from trucewatch.model.movement import STAGES
from trucewatch.model.vocabulary import QUANTITIES
from trucewatch.packs.instants import parse_day, parse_instant, parse_length, parse_zone
from trucewatch.packs.load import Entry

MAX_QUOTE_WORDS = 25
"""Texts of agreements may be in copyright or secret: a quote is a short citation, never the text."""


def _text(schema_words: str) -> Any:
    return WithJsonSchema({"type": "string", "description": schema_words})


def _from_text(parse: Any) -> Any:
    def check(value: Any) -> Any:
        if not isinstance(value, str):
            raise ValueError("must be text; put it in quotes")
        return parse(value)

    return BeforeValidator(check)


def _short(value: str) -> str:
    words = len(value.split())
    if words > MAX_QUOTE_WORDS:
        raise ValueError(
            f"the quote has {words} words; keep it to {MAX_QUOTE_WORDS} and put the rest in your own words"
        )
    return value


def _zone(value: str) -> str:
    parse_zone(value)
    return value


def _among(allowed: tuple[str, ...]) -> Any:
    def check(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"is none of {', '.join(allowed)}")
        return value

    return AfterValidator(check)


Instant = Annotated[
    datetime, _from_text(parse_instant), _text("an instant with its zone: 2016-09-12 19:00 Asia/Damascus")
]
Day = Annotated[date, _from_text(parse_day), _text("a day: 2016-09-12")]
Length = Annotated[timedelta, _from_text(parse_length), _text("a length: 7 days, 48 hours or 2 weeks")]
Zone = Annotated[str, AfterValidator(_zone), _text("an IANA time zone: Asia/Damascus")]
Filled = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$", description="lower-case letters, digits and hyphens")]


class PartyEntry(Entry):
    """A party or a guarantor; ``answers_for`` are the actors whose acts count as its own."""

    id: Id
    name: Filled
    answers_for: list[Filled] = Field(min_length=1)
    joined: Instant | None = None


class NameEntry(Entry):
    """A name that a group bears, and from when to when."""

    name: Filled
    since: Day | None = None
    until: Day | None = None


class ExclusionEntry(Entry):
    """A group that the truce does not cover."""

    actor: Filled
    name: Filled
    names: list[NameEntry] = Field(default_factory=list)
    source: Filled


class AreaEntry(Entry):
    """Where a term applies: gazetteer ids, and words that mean the area in reports."""

    name: Filled
    places: list[Filled] = Field(default_factory=list)
    names: list[Filled] = Field(default_factory=list)


class ClockEntry(Entry):
    """A count of days.  ``starts`` left out: when the term starts."""

    length: Length
    starts: Instant | None = None
    continuous: bool = True
    reset_by: list[Id] = Field(default_factory=list)
    may_reset: list[Id] = Field(default_factory=list)
    may_renew: list[Id] = Field(default_factory=list)


class RateEntry(Entry):
    """So much of ``what``, counted at ``stage``, in each ``every``; ``of``: words that name the share it is of."""

    what: Annotated[str, _among(QUANTITIES)]
    at_least: float = Field(gt=0)
    every: Length
    stage: Annotated[str, _among(STAGES)]
    of: list[Filled] = Field(default_factory=list)


class QuotaEntry(Entry):
    """How much of ``what`` the party ``by`` gives: in all, or for each one that ``for_each_by`` gives.

    ``at_most`` is the most that is asked where the text asks more for some than for others.
    """

    what: Annotated[str, _among(QUANTITIES)]
    by: Id
    at_least: float = Field(gt=0)
    at_most: float | None = None
    for_each_by: Id | None = None


class ReadingEntry(Entry):
    """A disputed reading of a term; what it gives replaces what the term gives."""

    id: Id
    text: Filled
    held_by: list[Filled] = Field(default_factory=list)
    addressees: list[Id] = Field(default_factory=list)
    acts: list[Filled] = Field(default_factory=list)
    area: AreaEntry | None = None


class ProvisionEntry(Entry):
    """One term."""

    id: Id
    title: Filled
    text: Filled
    quote: Annotated[str, AfterValidator(_short)] = ""
    status: Literal["published", "leaked", "reported"]
    modality: Literal["obligation", "prohibition", "permission"]
    addressees: list[Id] = Field(default_factory=list)
    acts: list[Filled] = Field(default_factory=list)
    counter_acts: list[Filled] = Field(default_factory=list)
    area: AreaEntry | None = None
    starts: Instant | None = None
    ends: Instant | None = None
    deadline: Instant | None = None
    clock: ClockEntry | None = None
    rate: RateEntry | None = None
    quotas: list[QuotaEntry] = Field(default_factory=list)
    depends_on: list[Id] = Field(default_factory=list)
    readings: list[ReadingEntry] = Field(default_factory=list)
    clause: str = ""
    source: Filled


class AgreementFile(Entry):
    """``agreement.yaml``."""

    id: Id
    version: Filled
    title: Filled
    summary: str = ""
    theatre: Id
    timezone: Zone
    signed: Day | None = None
    effective: Instant | None = None
    parties: list[PartyEntry] = Field(min_length=1)
    guarantors: list[PartyEntry] = Field(default_factory=list)
    exclusions: list[ExclusionEntry] = Field(default_factory=list)
    provisions: list[ProvisionEntry] = Field(min_length=1)
    sources: list[Filled] = Field(min_length=1)
