"""The words that say when: ``knowledge/core/times.yaml``, validated."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Annotated

from pydantic import Field

from trucewatch.packs.load import Entry, read_yaml, validate

FILE = Path(__file__).parent.parent / "knowledge" / "core" / "times.yaml"

Weekday = Annotated[int, Field(ge=0, le=6)]
Month = Annotated[int, Field(ge=1, le=12)]


class Future(Entry):
    """What puts a bare weekday ahead of the day of publication rather than behind it."""

    auxiliaries: tuple[str, ...]
    adjectives: tuple[str, ...]
    scheduled_verbs: tuple[str, ...]
    past_controllers: tuple[str, ...]


class TimeWords(Entry):
    """The vocabulary of :mod:`trucewatch.claims.when`; every word in lower case.

    ``weekdays`` number from Monday 0; ``day_words`` are offsets in days of the first and the last day from the day of
    publication, with a precision; ``day_references`` offsets in days from a day named before.  ``habits`` tell of many
    happenings or of older ones, so that no one day is theirs.
    """

    source: str
    weekdays: dict[str, Weekday]
    months: dict[str, Month]
    ambiguous_months: tuple[str, ...]
    month_cues: tuple[str, ...]
    seasons: dict[str, tuple[Month, int]]
    parts_of_day: tuple[str, ...]
    day_words: dict[str, tuple[int, int, str]]
    day_references: dict[str, int]
    units: dict[str, str]
    counts: dict[str, int]
    numbered_days: tuple[str, ...]
    numbered_of: tuple[str, ...]
    habits: tuple[str, ...]
    future: Future


@functools.cache
def load_times() -> TimeWords:
    """The validated words; raises :class:`trucewatch.errors.PackError` with every fault and its line."""
    return validate(TimeWords, read_yaml(FILE, "core/times.yaml"))
