"""What people decided about an incident: every decision that names one of its claims or reports, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.desk.picture import Picture
from trucewatch.incidents.corrections import texts
from trucewatch.model.decision import DECISION, Decision, standing
from trucewatch.model.incident import Incident

ABOUT_INCIDENTS = ("link", "separate", "same_origin", "other_origin", "grade", "finding")
"""Decisions that an incident's page lists and can take back."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A decision with its number; ``stands`` unless somebody took it back, with ``taken_back_by`` and why."""

    number: int
    decision: Decision
    stands: bool
    taken_back: Decision | None = None


def history_of(picture: Picture, incident: Incident) -> tuple[Deed, ...]:
    """The deeds on an incident, the newest first."""
    claims = picture.book.claims
    documents = {claims[c].document_id for c in incident.claim_ids if c in claims}
    about = documents.union(incident.claim_ids)
    stands = {n for n, _ in standing(picture.decisions)}
    gone = {s: d for d in picture.decisions if d.kind == "withdraw" for s in d.subjects}
    found = [
        Deed(n, d, n in stands, gone.get(f"{DECISION}{n}"))
        for n, d in enumerate(picture.decisions, 1)
        if d.kind in ABOUT_INCIDENTS and not about.isdisjoint(_named(d))
    ]
    return tuple(reversed(found))


def _named(decision: Decision) -> Iterator[str]:
    yield from decision.subjects
    for key in ("left", "right", "others"):
        yield from texts(decision.payload.get(key))
