"""What the claims draw together: incidents, movements of aid and people, figures; as of any day."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Path, Query, Request
from starlette.responses import Response

from trucewatch.api.answers import answer
from trucewatch.api.paging import Cursor, Limit, cut
from trucewatch.api.pictured import Pictured
from trucewatch.api.routing import Reader, marked, new_router, problems
from trucewatch.api.shapes import Listed
from trucewatch.desk.search import matching_claims
from trucewatch.model.figure import Figure
from trucewatch.model.incident import Incident
from trucewatch.model.movement import Movement
from trucewatch.service.problems import Fault

router = new_router("picture")
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]
MovementKind = Literal["aid", "evacuation", "returns", "release", "route"]
ResultId = Annotated[str, Path(max_length=100, pattern=r"^[\w.:-]+$")]
Words = Annotated[str, Query(max_length=400, description="Words that a claim of it has.")]


@router.get("/incidents", response_model=Listed[Incident], openapi_extra=marked("read"))
def list_incidents(
    request: Request,
    context: Reader,
    shown: Pictured,
    words: Words = "",
    type: Annotated[str, Query(max_length=32, pattern=r"^[a-z_]*$")] = "",
    grade: Annotated[Grade | None, Query()] = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Response:
    """Incidents, each with the accounts of it side by side; no account is a fact."""
    found = [
        i for i in shown.situation.incidents if (not type or type in i.types) and (grade is None or i.grade == grade)
    ]
    if words:
        holding = matching_claims(context.desk, context.projection, words)
        found = [i for i in found if not holding.isdisjoint(i.claim_ids)]
    page, more = cut(found, lambda i: i.incident_id, limit, cursor)
    return answer(request, Listed[Incident], Listed[Incident](items=list(page), next=more))


@router.get("/incidents/{incident_id}", response_model=Incident, responses=problems(404), openapi_extra=marked("read"))
def show_incident(request: Request, shown: Pictured, incident_id: ResultId) -> Response:
    """One incident: accounts, positions, contradictions, why its claims were linked and what was nearly linked."""
    found = shown.incidents.get(incident_id)
    if found is None:
        raise Fault(404, "there is no such incident as of this day, or none that you may see")
    return answer(request, Incident, found)


@router.get("/movements", response_model=Listed[Movement], openapi_extra=marked("read"))
def list_movements(
    request: Request,
    shown: Pictured,
    kind: Annotated[MovementKind | None, Query()] = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Response:
    """Convoys, evacuations, routes: each stage with who says it."""
    found = [m for m in shown.situation.movements if kind is None or m.kind == kind]
    page, more = cut(found, lambda m: m.movement_id, limit, cursor)
    return answer(request, Listed[Movement], Listed[Movement](items=list(page), next=more))


@router.get("/figures", response_model=Listed[Figure], openapi_extra=marked("read"))
def list_figures(
    request: Request,
    shown: Pictured,
    type: Annotated[str, Query(max_length=32, pattern=r"^[a-z_]*$")] = "",
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Response:
    """Counts that are tied to no one happening: the besieged, tolls, tallies, volumes of aid."""
    found = [f for f in shown.situation.figures if not type or f.type == type]
    page, more = cut(found, lambda f: f.figure_id, limit, cursor)
    return answer(request, Listed[Figure], Listed[Figure](items=list(page), next=more))
