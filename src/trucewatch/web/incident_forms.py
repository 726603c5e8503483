"""What a person decides about an incident: link, separate, one origin, a grade, a finding, and taking any of it back.

Each form carries how many decisions there were when it was made (``decided``); if somebody decided about the same
claims since, nothing is recorded and the page says who did what.  A form that is sent twice, after a lost connection,
counts once (``client_id``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from trucewatch.desk import correcting
from trucewatch.desk.history import history_of
from trucewatch.desk.signing import check_text, make_finding, make_grade
from trucewatch.errors import UsageError
from trucewatch.ledger.edits import append_edit, decided_by, find_decisions
from trucewatch.model.decision import DECISION, Decision
from trucewatch.model.incident import Incident
from trucewatch.service.context import Context, needs
from trucewatch.service.problems import Fault
from trucewatch.web.incidents import find_one, show_incident
from trucewatch.web.looking import Looking, look
from trucewatch.web.pages import go, is_partial

router = APIRouter(prefix="/incidents")
Analyst = Annotated[Context, Depends(needs("review"))]
Verifier = Annotated[Context, Depends(needs("finding"))]
Text = Annotated[str, Form(max_length=4000)]
Short = Annotated[str, Form(max_length=80)]
Number = Annotated[int, Form(ge=0)]
Flag = Annotated[bool, Form()]


@router.post("/link")
def link(
    request: Request,
    context: Analyst,
    incident: Annotated[list[str], Form(max_length=20)],
    decided: Number,
    reason: Text = "",
    client_id: Short = "",
) -> Response:
    """Say that two incidents are one."""
    at = look(request, context)
    chosen = [find_one(at.picture, name) for name in dict.fromkeys(i.strip() for i in incident if i.strip())]
    if len(chosen) != 2:
        raise Fault(422, "choose two incidents to link, then send again")
    one, other = chosen
    made = _Form(request, context, at, one, decided, client_id)
    return made.record(lambda: correcting.make_link(one, other, reason, context.user.name, context.now))


@router.post("/{incident_id}/separate")
def separate(
    request: Request,
    context: Analyst,
    incident_id: str,
    decided: Number,
    claim: Annotated[list[str] | None, Form(max_length=500)] = None,
    reason: Text = "",
    client_id: Short = "",
) -> Response:
    """Say that claims do not belong with the others."""
    made = _open(request, context, incident_id, decided, client_id)
    return made.record(
        lambda: correcting.make_separation(made.incident, claim or [], reason, context.user.name, context.now)
    )


@router.post("/{incident_id}/same-origin")
def same_origin(
    request: Request,
    context: Analyst,
    incident_id: str,
    decided: Number,
    report: Annotated[list[str] | None, Form(max_length=50)] = None,
    reason: Text = "",
    client_id: Short = "",
) -> Response:
    """Say that two reports are one source."""
    made = _open(request, context, incident_id, decided, client_id)
    return made.record(
        lambda: correcting.make_same_origin(made.at.picture, report or [], reason, context.user.name, context.now)
    )


@router.post("/{incident_id}/other-origin")
def other_origin(
    request: Request,
    context: Analyst,
    incident_id: str,
    decided: Number,
    report: Annotated[list[str] | None, Form(max_length=50)] = None,
    reason: Text = "",
    client_id: Short = "",
) -> Response:
    """Say that two reports that are taken for one source are two."""
    made = _open(request, context, incident_id, decided, client_id)
    return made.record(
        lambda: correcting.make_other_origin(made.at.picture, report or [], reason, context.user.name, context.now)
    )


@router.post("/{incident_id}/grade")
def grade(
    request: Request,
    context: Analyst,
    incident_id: str,
    decided: Number,
    grade: Short = "",
    reason: Text = "",
    public: Flag = False,
    client_id: Short = "",
) -> Response:
    """Grade it, beside the rule."""
    made = _open(request, context, incident_id, decided, client_id)
    return made.record(
        lambda: make_grade(made.at.picture, made.incident, grade, reason, public, context.user.name, context.now)
    )


@router.post("/{incident_id}/finding")
def finding(
    request: Request,
    context: Verifier,
    incident_id: str,
    decided: Number,
    found: Text = "",
    standard: Short = "",
    reason: Text = "",
    public: Flag = False,
    client_id: Short = "",
) -> Response:
    """Sign a finding."""
    made = _open(request, context, incident_id, decided, client_id)
    return made.record(
        lambda: make_finding(
            made.at.picture, made.incident, found, standard, reason, public, context.user.name, context.now
        )
    )


@router.post("/{incident_id}/withdraw")
def withdraw(
    request: Request,
    context: Analyst,
    incident_id: str,
    number: Number,
    decided: Number,
    reason: Text = "",
    client_id: Short = "",
) -> Response:
    """Take a decision on it back; a finding by whoever may sign one."""
    made = _open(request, context, incident_id, decided, client_id)

    def take_back() -> Decision:
        deed = next((d for d in history_of(made.at.picture, made.incident) if d.number == number), None)
        if deed is None or not deed.stands:
            raise UsageError(f"decision {number} on this incident does not stand; there is nothing to take back")
        if deed.decision.kind == "finding" and not context.may("finding"):
            raise UsageError("a finding is taken back by who may sign one; ask a verifier")
        return Decision(
            kind="withdraw", subjects=(f"{DECISION}{number}",), payload={}, reason=check_text(reason, "why"),
            by=context.user.name, at=context.now,
        )  # fmt: skip

    return made.record(take_back)


class _Form:
    """One form that was sent: by whom, on which incident of which picture."""

    def __init__(
        self, request: Request, context: Context, at: Looking, incident: Incident, decided: int, client_id: str
    ) -> None:
        self._request, self._context, self._decided, self._client_id = request, context, decided, client_id
        self.at, self.incident = at, incident

    def record(self, make: Callable[[], Decision]) -> Response:
        """Record the decision and lead back to the incident, or say on its page why nothing was recorded."""
        engine = self._context.desk.engine
        try:
            decision = make()
        except UsageError as error:
            return show_incident(self._request, self._context, self.at, self.incident, 422, str(error))
        about = dict.fromkeys((*self.incident.claim_ids, *decision.subjects))
        outcome = append_edit(engine, decision, decided_by(engine, tuple(about), self._decided), self._client_id)
        if not outcome.done:
            faster = find_decisions(engine, tuple(set(outcome.faster.values())))
            said = "; ".join(f"{d.by}: {d.kind} ({d.reason})" for _, d in sorted(faster.items()))
            fault = f"Nothing was recorded, because somebody was faster: {said}. Look at both, then decide again."
            return show_incident(self._request, self._context, self.at, self.incident, 409, fault)
        if not is_partial(self._request):
            return go(self.at.to(f"/incidents/{self.incident.incident_id}"), "recorded")
        at = look(self._request, self._context, patient=True)
        return show_incident(
            self._request, self._context, at, find_one(at.picture, self.incident.incident_id), recorded=True
        )


def _open(request: Request, context: Context, incident_id: str, decided: int, client_id: str) -> _Form:
    at = look(request, context)
    return _Form(request, context, at, find_one(at.picture, incident_id), decided, client_id)
