"""Placeholders: "the city", "the area" and the like, and the named place that they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from trucewatch.claims.where import FoundPlace

_TOWNS = frozenset({"city", "town", "village", "settlement", "hamlet", "township", "municipality"})
_REGIONS = frozenset({"province", "governorate", "district", "county", "canton", "oblast"})
_ANY = frozenset(
    {"area", "region", "enclave", "suburb", "location", "place", "site", "neighbourhood", "neighborhood", "pocket"}
)
_POINTING = frozenset({"the", "this", "that"})
_STATES = frozenset({
    "besieged", "embattled", "same", "whole", "entire", "latter", "war-torn", "encircled", "stricken", "battered",
})  # fmt: skip


def find_named(start: int, end: int, doc: Any, before: Iterable[FoundPlace]) -> FoundPlace | None:
    """The place that tokens ``start``..``end`` stand for: the last of ``before`` that may be called so; else None.

    ``before`` holds named places in text order.  None too when the words are no bare placeholder.
    """
    *described, noun = list(doc[start:end])
    if not described or described[0].lower_ not in _POINTING:
        return None
    if any(t.lower_ not in _STATES and t.text != "-" for t in described[1:]):
        return None
    kind = noun.lower_
    fitting = [p for p in before if _may_be(kind, p)]
    return fitting[-1] if fitting else None


def _may_be(kind: str, place: FoundPlace) -> bool:
    said = place.span.quote.casefold().split()
    if kind in _TOWNS:
        return not place.is_country and not place.is_region and not _REGIONS & set(said)
    if kind in _REGIONS:
        return place.is_region or kind in said
    return kind in said or (kind in _ANY and not place.is_country)
