"""Compliance: every term on every word as of a day, the trace of each verdict, what changed between two days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from trucewatch.compliance.compare import compare
from trucewatch.compliance.explain import explain_lines
from trucewatch.compliance.perspectives import name_perspectives
from trucewatch.errors import UnknownNameError
from trucewatch.model.agreement import Agreement
from trucewatch.model.assessment import Assessment
from trucewatch.service.context import Reader
from trucewatch.service.pictures import parse_day, pictures_of
from trucewatch.web.looking import look, show

router = APIRouter(prefix="/compliance")
MOST = 50
"""Pieces of evidence of a kind that a page shows; the others are counted, and are in the API."""


@router.get("")
def show_table(request: Request, context: Reader) -> Response:
    """The terms by the words taken."""
    at = look(request, context)
    terms = at.picture.agreement
    if terms is None:
        return show(request, context, at, "picture/no_agreement.html")
    whole = [a for a in at.picture.assessments if not a.party_id and not a.reading_id]
    cells = {(a.provision_id, a.perspective_id): a for a in whole}
    columns = [p for p in _names(terms, whole) if any((t.provision_id, p) in cells for t in terms.provisions)]
    return show(
        request, context, at, "picture/compliance.html",
        terms=terms, names=_names(terms, whole), columns=columns, cells=cells,
        sentences=at.picture.standing.sentences, yesterday=at.picture.as_of - timedelta(1),
    )  # fmt: skip


@router.get("/changes")
def show_changes(
    request: Request, context: Reader, since: str = "", perspective: Annotated[str, Query(max_length=80)] = ""
) -> Response:
    """What changed since a day (yesterday unless named), on one word or on every one."""
    at = look(request, context)
    terms = at.picture.agreement
    if terms is None:
        return show(request, context, at, "picture/no_agreement.html")
    first = min(parse_day(since) or at.picture.as_of - timedelta(1), at.picture.as_of)
    before = pictures_of(request).get(context.projection, first).picture
    names = _names(terms, at.picture.assessments)
    chosen = [p for p in names if not perspective or p == perspective]
    changes = [(p, compare(_of(before.assessments, p), _of(at.picture.assessments, p))) for p in chosen]
    return show(
        request, context, at, "picture/changes.html",
        terms=terms, names=names, readings=_readings(terms), since=first, perspective=perspective,
        changes=[(p, found) for p, found in changes if found], known=at.picture.book.claims,
    )  # fmt: skip


@router.get("/{provision_id}")
def show_trace(
    request: Request, context: Reader, provision_id: str, perspective: Annotated[str, Query(max_length=80)] = ""
) -> Response:
    """Why the verdict on one term is what it is: on any claim, or on the word that is named."""
    at = look(request, context)
    terms = at.picture.agreement
    number = next((n for n, p in enumerate(terms.provisions, 1) if p.provision_id == provision_id), 0) if terms else 0
    found = [a for a in at.picture.assessments if a.provision_id == provision_id]
    if terms is None or not number or not found:
        raise UnknownNameError(f"{provision_id[:60]!r} is no term of this desk's agreement; see the table of terms")
    names = _names(terms, found)
    chosen = perspective if perspective in names else next(iter(names))
    reports = at.picture.reports
    traces = [(a, explain_lines(a, terms, reports=reports, most=MOST)) for a in found if a.perspective_id == chosen]
    view = next((t for t in at.picture.standing.terms if t.anchor == f"term-{number}"), None)
    return show(
        request, context, at, "picture/term.html",
        terms=terms, provision=terms.provision(provision_id), names=names, chosen=chosen, traces=traces, view=view,
        readings=_readings(terms),
        most=MOST, others=[a for a in found if not a.party_id and not a.reading_id],
    )  # fmt: skip


def _names(terms: Agreement, assessments: Sequence[Assessment]) -> dict[str, str]:
    """The perspectives that there are assessments from, with their names, in their order."""
    names = name_perspectives(terms)
    return {p: names.get(p, p) for p in dict.fromkeys(a.perspective_id for a in assessments)}


def _readings(terms: Agreement) -> dict[str, str]:
    """What a term's disputed readings say, by their ids."""
    return {r.reading_id: r.text for p in terms.provisions for r in p.readings}


def _of(assessments: Sequence[Assessment], perspective: str) -> list[Assessment]:
    return [a for a in assessments if a.perspective_id == perspective]
