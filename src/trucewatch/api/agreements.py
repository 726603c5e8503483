"""Agreements as they are bundled, and how the desk's own is kept, term by term and perspective by perspective."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Path, Query, Request
from starlette.responses import Response

from trucewatch.api.answers import answer
from trucewatch.api.paging import Cursor, Limit, cut
from trucewatch.api.pictured import Pictured
from trucewatch.api.routing import Reader, marked, new_router, problems
from trucewatch.api.shapes import Listed, Shape
from trucewatch.api.traces import After, Cut, Pieces, shorten
from trucewatch.model.agreement import Agreement
from trucewatch.model.assessment import Assessment
from trucewatch.packs.agreement import list_agreements, load_agreement
from trucewatch.service.problems import Fault

router = new_router("compliance")


class AgreementSummary(Shape):
    """An agreement in a list; ``watched``: it is the one that this desk watches."""

    agreement_id: str
    title: str
    watched: bool


class AssessmentsAnswer(Listed[Assessment]):
    """Verdicts as of a day; ``notes`` are what a reader must be told about it, ``cut`` where a trace goes on."""

    as_of: date
    agreement_id: str | None
    notes: list[str]
    cut: list[Cut]


@router.get("/agreements", response_model=list[AgreementSummary], openapi_extra=marked("read"))
def list_all(request: Request, context: Reader) -> Response:
    """The bundled agreements."""
    watched = context.desk.agreement
    told = [
        AgreementSummary(agreement_id=i, title=load_agreement(i).title, watched=i == watched) for i in list_agreements()
    ]
    return answer(request, list[AgreementSummary], told)


@router.get(
    "/agreements/{agreement_id}", response_model=Agreement, responses=problems(404), openapi_extra=marked("read")
)
def show_one(
    request: Request, context: Reader, agreement_id: Annotated[str, Path(max_length=80, pattern=r"^[a-z0-9-]+$")]
) -> Response:
    """An agreement: parties, guarantors, exclusions, and every term with its words."""
    if agreement_id not in list_agreements():
        raise Fault(404, "there is no such agreement; see /api/v1/agreements")
    return answer(request, Agreement, load_agreement(agreement_id))


@router.get("/assessments", response_model=AssessmentsAnswer, openapi_extra=marked("read"))
def list_assessments(
    request: Request,
    shown: Pictured,
    perspective: Annotated[str, Query(max_length=80, pattern=r"^[\w:.-]*$", description="Whose word is taken.")] = "",
    provision: Annotated[str, Query(max_length=80, pattern=r"^[\w.-]*$")] = "",
    party: Annotated[str, Query(max_length=80, pattern=r"^[\w.-]*$")] = "",
    evidence: Pieces = 20,
    evidence_after: After = 0,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Response:
    """The verdict on each term of the desk's agreement, with its trace: claims for and against, the rule, what would
    change it.  Of a long trace the first pieces are answered; `cut` says how many there are, `evidence` and
    `evidence_after` give the others.
    """
    wanted = {"perspective_id": perspective, "provision_id": provision, "party_id": party}
    found = [a for a in shown.assessments if all(not v or getattr(a, k) == v for k, v in wanted.items())]
    page, more = cut(found, _key, limit, cursor)
    traces = [shorten(n, a, evidence, evidence_after) for n, a in enumerate(page)]
    told = AssessmentsAnswer(
        items=[a for a, _ in traces],
        next=more,
        as_of=shown.as_of,
        agreement_id=shown.agreement.agreement_id if shown.agreement else None,
        notes=list(shown.notes),
        cut=[c for _, cuts in traces for c in cuts],
    )
    return answer(request, AssessmentsAnswer, told)


def _key(assessment: Assessment) -> str:
    parts = (assessment.provision_id, assessment.party_id, assessment.perspective_id, assessment.reading_id)
    return "/".join(parts)
