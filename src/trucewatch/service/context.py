"""Who is asking, what they may do, and which projection they see: dependencies of every page and operation.

    def page(context: Reader) -> …                            anybody who is signed in
    def review(context: Annotated[Context, Depends(needs("review"))]) -> …

A session (cookie) or a token (``Authorization: Bearer``) says who it is.  A request of a session that changes
something must carry the session's CSRF value, in the form field ``csrf`` or the header ``X-CSRF-Token``.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from trucewatch.desk.people import User, user_of_session
from trucewatch.desk.roles import What
from trucewatch.desk.tokens import user_of_token
from trucewatch.ledger.desk import Desk
from trucewatch.service.clock import now
from trucewatch.service.limits import RateLimit
from trucewatch.service.problems import Fault, NewPasswordNeededFault, SignInNeededFault
from trucewatch.service.settings import Settings

SESSION_COOKIE = "trucewatch-session"
LANGUAGE_COOKIE = "trucewatch-language"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
Projection = Literal["all", "public"]


@dataclass(frozen=True, slots=True)
class Service:
    """What one application serves; ``app.state.service``."""

    desk: Desk
    settings: Settings
    limit: RateLimit


@dataclass(frozen=True, slots=True)
class Context:
    """One request: the desk, who asks, in which language, when.  ``csrf`` is what this session's forms must carry."""

    desk: Desk
    user: User
    language: str
    csrf: str
    now: datetime

    def may(self, what: What) -> bool:
        """Whether the user may do something, by role and by the token's scopes."""
        return what in self.user.whats

    @property
    def projection(self) -> Projection:
        """Which of the index's projections the user sees."""
        return "all" if self.may("see_restricted") else "public"


def service_of(request: Request) -> Service:
    """What the application serves."""
    service: Service = request.app.state.service
    return service


async def signed_in(request: Request) -> Context:
    """Who asks; raises a :class:`Fault`: 401 nobody, 403 a form that is not of this session, 429 too often."""
    service, at = service_of(request), now()
    address = request.client.host if request.client else ""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        user = await run_in_threadpool(user_of_token, service.desk, secret.strip(), at)
        if user is None:
            service.limit.take(f"address:{address}")
            raise SignInNeededFault
        service.limit.take(f"user:{user.name}")
        return Context(service.desk, user, choose_language(request, user.language), "", at)
    session = request.cookies.get(SESSION_COOKIE, "")
    found = await run_in_threadpool(user_of_session, service.desk, session, at) if session else None
    if found is None:
        service.limit.take(f"address:{address}")
        raise SignInNeededFault
    user, csrf = found
    service.limit.take(f"user:{user.name}")
    if request.method not in SAFE:
        await check_csrf(request, csrf)
    return Context(service.desk, user, choose_language(request, user.language), csrf, at)


async def reader(context: Annotated[Context, Depends(signed_in)]) -> Context:
    """Anybody who is signed in and may read."""
    if context.user.must_change:
        raise NewPasswordNeededFault
    if not context.may("read"):
        raise Fault(403, "this token may not read; make one with the scope: read")
    return context


def needs(*whats: What) -> Callable[[Context], Awaitable[Context]]:
    """A dependency that lets pass who may do all of ``whats``; 403 for others."""

    async def allowed(context: Annotated[Context, Depends(signed_in)]) -> Context:
        if context.user.must_change:
            raise NewPasswordNeededFault
        if lacking := [w for w in whats if not context.may(w)]:
            raise Fault(
                403, f"{context.user.name} may not do this (it needs: {', '.join(lacking)}); ask an administrator"
            )
        return context

    return allowed


async def check_csrf(request: Request, expected: str) -> None:
    """Raise 403 unless the request comes from a page of ours: it carries the value, and no foreign site sent it."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise Fault(403, "the request came from another site; open the desk itself and do it there")
    given = request.headers.get("x-csrf-token", "")
    kind = request.headers.get("content-type", "")
    if not given and kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        settings = service_of(request).settings
        form = await request.form(max_files=settings.max_files, max_part_size=settings.max_body)
        value = form.get("csrf")
        given = value if isinstance(value, str) else ""
    if not expected or not secrets.compare_digest(given.encode(), expected.encode()):
        raise Fault(403, "the form is no longer valid (signed in anew since?); load the page again, then repeat")


def choose_language(request: Request, own: str = "") -> str:
    """The user's own language, else the cookie's, else the first that the browser asks for and we have."""
    asked = request.headers.get("accept-language", "").split(",")
    wanted = [own, request.cookies.get(LANGUAGE_COOKIE, ""), *(a.split(";")[0].strip()[:2].lower() for a in asked)]
    return next((w for w in wanted if w in LANGUAGES), LANGUAGES[0])


LANGUAGES: tuple[str, ...] = ("en", "ar")
"""Of the interface; the first where nothing is asked for."""

Reader = Annotated[Context, Depends(reader)]
