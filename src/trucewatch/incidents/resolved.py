"""Origins and incidents of reports as their words have it, and as people corrected them."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.incidents.build import build_incidents
from trucewatch.incidents.corrections import find_corrections, joined_reports, parted_reports
from trucewatch.incidents.memory import Memory
from trucewatch.model.claim import Claim
from trucewatch.model.decision import Decision
from trucewatch.model.document import Document, Origin
from trucewatch.model.incident import Incident
from trucewatch.reading.origin import find_origins


def resolve_incidents(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    decisions: Sequence[Decision] = (),
    memory: Memory | None = None,
) -> tuple[tuple[Origin, ...], tuple[Incident, ...]]:
    """Every document in one origin, and the incidents in the claims; findings and grades of people are not signed yet.

    A decision that names what is not at hand rules on nothing.  ``memory`` saves time and changes no result.
    """
    ruled = find_corrections(decisions)
    known = memory.origins if memory else None
    origins = find_origins(documents, joined=joined_reports(ruled), parted=parted_reports(ruled), known=known)
    built = build_incidents(
        documents, claims, origins, must_link=ruled.links, cannot_link=ruled.separations, memory=memory
    )
    return origins, built
