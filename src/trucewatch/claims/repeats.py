"""Repeats: a fact that the same document tells again is linked to its first telling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from trucewatch.model.claim import Claim

_KINDS = frozenset({"incident", "access", "figure"})
_REACH = 200
"""Facts of a type at the head of a text, and as many before a telling, that it may tell again: a text of thousands of
them takes no longer for each."""
_LASTING = frozenset({"territory_change", "siege", "force_movement"})
"""Types of which a text tells several of one place, so that only a headline's has the time of the body's."""
_TOLLS = frozenset({"killed", "injured", "trucks", "people", "strikes"})


def link_repeats(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, in order, with ``repeats`` set where an earlier one tells the same fact."""
    done: list[Claim] = []
    tellings: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        firsts = tellings[claim.kind, claim.type]
        near = firsts if len(firsts) <= 2 * _REACH else [*firsts[:_REACH], *firsts[-_REACH:]]
        first = next((c for c in near if _same(c, claim)), None) if claim.kind in _KINDS else None
        done.append(replace(claim, repeats=first.claim_id) if first is not None else claim)
        if first is None:
            firsts.append(claim)
    return tuple(_share_time(done))


def _share_time(claims: list[Claim]) -> list[Claim]:
    """A headline, a caption or a lead takes its time from the telling of the same fact below it."""
    later = {c.repeats: c for c in reversed(claims) if c.repeats and c.when is not None and c.when.end_on is not None}
    shared = []
    for claim in claims:
        told = later.get(claim.claim_id)
        if (
            told is not None
            and told.when is not None
            and (claim.type not in _LASTING or claim.segment in ("headline", "caption"))
            and (claim.when is None or not claim.when.is_known)
        ):
            claim = replace(claim, when=replace(told.when, span=None, inherited=True))
        shared.append(claim)
    return shared


def _same(first: Claim, again: Claim) -> bool:
    """Same type, no conflict of place, time or toll, and something that ties the two together."""
    if first.kind != again.kind or first.type != again.type or first.claim_id == again.claim_id:
        return False
    if first.when is not None and again.when is not None and first.when.start_on and again.when.start_on:
        end = again.when.end_on or again.when.start_on
        if not first.when.overlaps(again.when.start_on, end):
            return False
    # A figure is its number: "26 in the north" is no repetition of the 45 that it is a part of.
    counted = {q.what for q in again.quantities} if again.kind == "figure" else _TOLLS
    tolls = [(first.quantity(w), again.quantity(w)) for w in sorted(counted)]
    if any(a is not None and b is not None and (a.low, a.high) != (b.low, b.high) for a, b in tolls):
        return False
    places = _words(p.span.quote for p in first.places), _words(p.span.quote for p in again.places)
    if places[0] and places[1] and not places[0] & places[1]:
        return False
    shared = any(a is not None and b is not None for a, b in tolls)
    doers = (
        _words(a.span.quote for a in first.actors_as("perpetrator")),
        _words(a.span.quote for a in again.actors_as("perpetrator")),
    )
    if doers[0] and doers[1] and not doers[0] & doers[1]:
        return False
    return shared or bool(places[0] & places[1]) or "goes on" in again.rules


def _words(phrases: object) -> set[str]:
    small = {"the", "of", "in", "a", "and", "near", "city", "town", "village", "area", "province", "countryside"}
    return {w.strip("’'s,.()") for p in phrases for w in str(p).lower().split()} - small  # type: ignore[attr-defined]
