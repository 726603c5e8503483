"""Who held which office when, and since when there is what: ``knowledge/core/tenures.yaml``, validated."""

from __future__ import annotations

import functools
from datetime import date
from pathlib import Path

from pydantic import Field

from trucewatch.packs.load import Entry, read_yaml, validate

FILE = Path(__file__).parent.parent / "knowledge" / "core" / "tenures.yaml"


class Tenure(Entry):
    """A person's days in an office, or the day a thing began; ``until`` is the last day, None while it lasts."""

    name: str = Field(min_length=1)
    since: date = Field(strict=False)
    until: date | None = Field(default=None, strict=False)


class Office(Entry):
    """The words of an office and who held it, one after another."""

    office: tuple[str, ...] = Field(min_length=1)
    holders: tuple[Tenure, ...]


class Campaign(Entry):
    """A battle or a campaign by the ``names`` that a text calls it by while it lasts, and its first and last day.

    ``beside``: words of which the text must hold one too, for a name that means more than the campaign.
    """

    names: tuple[str, ...] = Field(min_length=1)
    beside: tuple[str, ...] = ()
    since: date = Field(strict=False)
    until: date = Field(strict=False)


class TenureFile(Entry):
    """``tenures.yaml``; ``resolutions`` are those of the Security Council, by number, with the day of adoption."""

    source: str
    offices: tuple[Office, ...]
    began: tuple[Tenure, ...]
    campaigns: tuple[Campaign, ...]
    resolutions: dict[str, date] = Field(strict=False)


@functools.cache
def load_tenures() -> TenureFile:
    """The validated tenures; raises :class:`trucewatch.errors.PackError` with every fault and its line."""
    return validate(TenureFile, read_yaml(FILE, "core/tenures.yaml"))
