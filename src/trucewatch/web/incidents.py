"""Incidents: the list, and one with its accounts side by side."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, FastAPI, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from trucewatch.desk.history import history_of
from trucewatch.desk.incidentlist import Filters, choose, near
from trucewatch.desk.picture import Picture
from trucewatch.desk.search import matching_claims
from trucewatch.desk.signing import rests_on_restricted
from trucewatch.errors import UnknownNameError
from trucewatch.incidents.corrections import find_corrections
from trucewatch.incidents.forwarding import earlier_ids, find_incidents
from trucewatch.model.decision import STANDARDS
from trucewatch.model.incident import GRADES, Incident
from trucewatch.model.vocabulary import TYPES
from trucewatch.publishing.happenings import build_cards
from trucewatch.service.context import Context, Reader
from trucewatch.service.pictures import begin_pictures, close_pictures, parse_day
from trucewatch.web.looking import Looking, look, show
from trucewatch.web.pages import go

router = APIRouter()


@asynccontextmanager
async def working(app: FastAPI) -> AsyncIterator[None]:
    """Pictures are drawn as long as the application lives."""
    await run_in_threadpool(begin_pictures, app)
    yield
    close_pictures(app)


@router.get("/incidents")
def list_all(
    request: Request,
    context: Reader,
    q: Annotated[str, Query(max_length=200)] = "",
    type: Annotated[str, Query(max_length=40)] = "",
    grade: Annotated[str, Query(max_length=20)] = "",
    since: str = "",
    until: str = "",
    contradicted: bool = False,
    signed: bool = False,
    page: int = 1,
) -> Response:
    """The list with its filters."""
    at = look(request, context)
    filters = Filters(
        type=type, grade=grade, since=parse_day(since), until=parse_day(until), contradicted=contradicted, signed=signed
    )
    hits = matching_claims(context.desk, context.projection, q) if q.strip() else None
    listing = choose(at.picture, filters, hits, page)
    claims = at.picture.book.claims
    rows = [(i, len({claims[c].document_id for c in i.claim_ids if c in claims})) for i in listing.members]
    same = {"q": q, "type": type, "grade": grade, "since": since, "until": until}
    same |= {"contradicted": "true" if contradicted else "", "signed": "true" if signed else ""}
    before, after = (at.to("/incidents", **same, page=str(n)) for n in (listing.before, listing.after))
    return show(
        request, context, at, "picture/incidents.html",
        listing=listing, rows=rows, filters=filters, q=q, grades=GRADES, types=TYPES["incident"],
        client_id=secrets.token_urlsafe(18),
        before=before if listing.before else "", after=after if listing.after else "",
    )  # fmt: skip


@router.get("/incidents/{incident_id}")
def show_one(request: Request, context: Reader, incident_id: str) -> Response:
    """One incident; an id that was merged into another leads on to it."""
    at = look(request, context)
    incident = find_one(at.picture, incident_id)
    if incident.incident_id != incident_id:
        return go(at.to(f"/incidents/{incident.incident_id}"), "recorded" if "said" in request.query_params else "")
    return show_incident(request, context, at, incident)


def show_incident(
    request: Request,
    context: Context,
    at: Looking,
    incident: Incident,
    status: int = 200,
    fault: str = "",
    recorded: bool = False,
) -> Response:
    """The page of one incident; ``recorded`` says that a form on it was, ``fault`` why it was not."""
    book = at.picture.book
    (card,) = build_cards(book, [incident])
    claims = [book.claims[c] for c in incident.claim_ids if c in book.claims]
    reports = [book.documents[d] for d in dict.fromkeys(c.document_id for c in claims)]
    origins = Counter(book.origin_of(d.document_id) for d in reports)
    return show(
        request, context, at, "picture/incident.html", status,
        incident=incident, card=card, claims=claims, book=book, grades=GRADES, standards=STANDARDS,
        reports=reports, joined=[d for d in reports if origins[book.origin_of(d.document_id)] > 1],
        restricted=rests_on_restricted(at.picture, incident),
        came_from=earlier_ids(incident, find_corrections(at.picture.decisions)),
        history=history_of(at.picture, incident),
        client_id=secrets.token_urlsafe(18),
        fault=fault, recorded=recorded, others=near(at.picture, incident),
    )  # fmt: skip


def find_one(picture: Picture, incident_id: str) -> Incident:
    """The incident of an id, or the one that took it in; raises :class:`UnknownNameError`."""
    if found := picture.incidents.get(incident_id):
        return found
    others = find_incidents(incident_id, picture.situation.incidents, picture.situation.claims)
    if not others or len(incident_id) < len("incident-") + 4:
        raise UnknownNameError(
            f"{incident_id[:60]!r} is no incident of this desk on this day; see the list of incidents"
        )
    return others[0]
