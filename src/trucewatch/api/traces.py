"""Traces of verdicts that are longer than one answer should be: so many pieces of evidence, of how many."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Query

from trucewatch.api.shapes import Shape
from trucewatch.model.assessment import Assessment, ClockReading, Evidence

MOST = 1000
Pieces = Annotated[
    int,
    Query(ge=0, le=MOST, description="Pieces of evidence of a kind, and claims of a piece, that a trace shows."),
]
After = Annotated[int, Query(ge=0, le=10_000_000, description="Pieces of evidence of a kind to leave out first.")]


class Cut(Shape):
    """A list of a trace that is longer than it is shown.

    ``item`` is the verdict's place in ``items``, ``list`` the member, such as ``against`` or ``against[2].claim_ids``,
    ``total`` how many it has.
    """

    item: int
    list: str
    total: int


def shorten(item: int, assessment: Assessment, most: int, after: int) -> tuple[Assessment, list[Cut]]:
    """A verdict with ``most`` pieces of evidence of each kind behind the first ``after``, and what was left out."""
    cuts: list[Cut] = []

    def ids(place: str, claim_ids: tuple[str, ...]) -> tuple[str, ...]:
        if len(claim_ids) > most:
            cuts.append(Cut(item=item, list=f"{place}.claim_ids", total=len(claim_ids)))
        return claim_ids[:most]

    def pieces(name: str, evidence: tuple[Evidence, ...], start: int) -> tuple[Evidence, ...]:
        shown = evidence[start : start + most]
        if len(shown) < len(evidence):
            cuts.append(Cut(item=item, list=name, total=len(evidence)))
        return tuple(replace(e, claim_ids=ids(f"{name}[{n}]", e.claim_ids)) for n, e in enumerate(shown))

    def clock(reading: ClockReading) -> ClockReading:
        days = (replace(d, claim_ids=ids(f"clock.days[{n}]", d.claim_ids)) for n, d in enumerate(reading.days))
        return replace(
            reading, days=tuple(days), may_be_resets=pieces("clock.may_be_resets", reading.may_be_resets, 0)
        )  # fmt: skip

    shown = replace(
        assessment,
        supporting=pieces("supporting", assessment.supporting, after),
        against=pieces("against", assessment.against, after),
        set_aside=pieces("set_aside", assessment.set_aside, after),
        clock=clock(assessment.clock) if assessment.clock else None,
    )
    return shown, cuts
