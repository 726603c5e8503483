"""Packs and versions: what is installed, and what read the reports."""

from __future__ import annotations

import functools
import platform
from importlib.metadata import version
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

import trucewatch
from trucewatch.desk.versions import knowledge_version
from trucewatch.ledger.catalogue import read_runs
from trucewatch.ledger.desk import Desk
from trucewatch.service.context import Context, needs
from trucewatch.web.pages import render

router = APIRouter()
Manager = Annotated[Context, Depends(needs("manage"))]


@router.get("/admin/versions")
def show(request: Request, context: Manager) -> Response:
    """What is installed here, the agreements, and every run that read reports."""
    agreements, runs = _agreements(), read_runs(context.desk.engine)
    installed = _installed(context.desk)
    return render(request, context, "admin/versions.html", installed=installed, agreements=agreements, runs=runs)


def _installed(desk: Desk) -> dict[str, str]:
    names = ("fastapi", "spacy", "sqlalchemy")
    return {
        "trucewatch": trucewatch.__version__,
        "knowledge": knowledge_version(),
        "python": platform.python_version(),
        **{name: version(name) for name in names},
        "database": desk.engine.dialect.name,
    }


@functools.cache
def _agreements() -> tuple[tuple[str, str, str, str], ...]:
    """Id, version, title and theatre of each bundled agreement."""
    from trucewatch.packs.agreement import list_agreements, load_agreement

    known = map(load_agreement, list_agreements())
    return tuple((a.agreement_id, a.version, a.title, a.theatre) for a in known)
