"""Which incident an id means after incidents were merged and split, by people or by newer reports.

An incident's id is made of its first claim's id, and claims are never deleted: every id that was ever given leads to a
claim, and so to the incident that now holds it.
"""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.incidents.accounts import stable_id
from trucewatch.incidents.corrections import Corrections
from trucewatch.model.claim import Claim
from trucewatch.model.incident import Incident

PREFIX = "incident-"


def find_incidents(given: str, incidents: Sequence[Incident], claims: Sequence[Claim]) -> tuple[Incident, ...]:
    """The incidents whose id begins with ``given`` (with or without its prefix).

    Where there is none, those that now hold the claim which once gave such an id.
    """
    begins = PREFIX + given.removeprefix(PREFIX)
    current = tuple(i for i in incidents if i.incident_id.startswith(begins))
    if current:
        return current
    once = {c.claim_id for c in claims if c.kind == "incident" and stable_id("incident", c.claim_id).startswith(begins)}
    return tuple(i for i in incidents if once & set(i.claim_ids))


def earlier_ids(incident: Incident, corrections: Corrections) -> tuple[str, ...]:
    """The ids of the incidents that decisions made it from, in the order of the decisions; its own is left out."""
    own = set(incident.claim_ids)
    found = (
        i
        for ruling in sorted(corrections.links + corrections.separations, key=lambda r: r.number)
        if any(own & set(pair) for pair in ruling.pairs)
        for i in ruling.incidents
    )
    return tuple(i for i in dict.fromkeys(found) if i != incident.incident_id)
