"""What people decide about incidents: link, separate, one origin or two, a grade, a finding."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Request
from pydantic import Field
from starlette.responses import Response

from trucewatch.api.answers import answer
from trucewatch.api.claims import ClientId
from trucewatch.api.decisions import NumberAnswer
from trucewatch.api.incidents import ResultId
from trucewatch.api.pictured import Pictured
from trucewatch.api.routing import ID, Reviewer, marked, new_router, problems
from trucewatch.api.shapes import Asked, Plain
from trucewatch.desk import correcting
from trucewatch.desk.picture import Picture
from trucewatch.desk.signing import make_finding, make_grade
from trucewatch.ledger.codec import to_plain
from trucewatch.ledger.edits import RepeatedIdError, append_edit, decided_by, find_decisions
from trucewatch.model.decision import Decision
from trucewatch.model.incident import Incident
from trucewatch.service.context import Context
from trucewatch.service.problems import Fault

router = new_router("picture")
Reason = Annotated[Plain, Field(min_length=1, max_length=2000)]
Name = Annotated[str, Field(pattern=ID)]


class IncidentAsked(Asked):
    """A decision on an incident, made after ``decided`` decisions had been taken on this desk.

    ``link`` names the ``other`` incident, ``separate`` the ``claims`` that do not belong, ``same_origin`` and
    ``other_origin`` two ``reports``, ``grade`` the grade; ``finding`` what is ``found`` and by which ``standard`` of
    proof.  ``public``: the grade or finding rests on public reports alone.
    """

    kind: Literal["link", "separate", "same_origin", "other_origin", "grade", "finding"]
    reason: Reason
    decided: int = Field(ge=0, le=2**31)
    other: str = Field(default="", max_length=100)
    claims: list[Name] = Field(default_factory=list, max_length=500)
    reports: list[Name] = Field(default_factory=list, max_length=50)
    grade: Plain = Field(default="", max_length=40)
    found: Plain = Field(default="", max_length=2000)
    standard: Plain = Field(default="", max_length=80)
    public: bool = False


@router.post(
    "/incidents/{incident_id}/decisions", status_code=201, response_model=NumberAnswer,
    responses=problems(404, 409), openapi_extra=marked("review"),
)  # fmt: skip
def decide(
    request: Request,
    context: Reviewer,
    shown: Pictured,
    incident_id: ResultId,
    asked: IncidentAsked,
    client_id: ClientId = "",
) -> Response:
    """Decide about an incident, unless somebody decided about the same claims meanwhile; a finding needs its right."""
    if asked.kind == "finding" and not context.may("finding"):
        raise Fault(403, "a finding is signed by a verifier")
    incident = _find(shown, incident_id)
    decision = _make(context, shown, incident, asked)
    engine = context.desk.engine
    about = tuple(dict.fromkeys((*incident.claim_ids, *decision.subjects)))
    try:
        outcome = append_edit(engine, decision, decided_by(engine, about, asked.decided), client_id)
    except RepeatedIdError as error:
        raise Fault(422, f"Idempotency-Key: {error}") from error
    if not outcome.done:
        faster = find_decisions(engine, tuple(set(outcome.faster.values())))
        theirs = [{"number": n, "decision": to_plain(d)} for n, d in sorted(faster.items())]
        raise Fault(
            409, "not recorded, because somebody was faster; look at both", yours=to_plain(decision), theirs=theirs
        )
    headers = {"Idempotent-Replayed": "true"} if outcome.repeated else {}
    return answer(request, NumberAnswer, NumberAnswer(number=outcome.number), 201, headers)


def _make(context: Context, shown: Picture, incident: Incident, asked: IncidentAsked) -> Decision:
    by, at, reason = context.user.name, context.now, asked.reason
    if asked.kind == "link":
        return correcting.make_link(incident, _find(shown, asked.other), reason, by, at)
    if asked.kind == "separate":
        return correcting.make_separation(incident, asked.claims, reason, by, at)
    if asked.kind == "same_origin":
        return correcting.make_same_origin(shown, asked.reports, reason, by, at)
    if asked.kind == "other_origin":
        return correcting.make_other_origin(shown, asked.reports, reason, by, at)
    if asked.kind == "grade":
        return make_grade(shown, incident, asked.grade, reason, asked.public, by, at)
    return make_finding(shown, incident, asked.found, asked.standard, reason, asked.public, by, at)


def _find(shown: Picture, incident_id: str) -> Incident:
    found = shown.incidents.get(incident_id)
    if found is None:
        raise Fault(404, "there is no such incident as of this day")
    return found
