"""What people signed about an incident: findings with a standard of proof, and grades of their own.

Both stand beside what the rules say and never replace it.  A decision names the claims that its author looked at, which
outlast merging and splitting; it goes with the incident that now holds most of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from trucewatch.model.decision import Decision, standing
from trucewatch.model.incident import Incident
from trucewatch.model.span import readable


@dataclass(frozen=True, slots=True)
class Signed:
    """A finding or a grade in force: ``number`` is the decision's, ``claim_ids`` what it was taken on."""

    number: int
    kind: str
    by: str
    on: date
    sentence: str
    claim_ids: tuple[str, ...]


def find_signed(decisions: Sequence[Decision]) -> tuple[Signed, ...]:
    """The findings and grades that stand, in the order of their decisions; of one person's grades the last.

    ``finding``: payload ``found`` is the sentence, ``standard`` one of :data:`~trucewatch.model.decision.STANDARDS`.
    ``grade``: payload ``grade`` is one of :data:`~trucewatch.model.incident.GRADES`.  The claims of both are the
    subjects.
    """
    return tuple(_read(number, d) for number, d in standing(decisions) if d.kind in ("finding", "grade"))


def sign(incidents: Sequence[Incident], decisions: Sequence[Decision]) -> tuple[Incident, ...]:
    """The incidents with ``assessed`` and ``judged`` filled by what people signed; the rest as it was."""
    assessed: dict[str, list[str]] = {}
    judged: dict[str, dict[str, str]] = {}
    signed = find_signed(decisions)
    named = frozenset(c for one in signed for c in one.claim_ids)
    holding = [i for i in incidents if named and not named.isdisjoint(i.claim_ids)]
    for one in signed:
        incident_id = holder(one, holding)
        if incident_id and one.kind == "finding":
            assessed.setdefault(incident_id, []).append(one.sentence)
        elif incident_id:
            # A person's later grade takes the place of their own earlier one, not of another's.
            judged.setdefault(incident_id, {}).pop(one.by, None)
            judged[incident_id][one.by] = one.sentence
    if not assessed and not judged:
        return tuple(incidents)
    return tuple(
        replace(
            i,
            assessed=(*i.assessed, *assessed.get(i.incident_id, ())),
            judged=(*i.judged, *judged.get(i.incident_id, {}).values()),
        )
        for i in incidents
    )


def holder(one: Signed, incidents: Sequence[Incident]) -> str:
    """The id of the incident that holds most of its claims, the first of equals; empty when none holds any."""
    named = frozenset(one.claim_ids)
    held = [(len(named.intersection(i.claim_ids)), -place) for place, i in enumerate(incidents)]
    most, place = max(held, default=(0, 0))
    return incidents[-place].incident_id if most else ""


def _read(number: int, decision: Decision) -> Signed:
    on = decision.at.date()
    signature = f"signed by {decision.by} on {on.isoformat()}, decision {decision.name}"
    if decision.kind == "finding":
        found = str(decision.payload.get("found", "")).strip().rstrip(".")
        sentence = f"{found} (to the standard: {decision.payload.get('standard', 'not stated')}; {signature})"
    else:
        why = decision.reason.strip().rstrip(".")
        sentence = f"Graded {decision.payload.get('grade', 'not stated')} by a person: {why} ({signature})."
    return Signed(number, decision.kind, decision.by, on, readable(sentence), decision.subjects)
