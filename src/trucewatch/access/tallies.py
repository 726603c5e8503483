"""Tallies of breaches beside the incidents that were found in their area and days: compared, never added.

Observers count breaches, reports tell incidents: one incident may be many breaches, and most breaches are told by
nobody.  So neither number corrects the other; the reader gets both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from trucewatch.incidents.doubt import count_range
from trucewatch.incidents.geography import compare_places
from trucewatch.model.figure import Figure
from trucewatch.model.incident import Incident
from trucewatch.model.when import When

_THERE = frozenset({"same", "near", "within"})
# A count of breaches told as a happening is a tally as well, and is not set beside others.
_COUNTED = frozenset({"violation"})


def compare_tallies(
    figures: Sequence[Figure], incidents: Sequence[Incident], within: Mapping[str, tuple[str, ...]]
) -> tuple[Figure, ...]:
    """The figures, each tally of known days with the incidents found in its area and days, and a sentence.

    ``within`` gives the containers of a place id.  A tally without a place is of the whole area that is watched.
    """
    dated = [i for i in incidents if i.when and i.when.start_on and not set(i.types) <= _COUNTED]
    # "45 on Friday: 26 in Aleppo …": a part is of the days of its total.
    days = {part: total.when for total in figures for part in total.parts}
    compared = []
    for figure in figures:
        when = figure.when or days.get(figure.claim_id)
        if figure.type != "violation_tally" or when is None or when.start_on is None:
            compared.append(figure)
            continue
        found = [i for i in dated if _is_then(i, when) and _is_there(i, figure, within)]
        compared.append(
            replace(figure, found=tuple(i.incident_id for i in found), comparison=_say(figure, when, found))
        )
    return tuple(compared)


def _is_then(incident: Incident, when: When) -> bool:
    told = incident.when
    if told is None or told.start_on is None or when.start_on is None:
        return False
    return when.start_on <= told.start_on and (told.end_on or told.start_on) <= (when.end_on or when.start_on)


def _is_there(incident: Incident, figure: Figure, within: Mapping[str, tuple[str, ...]]) -> bool:
    return figure.place is None or compare_places(incident.places, (figure.place,), within).kind in _THERE


def _say(figure: Figure, when: When, found: Sequence[Incident]) -> str:
    stated = " ".join(figure.quantity.span.quote.split())
    last = when.end_on or when.start_on
    days = f"on {when.start_on}" if last == when.start_on else f"from {when.start_on} to {last}"
    where = f" in {' '.join(figure.place.span.quote.split())}" if figure.place else ""
    low, high = count_range(found)
    count = f"{len(found)} incident{'' if len(found) == 1 else 's'}"
    between = f" ({low} to {high})" if low != high else ""
    return f"against {stated} stated, reports tell of {count}{between}{where} {days}"
