"""What an incident is called, never a claim as a fact: "Reported air strike, near Deir Ezzor, 17 September 2016"."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.incidents.vocabulary import load_vocabulary
from trucewatch.model.claim import Claim, PlaceMention
from trucewatch.model.when import When


def title_of(types: Sequence[str], places: Sequence[PlaceMention], when: When | None, claims: Sequence[Claim]) -> str:
    """Type, place and time with "Reported", or "Denied" when nobody tells it but to deny it."""
    label = load_vocabulary().labels[types[0]] if types else "incident"
    first = "Denied" if claims and all(c.stance == "denied" for c in claims) else "Reported"
    where = " ".join(places[0].span.quote.split()) if places else "place not given"
    return f"{first} {label}, {where}, {date_words(when)}"


def date_words(when: When | None) -> str:
    """An interval in words: "17 September 2016", "12 to 19 September 2016", "day not known"."""
    if when is None or when.start_on is None:
        return "day not known"
    start, end = when.start_on, when.end_on or when.start_on
    if start == end:
        return f"{start.day} {start:%B} {start.year}"
    if (start.year, start.month) == (end.year, end.month):
        if when.precision == "month":
            return f"{start:%B} {start.year}"
        return f"{start.day} to {end.day} {end:%B} {end.year}"
    first = f"{start.day} {start:%B}" + ("" if start.year == end.year else f" {start.year}")
    return f"{first} to {end.day} {end:%B} {end.year}"
