"""The public projection: a situation as if its restricted documents, and those of a later day, had never been read.

Filtering derived values is not enough: an incident's grade or a verdict's reason may rest on a restricted report.  So
whatever was derived is derived again from what is public, and a brief's bytes cannot depend on what is not in it.
"""

from __future__ import annotations

from datetime import date

from trucewatch.model.agreement import Agreement
from trucewatch.model.assessment import Assessment
from trucewatch.model.document import Document
from trucewatch.model.situation import Situation


def project(
    situation: Situation, agreement: Agreement | None, assessments: tuple[Assessment, ...], as_of: date
) -> tuple[Situation, tuple[Assessment, ...]]:
    """The situation as the public could know it on ``as_of``; the given one when that leaves nothing out.

    A document without a date stays: nothing says that it is later.
    """
    documents = tuple(d for d in situation.documents if not d.restricted and not _is_later(d, as_of))
    if len(documents) == len(situation.documents):
        return situation, assessments
    return _derive(situation, documents, agreement, as_of)


def _is_later(document: Document, as_of: date) -> bool:
    return document.published.on is not None and document.published.on > as_of


def _derive(
    situation: Situation, documents: tuple[Document, ...], agreement: Agreement | None, as_of: date
) -> tuple[Situation, tuple[Assessment, ...]]:
    # Imported here: a brief without restricted documents, which is nearly every one, needs none of them.
    from trucewatch.access.figures import build_figures
    from trucewatch.access.movements import build_movements
    from trucewatch.compliance.assess import assess
    from trucewatch.compliance.decided import find_resets, find_reviewed
    from trucewatch.incidents.declarations import build_declarations
    from trucewatch.incidents.findings import sign
    from trucewatch.incidents.resolved import resolve_incidents

    public = {d.document_id for d in documents}
    claims = tuple(c for c in situation.claims if c.document_id in public)
    decisions = situation.decisions
    # A decision on what is left out finds nothing to rule on; its words go with it.
    origins, built = resolve_incidents(documents, claims, decisions)
    derived = Situation(
        documents=documents,
        claims=claims,
        origins=origins,
        incidents=sign(built, decisions),
        movements=build_movements(documents, claims, origins),
        figures=build_figures(documents, claims, origins, built),
        declarations=build_declarations(documents, claims, built),
        decisions=decisions,
    )
    if agreement is None:
        return derived, ()
    reviewed, resets = find_reviewed(decisions), find_resets(decisions, agreement)
    return derived, assess(derived, agreement, as_of, "all", reviewed=reviewed, resets=resets)
