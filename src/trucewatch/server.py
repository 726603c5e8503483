"""One application of pages and API, for ``trucewatch serve``.

Every module of ``web`` and ``api`` that has a ``router`` is part of it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from types import ModuleType

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.routing import Match, Route

from trucewatch import __version__, api, web
from trucewatch.errors import TrucewatchError
from trucewatch.ledger.desk import open_desk
from trucewatch.service.context import Service
from trucewatch.service.headers import BoundedBodies, HeadLikeGet, SecurityHeaders
from trucewatch.service.limits import RateLimit
from trucewatch.service.problems import Fault, fault_of, problem
from trucewatch.service.settings import LOOPBACK, Settings
from trucewatch.web.faults import show_fault
from trucewatch.web.statics import mount_statics

API = "/api/"


def build_app(desk_folder: Path, settings: Settings | None = None) -> FastAPI:
    """The application for the desk in a folder; raises :class:`~trucewatch.errors.LedgerError` when there is none.

    ``settings`` None: as for a person at this machine.
    """
    chosen = settings or Settings(folder=desk_folder, hosts=(*LOOPBACK, "testserver"))
    app = FastAPI(
        title="Trucewatch",
        version=__version__,
        summary="Who says what happened, whether the agreement is kept, whether aid gets through.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=_live,
        # The framework would hand paths, queries and faults to whatever collects traces on this machine.
        telemetry={
            "tracing": False,
            "metrics": False,
            "logs": False,
            "operation_spans": False,
            "auto_configure": False,
        },
    )
    app.state.service = Service(open_desk(desk_folder), chosen, RateLimit(chosen.requests_per_minute))
    for module in parts():
        # Pages are for people; the description is of the API.
        app.include_router(module.router, include_in_schema=module.__name__.startswith(f"{api.__name__}."))
    mount_statics(app)
    for error in (TrucewatchError, HTTPException, RequestValidationError):
        app.add_exception_handler(error, _answer_fault)
    app.add_exception_handler(Exception, _answer_own_fault)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=4)
    app.add_middleware(BoundedBodies, settings=chosen, answer=_answer)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(chosen.hosts), www_redirect=False)
    app.add_middleware(SecurityHeaders, https=chosen.https)
    app.add_middleware(HeadLikeGet)
    return app


def parts() -> tuple[ModuleType, ...]:
    """The modules that have a router: first pages, then the API, each by name."""
    found = []
    for package in (web, api):
        names = sorted(m.name for m in pkgutil.walk_packages(package.__path__, f"{package.__name__}."))
        found += [m for m in map(importlib.import_module, names) if hasattr(m, "router")]
    return tuple(found)


@asynccontextmanager
async def _live(app: FastAPI) -> AsyncIterator[None]:
    """Work in the background that begins and ends with the application: every ``working(app)`` of a part."""
    async with AsyncExitStack() as stack:
        for module in parts():
            if hasattr(module, "working"):
                await stack.enter_async_context(module.working(app))
        yield


async def _answer_fault(request: Request, error: Exception) -> Response:
    fault = _fault(error)
    if fault.status == 405:
        fault.headers = {**fault.headers, "Allow": ", ".join(_methods_of(request))}
    return _answer(request, fault)


def _methods_of(request: Request) -> list[str]:
    """What may be asked of a path, by all routes that have it: the framework names those of the first alone."""
    found: set[str] = set()
    for route in (*request.app.routes, *(r for part in parts() for r in part.router.routes)):
        if isinstance(route, Route) and route.matches({**request.scope, "method": ""})[0] != Match.NONE:
            found.update(route.methods or ())
    return sorted(found | {"HEAD"} if "GET" in found else found)


async def _answer_own_fault(request: Request, _error: Exception) -> Response:
    # What went wrong is in the server's log; whoever asked learns nothing of its insides.
    return _answer(request, Fault(500, "a fault of the desk itself; nothing recorded was changed by it"))


def _answer(request: Request, fault: Fault) -> Response:
    return problem(fault) if request.url.path.startswith(API) else show_fault(request, fault)


def _fault(error: Exception) -> Fault:
    if isinstance(error, TrucewatchError):
        return fault_of(error)
    if isinstance(error, RequestValidationError):
        faults = [{"where": ".".join(map(str, e["loc"])), "what": e["msg"]} for e in error.errors()]
        said = "; ".join(f"{f['where']}: {f['what']}" for f in faults)
        return Fault(422, f"the request does not fit: {said}", errors=faults)
    assert isinstance(error, HTTPException)  # noqa: S101  # registered for no other
    said = "there is no such page or operation" if error.status_code == 404 else str(error.detail)
    return Fault(error.status_code, said, dict(error.headers or {}))
